# Les fédérations et leurs scénarios : qui serait concerné, combien d’euros, de kWh et de CO2, sous quelles hypothèses.

federations-title = Quelles fédérations ?
federations-crumb = Fédérations
federations-answer = { $count ->
    [one] Une fédération réunit ici les bâtiments de ses membres.
   *[other] { $count } fédérations réunissent ici les bâtiments de leurs membres.
}
federations-empty = Une fédération réunit ici les bâtiments de ses membres, sans nommer personne. Aucune n’est encore enregistrée ; la démonstration en montre une.
federations-members = { $count ->
    [0] Aucun membre aujourd’hui
    [one] Un membre aujourd’hui
   *[other] { $count } membres aujourd’hui
}
federations-everybody = { $count ->
    [one] Une organisation, membre ou non d’une fédération
   *[other] { $count } organisations, chacune une fois, membres ou non d’une fédération
}

scenarios-title = Et si les règles changeaient ?
scenarios-crumb = Scénarios
scenarios-answer = { $count ->
    [one] Une question à poser aux bâtiments des membres.
   *[other] { $count } questions à poser aux bâtiments des membres.
}
scenarios-what = Chaque question compare la règle d’aujourd’hui avec une demande ou une norme, bâtiment par bâtiment. Toutes les hypothèses sont affichées.
scenarios-aids = Des aides demandées
scenarios-norms = Des normes annoncées
scenarios-demand = demande { $code }
scenarios-checked = vérifié le { $day }

scenario-other = Poser une autre question
scenario-day = Situation au { $day }.
scenario-figures = Activité par activité
scenario-who = Qui serait concerné ?
scenario-how-much = Combien ?
scenario-chart = En un graphique
scenario-assumed = Hypothèses
scenario-assumed-intro = Ces nombres sont supposés, pas mesurés. Ils se changent dans le fichier du scénario.
scenario-lacking = Ce qui manque
scenario-limits = Ce que ces chiffres ne disent pas
scenario-source = Source :
scenario-own = Hypothèse de travail, sans source publiée.
scenario-to-confirm = à confirmer
table-scenario = Scénario par activité

scenario-answer-empty = Aucun bâtiment n’est encore enregistré chez les membres : ajoutez-en un, et la question aura sa réponse.
scenario-answer-nobody = { $count ->
    [one] Le bâtiment n’y gagnerait rien : il y a déjà droit, ou la demande ne le vise pas.
   *[other] Aucun des { $count } bâtiments n’y gagnerait : ils y ont déjà droit, ou la demande ne les vise pas.
}
scenario-answer-untold = La demande s’ouvrirait à { $buildings } ; elle ne dit pas combien, donc aucun euro n’est compté.
scenario-answer-uncounted = La demande s’ouvrirait à { $buildings }, mais il manque leur superficie chauffée pour compter des euros.
scenario-answer-grant = Les membres recevraient { $euro } pour { $buildings } ; la Région paierait autant.
scenario-answer-loan = Les membres paieraient { $euro } d’intérêts en moins pour { $buildings } ; la Région paierait autant.
scenario-answer-third-party = Le tiers-investisseur avancerait { $euro } pour { $buildings } ; le gain des membres n’est pas dit.
scenario-answer-norm-nobody = { $of ->
    [one] Le bâtiment ne serait pas soumis.
   *[other] Aucun des { $of } bâtiments ne serait soumis.
}
scenario-answer-norm-unknown = { $of ->
    [one] Personne ne peut encore dire si le bâtiment serait soumis.
   *[other] Personne ne peut encore dire lesquels des { $of } bâtiments seraient soumis.
}
scenario-answer-norm = Bâtiments soumis : { $yes } sur { $of } ; à confirmer : { $unknown }.
scenario-answer-norm-works = Bâtiments soumis : { $yes } sur { $of } ; à confirmer : { $unknown } ; leurs travaux coûteraient { $euro }.
scenario-between = entre { $low } et { $high }
scenario-buildings = { $count ->
    [one] un bâtiment
   *[other] { $count } bâtiments
}
scenario-buildings-at-most = { $count ->
    [one] un bâtiment au plus
   *[other] { $count } bâtiments au plus
}
scenario-buildings-up-to = { $sure } à { $most } { $most ->
    [one] bâtiment
   *[other] bâtiments
}

scenario-col-activity = Activité
scenario-col-organisations = Organisations
scenario-col-buildings = Bâtiments
scenario-col-before = Aujourd’hui
scenario-col-after = Avec le changement
scenario-col-answers = oui · à confirmer · non
scenario-col-reached = Nouveaux, sûrs
scenario-col-perhaps = Nouveaux, à confirmer
scenario-col-works = Travaux HTVA
scenario-col-members = Gain des membres
scenario-col-region = Coût pour la Région
scenario-col-capital = Capital à prêter ou à avancer
scenario-col-kwh = Énergie économisée
scenario-col-co2 = CO2 évité
scenario-col-above = Énergie au-dessus du seuil
scenario-csv-before-yes = aujourd’hui oui
scenario-csv-before-unknown = aujourd’hui à confirmer
scenario-csv-before-no = aujourd’hui non
scenario-csv-after-yes = avec le changement oui
scenario-csv-after-unknown = avec le changement à confirmer
scenario-csv-after-no = avec le changement non
scenario-csv-without-area = sans superficie connue
scenario-csv-low = { $what }, bas
scenario-csv-high = { $what }, haut
scenario-total = Ensemble
scenario-no-activity = Activité non précisée
scenario-not-told = non connu
scenario-line = { $name } : { $organisations ->
    [one] une organisation
   *[other] { $organisations } organisations
}, { $buildings ->
    [one] un bâtiment
   *[other] { $buildings } bâtiments
} ; oui · à confirmer · non : { $before } aujourd’hui, { $after } avec le changement
scenario-line-amount = { $what } : { $value } { $unit }

