# Qui a accès à une organisation : personnes, programmes, pages partagées, fédérations.

organisation-access = Qui a accès
organisation-access-text = Les personnes, les programmes et les fédérations qui voient les chiffres de l’organisation, depuis quand et jusqu’à quand.
organisation-access-link = Voir et gérer les accès

access-title = Qui a accès à { $name } ?
access-crumb = Accès
access-answer = Ont accès : { $people ->
    [one] { $people } personne
   *[other] { $people } personnes
}, { $programs ->
    [one] { $programs } programme
   *[other] { $programs } programmes
}, { $pages ->
    [one] { $pages } page partagée
   *[other] { $pages } pages partagées
}.
access-invite-manager = Inviter un gestionnaire
access-invite-adviser = Donner un mandat à un conseiller
access-people = Personnes
access-nobody = Aucun compte n’a encore accès. Invitez un gestionnaire : il pourra inviter les autres.
access-waits = invitation envoyée
access-col-person = Personne
access-col-role = Rôle
access-col-buildings = Bâtiments
access-col-from = Depuis
access-col-to = Jusqu’au
access-col-by = Donné par
access-col-seen = Vu pour la dernière fois
access-col-state = État
access-col-federation = Fédération
access-all-buildings = tous
access-no-end = sans fin prévue
access-by-machine = le poste du service
access-not-seen = pas ces derniers jours
access-open = en cours
access-over = terminé
access-revoked-on = retiré le { $day }
access-end = Retirer l’accès
access-back = Retour aux accès
access-programs = Programmes
access-programs-none = Aucun programme n’a de clé.
access-shared = Pages partagées par un lien
access-shared-none = Aucune page n’est partagée. « Partager cette page » se trouve sur le bulletin de santé et le rapport annuel d’un bâtiment.
access-federations = Fédérations qui vous voient par votre nom
access-federations-none = Aucune. Sans votre accord, une fédération ne voit que des sommes.
access-consents = Donner ou reprendre un accord
access-past = Accès terminés ou retirés

role-manager = Gestionnaire
role-adviser = Conseiller, par mandat
role-reviewer = Fédération
role-cell = Cellule d’accompagnement
role-investor = Investisseur
role-administrator = Administrateur

access-end-title = Retirer l’accès de { $person } ?
access-end-held = { $role }, depuis le { $from }.
access-end-text = Dès que vous confirmez, cette personne ne voit et ne change plus rien ici. Ce qu’elle a encodé reste, et le journal garde son passage. Vous pourrez l’inviter à nouveau.
access-end-own = C’est votre propre accès : vous ne verrez plus cette organisation.
access-last = Cet accès ne peut pas être retiré : personne d’autre ne gère toute l’organisation aujourd’hui. Invitez d’abord un autre gestionnaire pour tous les bâtiments, puis revenez ici.

invite-crumb = Inviter
invite-title-manager = Inviter un gestionnaire
invite-title-adviser = Donner un mandat à un conseiller
invite-title-service = Inviter une personne
invite-lead-manager = Un gestionnaire encode, importe et change tout ce qui concerne ses bâtiments. S’il a tous les bâtiments, il invite aussi d’autres personnes.
invite-lead-adviser = Un conseiller voit, encode et corrige pour vous, pendant un temps limité. Il n’invite personne et n’emporte pas vos données d’un bloc. Vous pouvez reprendre le mandat à tout moment.
invite-lead-service = La personne reçoit un compte, ou le rôle s’ajoute à son compte. Rien de ses relevés n’est visible ici.
invite-email = Adresse e-mail
invite-email-hint = Celle de la personne elle-même : chaque personne a son propre compte.
invite-role = Rôle
invite-organisation = Organisation
invite-organisation-hint = Pour un gestionnaire ou un conseiller.
invite-federation = Fédération
invite-federation-hint = Pour le rôle Fédération.
invite-scope = Quels bâtiments ?
invite-scope-all = Tous, aussi ceux qui viendront
invite-scope-some = Seulement ceux cochés ci-dessous
invite-buildings = Bâtiments
invite-from = À partir du
invite-to = Jusqu’au (inclus)
invite-to-hint = Vide si aucune fin n’est prévue. Un conseiller a toujours une fin, trois ans au plus.
invite-to-mandate = Un an est proposé ; trois ans au plus.
invite-submit = Inviter
invite-done-title = { $person } est sur la liste
invite-pass-on = Transmettez ce lien à la personne, par un canal sûr. Il sert une fois, pendant 7 jours, et n’est montré qu’ici.
invite-sent = Une invitation part par e-mail. Le lien sert une fois, pendant 7 jours.
invite-known = Cette adresse a déjà un compte ou une invitation : l’accès s’y ajoute. La personne le trouvera en se connectant.

keys-title = Quels programmes ont une clé ?
keys-crumb = Clés des programmes
keys-lead = Une clé ouvre l’organisation à un programme, pour lire ou pour importer, pendant un temps limité. Elle n’ouvre rien d’autre.
keys-manage = Créer ou retirer une clé
keys-known = Clés
keys-new = Créer une clé
keys-name = À quoi sert-elle ?
keys-name-hint = Par exemple « import mensuel du tableur ». Sans nom de personne.
keys-reach = Que peut-elle faire ?
reach-read = lire
reach-import = lire et importer
keys-days = Durée
keys-days-hint = { $most } jours au plus.
keys-submit = Créer la clé
keys-made = La clé « { $name } » est créée
keys-once = Copiez-la maintenant : elle n’est montrée qu’une fois, nous n’en gardons que l’empreinte.
keys-example = Par exemple, dans un terminal :
keys-col-name = Clé
keys-col-reach = Peut
keys-col-used = Dernier usage
keys-never-used = jamais
keys-revoke = Retirer la clé
