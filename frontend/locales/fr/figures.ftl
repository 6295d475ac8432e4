# Chiffres expliqués : unités, ce qui manque, d’où viennent les nombres.

figure-range = entre { $lowest } et { $highest }
figure-lacks-fact = Il manque : { $fact }.
figure-from = Disponible à partir du { $day }.
figure-to-confirm = à confirmer

origin-readings = relevés des compteurs et livraisons
origin-bills = montants des factures
origin-price = prix encodé
origin-fact = donnée du bâtiment ({ $source })
origin-catalog = valeur du catalogue ({ $file })
origin-indicator = chiffre calculé : { $name }
origin-weather = températures de { $station }
origin-method = fixé par la méthode

unit-kwh = kWh
unit-kwh-p = kWh d’énergie primaire
unit-kwh-m2 = kWh/m²
unit-kwh-p-m2 = kWh d’énergie primaire/m²
unit-kwh-unit = kWh/UNIT
unit-kwh-day = kWh/jour
unit-kwh-dj = kWh par degré-jour
unit-dj = degrés-jours
unit-kw = kW
unit-w-m2 = W/m²
unit-eur = €
unit-eur-m2 = €/m²
unit-eur-unit = €/UNIT
unit-eur-kwh = €/kWh
unit-eur-m3 = €/m³
unit-eur-t = €/t
unit-kgco2e = kg CO₂
unit-kgco2e-m2 = kg CO₂/m²
unit-kgco2e-kwh = kg CO₂/kWh
unit-share = %
unit-1 = {""}
unit-count = {""}
unit-m2 = m²
unit-m3 = m³
unit-m3-unit = m³/UNIT
unit-l-person-day = l par personne et par jour
unit-l-h = l/h
unit-h = h
unit-day = jours
unit-year = ans

per-unit-bed = lit
per-unit-beneficiary = bénéficiaire
per-unit-meal = repas
per-unit-place = place
per-unit-pupil = élève
per-unit-trainee = stagiaire
per-unit-user = usager
per-unit-visit = visite
per-unit-visitor = visiteur
per-unit-worker = travailleur
per-unit-workplace = poste de travail

lack-base-year = Il manque l’année de départ du bâtiment.
lack-cost = Il manque le montant d’une facture qui couvre la période.
lack-factor = Il manque un facteur publié pour cette énergie.
lack-injection = Il manque les relevés de l’injection.
lack-meter = Il manque un compteur.
lack-normal = Il manque la valeur normale des degrés-jours.
lack-peers = Il n’y a pas encore assez de bâtiments semblables.
lack-price = Il manque le prix de cette énergie.
lack-production = Il manque les relevés de la production.
lack-readings = Il manque des relevés ou une facture.
lack-second-year = Il manque une deuxième année de relevés.
lack-signature = Il manque des relevés assez fréquents, d’hiver et d’été.
lack-slots = Il manque des relevés quart-horaires ou horaires.
lack-weather = Il manque les températures de la période.
lack-whole-year = { $count ->
    [0] Il manque des mois pour compléter l’année.
    [one] Il manque un mois pour compléter l’année.
   *[other] Il manque { $count } mois pour compléter l’année.
}

why-always-open = Le bâtiment est ouvert à toute heure.
why-no-energy = Aucune énergie n’est encore connue.
why-no-fossil-fuel = Le bâtiment ne brûle ni gaz ni mazout.
why-no-heating = Cette énergie ne suit pas le froid.
why-no-production = Le bâtiment ne produit pas d’électricité.
why-no-service-unit = Cette activité n’a pas d’unité de service connue.
why-no-water = Aucun compteur d’eau.

fact-building-automation = Automatisation et contrôle du bâtiment (GTB) en place
fact-building-base-year = Année de départ de la trajectoire
fact-building-boiler-inspected-on = Dernier contrôle périodique de la chaudière
fact-building-charging-points = Points de recharge pour véhicules
fact-building-construction-year = Année de construction
fact-building-energy-manager = Fonction du responsable énergie
fact-building-heated-area-m2 = Superficie chauffée
fact-building-heating = Système de chauffage
fact-building-heating-power-kw = Puissance nominale du chauffage
fact-building-meals-per-year = Repas préparés par an
fact-building-occupancy-share = Taux d’occupation
fact-building-open-to-public = Fréquemment visité par le public
fact-building-opening-hours-per-week = Heures d’ouverture par semaine
fact-building-opening-schedule = Horaire d’une semaine ordinaire
fact-building-operating-income-eur = Produits d’exploitation annuels du bâtiment
fact-building-parking-spaces = Places de stationnement
fact-building-peb-certificate-on = Date du certificat PEB de bâtiment public
fact-building-peb-displayed = Certificat PEB affiché à l’entrée
fact-building-persons = Personnes présentes un jour ordinaire
fact-building-public-service-body = Occupé par une autorité publique ou par un organisme agréé chargé d’un service public
fact-building-service-units = Nombre de lits, places ou élèves
fact-building-tenure = Droit sur le bâtiment
fact-building-ureba-granted-on = Date de la décision d’octroi UREBA
fact-building-use = Usage
fact-building-useful-area-m2 = Superficie utile totale
fact-meter-climate-share = Part climatique du compteur
fact-meter-counts = Ce que compte le compteur
fact-meter-factor = Coefficient multiplicateur du compteur
fact-meter-fuel = Type de combustible
fact-meter-gas-kwh-per-m3 = Coefficient de conversion du gaz
fact-meter-index-digits = Chiffres de l’index
fact-meter-replaced = Remplacement du compteur
fact-meter-serial = Numéro de série
fact-meter-tank-filled = Citerne remplie à chaque livraison
fact-meter-tank-table = Table de jauge de la citerne
fact-organisation-full-time-equivalents = Équivalents temps plein
fact-organisation-operating-income-eur = Produits d’exploitation annuels de l’organisation
