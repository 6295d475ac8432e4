# Les graphiques : leur titre avec unité et période, la phrase qui les lit (25 mots au plus), leurs légendes, leurs tableaux.

chart-name-months = Mois par énergie
chart-name-year-on-year = Années comparées
chart-name-signature = Signature énergétique
chart-name-cusum = Dérive cumulée
chart-name-heatmap = Carte de charge
chart-name-load-duration = Courbe des puissances classées
chart-name-quality = Qualité des données
chart-name-benchmark = Points de comparaison
chart-name-waterfall = Évolution du coût
chart-name-path = Trajectoire 2040
chart-name-pv-balance = Bilan photovoltaïque
chart-name-split = Répartition de l’énergie

chart-period = { $from } à { $to }
chart-missing-value = non relevé
chart-normal = à climat normal
chart-own = Votre bâtiment

chart-event = { $day } · { $kind } : { $text }
chart-event-works = Travaux
chart-event-setting = Réglage
chart-event-occupancy = Occupation
chart-event-closure = Fermeture exceptionnelle
chart-event-extension = Extension

chart-stack = Énergie par mois, { $period } ({ $unit })
chart-stack-water = Eau par mois, { $period } ({ $unit })
chart-stack-reading = Le mois complet le plus haut est { $high } ({ $most }), le plus bas { $low } ({ $least }).
chart-stack-reading-none = Aucun mois n’est complet pour toutes les énergies.

chart-years = { $carrier } : années comparées, { $period } ({ $unit })
chart-years-reading-more = { $year } : { $percent } de plus que { $before }, sur { $months ->
    [one] le mois complet commun
   *[other] les { $months } mois complets communs
}, sans correction du climat.
chart-years-reading-less = { $year } : { $percent } de moins que { $before }, sur { $months ->
    [one] le mois complet commun
   *[other] les { $months } mois complets communs
}, sans correction du climat.
chart-years-reading-same = { $year } : autant que { $before } ({ $percent } d’écart), sur { $months ->
    [one] le mois complet commun
   *[other] les { $months } mois complets communs
}.
chart-years-reading-one = Une seule année se lit entièrement ou en partie : { $year }, { $sum } dans ses mois complets.

chart-signature = { $carrier } : signature énergétique, { $period } ({ $unit } par jour)
chart-signature-reading = Sans froid : { $base } par jour ; chaque degré-jour ajoute { $slope }. { $apart ->
    [0] Aucune période ne s’écarte.
    [one] Une période s’écarte.
   *[other] { $apart } périodes s’écartent.
}
chart-signature-reading-none = { $points ->
    [one] Une période est connue
   *[other] { $points } périodes sont connues
} ; aucune droite ne les explique encore.
chart-signature-point = une période relevée
chart-signature-line = droite ajustée
chart-signature-band = où tomberait une période de plus
chart-signature-apart = période à l’écart
chart-signature-across = degrés-jours par jour : plus froid vers la droite

chart-cusum = { $carrier } : écart cumulé à la référence, { $period } ({ $unit })
chart-cusum-reading-chance = Au { $day }, l’écart cumulé ({ $sum }) reste dans ce que le hasard explique.
chart-cusum-reading-more = Au { $day }, le bâtiment a utilisé { $sum } de plus que sa référence.
chart-cusum-reading-less = Au { $day }, le bâtiment a utilisé { $sum } de moins que sa référence.
chart-cusum-line = écart cumulé
chart-cusum-band = ce que le hasard explique

chart-heatmap = { $carrier } : puissance de chaque heure, du { $from } au { $to } (kW)
chart-heatmap-means = { $title } : moyenne par heure et par jour de la semaine
chart-heatmap-reading = La puissance la plus haute est { $top }, le { $day } à { $clock }.

chart-duration = { $carrier } : puissances horaires classées, { $period } (kW)
chart-duration-reading = L’heure la plus chargée atteint { $top } ; la moitié du temps au moins { $half }, presque toujours (95 %) au moins { $base }.
chart-duration-across = part du temps où cette puissance est atteinte

