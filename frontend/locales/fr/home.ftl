# Accueil.

home-title = Éclaireur
home-heading = Où passe l’énergie de vos bâtiments ?
home-lead = Déposez un fichier de votre compteur ou recopiez une facture : vous voyez chaque mois, chaque année, ce que le bâtiment a utilisé.
home-point-read = Une facture de régularisation suffit pour commencer.
home-point-show = Chaque nombre dit d’où il vient, et ce qui manque.
home-point-keep = Tout import peut être annulé, à tout moment.
home-start-heading = Commencer
home-start-intro = Trois questions. Le reste peut attendre.
home-demo-heading = Essayer la démonstration
home-demo = Huit organisations inventées, trois ans de relevés et quelques défauts vraisemblables. Sur votre machine, lancez :
home-demo-command = eclaireur serve --demo
home-organisations = Vos organisations
home-nothing = Aucune organisation ne vous est ouverte pour l’instant. Demandez un accès à son gestionnaire.
home-buildings = { $count ->
    [0] Aucun bâtiment
    [one] Un bâtiment
   *[other] { $count } bâtiments
}
home-last-reading = dernier relevé le { $day }
home-no-reading = aucun relevé
home-archived = archivée
home-federations = Voir les fédérations
home-new = Ajouter une organisation
home-restore = Reprendre une archive
