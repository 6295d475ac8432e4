# Choisir un fichier.

upload-title = Importer des fichiers de relevés
upload-title-for = Importer des fichiers pour { $name }
upload-crumb = Importer
upload-lead = Rien n’est compté avant que vous ayez vu l’aperçu et confirmé.
upload-problem = Le fichier n’a pas été reçu
upload-choose = Déposez vos fichiers ici, ou choisissez-les
upload-limits = { $kinds }, jusqu’à { $max } par fichier
upload-send = Envoyer et voir l’aperçu
upload-progress = Progression de l’envoi
upload-sent = envoyés sur
upload-reading = Envoyé. Nous lisons…
upload-cut = L’envoi s’est interrompu. Rien n’a été gardé ; réessayez.
upload-stopped = Envoi arrêté. Rien n’a été gardé.
upload-stop = Arrêter l’envoi
upload-files = fichiers en tout
upload-large = trop grand
upload-next = Et ensuite ?
upload-next-text = Une archive ZIP est ouverte, et chaque fichier est traité à part. Vous verrez les compteurs trouvés, ce qui est nouveau ou modifié, ce qui est à corriger, et l’effet sur l’année. Vous confirmez, ou vous annulez.
upload-formats = Formats connus
upload-bill = Recopier plutôt une facture
