### Bouquets de travaux et photovoltaïque : ce qui manque, ce qui est supposé, ce qui est à vérifier.

package-variant-quick-wins = Gains rapides
package-variant-quick-wins-why = Parmi les travaux qui, seuls, se remboursent en cinq ans au plus, l’ensemble qui économise le plus d’argent.
package-variant-deep = Rénovation profonde
package-variant-deep-why = L’ensemble de travaux compatibles qui économise le plus d’énergie.
package-variant-ready-2040 = Prêt pour 2040
package-variant-ready-2040-why = Parmi les ensembles après lesquels plus aucune énergie fossile n’est brûlée, celui dont le coût global est le plus bas. S’il n’y en a pas, celui qui en laisse le moins.

package-objection-excludes = Ces deux travaux ne vont pas ensemble : choisissez l’un ou l’autre.
package-objection-needs = Ces travaux en demandent d’autres, qui ne sont pas choisis.
package-objection-twice = Ces travaux sont choisis deux fois.

package-hypothesis-inverter-cost-unknown = L’onduleur se remplace avant les panneaux, et nous n’en connaissons pas le prix : son remplacement n’est pas compté. Demandez-le dans les offres.
package-hypothesis-lifetime-unknown = Nous ne connaissons pas la durée de vie de ces travaux : aucun remplacement n’est compté.
package-hypothesis-maintenance-unknown = Nous ne connaissons pas l’entretien de ces travaux : aucun n’est compté. Demandez-le dans les offres.

package-lack-co2 = Il manque le facteur de CO₂ d’une énergie : l’effet sur le climat n’est pas chiffré.
package-lack-cost = Il manque le coût d’au moins un des travaux : trois offres le donneraient. Sans lui, ni coût global ni temps de retour.
package-lack-price = Il manque le prix d’une énergie : une facture récente le donne.

front-refusal-beyond = Un des chiffres dépasse ce qu’un bâtiment peut coûter ou consommer. Vérifiez les montants et la durée.
front-refusal-co2-lacks = Il manque le facteur de CO₂ d’une énergie utilisée : les ensembles ne peuvent pas être comparés.
front-refusal-price-lacks = Il manque le prix d’une énergie utilisée : une facture récente le donne.
front-refusal-too-many = Au-delà de seize travaux, toutes les combinaisons ne peuvent plus être essayées. Retirez ceux que vous n’envisagez pas.
front-refusal-twice = Un des travaux est proposé deux fois.

abatement-lack-co2 = Il manque le facteur de CO₂ d’une énergie.
abatement-lack-cost = Le coût n’est pas connu : trois offres le donneraient.
abatement-lack-lifetime = La durée de vie n’est pas connue.
abatement-lack-maintenance = L’entretien n’est pas connu.
abatement-lack-nothing-avoided = Ces travaux n’évitent pas d’émissions.
abatement-lack-price = Il manque le prix d’une énergie.

pv-yield-hourly = La production vient d’un service de calcul, heure par heure.
pv-yield-monthly = La production vient d’un service de calcul, mois par mois ; les heures suivent la course du soleil.
pv-yield-catalogue = La production est une fourchette publiée pour la Wallonie, tournée vers votre toit : à confirmer par un calcul pour ce toit.
pv-load-measured = La consommation est celle des quarts d’heure de votre compteur.
pv-load-filled = La consommation est celle des quarts d’heure de votre compteur ; ceux qui manquent reprennent la semaine voisine.
pv-load-shape = La consommation est répartie sur l’année selon votre activité, congés compris : c’est notre hypothèse. Les quarts d’heure de votre compteur la remplaceraient.
pv-battery-rule = La batterie garde le surplus et le rend quand le soleil manque ; elle ne se charge jamais sur le réseau.
pv-certificates-none = Aucun revenu de certificats verts n’est compté : le coefficient pour le photovoltaïque n’est pas connu.

indicator-pv-production = Production des panneaux
indicator-pv-production-means = Ce que les panneaux donnent la première année, en kWh.
formula-pv-production = puissance crête × production par kWc, heure par heure
indicator-pv-self-consumption = Autoconsommation des panneaux
indicator-pv-self-consumption-means = La part de la production utilisée sur place, au moment même ou par la batterie.
formula-pv-self-consumption = utilisé sur place ÷ production
indicator-pv-self-sufficiency = Autoproduction
indicator-pv-self-sufficiency-means = La part de la consommation qui n’est plus achetée.
formula-pv-self-sufficiency = énergie non achetée ÷ consommation
indicator-pv-injection = Injection
indicator-pv-injection-means = Ce qui part vers le réseau, payé à son propre prix.
formula-pv-injection = production − utilisé sur place
input-pv-avoided = Énergie non achetée
input-pv-load = Consommation d’électricité
input-pv-peak-power = Puissance crête
input-pv-produced = Production des panneaux
input-pv-self-consumed = Utilisé sur place
input-pv-yield = Production par kWc, en heures à pleine puissance

pv-check-rgie = Contrôle de conformité au RGIE par un organisme agréé.
pv-check-roof-stability = Stabilité du toit : un bureau d’études vérifie la charge.
pv-check-roof-age = État de la couverture : un toit à refaire passe avant les panneaux.
pv-check-asbestos = Amiante : l’inventaire avant tout travail sur le toit.
pv-check-dso-study = Étude du gestionnaire de réseau (GRD) avant la commande.
pv-check-injection-limit = Limite d’injection : demandez-la au gestionnaire de réseau (GRD).
pv-check-heritage = Bâtiment classé ou protégé : permis d’urbanisme et avis à demander.
pv-check-insurance = Assurance : prévenez votre assureur et faites adapter le contrat.
pv-fact-year-built = l’année de construction du bâtiment
pv-fact-protected = si le bâtiment est classé ou protégé

finding-pv-yield-unreadable-title = Une réponse du service de calcul solaire que nous ne pouvons pas lire
finding-pv-yield-unreadable = { $why ->
    [size] La réponse du service de calcul solaire est trop grande. Demandez moins d’années.
    [peak] La réponse du service de calcul solaire ne dit pas pour quelle puissance. Demandez-la pour 1 kWc.
    [plane] La réponse du service de calcul solaire ne dit ni pente ni orientation du toit. Indiquez-les dans la demande.
   *[other] La réponse du service de calcul solaire n’a pas la forme attendue. Demandez le format JSON, heure par heure ou mois par mois.
}

finding-pv-yield-incomplete-title = Une année de production solaire incomplète
finding-pv-yield-incomplete = { $count ->
    [none] Le service de calcul solaire ne donne pas toute l’année. Demandez une année entière.
   *[other] Il manque { $count } heures ou mois dans la réponse du service de calcul solaire. Demandez une année entière.
}

finding-pv-yield-implausible-title = Une production solaire invraisemblable
finding-pv-yield-implausible = { $kwh ->
    [none] La production donnée pour 1 kWc n’est celle d’aucun toit en Belgique. Vérifiez la puissance demandée.
   *[other] La réponse donne { $kwh } kWh par an pour 1 kWc ; un toit en Belgique donne entre { $lowest } et { $highest } kWh. Vérifiez la puissance demandée.
}
