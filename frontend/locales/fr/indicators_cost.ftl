# Coût de l’énergie, budget, ETS2 : noms, sens, formules.


indicator-cost = Coût de l’énergie
indicator-cost-means = Ce que l’énergie de l’année a coûté, TVAC, d’après les factures, ou d’après les prix encodés. Les acomptes n’y sont pas : ce sont des paiements.
indicator-cost-per-m2 = Coût par m² chauffé
indicator-cost-per-m2-means = Le coût de l’énergie de l’année, divisé par la superficie chauffée.
indicator-cost-per-unit = Coût par unité de service
indicator-cost-per-unit-means = Le coût de l’énergie de l’année pour un lit, une place ou un élève.
indicator-unit-price = Prix marginal
indicator-unit-price-means = Ce que coûte un kWh de plus (un m³, pour l’eau), et donc ce que rapporte celui qu’on économise.
indicator-cost-split = Pourquoi la facture a changé
indicator-cost-split-means = La différence de coût avec l’année précédente, partagée entre le prix, le climat et ce qui a été consommé. Les parts font la différence, au cent près.
indicator-budget = Part de l’énergie dans les produits d’exploitation
indicator-budget-means = Sur 100 € de produits d’exploitation, combien vont à l’énergie ; et combien si les prix montaient.
indicator-stress-cost = Coût de l’énergie si les prix montaient
indicator-stress-cost-means = Le coût de l’année avec une énergie une fois et demie, deux fois ou trois fois plus chère, toutes autres choses égales.
indicator-ets2 = Surcoût ETS2 (scénario)
indicator-ets2-means = Ce que le marché européen du carbone (ETS2) ajouterait à la facture de gaz, de mazout ou de propane. C’est un scénario, pas une prévision.

formula-cost-bills = montants TVAC des factures, chacun réparti sur ses jours comme l’énergie qu’il paie
formula-cost-prices = énergie × prix, mois par mois
formula-cost-both = montants TVAC des factures et, pour les mois sans facture, énergie × prix
formula-cost-total = somme des énergies, sans l’eau
formula-cost-per-m2 = coût ÷ superficie chauffée
formula-cost-per-unit = coût ÷ nombre d’unités de service
formula-unit-price-entered = prix encodé, en vigueur à la fin de l’année
formula-unit-price-average = coût ÷ énergie : prix moyen de facture, termes fixes compris, donc un peu trop haut
formula-cost-split-difference = coût de l’année − coût de l’année précédente
formula-cost-split-price = (prix moyen de l’année − prix moyen de l’année précédente) × énergie de l’année
formula-cost-split-climate = prix moyen de l’année précédente × énergie expliquée par la différence de degrés-jours
formula-cost-split-climate-part = prix moyen de l’année précédente × énergie expliquée par la différence de degrés-jours, pour les énergies dont l’effet du climat est connu
formula-cost-split-volume = prix moyen de l’année précédente × différence d’énergie − effet du climat
formula-cost-split-volume-and-climate = prix moyen de l’année précédente × différence d’énergie − effet connu du climat ; ce qui n’est pas connu de l’effet du climat s’y trouve
formula-budget-share = coût de l’énergie ÷ produits d’exploitation
formula-budget-share-stressed = coût de l’énergie × hausse ÷ produits d’exploitation
formula-stress-cost = coût de l’énergie × hausse
formula-stress-cost-per-unit = coût de l’énergie × hausse ÷ nombre d’unités de service
formula-ets2 = énergie PCI × kg CO₂ par kWh PCI × prix de la tonne ÷ 1 000 × (1 + TVA), pour chaque combustible

input-amount = montant
input-energy = énergie
input-price = prix
input-cost = coût
input-cost-before = coût de l’année précédente
input-energy-before = énergie de l’année précédente
input-weather-energy = énergie expliquée par le climat
input-operating-income = produits d’exploitation
input-stress = hausse des prix
input-combustion-factor = CO₂ de la combustion
input-tonne-price = prix de la tonne de CO₂
input-vat = TVA

# Ce dont un chiffre est la part ou le scénario.
of-price = prix
of-climate = climat
of-volume = usage
of-x1-5 = prix ×{ "\u00A0" }1,5
of-x2 = prix ×{ "\u00A0" }2
of-x3 = prix ×{ "\u00A0" }3
of-x1-5-unit = prix ×{ "\u00A0" }1,5, par unité de service
of-x2-unit = prix ×{ "\u00A0" }2, par unité de service
of-x3-unit = prix ×{ "\u00A0" }3, par unité de service
of-ets2-45 = 45 €/t
of-ets2-60 = 60 €/t
