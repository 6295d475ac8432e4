# L'effacement d'une organisation, et ce qui en est dit après.

erase-title = Effacer { $name } ?
erase-crumb = Effacer
erase-lead = L’effacement a lieu { $days ->
    [one] un jour
   *[other] { $days } jours
} après votre demande. Jusque-là, tout continue et vous pouvez y renoncer.
erase-asked = L’effacement aura lieu à partir du { $day }.
erase-waits = L’effacement de cette organisation a été demandé : tout ce qui est à elle disparaît à partir du { $day }.
erase-waits-link = Voir la demande, ou y renoncer
erase-receipt = Après ce jour, ce qui a été retiré sera dit à cette adresse, sans nom ni chiffre de consommation : gardez-la.
erase-receipt-link = L’attestation d’effacement
erase-withdraw = Renoncer à l’effacement
erase-goes = Ce qui est effacé
erase-goes-text = L’organisation, ses bâtiments, compteurs, relevés, factures, prix, fichiers reçus, rapports, projets, mandats, accès de programmes, et son journal.
erase-stays = Ce qui reste
erase-stays-year = Une année par bâtiment, arrondie, sans nom, sans adresse ni commune (activité, province, année, surface, énergie), et seulement si au moins cinq autres organisations de la même activité ont un bâtiment dans la même province.
erase-stays-trace = Dans le journal du service, une entrée sans nom : le nombre de lignes retirées et l’empreinte de la fin de votre journal. Elle permet de vérifier que rien d’autre n’a été touché.
erase-stays-accounts = Les comptes des personnes. Chacune ferme le sien.
erase-stays-backups = Les sauvegardes du service, jusqu’à ce que leur rotation les remplace.
erase-archive = D’abord, votre archive
erase-archive-text = Téléchargez toutes les données de l’organisation, puis revenez ici. L’archive peut être reprise plus tard, ici ou ailleurs.
erase-taken = L’archive a été téléchargée le { $day }.
erase-ask = Demander l’effacement
erase-name = Nom de l’organisation
erase-name-hint = Pour éviter une erreur, écrivez-le exactement : { $name }
erase-wrong-name = Ce n’est pas le nom de l’organisation.
erase-button = Demander l’effacement
erased-title = Qu’est-ce qui a été effacé ?
erased-crumb = Attestation d’effacement
erased-answer = Le { $day }, { $rows ->
    [one] une ligne a été effacée.
   *[other] { $rows } lignes ont été effacées.
}
erased-id = Identifiant de ce qui a été effacé : { $id }
erased-table = Lignes effacées par table
erased-col-table = Table
erased-col-rows = Lignes
erased-log = Son journal avait { $entries ->
    [one] une entrée
   *[other] { $entries } entrées
} ; empreinte SHA-256 de la dernière : { $hash }
erased-kept = { $count ->
    [0] Rien n’a été gardé de ses chiffres.
    [one] Une année d’un bâtiment est gardée, arrondie, sans nom ni lieu plus précis que la province.
   *[other] { $count } années de bâtiments sont gardées, arrondies, sans nom ni lieu plus précis que la province.
}
erased-backups = Les sauvegardes du service en gardent une copie jusqu’à ce que leur rotation les remplace.
erased-download = Télécharger en texte