scenario-assumed-work = { $work } : { $quantity } { $unit } par m² chauffé, à { $cost } €/{ $unit } HTVA ; énergie économisée : { $saving } de l’énergie finale du bâtiment.
scenario-assumed-own-numbers = La quantité et l’économie sont des hypothèses de travail ; la source est celle du prix.
scenario-assumed-market-rate = Sans la demande, un membre paierait { $rate } par an pour son prêt.
scenario-assumed-worst-share = Les { $share } de bâtiments les moins performants de chaque activité, parmi ceux-ci, tiennent lieu du seuil wallon, qui n’est pas publié.
scenario-assumed-terms = Prêt demandé : { $share } du coût, à { $rate } par an, sur { $years } ans.
scenario-hypothesis-procedure-followed = Chacun suit la procédure : audit fait, demande introduite aujourd’hui, rien de commandé.
scenario-hypothesis-usual-materials = Les matériaux sont usuels : ni biosourcés, ni cumulés avec une autre aide.
scenario-hypothesis-works-of-the-file = Chaque bâtiment concerné fait les travaux ci-dessus, en proportion de sa superficie chauffée.
scenario-hypothesis-worst-of-this-group = Le classement se fait entre les bâtiments des membres seulement, activité par activité.

scenario-lack-cost-not-told = Aucuns travaux ne sont supposés : leur coût et leur économie ne sont pas connus.
scenario-lack-yield-not-told = Ce que les panneaux produiraient dépend de chaque toit : ce n’est pas connu, donc pas compté.
scenario-lack-terms-not-told = La demande ne dit ni taux ni montant : le gain des membres et le coût pour la Région ne sont pas comptés. L’auteur de la demande peut le préciser.
scenario-lack-share-of-savings-not-told = La demande ne dit pas qui garde quelle part des économies : le gain des membres et le coût pour la Région ne sont pas comptés.
scenario-lack-activity-of-fewer-than-five = Ce qui tient à moins de cinq organisations n’est pas montré à part : cela compte dans le total avec d’autres, ou attend d’être cinq.
scenario-lack-too-few-reached = Non compté : les bâtiments dont trop peu d’organisations seraient concernées. Un montant parlerait de l’une d’elles.
scenario-lack-answers-in-steps = Les réponses des règles, et ce qui manque, sont comptées de cinq en cinq, « au moins » : un nombre ne parle jamais d’un seul bâtiment.
scenario-lack-fewer-than-five = Non montré : vos membres sont moins de cinq organisations, et un chiffre parlerait de l’une d’elles.
scenario-lack-all-held-back = Non montré : trop peu d’organisations seraient concernées, et un montant parlerait de l’une d’elles.
scenario-lack-not-shown-yet = Rien ne peut encore être montré : les chiffres suivent une fois par jour, et chaque groupe une fois que cinq organisations y ont dit quelque chose.
scenario-lack-too-few-to-compare = Dans une activité de moins de sept bâtiments mesurés, les moins performants ne se distinguent pas : la réponse y reste à confirmer. Le haut de la fourchette en compte au plus la part supposée, arrondie au bâtiment suivant.
scenario-without-area = { $count ->
    [one] La superficie chauffée d’un bâtiment n’est pas connue : sa réponse compte, ses euros non.
   *[other] La superficie chauffée de { $count } bâtiments n’est pas connue : leurs réponses comptent, leurs euros non.
}
scenario-without-co2 = { $count ->
    [one] Pour un bâtiment, l’énergie d’une année ou le chauffage n’est pas connu : son CO2 n’est pas compté.
   *[other] Pour { $count } bâtiments, l’énergie d’une année ou le chauffage n’est pas connu : leur CO2 n’est pas compté.
}
scenario-low-high = Le bas de la fourchette ne compte que ce qui est sûr ; le haut compte aussi ce que personne ne peut encore exclure.
scenario-not-extrapolated = { $count ->
    [one] Ces chiffres valent pour ce seul bâtiment, pas pour tout le secteur.
   *[other] Ces chiffres valent pour ces { $count } bâtiments, pas pour tout le secteur.
}
scenario-whole-term = Les intérêts sont additionnés sur toute la durée du prêt, sans actualisation.

chart-name-scenario = Scénario par activité
chart-scenario = { $what } par activité, au { $day } ({ $unit })
chart-scenario-of-members = Gain des membres
chart-scenario-of-capital = Capital à prêter ou à avancer
chart-scenario-of-works = Coût des travaux
chart-scenario-of-buildings = Bâtiments concernés
chart-scenario-unit-buildings = bâtiments
chart-scenario-reading = En tête : { $name }, { $figure }.
chart-scenario-reading-one = Une seule activité est concernée : { $name }, { $figure }.
chart-scenario-sure = ce qui est sûr
chart-scenario-perhaps = ce qui reste à confirmer
chart-scenario-most = au plus
