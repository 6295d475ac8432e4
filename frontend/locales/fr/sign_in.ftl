# Se connecter : adresse et mot de passe, code, liens reçus par e-mail.

sign-in-title = Se connecter
sign-in-lead = Votre compte vous a été ouvert par une invitation. Sans invitation, demandez-la à la personne qui gère votre organisation.
sign-in-email = Adresse e-mail
sign-in-password = Mot de passe
sign-in-with-account = Avec un compte
sign-in-submit = Se connecter
sign-in-back = Aller à la page de connexion
sign-in-by-mail-title = Sans mot de passe
sign-in-by-mail-lead = Vous venez une fois par an ? Nous vous envoyons un lien qui vous connecte une fois, pendant dix minutes.
sign-in-send-link = Recevoir un lien

sign-in-code-title = Votre code
sign-in-code-lead = Votre compte demande un second code.
sign-in-code = Code
sign-in-code-hint = Les six chiffres de votre application, ou un de vos codes de secours.

sign-in-forgotten-title = Mot de passe oublié
sign-in-forgotten-lead = Indiquez votre adresse : nous y envoyons un lien, valable une heure, pour choisir un autre mot de passe.
sign-in-sent-title = Regardez vos e-mails
sign-in-sent-lead = Si un compte existe à cette adresse, un lien vient d’y être envoyé. Rien après quelques minutes ? Regardez dans les indésirables, puis recommencez.
sign-in-gone-title = Ce lien ne sert plus
sign-in-gone-lead = Il a déjà été employé, il est trop ancien, ou il a été remplacé par un autre. Demandez-en un nouveau.

sign-in-reset-title = Choisir un autre mot de passe
sign-in-reset-lead = Toutes vos sessions ouvertes seront fermées.
sign-in-reset-submit = Changer le mot de passe
sign-in-new-password = Nouveau mot de passe
sign-in-new-password-hint = Douze caractères au moins. Une phrase de quelques mots convient ; coller est permis.

sign-in-invitation-title = Ouvrir votre compte
sign-in-invitation-lead = Ce compte est pour l’adresse { $address }.
sign-in-invitation-submit = Ouvrir mon compte
sign-in-name = Votre nom
sign-in-without = Je n’emploierai pas de mot de passe
sign-in-without-hint = À chaque connexion, nous vous enverrons un lien par e-mail.

sign-in-link-title = Se connecter par lien
sign-in-link-lead = Un clic encore, et vous êtes connecté. Ce lien ne sert qu’une fois.

sign-in-address-title = Confirmer votre adresse
sign-in-address-lead = Votre compte emploiera désormais { $address }.
sign-in-address-submit = Confirmer cette adresse

demo-role-title = Regarder comme quelqu’un d’autre
demo-role-lead = Dans la démonstration, un clic suffit. Chacun ne voit que ce qui lui est ouvert.
demo-role-manager = Gestionnaire
demo-role-manager-sees = Tout d’une organisation : bâtiments, factures, projets, membres.
demo-role-building-manager = Gestionnaire d’un bâtiment
demo-role-building-manager-sees = Un seul bâtiment de l’organisation, et rien des autres.
demo-role-adviser = Conseiller
demo-role-adviser-sees = Deux organisations qui lui ont donné mandat, pour un temps.
demo-role-reviewer = Fédération
demo-role-reviewer-sees = Les totaux de ses membres, et par leur nom ceux qui y consentent.
demo-role-cell = Cellule d’accompagnement
demo-role-cell-sees = Les organisations qui ont demandé de l’aide.
demo-role-investor = Investisseur
demo-role-investor-sees = Les fiches de projets publiées, sans aucun relevé.
demo-role-administrator = Administrateur
demo-role-administrator-sees = Les comptes et le catalogue, sans aucun relevé.
