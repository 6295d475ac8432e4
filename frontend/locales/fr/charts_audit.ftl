### Graphiques de l’audit : usages, déperditions, travaux, bouquets, trajectoire.

chart-name-uses = Usages de l’énergie
chart-name-losses = Déperditions
chart-name-measures = Travaux enchaînés
chart-name-abatement = Coût de la tonne de CO₂ évitée
chart-name-life-cycle = Coût global
chart-name-front = Choix possibles
chart-name-works-years = Travaux au fil des ans
chart-name-road = Trajectoire du bâtiment
chart-name-panels = Panneaux, mois par mois
chart-name-ranges = Fourchettes d’économie

chart-uses = Usages d’une année au climat normal, au { $day } (kWh PCI)
chart-uses-reading = Le premier usage est : { $use }, { $value } par an, soit { $share } de l’énergie.
chart-uses-use = usage
chart-uses-how = comment nous le savons
chart-uses-known = mesuré ou relevé
chart-uses-usual = part habituelle, à confirmer

chart-losses = Déperditions relevées à la visite, au { $day } (W/K)
chart-losses-reading = Première déperdition : { $name }, { $share }. Calculé : { $calculated } de chaleur par an ; mesuré : { $measured }.
chart-losses-reading-alone = Première déperdition : { $name }, { $share }. Calculé : { $calculated } de chaleur par an ; la mesure manque.
chart-losses-infiltration = Infiltrations d’air
chart-losses-part = paroi ou air
chart-losses-loss = déperdition
chart-losses-walls = parois et châssis
chart-losses-air = air

chart-measures = Du besoin d’aujourd’hui à celui d’après travaux, au { $day } (kWh PCI par an)
chart-measures-reading = Ensemble, ces travaux économisent { $saved } par an ({ $share }) ; additionnés un à un, ils en promettraient { $alone }.
chart-measures-measure = travaux
chart-measures-chained = économie dans la chaîne
chart-measures-alone = économie prise seule
chart-measures-total = ensemble
chart-measures-year = année entière
chart-measures-more = consommation en plus
chart-measures-before = Aujourd’hui, au climat normal
chart-measures-after = Après les travaux

chart-abatement = Coût de la tonne de CO₂ évitée, par travaux, au { $day } (€ par tonne)
chart-abatement-reading = Sur { $all } de CO₂ évitées par an, { $free } se paient elles-mêmes.
chart-abatement-tonnes = tonnes évitées
chart-abatement-cost = coût de la tonne
chart-abatement-pays = se paie par l’économie
chart-abatement-costs = coûte plus que l’économie
chart-abatement-axis = { $all } t de CO₂ évitées par an

chart-life-cycle = Coût global sur { $years } ans, en euros du { $day }
chart-life-cycle-reading-less = { $name } : { $difference } de moins que ne rien faire, sur toute la période.
chart-life-cycle-reading-more = { $name } : { $difference } de plus que ne rien faire, sur toute la période.
chart-life-cycle-package = bouquet
chart-life-cycle-works = travaux, aides déduites
chart-life-cycle-upkeep = entretien et remplacements
chart-life-cycle-energy = énergie et eau
chart-life-cycle-total = coût global
chart-life-cycle-without = Ne rien faire

chart-front = Énergie économisée selon l’investissement, au { $day } (kWh PCI par an)
chart-front-reading = { $tried } ensembles essayés, { $best } que rien ne bat ; le plus complet économise { $saved } par an pour { $cost }.
chart-front-measures = nombre de travaux
chart-front-cost = investissement
chart-front-saved = énergie économisée
chart-front-co2 = CO₂ évité
chart-front-best = les meilleurs ensembles
chart-front-package = bouquets proposés
chart-front-up = kWh PCI économisés par an
chart-front-axis = investissement, € TVA supportée comprise

chart-works-years = Travaux année par année, au { $day } (€)
chart-works-years-reading = { $count } travaux entre { $first } et { $last }, { $paid } à payer aides déduites.
chart-works-years-paid = à payer, aides déduites
chart-works-years-aid = aides
chart-works-years-budget = budget annuel
chart-works-years-unknown = coût non connu

chart-road = Trajectoire du bâtiment avec les travaux, au { $day } (kWh PCI par m² au climat normal)
chart-road-reading = { $name } : de { $from } en { $first } à { $to } en { $last }.
chart-road-with = avec les travaux
chart-road-without = sans travaux
chart-road-target = cible du parc

chart-panels = Production de { $power } et besoin d’électricité, mois par mois, au { $day } (kWh)
chart-panels-reading = Les panneaux donneraient { $made } par an, dont { $share } utilisés sur place et { $injected } injectés.
chart-panels-month = mois
chart-panels-used = utilisé sur place
chart-panels-injected = injecté
chart-panels-bought = prélevé sur le réseau
chart-panels-need = besoin du bâtiment

chart-ranges = Ce qu’un audit pourrait trouver, au { $day } : fourchettes à confirmer
chart-ranges-reading = Première piste : { $name }, { $range }, à confirmer sur place.
chart-ranges-low = au moins
chart-ranges-high = au plus
