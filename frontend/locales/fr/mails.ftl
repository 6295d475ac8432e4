# Les e-mails que le service envoie.

mail-hello = Bonjour { $name },
mail-hello-nobody = Bonjour,
mail-until-minutes = Ce lien sert une fois, pendant { $many } minutes.
mail-until-hours = { $many ->
    [one] Ce lien sert une fois, pendant une heure.
   *[other] Ce lien sert une fois, pendant { $many } heures.
}
mail-until-days = Ce lien sert une fois, pendant { $many } jours.
mail-foot = Si vous n’y êtes pour rien, ne faites rien et prévenez la personne qui tient ce service. Éclaireur, { $service }
mail-invitation-subject = Votre compte Éclaireur
mail-invitation-text = Un compte vous est ouvert. Ce lien permet d’y entrer et de choisir un mot de passe :
mail-reset-subject = Choisir un autre mot de passe
mail-reset-text = Quelqu’un, sans doute vous, a demandé de changer le mot de passe de votre compte. Voici le lien :
mail-sign-in-subject = Votre lien de connexion
mail-sign-in-text = Voici le lien qui vous connecte :
mail-address-subject = Confirmer votre adresse
mail-address-text = Quelqu’un, sans doute vous, veut employer cette adresse pour son compte Éclaireur. Pour confirmer :
mail-address-asked-subject = Un changement d’adresse est demandé
mail-address-asked-text = Une autre adresse a été demandée pour votre compte. Elle ne vaudra que si elle est confirmée. Si vous n’y êtes pour rien, changez votre mot de passe.
mail-address-changed-subject = Votre adresse est changée
mail-address-changed-text = Votre compte emploie désormais une autre adresse. Vos autres sessions sont fermées.
mail-password-subject = Votre mot de passe est changé
mail-password-text = Le mot de passe de votre compte vient d’être changé. Vos autres sessions sont fermées.
mail-factor-set-subject = La double authentification est en place
mail-factor-set-text = Votre compte demande désormais un second code. Vos autres sessions sont fermées.
mail-factor-dropped-subject = La double authentification est retirée
mail-factor-dropped-text = Votre compte ne demande plus de second code. Vos autres sessions sont fermées.
