# D’un scénario sur des membres connus à tout un secteur, par strates.

extrapolation-title = Et pour tout le secteur ?
extrapolation-no-counts = Aucun effectif du secteur n’est connu : ces chiffres ne sont étendus à personne d’autre.
extrapolation-not-reckoned = Rien n’est étendu au secteur : aucune strate comptée n’a cinq organisations connues, ou ce scénario ne donne aucun montant.
extrapolation-enter = Encoder les effectifs du secteur
extrapolation-once = { $what } : { $high }, si les autres ressemblent à ceux que nous connaissons.
extrapolation-between = { $what } : entre { $low } et { $high }, si les autres ressemblent à ceux que nous connaissons.
extrapolation-margin = Le hasard de qui a répondu y compte pour { $margin } de plus ou de moins, dix-neuf fois sur vingt.
extrapolation-energy = En { $year }, les { $all } { $unit ->
        [buildings] bâtiments comptés
       *[other] organisations comptées
    } utiliseraient { $energy } à climat normal, à { $margin } près.
extrapolation-coverage = { $unit ->
    [buildings] { $known } bâtiments connus sur { $all } comptés
   *[other] { $known } organisations connues sur { $all } comptées
} : { $share } est couvert.
extrapolation-left-out = { $unit ->
    [buildings] { $count } autres bâtiments comptés sont laissés
   *[other] { $count } autres organisations comptées sont laissées
} de côté : moins de cinq organisations sont connues dans leur strate.
extrapolation-supposed-title = Ce qui est supposé du secteur
extrapolation-supposed = Dans chaque strate, ce que nous ne connaissons pas est supposé égal à la moyenne de ce que nous connaissons ; les effectifs sont ceux que la fédération a encodés.
extrapolation-part = { $name } : { $known } connus sur { $all } ({ $source }, { $year }).
extrapolation-part-left-out = { $name } : { $known } connus sur { $all } ({ $source }, { $year }) ; laissé de côté, moins de cinq.
extrapolation-bias-title = Ce qu’aucune marge ne couvre
extrapolation-bias-volunteers = Qui répond n’a pas été tiré au sort : ceux qui suivent déjà leur énergie répondent plus volontiers.
extrapolation-bias-small-ones-lack = Les petites organisations répondent moins : la moyenne est plutôt trop haute.
extrapolation-bias-floor-areas-declared = Les surfaces sont déclarées, rarement mesurées.
extrapolation-bias-shared-groups = Les bâtiments qui ne peuvent être montrés qu’avec d’autres activités manquent : le total est plutôt trop bas.
extrapolation-bias-seats-elsewhere = Par province, un effectif d’organisations compte en général les sièges ; nos chiffres, les bâtiments là où ils se trouvent : une organisation peut être connue dans une province où elle n’est pas comptée.
extrapolation-formula = Somme, strate par strate, de l’effectif multiplié par la moyenne de ce qui est connu. Marge : 1,96 fois la racine de la somme des variances, avec correction de population finie (Cochran, Sampling Techniques, 1977, chapitre 5).
