# La fermeture d'un compte.

account-close-title = Fermer mon compte ?
account-close-crumb = Fermer mon compte
account-close-lead = Votre nom et votre adresse sont effacés, vos sessions et vos rôles prennent fin. C’est immédiat, et sans retour.
account-close-data = Télécharger d’abord tout ce que nous gardons sur vous
account-close-stays = Ce qui reste, et pourquoi
account-close-stays-text = Les relevés, factures et changements que vous avez faits pour une organisation lui appartiennent. Son journal garde ce qui a été fait, avec un identifiant que plus rien ne relie à vous : sans cela, personne ne pourrait vérifier ses chiffres. Un nom que vous auriez écrit vous-même dans un texte ou un fichier de l’organisation y reste.
account-close-ask = Confirmer
account-close-password = Votre mot de passe
account-close-wrong = Ce mot de passe n’est pas le bon.
account-close-no-password = Votre compte n’a pas encore de mot de passe. Choisissez-en un, puis revenez ici.
account-close-too-often = Trop d’essais. Réessayez dans un quart d’heure.
account-close-button = Fermer mon compte
account-close-last = Quelqu’un doit d’abord prendre votre suite.
account-close-last-manager = Vous êtes seul à gérer { $name }. Nommez une autre personne, ou effacez l’organisation.
account-close-erase = Effacer { $name }
account-close-last-administrator = Vous êtes seul administrateur du service. Nommez une autre personne : dans l’administration des comptes, ou par la commande qui a fait le premier administrateur.
account-closed-title = Qu’est-ce qui a été effacé ?
account-closed-answer = Votre compte est fermé.
account-closed-gone = Ce qui a été effacé
account-closed-name = votre nom et votre adresse électronique
account-closed-secrets = votre mot de passe, votre double authentification et ses codes de secours, les liens qui vous avaient été envoyés
account-closed-roles = { $count ->
    [0] aucun rôle : vous n’en aviez pas
    [one] un rôle
   *[other] { $count } rôles
}
account-closed-sessions = { $count ->
    [0] aucune session
    [one] une session
   *[other] { $count } sessions
}
