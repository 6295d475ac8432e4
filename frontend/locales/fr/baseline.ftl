# Ce qu’un modèle de référence doit encore montrer, et ce qu’il faut apporter.

# Ce qui manque : un critère d’acceptation qui n’est pas encore atteint.
criterion-base-load-sign = La consommation sans chauffage calculée est négative, ce qui n’existe pas.
criterion-slope-sign = La consommation calculée baisse quand il fait plus froid ou plus chaud, ce qui n’existe pas.
criterion-heating-balance-point = Le chauffage semble commencer à une température extérieure inhabituelle pour un bâtiment.
criterion-days = Les relevés ne couvrent pas une année.
criterion-coverage = Trop de jours de l’année sont sans relevé ou sans température.
criterion-degrees-of-freedom = Il y a trop peu de relevés pour juger du modèle.
criterion-heating-days = Il y a trop peu de jours froids dans les relevés.
criterion-heating-degree-days = Les relevés contiennent trop peu de froid pour connaître le chauffage.
criterion-negative-readings = Des relevés sont négatifs : une production passe sans doute par ce compteur.
criterion-extremes = Quelques relevés sont bien plus élevés que tous les autres.
criterion-cv-rmse = La consommation s’écarte beaucoup de ce que le modèle attend.
criterion-r-squared = La météo n’explique qu’une partie de la consommation.

# Ce qui aide.
remedy-whole-year = Apportez une année entière de relevés, hiver compris.
remedy-missing-readings = Apportez les relevés qui manquent, ou les températures de ces jours.
remedy-shorter-periods = Apportez des relevés plus rapprochés : par mois, ou mieux par jour.
remedy-production-apart = Apportez les relevés de la production, séparément.
remedy-explain-extremes = Regardez ce qui s’est passé ces jours-là, et notez-le.
remedy-other-drivers = Apportez ce qui fait aussi varier la consommation : occupation, jours d’ouverture, autre usage sur le même compteur.
remedy-check-meter = Vérifiez que c’est le bon compteur, dans la bonne unité.

# Un compteur sans modèle.
baseline-no-data = Aucun relevé n’a à la fois une valeur et une température. Apportez une année de relevés et les températures de ces jours.
baseline-no-model = Aucun modèle n’a de sens physique pour ces relevés. Vérifiez que c’est le bon compteur, et apportez séparément les relevés de la production.
baseline-reliable = oui
baseline-not-yet = pas encore
