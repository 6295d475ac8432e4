# Une organisation et ses bâtiments.

organisation-title = Que consomment les bâtiments de { $name } ?
organisation-bce = n° BCE { $bce }
organisation-answer = { $count ->
    [0] Ajoutez un premier bâtiment : vous y mettrez une facture ou un fichier.
    [one] Un bâtiment, avec son énergie de { $year } et ce qu’il y a à faire.
   *[other] { $count } bâtiments, avec leur énergie de { $year } et ce qu’il y a à faire.
}
organisation-waiting = { $count ->
    [one] Un import attend votre confirmation.
   *[other] { $count } imports attendent votre confirmation.
}
organisation-waiting-link = Voir les imports
organisation-archived = Cette organisation est archivée : ses relevés sont gardés.
organisation-new-building = Ajouter un bâtiment
organisation-building-list = Ajouter plusieurs bâtiments
organisation-upload = Importer un fichier
organisation-edit = Modifier l’organisation
organisation-buildings = Bâtiments
organisation-search = Chercher
organisation-activity = Activité
organisation-all-activities = Toutes
organisation-show-archived = Bâtiments archivés
organisation-filter = Filtrer
organisation-filter-clear = Tout montrer
organisation-archive = Vos données vous appartiennent
organisation-archive-text = Un fichier ZIP avec tout : bâtiments, compteurs, relevés, factures, fichiers reçus, journal. Il se lit sans Éclaireur, et peut être repris dans un autre.
organisation-export = Emporter toutes les données
organisation-nothing-found = Aucun bâtiment ne correspond. Changez les mots cherchés, ou montrez tout.
organisation-caption = Bâtiments et énergie de { $year }
organisation-col-building = Bâtiment
organisation-col-energy = Énergie en { $year }
organisation-col-last = Dernier relevé
organisation-col-todo = À faire
organisation-no-energy = pas encore connue
organisation-alerts = { $count ->
    [one] Voir une alerte
   *[other] Voir { $count } alertes
}
organisation-nothing-to-do = rien
organisation-partial = { $months ->
    [0] aucun mois complet
    [one] 1 mois sur 12
   *[other] { $months } mois sur 12
}

todo-first-short = Ajouter une facture
todo-first = Ajoutez une facture : nous en tirons l’année.
todo-first-link = Ajouter une facture
todo-confirm-short = Confirmer un import
todo-confirm = Un import attend votre confirmation : rien n’est compté avant.
todo-confirm-link = Voir l’import
todo-missing-short = { $count ->
    [one] Un mois manque en { $year }
   *[other] { $count } mois manquent en { $year }
}
todo-missing = { $count ->
    [one] Il manque un mois { $carrier } en { $year }.
   *[other] Il manque { $count } mois { $carrier } en { $year }.
}
todo-missing-link = Ajouter un relevé
todo-read-short = Relever « { $meter } »
todo-read = Personne n’a relevé le compteur « { $meter } » depuis le { $since }.
todo-read-link = Encoder son index

paging-label = Pages de la liste
paging-previous = Page précédente
paging-next = Page suivante
paging-where = Page { $page } sur { $pages }, { $total } en tout
organisation-journal = Le journal : qui a vu et changé quoi
organisation-erase = Effacer l’organisation
