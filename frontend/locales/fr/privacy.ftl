# La vie privée.

privacy-title = Que faisons-nous de vos données ?
privacy-crumb = Vie privée
privacy-lead = Des relevés disent quand une maison est pleine et combien elle paie. Voici ce que nous gardons, pourquoi, et qui le voit.
privacy-who = Qui en répond
privacy-operator = { $name } exploite ce service et répond des données des comptes. Chaque organisation répond de ce qu’elle y confie.
privacy-operator-unknown = La personne ou l’organisation qui exploite ce service répond des données des comptes ; elle n’a pas encore indiqué son nom dans les réglages (operator_name, operator_contact). Chaque organisation répond de ce qu’elle y confie.
privacy-contact = Pour la joindre : { $contact }
privacy-data = Quelles données, pourquoi, combien de temps
privacy-col-what = Quoi
privacy-col-why = Pourquoi
privacy-col-long = Combien de temps
privacy-account = Nom et adresse électronique, empreinte du mot de passe, double authentification
privacy-account-why = Savoir qui vous êtes, et vous ouvrir ce que vous pouvez voir.
privacy-account-long = Jusqu’à la fermeture de votre compte, par vous, à tout moment.
privacy-session = Sessions : début, dernière visite, nom que donne votre navigateur
privacy-session-why = Rester connecté, et vous montrer où vous l’êtes. Un seul cookie, nécessaire ; aucune mesure d’audience.
privacy-session-long = { $hours ->
    [one] une heure
   *[other] { $hours } heures
} sans visite, au plus { $days ->
    [one] un jour.
   *[other] { $days } jours.
}
privacy-attempts = Essais de connexion : un compteur, sous une empreinte
privacy-attempts-why = Empêcher que l’on devine un mot de passe.
privacy-attempts-long = Deux jours.
privacy-readings = Relevés, factures, fichiers et données des bâtiments d’une organisation
privacy-readings-why = Tenir sa comptabilité énergétique : c’est le service lui-même.
privacy-readings-long = Tant que l’organisation les laisse. Effacés à sa demande, { $days ->
    [one] un jour
   *[other] { $days } jours
} après celle-ci. Un fichier reçu est gardé comme preuve des chiffres, aussi longtemps qu’eux.
privacy-photos = Photos de compteurs envoyées avec un relevé, sans le lieu que le téléphone y note
privacy-photos-why = Vérifier un nombre lu sur place.
privacy-photos-long = Au choix de l’organisation, sur sa page « Modifier » : toujours, ou un, deux, cinq ou dix ans. Le nombre lu reste.
privacy-previews = Aperçus d’imports que personne n’a confirmés
privacy-previews-why = Vous montrer l’effet d’un fichier avant de le garder.
privacy-previews-long = { $days ->
    [one] Un jour.
   *[other] { $days } jours.
}
privacy-invited = Organisations qu’une fédération invite : nom, numéro BCE, adresse électronique de contact, activité, code postal
privacy-invited-why = Les inviter à encoder une année, et leur rappeler. Une personne refuse tout rappel par le lien de chaque message.
privacy-invited-long = L’adresse : { $days ->
    [one] un jour
   *[other] { $days } jours
} après la fin de la collecte ; le reste, tant que la fédération est sur le service. De qui refuse les rappels, une empreinte de l’adresse reste elle aussi, pour que la collecte suivante ne lui en envoie pas.
privacy-log = Journal : qui a fait, vu ou exporté quoi, par identifiant, sans nom ni adresse
privacy-log-why = Que chaque organisation sache qui a vu ses données et d’où vient chaque chiffre.
privacy-log-long = Autant que l’organisation : il n’est pas raccourci avec le temps, car chaque entrée porte l’empreinte de la précédente, et un journal coupé ne prouverait plus rien. Quand un compte est fermé, ses identifiants n’y désignent plus personne.
privacy-never = Rien n’est vendu, ni donné à un annonceur. Les pages n’appellent aucun autre site. Les messages techniques du service ne contiennent ni nom ni adresse.
privacy-sees = Qui voit quoi
privacy-sees-manager = Gestionnaires d’une organisation : tout ce qui est à elle, ou les bâtiments qui leur sont confiés.
privacy-sees-adviser = Conseillers : ce que leur mandat ouvre, jusqu’à sa fin ou sa révocation.
privacy-sees-federation = Fédération : des sommes, de ses membres et de tout le secteur, et combien d’organisations y sont par lieu et par activité, sans leur nom ; de chaque organisation qu’elle invite à une collecte, la réponse et ce qui est encodé ; les chiffres d’un membre sous son nom seulement s’il y consent, et tant qu’il y consent.
privacy-sees-cell = Cellule d’accompagnement : les organisations qui demandent de l’aide.
privacy-sees-investor = Investisseurs : les fiches de projets publiées par leur organisation.
privacy-sees-administrator = Administrateurs : les comptes et le catalogue ; aucun relevé.
privacy-traced = Chaque lecture par quelqu’un qui n’est pas de l’organisation, et chaque fichier téléchargé, sont notés dans son journal.
privacy-rights = Vos droits, et comment les exercer
privacy-right-data = Obtenir tout ce que nous gardons sur vous, en un fichier
privacy-right-journal = Voir ce qui a été fait en votre nom ou à votre sujet
privacy-right-correct = Corriger votre nom ou votre adresse
privacy-right-close = Fermer votre compte et faire effacer votre nom et votre adresse
privacy-right-organisation = Une organisation télécharge toutes ses données et se fait effacer depuis sa page ; elle voit ce qui a été retiré.
privacy-authority = Si notre réponse ne vous suffit pas, vous pouvez vous adresser à l’Autorité de protection des données (Gegevensbeschermingsautoriteit), à Bruxelles.
