### Mesures et bouquets d’un audit, potentiel sans audit.

audit-potential = Ce qu’un audit pourrait apporter : une première estimation
audit-measures-title = Quelles mesures pour { $name } ?
audit-measures-lead = Ajoutez les mesures que la visite suggère : nous calculons ce que chacune économise sur vos propres consommations.
audit-measures-answer = { $count ->
    [one] Une mesure regardée
   *[other] { $count } mesures regardées
} ; la plus forte, prise seule : { $name }, { $saved } par an.
audit-measures-nothing-measured = Il n’y a pas encore d’année mesurée à climat normal : aucune économie ne peut être comptée. Ajoutez des relevés ou des factures.
audit-measures-known = Chaque mesure, prise seule
audit-measures-next = Composer un bouquet
audit-measures-new = Ajouter une mesure
audit-measures-add = Ajouter : { $name }
audit-measures-change = Modifier : { $name }
audit-measures-choose = Continuer
audit-measures-default = Laissé vide, nous prenons { $value }, à confirmer.
audit-measures-cost = Votre chiffre du coût, HTVA
audit-measures-cost-hint = Laissé vide, nous prenons la fourchette publiée, s’il y en a une, à confirmer.

audit-packages-title = Quels travaux mener ensemble dans { $name } ?
audit-packages-answer = « { $name } » économise { $saved } par an, soit { $euro } ; additionnées une à une, ses mesures en promettraient { $alone }.
audit-packages-none = Aucun bouquet ne peut encore être composé : ajoutez des mesures dont le coût est connu.
audit-packages-compared = Bouquets côte à côte
audit-packages-report = Rapport :
audit-packages-pdf = PDF pour le conseil
audit-packages-xlsx = données XLSX
audit-packages-caveats = À savoir avant de décider
audit-packages-new = Composer votre bouquet
audit-packages-change = Modifier votre bouquet
audit-packages-new-lead = Cochez les mesures, donnez l’année de chacune si vous la connaissez. Sans année, nous cherchons l’ordre qui économise le plus.
audit-packages-name = Nom du bouquet
audit-packages-aids = Les subsides en détail
audit-packages-assumed = Ce qui est supposé : budget, taux, prix, degrés-jours
audit-packages-year = Année des travaux

potential-title = Que pourrait économiser { $name } ?
potential-crumb = Potentiel
potential-answer = Première piste à vérifier : { $name }, { $range } par an, à confirmer sur place.
potential-none = Nous ne pouvons encore rien estimer.
potential-missing = Ce qui manque pour une meilleure estimation
potential-ideas = Les pistes, de la plus forte à la plus faible
potential-honest = Ces fourchettes viennent de l’activité, de la surface et des factures seules. Elles sont larges, se recouvrent et ne s’additionnent pas.
potential-col-idea = Piste
potential-col-saves = Économie par an
potential-col-euro = Gain par an
potential-col-why = Pourquoi
potential-col-settles = Ce qu’un audit éclaircirait
potential-or = ou { $names }
potential-unknown = À voir sur place, sans chiffre d’avance
potential-brings = Ce qu’un audit apporterait
potential-brings-measured = Des économies calculées sur vos parois et vos systèmes, plafonnées par vos consommations mesurées.
potential-brings-packages = Des bouquets où les mesures s’enchaînent, avec leur coût global et leur ordre.
potential-brings-money = Les aides possibles, et ce qui reste à payer.
potential-brings-vote = Une page que votre organe d’administration peut voter.
potential-audit = Voir l’audit
