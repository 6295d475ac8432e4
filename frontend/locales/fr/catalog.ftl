# Le catalogue en vigueur, pour qui tient le service.

catalog-title = Quel catalogue est en vigueur ?
catalog-answer = Le catalogue lu le { $at } est en vigueur, sans erreur.
catalog-answer-refused = Le dernier essai a été refusé : le catalogue lu le { $at } reste en vigueur.
catalog-version = Version
catalog-loaded = En vigueur depuis
catalog-asked = Dernière relecture demandée
catalog-folder = Dossier
catalog-compiled-in = celui du programme
catalog-aids = Fiches d’aides
catalog-stale = Fiches à revérifier
catalog-reread = Relire
catalog-refused = Ce qui a été refusé
catalog-refused-at = { $count ->
    [one] Essai du { $at } : une erreur. Le texte ci-dessous nomme le fichier, la clé et ce qui est attendu.
   *[other] Essai du { $at } : { $count } erreurs. Chaque ligne nomme le fichier, la clé et ce qui est attendu.
}
