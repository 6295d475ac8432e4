# L’administration du service : les comptes.

administration-title = Que faut-il pour tenir le service ?
administration-crumb = Administration
administration-lead = Les comptes et le catalogue. Les relevés n’appartiennent qu’aux organisations : ils ne sont pas visibles d’ici.
administration-accounts = Comptes
administration-accounts-text = Qui se connecte, avec quels rôles. Inviter, retirer un rôle, fermer un compte.
administration-catalog = Catalogue
administration-catalog-text = Les aides, les prix et les facteurs en vigueur, et leur version.
administration-state = État du service
administration-state-text = Ce qui marche : base de données, sauvegardes, travaux de nuit, météo, place sur le disque.

accounts-title = Qui a un compte ?
accounts-crumb = Comptes
accounts-invite = Inviter une personne
accounts-search = Chercher
accounts-search-hint = Un nom, une adresse, une organisation ou une fédération.
accounts-search-submit = Chercher
accounts-found = { $found ->
    [one] { $found } compte.
   *[other] { $found } comptes.
}
accounts-found-more = { $found } comptes, dont voici { $shown }. Cherchez pour en voir d’autres.
accounts-col-roles = Rôles
accounts-no-role = aucun rôle
accounts-buildings = { $count ->
    [one] { $count } bâtiment
   *[other] { $count } bâtiments
}
account-invited = invité
account-active = actif
account-strong = actif, double authentification
account-closed = fermé
account-title = Compte de { $person }
account-sessions = Sessions ouvertes
account-last = Personne d’autre n’administre le service : ce rôle et ce compte restent. Invitez d’abord un autre administrateur.
account-revoke = Retirer le rôle
account-again = Inviter à nouveau
account-again-text = Un nouveau lien remplace le précédent ; il sert une fois, pendant 7 jours.
account-sessions-end = Fermer toutes ses sessions
account-sessions-text = La personne devra se connecter à nouveau, partout.
account-factor = Double authentification
account-factor-text = Vérifiez d’abord de vive voix que la demande vient bien de la personne. Ses sessions seront fermées.
account-factor-reason = Pourquoi ?
account-factor-submit = Réinitialiser la double authentification
factor-reason-lost-phone = téléphone perdu ou volé
factor-reason-new-phone = nouveau téléphone
factor-reason-suspected = quelqu’un d’autre s’en est peut-être servi
factor-reason-other = autre raison
account-close-it = Fermer le compte
account-close-it-text = Les rôles, les sessions et les liens prennent fin, le nom et l’adresse sont effacés. On ne revient pas en arrière : la personne devra être invitée à nouveau.
