# Le catalogue en vigueur, pour qui tient le service.

catalog-title = Quel catalogue est en vigueur ?
catalog-answer = Le catalogue lu le { $at } est en vigueur, sans erreur.
catalog-answer-refused = Le dernier essai a été refusé : le catalogue lu le { $at } reste en vigueur.
catalog-answer-against = Une autre instance a mis en vigueur un catalogue que ce programme ne sait pas lire : mettez-le à jour, ou relisez ici.
catalog-version = Version
catalog-loaded = En vigueur depuis
catalog-asked = Dernière relecture demandée
catalog-folder = Dossier
catalog-compiled-in = celui du programme
catalog-taken = Mis en vigueur par
catalog-taken-from = une autre instance, qui l’a déposé dans la base de données
catalog-against = Version en vigueur ailleurs
catalog-aids = Fiches d’aides
catalog-stale = Fiches à revérifier
catalog-reread = Relire
catalog-refused = Ce qui a été refusé
catalog-refused-at = { $count ->
    [one] Essai du { $at } : une erreur. Le texte ci-dessous nomme le fichier, la clé et ce qui est attendu.
   *[other] Essai du { $at } : { $count } erreurs. Chaque ligne nomme le fichier, la clé et ce qui est attendu.
}
