# Ce que les programmes peuvent faire.

api-crumb = Interface pour programmes
api-title = Que peut faire un programme ?
api-lead = { $count ->
    [one] Une opération, décrite ci-dessous à partir du programme lui-même.
   *[other] { $count } opérations, décrites ci-dessous à partir du programme lui-même. Elles donnent les mêmes chiffres que les pages et les rapports.
}
api-begin = Pour commencer
api-begin-token = Un programme se présente avec une clé. Une clé appartient à une organisation : qui la gère la crée depuis la page de l’organisation, par « Accès » puis « Clés des programmes ». Elle permet de lire, ou de lire et d’importer. Gardez-la comme un mot de passe. Les autres opérations demandent une session ouverte.
api-begin-call = Donnez l’adresse du service et la clé à votre programme, puis demandez par exemple vos bâtiments :
api-begin-address = https://adresse-du-service
api-begin-secret = votre-clé
api-begin-pages = Les listes viennent par pages : « limit » fixe leur longueur, « next » est à renvoyer comme « cursor ». L’en-tête « Link » porte aussi l’adresse de la page suivante.
api-begin-tags = Chaque réponse porte une étiquette « ETag ». Renvoyez-la dans « If-None-Match » : si rien n’a changé, la réponse est 304, sans contenu.
api-begin-once = Un import qui porte une clé « Idempotency-Key » ne se fait qu’une fois en 24 heures, même s’il est envoyé deux fois.
api-begin-numbers = Les quantités et les montants sont du texte en décimales simples, pour que rien ne se perde. Le jour « to » n’est jamais compris.
api-document = La même description en OpenAPI 3.1 (JSON)
api-groups = Sujets
api-parameters = Paramètres et champs
api-answers = Réponses
api-example = Exemple
api-name = Nom
api-place = Où
api-form = Forme
api-meaning = Sens
api-required = obligatoire
api-status = Statut
api-code = Code
api-codes = Codes des problèmes
api-codes-text = Un problème est du JSON « application/problem+json » dont le code ne change pas : un programme peut s’y fier. Citez « instance » quand vous demandez de l’aide.

api-in-path = adresse
api-in-query = question
api-in-header = en-tête

api-group-organisations = Organisations
api-group-buildings = Bâtiments
api-group-meters = Compteurs et relevés à la main
api-group-imports = Imports
api-group-figures = Consommations, chiffres, alertes, graphiques
api-group-facts = Données, prix, évènements
api-group-reports = Rapports
api-group-aids = Aides et financement
api-group-federations = Fédérations et scénarios

api-op-answer-alert = Répondre à une alerte
api-op-ask-financing = Demander ce qu’un projet peut obtenir
api-op-create-building = Créer un bâtiment
api-op-create-event = Noter un évènement
api-op-create-fact = Déclarer une donnée
api-op-create-meter = Créer un compteur
api-op-create-price = Déclarer un prix
api-op-create-reading = Garder un relevé
api-op-export-organisation = Emporter tout d’une organisation
api-op-import-buildings = Importer une liste de bâtiments
api-op-import-readings = Importer des relevés
api-op-list-aids = Lister les aides
api-op-list-alerts = Lister les alertes d’un bâtiment
api-op-list-buildings = Lister les bâtiments
api-op-list-events = Lister les évènements d’un bâtiment
api-op-list-facts = Lister les données d’un bâtiment
api-op-list-federations = Lister les fédérations
api-op-list-imports = Lister les imports d’une organisation
api-op-list-indicators = Lire les chiffres expliqués d’un bâtiment
api-op-list-meters = Lister les compteurs d’un bâtiment
api-op-list-organisation-buildings = Lister les bâtiments d’une organisation
api-op-list-organisations = Lister les organisations
api-op-list-prices = Lister les prix d’un bâtiment
api-op-list-projects = Lister les projets d’un bâtiment
api-op-list-reports = Lister les rapports publiés d’un bâtiment
api-op-list-scenarios = Lister les scénarios
api-op-show-aid = Lire une aide
api-op-show-assessment = Lire tout ce qui est dit d’un bâtiment
api-op-show-building = Lire un bâtiment
api-op-show-chart = Recevoir un graphique
api-op-show-consumption = Lire les consommations d’un bâtiment
api-op-show-financing = Lire ce qui peut être obtenu pour un bâtiment
api-op-show-import = Lire un import
api-op-show-import-file = Recevoir le fichier d’un import
api-op-show-organisation = Lire une organisation
api-op-show-report = Recevoir un rapport
api-op-show-scenario = Chiffrer un scénario pour une fédération
api-op-undo-import = Annuler un import
api-op-withdraw-answer = Reprendre une réponse à une alerte
api-op-withdraw-event = Reprendre un évènement
api-op-withdraw-fact = Reprendre une donnée
api-op-withdraw-price = Reprendre un prix
