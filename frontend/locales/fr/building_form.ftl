# Un bâtiment : nouveau ou modifié.

building-form-title-new = Ajouter un bâtiment
building-form-title-edit = Modifier { $name }
building-form-crumb-new = Nouveau bâtiment
building-form-crumb-edit = Modifier
building-form-lead = Un nom suffit pour commencer.
building-form-name = Nom du bâtiment
building-form-name-hint = Celui que vos collègues emploient, par exemple « Résidence du Parc ».
building-form-activity = Activité
building-form-activity-same = La même que l’organisation
building-form-place = Adresse
building-form-street = Rue et numéro
building-form-postcode = Code postal
building-form-commune = Commune
building-form-size = Superficie
building-form-size-intro = La superficie est datée : après une extension, indiquez la nouvelle et sa date ; l’ancienne reste pour les années d’avant.
building-form-area = Superficie chauffée
building-form-area-hint = Sans les caves et greniers non chauffés. Un ordre de grandeur vaut mieux que rien.
building-form-area-from = Depuis le
building-form-area-from-hint = Vide si elle n’a jamais changé. Par exemple 1/9/24.
building-form-areas = Superficies connues
building-form-area-always = { $area } m² ({ $quality })
building-form-area-since = { $area } m² depuis le { $from } ({ $quality })
building-form-area-until = { $area } m² jusqu’au { $to } ({ $quality })
building-form-area-between = { $area } m² du { $from } au { $to } ({ $quality })
building-form-create = Ajouter le bâtiment
building-form-save = Enregistrer
