# Les aides du catalogue, et la fiche de chacune.

aids-title = Quelles aides existent ?
aids-crumb = Aides
aids-answer = { $count } fiches, dont { $open } régimes ouverts, chacune avec ses sources et la date de vérification.
aids-found = { $count ->
    [one] Une fiche trouvée sur { $of }.
   *[other] { $count } fiches trouvées sur { $of }.
}
aids-action = Vous ne savez pas laquelle vous concerne ?
aids-to-guide = Quel régime pour mon ASBL ?
aids-to-simulator = Simuler un projet
aids-list = Les fiches
aids-search = Chercher
aids-status = Statut
aids-kind = Type
aids-whom = Pour qui
aids-any = Tous
aids-anybody = Toutes les activités
aids-filter = Filtrer
aids-filter-clear = Tout afficher
aids-nothing-found = Aucune fiche ne correspond. Essayez un autre mot, ou affichez tout.
aids-to-confirm = montants à confirmer
aids-stale = à revérifier
table-aids = Aides et financements
col-aid = Aide
col-checked-on = Vérifié le

aid-title = { $name } : pour qui, combien, comment ?
aid-checked = Vérifié le { $day }.
aid-is-stale = Personne n’a ouvert les sources de cette fiche depuis plus d’un an : vérifiez avant de compter dessus.
aid-is-closed = Ce régime est fermé : aucune nouvelle demande n’est possible. La fiche reste pour les dossiers en cours.
aid-is-proposed = Ceci est une revendication du secteur, pas une aide : elle ne sert qu’aux scénarios et ne peut pas être demandée.
aid-is-announced = Ce régime est annoncé : il ne peut pas encore être demandé.
aid-is-open = Ce régime est ouvert aux demandes, d’après les sources ci-dessous.
aid-replaces = Il remplace :
aid-in-force-from = en vigueur depuis le { $day }
aid-in-force-until = jusqu’au { $day } inclus
aid-in-force-known = confirmé jusqu’au { $day } seulement
aid-for-whom = Pour qui ?
aid-for-whom-none = La fiche ne pose aucune condition à l’organisation.
aid-only-for = Pour ces travaux seulement : { $works }
aid-proved-by = Se prouve par : { $papers }
aid-source-is = Source : { $title }
aid-for-works = Pour quels travaux ?
aid-how-much = Combien ?
aid-how-much-none = Aucun montant n’est publié, ou aucun n’a été trouvé : rien n’est compté.
aid-cap = Plafond : { $euro }
aid-cap-unknown = Un plafond peut exister ; sa valeur n’a pas été trouvée.
aid-since = à partir du { $day }
aid-since-until = du { $from } au { $until }
aid-advance = Une avance de { $share } est versée d’abord.
aid-cumulation = Se cumule-t-elle ?
aid-cumulation-none = La fiche n’exclut aucun autre régime. Les autres aides pour les mêmes travaux restent à déclarer.
aid-not-with = Ne se cumule pas avec :
aid-cumulation-open = La règle de cumul n’a pas été trouvée. Ces hypothèses sont calculées, et la plus basse est comptée :
aid-procedure = Comment la demander ?
aid-apply-when = Quand demander : { $when }.
aid-procedure-none = Aucune démarche n’a été lue. Demandez-la à l’administration avant tout engagement.
aid-document = Pièce : { $document }
aid-within = Délai : { $within }
aid-within-unknown = Délai : il en existe un, que nous n’avons pas trouvé
aid-within-years = { $count ->
    [one] un an
   *[other] { $count } ans
}
aid-within-months = { $count ->
    [one] un mois
   *[other] { $count } mois
}
aid-within-days = { $count ->
    [one] un jour
   *[other] { $count } jours
}
aid-report-years = { $count ->
    [one] Après l’octroi, la consommation est communiquée pendant un an.
   *[other] Après l’octroi, la consommation est communiquée pendant { $count } ans.
}
aid-questions = Ce que personne n’a encore lu
aid-questions-ask = Qui peut répondre : { $who }
aid-sources = Sources
aid-examples = Exemples
aid-example-gives = Ce que donne la fiche : { $euro }
aid-example-gives-nothing = La fiche ne donne aucun montant dans ce cas.
aid-try = Vérifier pour votre projet
