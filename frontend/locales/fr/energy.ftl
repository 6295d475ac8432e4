# Où passe l’énergie : un bâtiment et ses mois.

energy-title-of = Où passe l’énergie de { $name } ?
energy-title = Où passe l’énergie ?
energy-years = Cette année et les précédentes
energy-together = Toutes les énergies ensemble
energy-load = À quelles heures ?
energy-made = Ce que le site produit
energy-beside = Et à côté des autres ?

answer-year = En { $year }, le bâtiment a utilisé { $energy } { $carrier }
answer-year-network = En { $year }, le bâtiment a pris au réseau { $energy } { $carrier }
answer-part = En { $year }, { $months ->
    [one] un seul mois est connu
   *[other] { $months } mois sont connus
} : { $energy } { $carrier }
answer-so-far = En { $year }, { $months ->
    [one] un seul mois est connu
   *[other] { $months } mois sont connus
} jusqu’ici : { $energy } { $carrier }
answer-nothing = En { $year }, aucun mois { $carrier } n’est complet.
answer-joined = { $start }, { $comparison }.
answer-alone = { $start }.
answer-less = { $change } de moins qu’en { $year }
answer-more = { $change } de plus qu’en { $year }
answer-equal = autant qu’en { $year }
answer-less-same = { $change } de moins qu’aux mêmes mois de { $year }
answer-more-same = { $change } de plus qu’aux mêmes mois de { $year }
answer-equal-same = autant qu’aux mêmes mois de { $year }

months-range = { $first } à { $last }
months-and = { $head } et { $last }
building-missing = { $count ->
    [one] Incomplet en { $year } : { $months }. Le total ne le compte pas.
   *[other] Incomplets en { $year } : { $months }. Le total ne les compte pas.
}
building-missing-meter = { $count ->
    [one] Incomplet en { $year } : { $months }. Le compteur « { $meter } » n’a pas été relevé ; le total ne compte pas ce mois.
   *[other] Incomplets en { $year } : { $months }. Le compteur « { $meter } » n’a pas été relevé ; le total ne compte pas ces mois.
}

building-evidence = Combien d’énergie chaque mois ?
building-switch-carrier = Énergie
building-switch-year = Année
building-values = Voir les valeurs
building-how = Comment est-ce calculé ?
building-download = Télécharger :
building-download-csv = le tableau (CSV)
building-download-xlsx = le tableau (Excel)
building-download-svg = l’image (SVG)
building-injection = Injection dans le réseau en { $year }
building-injection-sentence = { $months ->
    [12] En { $year }, { $energy } ont été injectés dans le réseau. Ils ne sont pas déduits du prélèvement.
    [one] Un mois connu : { $energy } injectés dans le réseau. Ils ne sont pas déduits du prélèvement.
   *[other] { $months } mois connus : { $energy } injectés dans le réseau. Ils ne sont pas déduits du prélèvement.
}
building-production = Production sur place en { $year }
building-production-sentence = { $months ->
    [12] En { $year }, { $energy } ont été produits sur place.
    [one] Un mois connu : { $energy } produits sur place.
   *[other] { $months } mois connus : { $energy } produits sur place.
}
building-empty = Ajoutez une facture : nous en tirons l’année.
building-empty-more = Vous verrez ici l’énergie utilisée chaque mois, comparée à l’année d’avant, avec sa table et son calcul.
building-further = Pour aller plus loin
building-further-readings = { $count ->
    [one] Les relevés du compteur
   *[other] Les relevés des { $count } compteurs
}
building-further-organisation = Les autres bâtiments de { $name }

chart-months-title = { $carrier } par mois, { $year } ({ $unit })
chart-months-reading = Le mois le plus haut est { $high } ({ $most }), le plus bas { $low } ({ $least }).
chart-months-reading-one = Un seul mois est complet : { $month } ({ $energy }).
chart-months-reading-none = Aucun mois n’est complet.
chart-months-reading-spread = Aucun mois n’est relevé seul : nous répartissons des périodes plus longues, dont seul le total est connu.
chart-months-lacking = { $count ->
    [one] Un mois est incomplet ou manque ; il est hachuré.
   *[other] { $count } mois sont incomplets ou manquent ; ils sont hachurés.
}
chart-missing = incomplet ou non relevé

table-month = Mois
table-cost = Coût
table-cost-unit = € TVAC
table-missing = Ce qui manque
table-known = connu : { $known }
table-none = —
table-total = Année
table-total-partial = { $months ->
    [0] Aucun mois complet
    [one] Total partiel, 1 mois
   *[other] Total partiel, { $months } mois
}

