# Ce que demande la loi à un bâtiment.

obligations-title = Que demande la loi à ce bâtiment ?
obligations-answer-none = Aucune des obligations que nous connaissons n’attend quelque chose de vous aujourd’hui.
obligations-answer-nothing = Nous ne savons pas encore ce que la loi demande à ce bâtiment.
obligations-nothing = Indiquez ce que vous savez du bâtiment : chaque obligation en découle.
obligations-answer-overdue = { $overdue ->
    [one] Une obligation est en retard.
   *[other] { $overdue } obligations sont en retard.
}
obligations-answer-due = { $due ->
    [one] Rien n’est en retard ; une obligation reste à remplir.
   *[other] Rien n’est en retard ; { $due } obligations restent à remplir.
}
obligations-answer-unknown = { $unknown ->
    [one] Rien n’est en retard à notre connaissance ; une obligation est à vérifier.
   *[other] Rien n’est en retard à notre connaissance ; { $unknown } obligations sont à vérifier.
}
obligations-first = La donnée qui décide le plus :
obligations-state = Indiquer : { $fact }
obligations-sources = D’où vient cette règle ?
obligations-others = { $count ->
    [one] Une obligation ne vous concerne pas
   *[other] { $count } obligations ne vous concernent pas
}
obligations-note = Une règle que nous n’avons pas trouvée dans un texte ne figure pas ici. Ce relevé ne remplace pas l’avis de l’administration.
