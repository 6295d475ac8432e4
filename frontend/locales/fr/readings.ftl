# Relevés d'un bâtiment.

readings-title = Quels relevés avons-nous pour { $name } ?
readings-crumb = Relevés
readings-add = Ajouter
readings-add-bill = Une facture
readings-add-bill-text = Recopiez la facture de régularisation : nous en tirons l’année.
readings-add-index = Un relevé d’index
readings-add-index-text = Le nombre lu sur le compteur, et le jour.
readings-add-file = Un fichier
readings-add-file-text = Votre tableau, l’exportation du portail ou la facture : CSV, Excel, PDF, XML ou ZIP.
readings-meters = Compteurs
readings-no-meter = Aucun compteur encore. Une facture ou un fichier suffit : le compteur est créé avec.
readings-no-meter-yet = Aucun compteur encore.
readings-new-meter = Ajouter un compteur
readings-col-meter = Compteur
readings-col-carrier = Énergie
readings-col-number = EAN ou numéro
readings-col-last = Dernier relevé
readings-col-actions = Actions
readings-out = hors service depuis le { $day }
readings-never = jamais relevé
readings-read-it = Encoder un index
readings-read-tank = Encoder une jauge
readings-entries = Ce qui a été ajouté
readings-empty = Rien encore. Ajoutez une facture : nous en tirons l’année.
readings-none-yet = Rien encore.
readings-col-what = Quoi
readings-col-detail = Détail
readings-col-amount = TVAC
readings-col-added = Ajouté le
readings-several = plusieurs
readings-document = Voir le document
readings-see = Voir
readings-see-undo = Voir ou annuler

entry-index = Relevé d’index
entry-index-on = le { $on } : { $values }
entry-bill = Régularisation
entry-statement = Décompte de charges
entry-level = Jauge
entry-replaced = Compteur remplacé
entry-correction = Correction
entry-correction-changed = { $when } : { $before } → { $after } ({ $reason })
entry-correction-filled = { $when } : complété, { $after } ({ $reason })
entry-correction-withdrawn = { $when } : { $before } retiré ({ $reason })
entry-bill-detail = { $period } : { $quantity }
entry-credit = Note de crédit
entry-advance = Acompte
entry-delivery = Livraison
entry-delivery-detail = le { $on } : { $quantity }
entry-file = Fichier
entry-file-detail = { $name } : { $count ->
    [one] un relevé
   *[other] { $count } relevés
} { $period }
