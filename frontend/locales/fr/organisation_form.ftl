# Modifier une organisation ; archiver.

organisation-form-title = Modifier { $name }
organisation-form-crumb = Modifier
organisation-form-name = Nom
organisation-form-bce = N° BCE
organisation-form-bce-hint = Dix chiffres, par exemple 0123.456.749.
organisation-form-legal = Forme juridique
organisation-form-activity = Activité principale
organisation-form-postcode = Code postal du siège
organisation-form-commune = Commune
organisation-form-submit = Enregistrer

archive-heading = Archiver
archive-text = Ce qui est archivé n’apparaît plus dans les listes. Les relevés sont gardés et tout peut être restauré.
archive-button = Archiver
archive-heading-restore = Restaurer
archive-restore-text = C’est archivé. Restaurer le remet dans les listes, avec tous ses relevés.
archive-restore = Restaurer
