# Les graphiques du secteur : bandes, petites courbes, croisements, carte, éventail.

chart-name-strips = Intensité par activité
chart-name-multiples = Évolution par activité
chart-name-cross = Activités et provinces
chart-name-tiles = Carte des arrondissements
chart-name-fan = Chemin du parc vers 2040

chart-hatched-means = « { $short } » : { $reason }

chart-strips = Intensité des bâtiments à climat normal, par activité (kWh/m², { $year })
chart-strips-reading = { $name } : la moitié des bâtiments se tient entre { $lower } et { $upper }.
chart-strips-reading-none = Aucune activité ne réunit assez d’organisations pour être montrée.
chart-strips-of = Activité
chart-strips-half = la moitié des bâtiments
chart-strips-own = Vos bâtiments
chart-strips-withheld = non montré

chart-multiples = Intensité à climat normal, mêmes bâtiments chaque année (kWh/m², { $first } à { $last })
chart-multiples-reading = { $name } a le plus changé à la baisse, ou le moins monté : { $change }.
chart-multiples-reading-one = { $name } : { $change } de { $first } à { $last }.
chart-multiples-own = l’activité

chart-cross = Intensité pondérée à climat normal, par activité et province (kWh/m², { $year })
chart-cross-reading = La case la plus haute : { $name }, { $province }, { $value }.
chart-cross-reading-none = Aucune case ne réunit assez d’organisations pour être montrée.

chart-tiles = Intensité pondérée à climat normal, par arrondissement (kWh/m², { $year })
chart-tiles-reading = De { $least } ({ $low }) à { $most } ({ $high }).
chart-tiles-reading-one = Un seul arrondissement peut être montré : { $high }, { $most }.
chart-tiles-reading-none = Aucun arrondissement ne réunit assez d’organisations pour être montré.

chart-fan = Chemin du parc vers sa cible (kWh/m² à climat normal, { $first } à { $last })
chart-fan-reading = { $now } en { $year } ; comme cela va, { $ahead } en { $until } au lieu de { $target }.
chart-fan-reading-now = { $now } en { $year } ; il faut trois années des mêmes bâtiments pour dire où cela mène.
chart-fan-wanted = droite vers la cible
chart-fan-lower = tendance, quartile inférieur
chart-fan-median = tendance médiane
chart-fan-upper = tendance, quartile supérieur
chart-fan-half = la moitié des groupes
chart-fan-target = cible d’un parc en { $year } : { $value }
