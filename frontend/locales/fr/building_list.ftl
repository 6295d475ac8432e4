# Plusieurs bâtiments à la fois, d'un tableur.

list-title = Encoder plusieurs bâtiments à la fois ?
list-crumb = Liste de bâtiments
list-lead = Envoyez votre liste de bâtiments et de compteurs : rien n’est créé avant que vous ayez vu l’aperçu et confirmé.
list-problem = La liste n’a pas été lue
list-choose = Déposez votre liste ici, ou choisissez-la
list-limits = CSV ou Excel, jusqu’à { $max }
list-columns = Les colonnes que nous comprenons
list-columns-text = Une ligne par bâtiment. Pour plusieurs compteurs, ajoutez des lignes avec le même nom, ou des colonnes comme « EAN gaz 2 ». Seul le nom est nécessaire ; les titres peuvent être en français, en néerlandais, en allemand ou en anglais.
list-model-name = Modèle à remplir
list-col-header = Titre de la colonne
list-col-holds = Ce qu’on y écrit
list-col-example = Exemple
list-needed = nécessaire

list-role-code = Votre propre code. Il permet de retrouver le bâtiment à la prochaine liste.
list-role-name = Le nom sous lequel vous connaissez le bâtiment.
list-role-street = La rue, avec le numéro.
list-role-number = Le numéro, s’il a sa colonne.
list-role-address = L’adresse entière, si elle tient dans une cellule.
list-role-postcode = Le code postal.
list-role-commune = La commune ou la localité.
list-role-activity = L’activité ; vide, c’est celle de l’organisation.
list-role-heated-area = La surface chauffée, en mètres carrés.
list-role-gross-area = La surface brute, si vous n’avez pas la surface chauffée.
list-role-units = Le nombre de lits, de places ou d’élèves.
list-role-year = L’année de construction.
list-role-carrier = L’énergie du compteur de la ligne : électricité, gaz naturel, mazout, eau…
list-role-meter-name = Le nom du compteur de la ligne.
list-role-ean = Le code EAN du compteur de la ligne.
list-role-ean-electricity = Le code EAN du compteur d’électricité.
list-role-ean-gas = Le code EAN du compteur de gaz.
list-role-serial = Le numéro du compteur de la ligne.
list-role-serial-electricity = Le numéro du compteur d’électricité.
list-role-serial-gas = Le numéro du compteur de gaz.

list-title-preview = Que contient la liste { $name } ?
list-title-confirmed = Qu’a changé la liste { $name } ?
list-state-preview = Voici ce que nous avons lu. Rien n’est créé avant votre confirmation ; l’aperçu est gardé jusqu’au { $day }.
list-state-confirmed = Confirmée le { $day }. Vous pouvez l’annuler : ce qu’elle a créé est archivé, tant que rien n’y a été ajouté.
list-state-undone = Annulée le { $day }.
list-remains = Ces bâtiments restent : des relevés ou d’autres informations y ont été ajoutés depuis.
list-count-new = { $count ->
    [one] nouveau bâtiment
   *[other] nouveaux bâtiments
}
list-count-changed = { $count ->
    [one] bâtiment modifié
   *[other] bâtiments modifiés
}
list-count-meters = { $count ->
    [one] nouveau compteur
   *[other] nouveaux compteurs
}
list-rows = { $read ->
    [one] { $read } lue
   *[other] { $read } lues
} : { $accepted ->
    [one] { $accepted } utilisée
   *[other] { $accepted } utilisées
}, { $rejected } à corriger, { $ignored } sans bâtiment
list-buildings = Les bâtiments de la liste
list-col-building = Bâtiment
list-col-what = Adresse et données
list-col-meters = Compteurs
list-changes = ce qui change
list-place = adresse
list-line-new = nouveau
list-line-changed = modifié
list-line-same = inchangé
list-change = { $field } : { $before } → { $after }
list-change-new = { $field } : { $after }
list-archived = archivé
list-restored = remis dans les listes
list-units = { $count ->
    [one] 1 lit, place ou élève
   *[other] { $count } lits, places ou élèves
}
list-built = construit en { $year }
list-meter-new = nouveau
list-meter-elsewhere = reste ailleurs
list-confirm-heading = Confirmer la liste
list-confirm = { $count ->
    [one] Confirmer le bâtiment
   *[other] Confirmer les { $count } bâtiments
}
list-take-proposals = Suivre les propositions pour les cellules à corriger
list-leave-out = { $count ->
    [one] Laisser de côté la ligne à corriger
   *[other] Laisser de côté les lignes à corriger ({ $count } points)
}
list-problem-rows = Des lignes sont à corriger. Pour confirmer les autres, cochez « Laisser de côté ».
list-nothing = Aucun bâtiment ne peut être créé avec cette liste. Corrigez-la, puis envoyez-la à nouveau.

list-field-name = Nom
list-field-street = Rue
list-field-postcode = Code postal
list-field-commune = Commune
list-field-activity = Activité
list-field-heated-area-m2 = Surface chauffée
list-field-service-units = Lits, places ou élèves
list-field-built = Année de construction
list-field-archived = Archivage
