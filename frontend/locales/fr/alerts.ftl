# Alertes et rappels : titre, raison, action.

alert-base-load-high = La consommation de nuit est élevée
alert-base-load-high-why = { $before ->
    [none] La nuit, la puissance électrique reste à { $after } kW : { $percent } % de la moyenne, alors que le bâtiment ferme.
   *[other] Depuis { $month }, la puissance électrique de nuit est de { $after } kW, contre { $before } kW les mêmes mois un an plus tôt (+{ $percent } %).
}
alert-consumption-jump = La consommation { $of-carrier } a bondi
alert-consumption-jump-why = En { $year }, la consommation dépasse de { $percent } % ce que l’année précédente laissait attendre, même en tenant compte du froid : { $kwh } { $unit } de plus.
alert-drift = La consommation { $of-carrier } dérive
alert-drift-why = Depuis le { $since }, à climat égal, la consommation est plus élevée de { $percent } % : environ { $kwh } { $unit } par an.
alert-heating-in-summer = On chauffe en été
alert-heating-in-summer-why = Pendant l’été { $year }, la consommation { $of-carrier } était de { $after } { $unit } par jour au lieu de { $before } : { $percent } % du niveau d’hiver. Une vanne est peut-être restée ouverte.
alert-heating-out-of-season = On chauffe trop en demi-saison
alert-heating-out-of-season-why = Depuis { $year }, par temps doux, la consommation { $of-carrier } dépasse de { $percent } % celle des années précédentes, alors que l’hiver n’a pas changé.
alert-meter-silent = Un compteur n’est plus relevé
alert-meter-silent-why = Personne n’a relevé le compteur { $meter } depuis { $days } jours. Le dernier relevé date du { $since }.
alert-missing-months = Il manque des relevés { $of-carrier }
alert-missing-months-why = { $count ->
    [one] Un mois est incomplet : { $month }.
   *[other] { $count } mois sont incomplets, le premier est { $month }.
} { $meter ->
    [none] Les totaux ne sont pas complets.
   *[other] Il manque des relevés du compteur { $meter }.
}
alert-out-of-hours = Le bâtiment consomme presque autant fermé qu’ouvert
alert-out-of-hours-why = En { $year }, hors des heures d’ouverture, la puissance moyenne est de { $after } kW, contre { $before } kW pendant l’ouverture ({ $percent } %). Cela représente { $kwh } kWh.
alert-peak-jump = La pointe de puissance a augmenté
alert-peak-jump-why = Le { $day }, la pointe a atteint { $after } kW, contre { $before } kW au plus l’année précédente (+{ $percent } %).
alert-price-jump = { $carrier } : le prix a fortement augmenté
alert-price-jump-why = En { $year }, le prix est passé de { $before } à { $after } €/{ $unit } TVAC (+{ $percent } %).
alert-pv-stopped = Les panneaux ne produisent presque plus
alert-pv-stopped-why = { $count ->
    [one] En { $month }, la production est presque nulle.
   *[other] Depuis { $month }, la production est presque nulle pendant { $count } mois.
} Il manque { $kwh } kWh par rapport aux mêmes mois d’une année précédente.
alert-water-leak = Une fuite d’eau est possible
alert-water-leak-why = Depuis le { $since }, il coule au moins { $litres } litres par heure, jour et nuit, au compteur { $meter }. Ce n’est qu’une présomption.

action-add-readings = Ajoutez les relevés ou la facture qui manquent.
action-ask-what-changed = Demandez ce qui a changé à cette date : occupation, appareil, réglage.
action-check-contract = Comparez le contrat avec d’autres offres et vérifiez la facture.
action-check-heating-valve = Faites vérifier les vannes et la circulation de chauffage, et coupez le chauffage en été.
action-check-inverter = Regardez l’onduleur et appelez l’installateur.
action-check-meter-at-night = Le soir, fermez tous les robinets et regardez si le compteur tourne encore.
action-check-season-setting = Vérifiez l’horloge et la température extérieure d’arrêt du chauffage.
action-check-starts = Cherchez quels appareils démarrent ensemble et décalez-les.
action-read-meter = Relevez le compteur et encodez l’index.
action-switch-off = Faites le tour du bâtiment fermé et notez ce qui tourne encore.
action-tune-heating-curve = Faites contrôler la courbe de chauffe et la régulation.

input-average-price = prix moyen des factures
input-marginal-price = prix d’une unité de plus
input-price-after = prix après
input-price-before = prix avant
input-too-much = consommation en trop, par an
input-volume = consommation de l’année
