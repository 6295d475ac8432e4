# Ce que voient une fédération, la cellule d’accompagnement, un investisseur.

rooms-col-organisation = Organisation
rooms-col-activity = Activité
rooms-col-commune = Commune
rooms-col-buildings = Bâtiments
rooms-col-last-reading = Dernier relevé

openings-title = À qui s’ouvrent vos chiffres ?
openings-help = Demander l’aide de la cellule d’accompagnement

consents-title = Ce que voient vos fédérations
consents-crumb = Fédérations
consents-none = Votre organisation n’est membre d’aucune fédération enregistrée ici : aucune ne voit rien de vous.
consents-answer = { $count ->
    [0] Vous n’êtes plus membre d’aucune fédération : aucune ne voit vos chiffres sous votre nom.
    [one] Vous êtes membre d’une fédération ; { $named ->
            [0] elle ne voit pas vos chiffres sous votre nom.
           *[other] elle voit vos chiffres sous votre nom.
        }
   *[other] Vous êtes membre de { $count } fédérations ; { $named ->
            [0] aucune ne voit vos chiffres sous votre nom.
            [one] une voit vos chiffres sous votre nom.
           *[other] { $named } voient vos chiffres sous votre nom.
        }
}
consents-always = Toujours, une fédération voit combien de membres elle a, et des sommes sur tous ses membres et par activité, sans nommer personne. Une activité de moins de cinq organisations n’est jamais montrée à part. Elle peut ranger ses membres dans une liste à elle : cela ne lui montre rien de plus d’un seul membre.
consents-given = Accord donné le { $day }
consents-not-given = Sans votre accord : ni votre nom, ni vos chiffres
consents-left = Vous n’en êtes plus membre : elle ne voit plus rien sous votre nom, même avec un accord.
consents-sees = Elle voit le nom de votre organisation, son activité, sa commune et, pour chaque bâtiment, son nom, les cinq chiffres du bulletin, leur année et leur qualité.
consents-see = Ce que ma fédération voit
consents-would-see = Ce qu’elle verrait avec votre accord
consents-becomes = Avec votre accord, dès aujourd’hui ({ $day }) et jusqu’à ce que vous le repreniez, { $federation } verra : le nom de votre organisation, son activité, sa commune et, pour chaque bâtiment, son nom, les cinq chiffres du bulletin, leur année et leur qualité.
consents-never = Jamais : les relevés, les factures, les compteurs, les personnes, les projets.
consents-give = Donner notre accord
consents-take-back = Reprendre notre accord
consents-take-back-means = L’effet est immédiat : la page se ferme à la fédération. Ce qu’elle a déjà lu ou imprimé ne se reprend pas.
consents-history = Accords donnés et repris
consents-col-from = Depuis le
consents-col-to = Repris le
consents-col-by = Par
consents-still = en cours

member-answer = { $count ->
    [0] Cette organisation n’a encore aucun bâtiment ici.
    [one] Un bâtiment, avec les cinq chiffres de son bulletin.
   *[other] { $count } bâtiments, chacun avec les cinq chiffres de son bulletin.
}
member-consents = L’organisation a donné son accord le { $day }. Elle lit exactement la même page que { $federation } et peut reprendre son accord à tout moment.
member-would-see = Votre organisation n’a pas donné son accord : { $federation } ne voit pas cette page. Voici exactement ce qu’elle verrait.
member-year = Chiffres de l’année { $year }.
member-quality = Donnée la plus faible : { $quality }.
member-no-year = Aucune année n’est encore connue pour ce bâtiment. L’organisation peut y ajouter une facture ou un fichier.
member-never = Cette page ne montre ni relevé, ni facture, ni compteur, ni personne, ni projet.

federations-see-sector = Voir le secteur
federations-see-members = Voir les membres
members-title = Les membres de { $federation }
members-crumb = { $federation }
members-answer = { $count ->
    [0] Aucun membre n’a donné son accord pour être vu sous son nom.
    [one] Un membre a donné son accord pour être vu sous son nom.
   *[other] { $count } membres ont donné leur accord pour être vus sous leur nom.
}
members-others = { $count ->
    [one] Et un membre qui n’a pas donné son accord.
   *[other] Et { $count } membres qui n’ont pas donné leur accord.
}
members-what = Chaque organisation donne et reprend son accord elle-même ; elle voit exactement la page que vous voyez d’elle.
members-col-since = Accord depuis le
members-scenarios = Et si les règles changeaient ? Les scénarios sur tous les membres
table-members = Membres vus sous leur nom

help-title = Demander l’aide de la cellule d’accompagnement
help-crumb = Accompagnement
help-not-asked = Vous n’avez pas demandé d’aide : la cellule d’accompagnement ne voit rien de votre organisation.
help-asked = Vous avez demandé de l’aide le { $day } : la cellule peut lire vos chiffres.
help-what = La cellule d’accompagnement conseille gratuitement les organisations qui le demandent. Elle vous contacte hors de cet outil.
help-sees = Tant que votre demande tient, elle peut tout lire de votre organisation : bâtiments, relevés, factures, alertes, projets. Elle ne peut rien changer.
help-your-words = Vos mots
help-take-back = Reprendre notre demande
help-take-back-means = L’effet est immédiat : votre organisation n’existe plus pour la cellule. Ce qu’elle a déjà lu ne se reprend pas.
help-ask-title = Faire une demande
help-words = Que voudriez-vous savoir ?
help-words-hint = En quelques mots. La cellule les lira ; évitez les noms de personnes.
help-ask = Demander de l’aide
help-history = Vos demandes

queue-title = Qui demande de l’aide ?
queue-crumb = Demandes d’aide
queue-none = Personne ne demande d’aide pour l’instant. Une organisation apparaît ici dès que son gestionnaire le demande, et disparaît dès qu’il reprend sa demande.
queue-answer = { $count ->
    [one] Une organisation demande de l’aide.
   *[other] { $count } organisations demandent de l’aide.
}
queue-what = Vous pouvez tout lire de ces organisations, et rien y changer, tant que leur demande tient.
queue-search = Nom, activité, commune ou mots
queue-not-found = Aucune demande ne répond à cette recherche.
queue-by-since = Attente
queue-by-euro = Alerte la plus chère
queue-by-reading = Dernier relevé
queue-by-name = Nom
queue-col-since = Demande du
queue-col-words = Leurs mots
queue-col-alert = Par où commencer
table-queue = Demandes d’aide

home-help-queue = Voir les demandes d’aide
home-sheets = Voir les fiches de projets