chart-quality = Qualité des données par énergie et par mois, { $period }
chart-quality-reading = Mois mesurés, toutes énergies ensemble : { $measured } sur { $all } ; { $missing ->
    [0] aucun ne manque.
    [one] un manque.
   *[other] { $missing } manquent.
}
chart-quality-more = { $count ->
    [one] Une autre énergie est dans le tableau.
   *[other] { $count } autres énergies sont dans le tableau.
}

chart-benchmark = { $what } : votre bâtiment parmi d’autres, { $period } (kWh/m²)
chart-benchmark-electricity = Électricité
chart-benchmark-fuel = Combustibles
chart-benchmark-total = Énergie totale
chart-benchmark-reading = Votre bâtiment est à { $own } ; le milieu de la première référence est à { $middle }.
chart-benchmark-reading-own = Votre bâtiment est à { $own } ; aucune référence d’ici n’a de milieu connu.
chart-benchmark-reading-none = La position de votre bâtiment n’est pas encore connue.
chart-benchmark-own = Votre bâtiment : { $own }
chart-benchmark-n = { $n ->
    [one] 1 bâtiment
   *[other] { $n } bâtiments
}
chart-benchmark-no-n = nombre non connu
chart-benchmark-no-year = année non connue
chart-benchmark-foreign = autre pays ou autre usage
chart-benchmark-spread = étendue
chart-benchmark-middle = milieu
chart-benchmark-across = kWh/m² par an

chart-waterfall = Du coût de { $before } au coût de { $after } (€ TVAC)
chart-waterfall-climate = climat
chart-waterfall-price = prix
chart-waterfall-volume = usage
chart-waterfall-rest = usage et climat
chart-waterfall-by-rest = l’usage et le climat ensemble
chart-waterfall-by-climate = le climat
chart-waterfall-by-price = les prix
chart-waterfall-by-volume = l’usage
chart-waterfall-reading-more = { $after } coûte { $change } de plus que { $before } ; première cause : { $cause } ({ $part } €).
chart-waterfall-reading-less = { $after } coûte { $change } de moins que { $before } ; première cause : { $cause } ({ $part } €).
chart-waterfall-sum = coût de l’année
chart-waterfall-rise = hausse
chart-waterfall-fall = baisse

chart-path = Trajectoire vers la cible du parc, { $first }–{ $last } (kWh/m² à climat normal)
chart-path-measured = mesuré
chart-path-wanted = voie à suivre
chart-path-trend = si rien ne change
chart-path-target = Cible du parc { $year } : { $value }
chart-path-reading = En { $year }, le bâtiment est à { $value }.
chart-path-reading-below = En { $year }, le bâtiment est à { $value } : sous la voie à suivre ({ $wanted }).
chart-path-reading-above = En { $year }, le bâtiment est à { $value } : au-dessus de la voie à suivre ({ $wanted }).

chart-balance = Électricité produite et prélevée, { $period } ({ $unit })
chart-balance-own = produite et utilisée sur place
chart-balance-given = injectée
chart-balance-taken = prélevée
chart-balance-reading = Sur { $made } produits, { $own } sont utilisés sur place ({ $share }).
chart-balance-reading-none = Aucune production n’est connue mois par mois.

chart-split = Répartition de l’énergie finale, { $period } ({ $unit })
chart-split-reading = { $carrier } vient en premier : { $value } sur { $all }, soit { $share }.

chart-col-month = mois
chart-col-day = jour
chart-col-hour = heure
chart-col-from = du
chart-col-to = au
chart-col-year = année
chart-col-complete = complet
chart-col-quality = qualité
chart-col-cold = degrés-jours par jour
chart-col-per-day = par jour
chart-col-line = selon la droite
chart-col-apart = à l’écart
chart-col-cusum = écart cumulé
chart-col-chance = part du hasard (±)
chart-col-share = part du temps
chart-col-power = puissance atteinte
chart-col-reference = référence
chart-col-n = nombre
chart-col-lowest = bas
chart-col-middle = milieu
chart-col-highest = haut
chart-col-foreign = autre pays ou usage
chart-col-part = élément
chart-col-cost = coût TVAC
chart-col-carrier = énergie
chart-col-energy = énergie finale
chart-col-part-of = part
