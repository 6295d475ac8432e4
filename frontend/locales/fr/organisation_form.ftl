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
organisation-form-photos = Photos de compteurs envoyées avec un relevé
organisation-form-photos-hint = Une photo peut montrer un lieu ou des personnes. À la fin de sa conservation elle est effacée ; le nombre lu, les factures et les fichiers reçus restent.
organisation-form-photos-always = Toujours gardées
organisation-form-photos-years = { $years ->
    [one] Gardées un an
   *[other] Gardées { $years } ans
}
organisation-form-submit = Enregistrer

archive-heading = Archiver
archive-text = Ce qui est archivé n’apparaît plus dans les listes. Les relevés sont gardés et tout peut être restauré.
archive-button = Archiver
archive-heading-restore = Restaurer
archive-restore-text = C’est archivé. Restaurer le remet dans les listes, avec tous ses relevés.
archive-restore = Restaurer
