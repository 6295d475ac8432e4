# Noms des listes fermées.

carrier-electricity = Électricité
carrier-natural_gas = Gaz naturel
carrier-heating_oil = Mazout
carrier-propane = Propane en vrac
carrier-butane = Butane
carrier-pellets = Pellets
carrier-wood = Bois
carrier-district_heat = Chaleur (réseau)
carrier-water = Eau
carrier-other = Autre énergie

of-carrier-electricity = d’électricité
of-carrier-natural_gas = de gaz naturel
of-carrier-heating_oil = de mazout
of-carrier-propane = de propane
of-carrier-butane = de butane
of-carrier-pellets = de pellets
of-carrier-wood = de bois
of-carrier-district_heat = de chaleur
of-carrier-water = d’eau
of-carrier-other = d’une autre énergie

direction-offtake = prélèvement
direction-injection = injection
direction-production = production

register-total = total
register-day = heures pleines (jour)
register-night = heures creuses (nuit)
register-peak = pointe
register-off_peak = hors pointe
register-exclusive_night = exclusif nuit
register-short-total = total
register-short-day = jour
register-short-night = nuit
register-short-peak = pointe
register-short-off_peak = hors pointe
register-short-exclusive_night = exclusif nuit

kind-interval = consommation par pas de temps
kind-index = relevé d’index
kind-delivery = livraison
kind-billed = facture
kind-level = jauge

fuel-h-gas = gaz riche (H)
fuel-l-gas = gaz pauvre (L)
fuel-dry = bois sec
fuel-wet = bois humide
fuel-oak-air-dried = chêne séché à l’air
fuel-spruce-air-dried = épicéa séché à l’air
fuel-chips = plaquettes

counts-offtake = prélèvement
counts-offtake-injection = prélèvement et injection
counts-production = production (compteur vert)

quality-measured = mesuré
quality-estimated = estimé
quality-filled = complété
quality-modelled = modélisé
quality-declared = déclaré

legal-form-asbl = ASBL
legal-form-aisbl = AISBL
legal-form-fondation = Fondation
legal-form-cooperative = Société coopérative
legal-form-cpas = CPAS
legal-form-commune = Commune
legal-form-province = Province
legal-form-intercommunale = Intercommunale
legal-form-zone-de-police = Zone de police
legal-form-zone-de-secours = Zone de secours
legal-form-regie-communale-autonome = Régie communale autonome
legal-form-regie-provinciale-autonome = Régie provinciale autonome
legal-form-fabrique-d-eglise = Fabrique d’église
legal-form-other = Autre forme

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

day-long = { $day }{"\u00A0"}{ $month } { $year }
day-long-first = 1er{"\u00A0"}{ $month } { $year }
period = du { $from } au { $to }
period-one-day = le { $day }

missing-days = compteur « { $meter } », { $period }
filled-slots = complété : compteur « { $meter } », { $slots ->
    [one] un relevé
   *[other] { $slots } relevés
} { $period }
missing-slots = compteur « { $meter } », { $slots ->
    [one] un relevé manque
   *[other] { $slots } relevés manquent
} { $period }
