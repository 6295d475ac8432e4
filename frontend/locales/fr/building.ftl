# Le bulletin de santé d’un bâtiment, et ce que toutes ses pages ont en commun.

building-area = { $area } m² chauffés
building-tabs = Pages du bâtiment
building-archived = Ce bâtiment est archivé : ses relevés sont gardés. Vous pouvez le restaurer sur la page « Modifier ».
tab-bulletin = Bulletin
tab-energy = Énergie
tab-cost = Coût
tab-climate = Climat
tab-alerts = Alertes
tab-quality = Qualité
tab-obligations = Obligations
tab-readings = Relevés
tab-upload = Importer
tab-facts = Données
tab-edit = Modifier

bulletin-title = Comment va le bâtiment ?
bulletin-title-of = Comment va { $name } ?
bulletin-answer-same-climate = En { $year }, le bâtiment a utilisé { $energy }, { $change } à climat égal.
bulletin-answer-raw = En { $year }, le bâtiment a utilisé { $energy }, { $change }, sans corriger le climat.
bulletin-answer-alone = En { $year }, le bâtiment a utilisé { $energy }.
bulletin-answer-none = Aucune année n’est encore complète : voici ce qui est connu et ce qui manque.
bulletin-empty-more = Vous verrez ici cinq chiffres expliqués, et la première chose à faire.
bulletin-action-euro = { $action } : environ { $euro } € par an.
bulletin-action-likely = { $action } : environ { $euro } € par an, à confirmer.
bulletin-action-link = Voir pourquoi
bulletin-five = Cinq chiffres
bulletin-energy = Énergie de l’année
bulletin-energy-same-climate = { $change }, à climat égal.
bulletin-energy-raw = { $change }, sans corriger le climat.
bulletin-intensity = Énergie par m² chauffé
bulletin-beside = Repère : { $reference }.
bulletin-cost = Coût de l’année
bulletin-cost-split = Depuis { $year } : prix { $price }, usage { $volume }, climat { $climate }{ $unsure }.
bulletin-cost-split-no-climate = Depuis { $year } : prix { $price }, usage et climat ensemble { $volume }{ $unsure }.
bulletin-co2-change-by = { $change } ({ $set }).
bulletin-co2-by = Facteurs : { $set }.
bulletin-co2 = Émissions de CO₂
bulletin-path = Écart à la trajectoire
bulletin-path-sentence = La trajectoire part de { $base } kWh/m² en { $base_year } et vise { $target } kWh/m² en { $target_year }.
bulletin-drift = Dérive
bulletin-drift-sentence = Ce que le bâtiment utilise de plus ou de moins que son habitude, à climat égal.
bulletin-months = Mois par mois
bulletin-pdf = le bulletin (PDF)
bulletin-month-sheet = la fiche du mois, à afficher
bulletin-next-energy = Où passe l’énergie ?
bulletin-next-cost = Combien coûte l’énergie ?
bulletin-next-climate = Le bâtiment suit-il le froid ?
bulletin-next-alerts = Qu’est-ce qui ne va pas ?
bulletin-next-obligations = Que demande la loi ?
bulletin-next-organisation = Par quel bâtiment commencer ?

reference = { $values }, { $name }
reference-members = les bâtiments semblables des membres
reference-target = objectif 2040 d’un parc de bâtiments
reference-between = de { $low } à { $high } kWh/m²
reference-about = environ { $value } kWh/m²
reference-n = { $count ->
    [one] 1 bâtiment
   *[other] { $count } bâtiments
}
chart-file-svg = SVG
chart-file-png = PNG
chart-values-in-files = Les valeurs sont trop nombreuses pour une page : téléchargez le tableau.
