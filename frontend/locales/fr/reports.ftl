# Les rapports : bulletin, rapport annuel, fiche du mois, et leurs classeurs.

report-bulletin = Bulletin de santé énergétique
report-yearly = Comptabilité énergétique { $year }
report-yearly-no-year = Comptabilité énergétique
report-no-name = Bâtiment sans nom

report-organisation = Organisation
report-address = Adresse
report-activity = Activité
report-area = Superficie chauffée
report-made-on = Établi le
report-foot = { $building } · établi le { $day } · catalogue { $catalog } · Éclaireur
report-page = Page
report-figures-of = Chiffres du { $day }.
report-figures-of-stale = Chiffres du { $day }. Des données ont changé depuis : ces chiffres n’en tiennent pas compte.

report-five = L’essentiel en cinq chiffres
report-no-figures = Aucun chiffre n’est encore connu. Ajoutez une facture ou un relevé : le prochain bulletin en tirera l’année.
report-marks = e : estimé par le gestionnaire de réseau · c : complété · m : modélisé, réparti à partir d’une période plus longue · d : déclaré · sans lettre : mesuré.
report-outside-protocol = estimation, hors protocole

report-action = À faire ce mois-ci
report-bring-bill = Encodez une facture annuelle.
report-bring-bill-why = C’est assez pour connaître l’année : énergie, coût, intensité.
report-nothing-to-do = Gardez les réglages actuels.
report-nothing-to-do-why = Rien d’anormal n’a été trouvé dans les relevés.
report-euro-year = environ { $euro } € par an
report-euro-year-likely = environ { $euro } € par an, à confirmer

report-alerts = Ce qui mérite votre attention
report-alerts-none = Rien d’anormal n’a été trouvé.
report-alerts-answered = Tout ce qui a été trouvé est expliqué ou réglé.
report-alerts-unknown = Il n’y a pas encore assez de relevés pour chercher des anomalies.
report-more-alerts = { $count ->
    [one] Une autre alerte figure sur le site.
   *[other] { $count } autres alertes figurent sur le site.
}
report-how = Comment le savons-nous ?
report-more-inputs = { $count ->
    [one] et une autre donnée
   *[other] et { $count } autres données
}
report-source = Source : { $title }, consultée le { $day }
report-sources-note = Les factures et relevés d’origine sont conservés ; le classeur joint au rapport donne chaque nombre du calcul.

report-yearly-what = Rapport d’une comptabilité énergétique au sens de l’arrêté du Gouvernement wallon du 13 octobre 2022 (UREBA), article 9, § 2. Consommations en énergie finale ; PCS et PCI sont indiqués près de chaque unité.
report-responsible = Responsable énergie
report-responsible-unknown = Personne n’est encore désigné. Indiquez la fonction du responsable sur la page du bâtiment.
report-points = Points de consommation
report-points-none = Aucun compteur n’est encore connu.
report-more-meters = { $count ->
    [one] et un autre compteur
   *[other] et { $count } autres compteurs
}
report-never-read = jamais relevé
report-consumptions = Consommations des trois dernières années
report-consumptions-none = Aucune consommation n’est encore connue.
report-consumptions-note = À climat normal : pour les énergies qui suivent le froid. « — » : non connu. Une année de moins de 12 mois complets ne se compare pas.
report-figures = Chiffres de l’année
report-signature = Signature énergétique
report-reference-only = Les exigences et la signature se lisent sur l’année { $year } : elles ne figurent pas dans le rapport d’une année antérieure.
report-signature-none = Aucune signature n’est encore disponible : il faut des relevés assez fréquents, d’hiver et d’été.
report-signature-note = Droite ajustée sur les périodes d’origine des relevés, jamais sur des mois répartis.
report-found = Erreurs de relevé, anomalies et dérives
report-found-none = Rien n’a été trouvé.
report-quality = Qualité des relevés de { $year }, en mois
report-requirements = Ce que demande UREBA, en { $year }
report-requirements-now = Ce que demande UREBA
report-requirements-none = Les exigences ne sont pas encore vérifiées pour ce bâtiment.
report-met = ✓ rempli
report-not-met = ✗ non rempli
report-met-unknown = ? à établir
report-sources = Sources

report-tab-figures = Chiffres
report-tab-inputs = Calcul
report-tab-months = Mois
report-tab-years = Années
report-tab-requirements = Exigences
report-tab-sources = Sources

report-col-action = que faire
report-col-alert = constat
report-col-base-load = talon (kWh/jour)
report-col-basis = base
report-col-carrier = énergie
report-col-certainty = certitude
report-col-checked = consulté le
report-col-co2 = CO₂ (kg)
report-col-code = code
report-col-cost = coût TVAC (€)
report-col-document = document
report-col-euro = enjeu
report-col-figure = chiffre
report-col-file = fichier du catalogue
report-col-formula = formule
report-col-from = du
report-col-highest = au plus
report-col-input = donnée
report-col-inputs = données du calcul
report-col-lacks = ce qui manque
report-col-last = dernier relevé
report-col-link = adresse
report-col-lowest = au moins
report-col-met = état
report-col-meter = compteur
report-col-missing = incomplets
report-col-months = mois complets
report-col-normal = à climat normal
report-col-of = de quoi
report-col-origin = origine
report-col-outliers = périodes à part
report-col-periods = périodes
report-col-quality = qualité
report-col-r2 = R²
report-col-requirement = exigence
report-col-slope = pente (kWh par degré-jour)
report-col-source = source
report-col-sources = documents
report-col-to = au
report-col-unit = unité
report-col-value = valeur
report-col-when = période
report-col-why = constat
report-col-year = année
