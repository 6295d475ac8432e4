# Les imports d'une organisation.

imports-title = Qu’avons-nous reçu pour { $name } ?
imports-heading = Imports
imports-lead = Chaque fichier, facture ou relevé reste ici, et peut être annulé à tout moment.
imports-new = Importer un fichier
imports-empty = Rien encore. Le premier fichier, la première facture ou le premier relevé apparaîtra ici.
imports-col-what = Quoi
imports-col-state = État
imports-col-buildings = Bâtiments
imports-col-period = Période
imports-col-readings = Relevés
imports-col-sent = Envoyé le
imports-state-preview = à confirmer
imports-state-confirmed = confirmé
imports-state-undone = annulé
imports-state-refused = refusé
imports-to-choose = { $count ->
    [one] un compteur à choisir
   *[other] { $count } compteurs à choisir
}
imports-new-meters = { $count ->
    [one] un compteur serait créé
   *[other] { $count } compteurs seraient créés
}
imports-to-correct = { $count ->
    [one] 1 à corriger
   *[other] { $count } à corriger
}
