### Carnet de route : une page datée par bâtiment.

carnet = Carnet de route
carnet-title = Où en sommes-nous dans { $name } ?
carnet-lead = Le carnet de route rassemble sur une page ce que la visite a trouvé et ce qu’il reste à faire. Il se remplit avec l’audit.
carnet-of = Page du { $day }.
carnet-visited = Visite du { $day }.
carnet-visited-by = Visite du { $day }, par { $who }.
carnet-not-visited = Le jour de la visite n’est pas noté.
carnet-not-dated = à dater
carnet-found = Constats
carnet-set = Réglages changés
carnet-actions = À faire
carnet-no-action = Rien n’est encore prévu : ajoutez des recommandations ou un bouquet à l’audit.
carnet-col-gravity = Gravité
carnet-col-found = Constat
carnet-col-what = Action
carnet-col-when = Quand
carnet-col-note = Coût ou exigence
carnet-col-who = Qui
carnet-col-done = Fait
carnet-photos = Photos de la visite : { $captions }.
carnet-pictures = Photos de la visite
carnet-next = Prochaine visite : { $day }, avec : { $who }
carnet-by-hand = Ce qui n’est pas encore fixé se note à la main sur la page imprimée, ou dans l’audit : qui s’en charge, la prochaine visite.
carnet-pdf = Page à imprimer (PDF)
