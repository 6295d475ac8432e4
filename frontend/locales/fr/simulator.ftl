# Le simulateur : un projet, et ce que chaque régime en dit.

simulator-title = Quelles aides pour votre projet ?
simulator-crumb = Simulateur
simulator-lead = Dites ce que vous savez : chaque régime répond, montant et raisons à l’appui. Ce que vous ne savez pas reste ouvert.
simulator-nothing-kept = Rien n’est gardé : le projet est dans l’adresse de la page. Ajoutez-la à vos favoris pour y revenir.
simulator-case = Le projet
simulator-organisation = Votre organisation
simulator-building = Le bâtiment
simulator-procedure = Les démarches
simulator-work = Travaux, poste { $line }
simulator-more = Plus de précisions
simulator-submit = Voir ce qui est possible
simulator-answer = Régimes sûrs : { $sure }. À confirmer : { $open }.
simulator-judged-on = Jugé au { $day }, catalogue { $version }.
simulator-sure = Sûr
simulator-to-confirm = À confirmer
simulator-no = Non
simulator-none = Aucun régime dans ce groupe.
simulator-show = { $count ->
    [one] Voir le régime et la raison
   *[other] Voir les { $count } régimes et les raisons
}
simulator-yes-to-confirm = oui, à confirmer
simulator-for-organisation = Pour l’organisation
simulator-how = Comment est-ce calculé ?
simulator-hypotheses = Ce que donneraient les hypothèses ; la plus basse est comptée :
simulator-lacking = À préciser d’abord
simulator-settles = { $count ->
    [one] un régime en dépend
   *[other] { $count } régimes en dépendent
}
