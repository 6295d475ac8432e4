# Puissance, autoproduction et eau : ce que disent ces chiffres.

indicator-base-load = Puissance de base la nuit
indicator-base-load-means = La puissance électrique appelée quand tout le monde dort : frigos, pompes, ventilation, informatique, éclairage resté allumé.
formula-base-load = médiane, sur les nuits connues, de la puissance moyenne entre 1 h et 4 h
input-night-power = puissance médiane entre 1 h et 4 h
input-nights = nuits connues

indicator-base-load-energy = Consommation de base
indicator-base-load-energy-means = Ce que le bâtiment consommerait même si personne n’y venait.
formula-base-load-energy = puissance de base × heures de la période
input-base-load = puissance de base la nuit
input-hours-of-period = heures de la période

indicator-base-load-share = Part de la puissance de base
indicator-base-load-share-means = La part de l’électricité qui tourne jour et nuit, qu’il y ait du monde ou non.
formula-base-load-share = puissance de base ÷ puissance moyenne
input-mean-power = puissance moyenne

indicator-out-of-hours = Électricité hors ouverture
indicator-out-of-hours-means = Ce qui est consommé quand le bâtiment est fermé.
formula-out-of-hours-schedule = somme des relevés hors de l’horaire d’ouverture et des jours fériés légaux
formula-out-of-hours-nights = somme des relevés de 22 h à 6 h, le week-end et les jours fériés légaux : aucun horaire d’ouverture n’est encodé
input-energy-outside = énergie hors ouverture
input-hours-outside = heures hors ouverture

indicator-out-of-hours-share = Part de l’électricité hors ouverture
indicator-out-of-hours-share-means = Un bâtiment fermé devrait consommer peu. Les écoles wallonnes consomment environ un cinquième de leur électricité la nuit et le week-end.
formula-out-of-hours-share = énergie hors ouverture ÷ énergie de la période
input-energy-profile = énergie des relevés de la période

indicator-load-factor = Facteur de charge
indicator-load-factor-means = Proche de 100 %, la puissance est constante. Proche de 0 %, elle est appelée par pointes courtes.
formula-load-factor = puissance moyenne ÷ pointe
input-highest-power = puissance la plus élevée

indicator-peak = Pointe de puissance
indicator-peak-means = La puissance la plus élevée prélevée sur le réseau. Pour les raccordements importants, le tarif du gestionnaire de réseau en dépend.
formula-peak-quarter = plus haute puissance moyenne d’un quart d’heure
formula-peak-longer = plus haute puissance moyenne d’un relevé de plus d’un quart d’heure : la vraie pointe quart-horaire est plus haute

indicator-production = Production d’électricité
indicator-production-means = Ce que les panneaux ont produit.
formula-production = somme des douze mois du compteur de production

indicator-self-consumption = Taux d’autoconsommation
indicator-self-consumption-means = La part de la production qui est consommée sur place plutôt que revendue à bas prix.
formula-self-consumption = (production − injection) ÷ production

indicator-self-sufficiency = Taux d’autoproduction
indicator-self-sufficiency-means = La part de l’électricité consommée qui vient du site lui-même.
formula-self-sufficiency = (production − injection) ÷ (prélèvement + production − injection)
input-used = électricité consommée en tout

indicator-water-use = Consommation d’eau
indicator-water-use-means = Ce que le compteur d’eau a compté en un an.
formula-water-use = somme de l’année
input-water-volume = volume d’eau

indicator-water-per-unit = Eau par unité de service
indicator-water-per-unit-means = L’eau par lit, par élève ou par place : comparable d’une année à l’autre quand le nombre de personnes change.
formula-water-per-unit = volume de l’année ÷ nombre d’unités
input-water-units = nombre de lits, places ou élèves

indicator-water-per-person = Eau par personne et par jour
indicator-water-per-person-means = Ce que chaque personne présente consomme en un jour.
formula-water-per-person = volume de l’année × 1 000 ÷ (personnes présentes × jours)
formula-water-per-place = volume de l’année × 1 000 ÷ (nombre d’unités × jours) : le nombre de personnes présentes n’est pas encodé
input-water-persons = personnes présentes un jour ordinaire
input-water-days = jours de la période

indicator-water-leak = Débit d’eau permanent
indicator-water-leak-means = Ce qui coule encore quand tout devrait être fermé. La nuit, robinets fermés, regardez le compteur : s’il tourne, cherchez une chasse d’eau, un robinet ou une conduite qui fuit. Un adoucisseur ou une buanderie de nuit le font tourner aussi.
formula-water-leak-slots = plus petit débit horaire des sept derniers jours relevés
formula-water-leak-index = écart entre les dernières périodes et la plus haute des périodes précédentes
input-water-floor = plus petit débit horaire
input-water-step = écart de débit
