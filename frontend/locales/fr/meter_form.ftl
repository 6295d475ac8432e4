# Un compteur : nouveau ou modifié.

meter-form-title-new = Ajouter un compteur
meter-form-title-edit = Compteur « { $name } »
meter-form-crumb-new = Nouveau compteur
meter-form-crumb-edit = Compteur
meter-form-carrier = Énergie
meter-form-carrier-fixed = Des relevés existent : l’énergie ne change plus.
meter-form-name = Nom
meter-form-name-hint = Ce qu’il dessert ou son emplacement, par exemple « Chaufferie » ou « Aile B ».
meter-form-ean = Code EAN
meter-form-ean-hint = 18 chiffres commençant par 54, sur la facture. Il peut attendre.
meter-form-serial = Numéro de série
meter-form-serial-hint = Gravé sur le compteur.
meter-form-service = En service
meter-form-service-intro = Laissez vide ce que vous ne savez pas.
meter-form-from = Depuis le
meter-form-to = Jusqu’au
meter-form-submit = Enregistrer le compteur
