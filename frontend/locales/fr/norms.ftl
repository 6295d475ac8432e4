# Obligations, comptabilité énergétique UREBA, trajectoire 2040.

status-overdue = En retard
status-due = À faire
status-unknown = À vérifier
status-met = En ordre
status-not-concerned = Pas concerné

status-overdue-says = En retard : c’était à faire pour le { $deadline }.
status-overdue-says-undated = En retard.
status-due-says = À faire pour le { $deadline }.
status-due-says-undated = À faire, sans date connue.
status-unknown-says = Nous ne savons pas encore si cette obligation s’applique ou si elle est remplie. Échéance : { $deadline }.
status-unknown-says-undated = Nous ne savons pas encore si cette obligation s’applique ou si elle est remplie.
status-met-says = En ordre jusqu’au { $deadline }.
status-met-says-undated = En ordre.
status-not-concerned-says = Ce bâtiment n’est pas concerné.

norms-missing = { $condition } : il manque « { $fact } ». { $who }
norms-unsettled = { $condition } : la réponse n’est pas connue. { $who }

answer-yes = oui
answer-no = non
answer-unknown = non connu

condition-useful-area-above-250 = Superficie utile de plus de 250 m²
condition-useful-area-above-500 = Superficie utile de plus de 500 m²
condition-open-to-public = Fréquemment visité par le public
condition-public-body-or-teaching = Autorité publique, organisme agréé chargé d’un service public, enseignement ou petite enfance
condition-public-body = Organisme public
condition-certificate-displayed = Certificat affiché à l’entrée
condition-last-done = Date de la dernière fois
condition-how-often = Fréquence
condition-threshold-published = Seuil wallon publié
condition-transposed = Directive transposée en Wallonie
condition-major-works-planned = Travaux importants ou permis prévus
condition-makes-electricity = Production d’électricité sur place
condition-power-above-20 = Puissance de plus de 20 kW
condition-power-above-290 = Puissance de chauffage de plus de 290 kW (ventilation et froid non comptés)
condition-automation-installed = Automatisation en place
condition-parking-above-20 = Plus de 20 places de stationnement
condition-charging-point-installed = Au moins un point de recharge
condition-oil-or-gas-boiler = Chaudière au gaz ou au mazout
condition-diagnosis-done = Diagnostic réalisé
condition-collective-target = Objectif commun, sans seuil par bâtiment
condition-report-handed-in = Rapport de l’année remis (jour exact non connu)
condition-ureba-granted = Subside UREBA octroyé

settled-by-administration = Le SPW Énergie peut répondre.
settled-by-board = L’organe d’administration peut répondre.
settled-by-boiler-technician = Le technicien de la chaudière peut répondre.
settled-by-certifier = Un certificateur PEB agréé peut répondre.
settled-by-energy-manager = Le responsable énergie peut répondre.
settled-by-grid-operator = Le gestionnaire de réseau (GRD) peut répondre.
settled-by-statutes = Les statuts et l’arrêté d’agrément le disent ; le SPW Énergie peut trancher.
settled-by-technician = L’installateur peut répondre.

requirement-points = Points de consommation identifiés
requirement-points-met = { $meters ->
    [one] Un compteur est identifié, avec son énergie et son nom.
   *[other] { $meters } compteurs sont identifiés, avec leur énergie et leur nom.
}
requirement-points-not = { $meters ->
    [0] Aucun compteur n’est encore identifié.
   *[other] Un compteur au moins n’a pas de nom : { $named } en ont un, sur { $meters }.
}
requirement-points-unknown = Nous ne savons pas si tous les compteurs sont identifiés.
requirement-points-by-use = Points de consommation par usage, s’il y a lieu
requirement-points-by-use-met = L’usage de chaque compteur est connu.
requirement-points-by-use-not = L’usage des compteurs n’est pas connu.
requirement-points-by-use-unknown = Nous ne savons pas encore à quel usage sert chaque compteur (chauffage, eau chaude, cuisine, éclairage).
requirement-collected = Données relevées régulièrement
requirement-collected-met = Le dernier relevé de chaque compteur date du { $last } ou est plus récent.
requirement-collected-not = { $never ->
    [none] Aucun compteur n’est encore connu.
    [0] Un compteur n’a plus été relevé depuis le { $last }.
    [one] Un compteur n’a jamais été relevé.
   *[other] { $never } compteurs n’ont jamais été relevés.
}
requirement-collected-unknown = Un compteur n’a plus été relevé depuis le { $last } ({ $days } jours). La fréquence demandée n’a pas été trouvée dans les textes lus.
requirement-processed = Données traitées (climat égal)
requirement-processed-met = Les consommations de { $year } sont ramenées à un climat normal.
requirement-processed-not = Les consommations ne sont pas encore ramenées à un climat normal.
requirement-processed-unknown = Nous ne savons pas si les consommations sont ramenées à un climat normal.
requirement-anomalies = Résultats interprétés (anomalies recherchées)
requirement-anomalies-met = Anomalies de la brochure « signature énergétique » qui ont pu être recherchées : { $checked } sur { $cases }.
requirement-anomalies-not = Aucune des { $cases } anomalies de la brochure « signature énergétique » n’a pu être recherchée : il faut des relevés d’été et d’hiver.
requirement-anomalies-unknown = Nous ne savons pas quelles anomalies ont pu être recherchées.
requirement-anomalies-list = Liste complète des anomalies demandées (annexe 1, § 2)
requirement-anomalies-list-met = La liste complète est couverte.
requirement-anomalies-list-not = La liste complète n’est pas couverte.
requirement-anomalies-list-unknown = Nous ne connaissons que le point a de cette liste (erreur de relevé ou d’encodage, dérive subite).
requirement-presented = Résultats présentés
requirement-presented-met = Le rapport de { $year } peut être imprimé.
requirement-presented-not = Aucune année complète ne peut encore être présentée.
requirement-presented-unknown = Nous ne savons pas si les résultats sont présentés.
requirement-responsible = Responsable énergie désigné
requirement-responsible-met = Responsable énergie : { $who }.
requirement-responsible-not = Aucun responsable énergie n’est désigné.
requirement-responsible-unknown = Aucun responsable énergie n’est encodé. Indiquez sa fonction.
requirement-yearly-report = Consommations annuelles pendant cinq ans après l’octroi
requirement-yearly-report-met = { $years ->
    [0] L’octroi date du { $granted } : le premier rapport suivra la fin de l’année. Les rapports courent jusqu’au { $until }.
   *[other] Les données des années terminées depuis l’octroi ({ $granted }) sont complètes. Les rapports courent jusqu’au { $until }.
}
requirement-yearly-report-not = Il manque des données pour { $missing }. Les rapports courent jusqu’au { $until }.
requirement-yearly-report-unknown = La date de la décision d’octroi UREBA n’est pas encodée.

indicator-path-gap = Écart à la trajectoire 2040
indicator-path-gap-means = L’écart entre la consommation à climat normal et une ligne droite de l’année de départ du bâtiment à 80 kWh/m² en 2040. 80 kWh/m² est l’objectif d’un parc de bâtiments, pas une exigence pour un seul.
formula-path-gap = consommation à climat normal − valeur de la ligne droite cette année-là
input-normalised-intensity = consommation à climat normal par m² chauffé (PCI)
input-wanted-intensity = valeur de la trajectoire
input-base-intensity = valeur de l’année de départ
input-park-target = objectif du parc en 2040
