# Une facture envoyée comme fichier : pour quel bâtiment ?

bill-place-title = Pour quel bâtiment est cette facture ?
bill-place-title-several = Cette facture concerne plusieurs points de fourniture
bill-place-crumb = Facture reçue
bill-place-lead = Nous l’avons lue. Choisissez où elle va : vous verrez le formulaire rempli, à côté du document, et vous le corrigerez avant de le garder.
bill-place-number = n° { $number }
bill-place-amount = { $amount } TVAC
bill-place-known = Compteur « { $meter } », { $building }.
bill-place-unknown = Aucun compteur n’a encore ce code EAN. Choisissez le bâtiment : le compteur y sera créé avec la facture.
bill-place-no-point = Sans code EAN
bill-place-no-building = Aucun bâtiment n’existe encore. Créez-le, puis revenez à cette facture dans les imports.
bill-place-make-building = Créer un bâtiment
bill-place-building = Bâtiment
bill-place-fill = Voir le formulaire rempli
bill-place-drop = Abandonner cette facture
