# Cadre de chaque page.

frame-skip = Aller au contenu
frame-demo-label = Démonstration
frame-demo = Démonstration : organisations, bâtiments et chiffres sont inventés. Rien de ce que vous y faites n’a de suite.
frame-navigation = Navigation principale
frame-crumbs = Fil d’Ariane
frame-home = Accueil
frame-buildings = Bâtiments
frame-upload = Importer
frame-imports = Imports
frame-glossary = Glossaire
frame-formats = Formats connus
frame-about = Éclaireur, la comptabilité énergétique des bâtiments du secteur à profit social en Wallonie.
frame-french-only = Cette page n’existe pas encore dans votre langue : la voici en français.

flash-see-import = Voir le détail ou annuler
flash-organisation-created = C’est fait. Ajoutez une facture ou un fichier : nous en tirons l’année.
flash-saved = C’est enregistré.
flash-archived = C’est archivé : les relevés sont gardés et vous pouvez le restaurer.
flash-restored = C’est restauré.
flash-building-created = Le bâtiment est créé. Ajoutez une facture ou un fichier : nous en tirons l’année.
flash-meter-created = Le compteur est créé. Vous pouvez y encoder un relevé.
flash-reading-kept = Le relevé est gardé.
flash-bill-kept = La facture est gardée.
flash-advance-kept = L’acompte est gardé comme paiement ; il ne compte pas comme consommation.
flash-meter-replaced = Le remplacement est gardé : la consommation continue d’un compteur à l’autre.
flash-import-confirmed = L’import est confirmé.
flash-import-undone = L’import est annulé : les valeurs d’avant sont revenues.
flash-preview-dropped = L’aperçu est abandonné. Rien n’a été gardé.
flash-list-confirmed = La liste est confirmée : les bâtiments et les compteurs sont à leur place.
flash-sending-confirmed = Les fichiers sans question sont confirmés.
flash-sending-goes-on = Une partie des fichiers est confirmée. Appuyez encore une fois pour la suite.
flash-sending-dropped = Ce qui n’était pas confirmé est abandonné.
flash-already-imported = Ce fichier a déjà été envoyé : voici cet import. Rien n’a été compté deux fois.
flash-columns-remembered = Retenu. Les prochains fichiers aux mêmes titres seront reconnus seuls.
flash-columns-forgotten = Ces tableaux ne sont plus reconnus. Vous pouvez revenir sur ce choix ci-dessous.
flash-ean-looks-wrong = C’est enregistré. Le code EAN semble inexact : comparez-le avec votre facture.
