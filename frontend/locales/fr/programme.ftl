### Programme de travaux d’une organisation : plusieurs bâtiments, un budget annuel.

programme-title = Quels travaux, dans quels bâtiments de { $name }, et quand ?
programme-crumb = Programme de travaux
programme-lead = Indiquez ce que vous pouvez payer par an : nous répartissons les bouquets des audits entre vos bâtiments.
programme-answer = Avec { $budget } par an, { $count ->
    [one] un bâtiment reçoit son bouquet
   *[other] { $count } bâtiments reçoivent leur bouquet
} ; l’ensemble vaut { $worth } aujourd’hui, coût déduit.
programme-none = Avec ce budget, aucun bouquet chiffré ne peut être payé ou ne rapporte plus qu’il ne coûte.
programme-gap = Aucun autre plan ne vaut plus de { $bound } : celui-ci est au plus à { $gap } du meilleur.
programme-budget-title = Votre budget
programme-budget = Budget par an pour les travaux
programme-budget-hint = Aides déduites. Laissé vide, nous prenons la somme des budgets indiqués dans les audits. Ce qui n’est pas dépensé une année reste pour la suivante.
programme-submit = Planifier
programme-plan = Le plan
programme-how = Un bouquet est payé l’année où il commence et économise dès l’année suivante.
programme-col-building = Bâtiment
programme-apart = Bâtiments hors du plan
programme-apart-no-audit = pas encore d’audit.
programme-apart-no-cost = aucun bouquet dont le coût et les prix sont connus.
programme-apart-no-gain = aucun bouquet ne rapporte plus qu’il ne coûte sur la durée regardée.
programme-later = pas assez de budget dans les années regardées.
organisation-programme = Planifier les travaux de tous les bâtiments
