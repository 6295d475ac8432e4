# Commencer : trois questions, puis la commune si le code postal ne la donne pas.

start-title = Commencer
start-intro = Trois questions. Le reste peut attendre.
start-name = Nom de l’organisation
start-name-hint = Par exemple « Les Tilleuls ASBL ».
start-postcode = Code postal
start-postcode-hint = Celui du siège ou du bâtiment principal.
start-activity = Activité principale
start-submit = Continuer
start-commune-title = Dans quelle commune ?
start-commune-intro = Le code postal { $postcode } ne suffit pas à connaître la commune.
start-commune = Commune
