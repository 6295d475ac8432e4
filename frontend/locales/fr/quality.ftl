# La page de la qualité des chiffres.

quality-title = Peut-on se fier à ces chiffres ?
quality-answer = { $missing ->
    [0] En { $year }, { $percent } des mois sont mesurés ; aucun ne manque.
    [one] En { $year }, { $percent } des mois sont mesurés ; il en manque un.
   *[other] En { $year }, { $percent } des mois sont mesurés ; il en manque { $missing }.
}
quality-answer-spread = { $missing ->
    [0] En { $year }, chaque mois est réparti à partir d’une période plus longue ; aucun ne manque.
    [one] En { $year }, aucun mois n’est relevé seul : nous répartissons des périodes plus longues ; il en manque un.
   *[other] En { $year }, aucun mois n’est relevé seul : nous répartissons des périodes plus longues ; il en manque { $missing }.
}
quality-answer-young = { $missing ->
    [0] Jusqu’ici, { $percent } des mois sont mesurés ; aucun ne manque.
    [one] Jusqu’ici, { $percent } des mois sont mesurés ; il en manque un.
   *[other] Jusqu’ici, { $percent } des mois sont mesurés ; il en manque { $missing }.
}
quality-answer-none = Aucun mois n’est encore connu.
quality-empty-more = Vous verrez ici comment chaque mois est connu, ce qui manque et ce qu’il faut apporter.
quality-known = Comment chaque mois est-il connu ?
quality-months = Nombre de mois, par énergie
quality-missing = incomplet
quality-lacks = Que manque-t-il ?
quality-lacks-nothing = Rien : chaque mois est complet.
quality-lacks-months = { $count ->
    [one] un mois incomplet, { $months }.
   *[other] { $count } mois incomplets, { $months }.
}
quality-bring-bill = La facture de régularisation qui couvre ces mois suffit.
quality-meters = Les compteurs et ce qu’il faut apporter
quality-bring = À apporter
quality-bring-first = Un premier relevé, ou une facture.
quality-bring-late = { $days ->
    [one] Un relevé : le dernier date d’un jour.
   *[other] Un relevé : le dernier date de { $days } jours.
}
quality-bring-nothing = Rien pour l’instant.
quality-apart = Qu’est-ce qui s’écarte des autres périodes ?
quality-apart-text = Ces périodes ne suivent pas le froid comme les autres. Vérifiez l’index, ou notez ce qui s’est passé.
quality-apart-kwh = { $kwh } kWh par jour.
quality-moves = Quels chiffres ont changé, et pourquoi ?
quality-moves-none = Aucun chiffre annoncé n’a changé depuis.
quality-moved = Ce chiffre a changé : de { $before } à { $after }.
quality-moved-known = Ce chiffre est maintenant connu : { $after }.
quality-moved-gone = Ce chiffre n’est plus connu ; il était de { $before }.
quality-moved-none = Ce chiffre a changé.
quality-because = Pourquoi : { $causes }.
quality-because-file = Dans le fichier { $file } du catalogue : { $before } est devenu { $after }.
quality-because-unknown = La raison n’est pas connue.
quality-cause-catalog = une valeur du catalogue a changé
quality-cause-facts = une donnée du bâtiment a changé
quality-cause-method = la méthode a changé
quality-cause-price = un prix a changé
quality-cause-readings = des relevés ou des factures ont changé
quality-cause-weather = des températures se sont ajoutées
quality-defaults = Quelles valeurs par défaut servent ?
quality-defaults-text = Personne ne les a mesurées ici : elles viennent du catalogue, avec leur source.
quality-file = Fichier du catalogue
quality-to-readings = Quels relevés avons-nous ?
quality-to-facts = Que savons-nous du bâtiment ?
quality-to-report = Que demande UREBA à notre comptabilité énergétique ?
