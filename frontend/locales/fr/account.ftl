# Mon compte, et sa double authentification.

account-title = Mon compte
account-save = Enregistrer
account-name = Votre nom
account-email = Changer d’adresse e-mail
account-new-email = Nouvelle adresse
account-new-email-hint = Nous y envoyons un lien à ouvrir. L’adresse actuelle reçoit un avis.
account-email-submit = Envoyer le lien
account-password = Mot de passe
account-password-now = Mot de passe actuel
account-no-password = Vous vous connectez par lien. Un mot de passe est facultatif.
account-mail-failed = Le mail n’a pas pu partir. Recommencez plus tard, ou prévenez la personne qui tient ce service.
account-lacks-factor = Le rôle d’administrateur attend la double authentification.
account-roles = Mes rôles
account-roles-none = Aucun rôle ne vous est donné pour l’instant.
account-col-role = Rôle
account-col-about = Pour
account-col-dates = Quand
account-over = terminé
account-since = depuis le { $from }
account-during = du { $from } jusqu’au { $to } non compris
account-role-manager = Gestionnaire
account-role-adviser = Conseiller
account-role-reviewer = Fédération
account-role-cell = Cellule d’accompagnement
account-role-investor = Investisseur
account-role-administrator = Administrateur
account-about-buildings = { $name } ({ $count ->
    [one] un bâtiment
   *[other] { $count } bâtiments
})
account-sessions = Sessions ouvertes
account-col-device = Appareil
account-col-seen = Vu pour la dernière fois
account-seen = le { $day } à { $hour }
account-here = cet appareil
account-device-unknown = Appareil inconnu
account-close = Fermer
account-close-all = Fermer partout
account-factor-on = Elle est en place.
account-factor-off = Elle n’est pas en place : seul votre mot de passe protège ce compte.
account-factor-change = La régler

factor-title = Double authentification
factor-lead = En plus du mot de passe, un code que votre téléphone renouvelle toutes les trente secondes.
factor-begin = Commencer
factor-scan = Ouvrez une application de codes sur votre téléphone et visez ce carré.
factor-scan-title = Code QR à viser avec l’application
factor-secret = Si vous ne pouvez pas viser, tapez cette clé :
factor-confirm = Confirmer
factor-on = Elle est en place depuis le { $day }. { $left ->
    [0] Il ne reste aucun code de secours.
    [one] Il reste un code de secours.
   *[other] Il reste { $left } codes de secours.
}
factor-drop = Retirer la double authentification
factor-drop-hint = Pour perdre moins, gardez-la. Un administrateur en a besoin.
factor-codes = Vos codes de secours
factor-codes-lead = Chacun sert une fois, quand le téléphone manque. Notez-les maintenant : ils ne seront plus montrés.
factor-codes-done = Je les ai notés

account-data = Mes données
account-data-file = Télécharger tout ce que nous gardons sur moi (JSON)
