# Le cadastre : par quel bâtiment commencer.

cadastre-title = Par quel bâtiment commencer ?
cadastre-title-of = Par quel bâtiment commencer chez { $name } ?
cadastre-crumb = Cadastre énergétique
cadastre-empty = Ajoutez un bâtiment : il prendra place ici dès sa première année.
cadastre-answer = Commencez par { $name } : environ { $kwh } kWh récupérables par an.
cadastre-answer-euro = Commencez par { $name } : environ { $kwh } kWh récupérables par an, soit { $euro } €.
cadastre-answer-none = { $count ->
    [one] Le seul bâtiment comparé n’est pas au-dessus de son repère.
   *[other] Aucun des { $count } bâtiments comparés n’est au-dessus de son repère.
}
cadastre-total = { $of ->
    [one] { $kwh } kWh par an au-dessus des repères, pour le seul bâtiment.
   *[other] Ensemble : { $kwh } kWh par an au-dessus des repères ; bâtiments connus : { $count } sur { $of }.
}
cadastre-total-euro = { $of ->
    [one] { $kwh } kWh et { $euro } € par an au-dessus des repères, pour le seul bâtiment.
   *[other] Ensemble : { $kwh } kWh et { $euro } € par an au-dessus des repères ; bâtiments connus : { $count } sur { $of }.
}
cadastre-answer-unknown = { $count ->
    [one] Le bâtiment ne peut pas encore être comparé : il manque une superficie, une année ou un repère.
   *[other] Aucun des { $count } bâtiments ne peut encore être comparé : il manque une superficie, une année ou un repère.
}
cadastre-alert = { $title }, { $euro }
cadastre-alerts = { $count ->
    [one] 1 alerte
   *[other] { $count } alertes
}
cadastre-dearest = Alerte la plus chère : { $name }. { $alert }.
cadastre-waiting = { $count ->
    [one] Les chiffres d’un bâtiment sont en cours de calcul.
   *[other] Les chiffres de { $count } bâtiments sont en cours de calcul.
}
cadastre-list = Les bâtiments
cadastre-sort = Trier par
cadastre-col-building = Bâtiment
cadastre-col-recoverable = Récupérable
cadastre-col-intensity = Énergie par m²
cadastre-col-reference = Repère
cadastre-col-alerts = Alertes
cadastre-col-dearest = Alerte la plus chère
cadastre-a-year = { $unit }/an
cadastre-how = Nous comparons l’énergie par m² à climat normal avec un repère publié, ou avec les bâtiments semblables des membres. Ce n’est ni une note ni une faute : un repère a son année, son nombre de bâtiments et son étendue.
cadastre-how-formula = Récupérable par an
cadastre-formula = (énergie à climat normal par m² − repère) × superficie chauffée, jamais moins que zéro
cadastre-how-reference = Les euros sont comptés au prix marginal, sans les termes fixes. Sans prix encodé, la colonne reste vide.
table-cadastre = Cadastre énergétique
organisation-cadastre = Par quel bâtiment commencer ?
