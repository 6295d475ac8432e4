# La page des alertes d’un bâtiment.

alerts-title = Qu’est-ce qui ne va pas, et combien cela coûte ?
alerts-answer = { $count ->
    [one] Un point est à voir.
   *[other] { $count } points sont à voir.
}
alerts-answer-euro = { $count ->
    [one] Un point est à voir : environ { $euro } € par an.
   *[other] { $count } points sont à voir ; le premier coûte environ { $euro } € par an.
}
alerts-answer-none = Rien d’anormal n’a été trouvé dans les relevés.
alerts-answer-answered = Tout ce qui a été trouvé a reçu une réponse.
alerts-empty-more = Vous verrez ici ce qui ne va pas, du plus cher au moins cher, avec une chose à faire pour chaque point.
alerts-euro = environ { $euro } € par an
alerts-euro-range = environ { $euro } € par an (entre { $lowest } et { $highest } €)
alerts-no-price = Sans prix connu, nous ne comptons pas d’euros.
alerts-no-loss = Sans coût direct connu.
alerts-add-price = Indiquer le prix
alerts-much = soit { $much } de trop par an
alerts-chart = Le graphique qui le montre
alerts-evidence = La preuve :
alerts-see-quality = Peut-on se fier à ces chiffres ?
alerts-how = Comment est-ce calculé ?
alerts-how-none = Aucun montant n’est calculé pour ce point : il rappelle ce qui manque ou ce qui a changé.
alerts-formula = consommation en trop par an × prix d’une unité de plus
alerts-formula-price = (prix après − prix avant) × consommation de l’année
alerts-seen-over = Observé { $period }.
alerts-quality = Qualité des relevés : { $quality }.
alerts-mark-seen = Vu
alerts-mark-explained = Expliquer…
alerts-mark-done = C’est fait
alerts-answered = { $count ->
    [one] Un point qui a reçu une réponse
   *[other] { $count } points qui ont reçu une réponse
}
alerts-seen = vu
alerts-explained = expliqué
alerts-done = fait
alerts-noted = le { $day }.
alerts-undo = Annuler cette réponse
alerts-explain-title = Qu’est-ce qui explique ce changement ?
alerts-explain-crumb = Expliquer
alerts-explain-text = Votre explication devient un événement daté : il se voit sur les graphiques. Vous pourrez l’annuler.
alerts-explain-kind = Ce qui l’explique
alerts-explain-other = Autre raison
alerts-explain-other-hint = sans date : rien ne s’ajoute aux graphiques
alerts-explain-submit = Noter l’explication