mark-estimated = estimé par le gestionnaire de réseau ou le fournisseur
mark-filled = complété par nous, là où un relevé manque
mark-modelled = modélisé : réparti par nous à partir d’une période plus longue
mark-declared = déclaré, sans document

how-months = Les mois sont des mois civils, de minuit à minuit à l’heure belge ; le passage à l’heure d’été ou d’hiver est compté.
how-sum = L’année est la somme de ses mois complets :
how-partial = Un mois dont une partie manque n’entre pas dans le total : le compter le ferait passer pour un mois bas.
how-filled = Un trou est complété, et le mois porte un « c » : jusqu’à deux heures, par une ligne droite entre les relevés voisins ; jusqu’à sept jours, par la moyenne du même jour et de la même heure des semaines voisines. Un trou plus long reste un trou. Ce qui est complété n’est jamais gardé comme relevé.
source-interval = Des mesures par quart d’heure, heure ou jour ont été additionnées mois par mois.
source-index = La consommation est la différence entre deux relevés d’index.
source-billed = La consommation est celle des factures.
source-delivery = La consommation est tirée des livraisons et de la jauge : ce qui est utilisé entre deux pleins, ou entre deux lectures.
how-split-cold = Période { $period } : { $energy }, répartis à { $share } selon les degrés-jours 16,5 ({ $station } : { $degree_days } sur la période), le reste ({ $rest }) également par jour.
how-split-more = { $count ->
    [one] Une autre période a été répartie de la même façon.
   *[other] { $count } autres périodes ont été réparties de la même façon.
}
how-split-days = Période { $period } : { $energy }, répartis également par jour.
how-split-days-many = { $count } périodes à cheval sur plusieurs mois ont été réparties également par jour.
how-split-days-why = La part climatique du compteur « { $meter } » n’est pas connue pour ces jours. Indiquez-la sur la fiche du compteur : les mois froids recevront alors davantage.
how-share-stated = Cette part climatique est celle que vous avez indiquée.
how-share-summer = Cette part climatique est déduite de l’été { $year }, relevé chaque mois.
how-cold-normal = Là où un mois n’est pas publié, nous prenons la normale { $name }.
how-cold-likely = Ces degrés-jours sont à confirmer : ils ne sont pas publiés.
how-factor = Coefficient du compteur « { $meter } » : l’index est multiplié par { $value }.
how-factor-since = Coefficient du compteur « { $meter } » depuis le { $from } : l’index est multiplié par { $value }.
how-nozzle = Débit du gicleur de « { $meter } » : { $value } litres par heure de brûleur.
balance-title = Autoconsommation en { $year }
balance-sentence = { $months ->
    [12] En { $year }, { $own } produits ont été consommés sur place ; le bâtiment a utilisé { $used } en tout.
    [one] Un mois connu : { $own } produits consommés sur place, { $used } utilisés en tout.
   *[other] { $months } mois connus : { $own } produits consommés sur place, { $used } utilisés en tout.
}
balance-own-only = { $months ->
    [one] Un mois connu : { $own } produits ont été consommés sur place. Le prélèvement n’est pas connu chaque mois : la consommation totale n’est pas donnée.
   *[other] { $months } mois connus : { $own } produits ont été consommés sur place. Le prélèvement n’est pas connu chaque mois : la consommation totale n’est pas donnée.
}
balance-nothing = En { $year }, aucun mois n’a sa production et son injection complètes : l’autoconsommation n’est pas donnée.
balance-no-injection = La production est mesurée, mais pas l’injection : nous ne pouvons pas dire ce qui a été consommé sur place. Ajoutez l’injection du compteur de tête.
balance-no-production = L’injection est mesurée, mais pas la production : l’autoconsommation n’est pas connue. Ajoutez le compteur de production.
balance-what = Autoconsommation, c’est-à-dire ?
balance-production = Production
balance-injection = Injection
balance-own = Autoconsommation
balance-used = Consommation du bâtiment
balance-how = Autoconsommation = production − injection. Consommation du bâtiment = prélèvement + autoconsommation. Un mois où un flux manque n’est pas calculé.
basis-gross = L’énergie est exprimée en kWh PCS, comme sur les factures.
basis-net = L’énergie est exprimée en kWh PCI.
how-basis-link = PCS et PCI, c’est-à-dire ?
coefficient = Coefficient de conversion employé : { $value } kWh par m³.
coefficient-since = Coefficient de conversion employé depuis le { $from } : { $value } kWh par m³.
