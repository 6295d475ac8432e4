# Reprendre une organisation depuis son archive.

restore-title = Reprendre une organisation depuis son archive
restore-crumb = Reprendre une archive
restore-lead = Tout revient : bâtiments, compteurs, relevés, factures, fichiers, journal. Si quelque chose ne va pas, rien n’est repris.
restore-problem = L’archive n’a pas été reprise
restore-see = Voir { $name }
restore-choose = Choisissez l’archive (fichier ZIP)
restore-limit = Jusqu’à { $max }
restore-send = Reprendre l’organisation
restore-larger = Une archive plus grande ?
restore-larger-text = Sur la machine où tourne Éclaireur, cette commande reprend une archive de toute taille.
restore-command = eclaireur import-organisation FICHIER.zip
