# La collecte d’une fédération : qui est invité, qui répond, qui est complet ; et ce que compte son secteur.

collect-title = Qui a répondu ?
collect-crumb = Collecte
collect-none = Aucune collecte n’est encore ouverte.
collect-none-what = Une collecte demande à vos membres d’encoder une année : leurs bâtiments, les surfaces chauffées, douze mois de chaque énergie. Vous verrez qui répond et ce qui manque, jamais les chiffres.
collect-save = Enregistrer
collect-begin = Ouvrir une collecte
collect-nobody = Personne n’est encore invité : collez ou envoyez la liste de vos membres.
collect-answer = { $answered ->
    [0] Sur { $all } { $all ->
            [one] organisation
           *[other] organisations
        }, aucune n’a encore répondu.
    [one] Une organisation sur { $all ->
            [one] une
           *[other] { $all }
        } a répondu ; { $complete ->
            [0] elle n’est pas encore complète.
           *[other] elle est complète.
        }
   *[other] { $answered } organisations sur { $all } ont répondu ; { $complete ->
            [0] aucune n’est encore complète.
            [one] une est complète.
           *[other] { $complete } sont complètes.
        }
}
collect-runs = Année { $year }, jusqu’au { $day }.
collect-closed = Année { $year }, close le { $day }.
collect-reminds = Le service rappelle de lui-même qui a une adresse dans votre liste, au plus une fois par quatorze jours.
collect-reminds-no-mail = Aucun e-mail ne part d’ici : le service ne rappelle personne de lui-même.
collect-reminds-not = Le service ne rappelle personne de lui-même.
collect-change = Changer la date ou les rappels
collect-invite = Inviter des membres
collect-remind = { $count ->
    [one] Rappeler l’organisation qui n’a pas répondu
   *[other] Rappeler les { $count } qui n’ont pas répondu
}
collect-never-figures = Cette page dit ce qui est encodé, jamais ce qui est consommé : les chiffres d’un membre ne s’ouvrent qu’avec son accord.
collect-not-consent = Répondre, ce n’est pas consentir : de qui vous avez invité, vous voyez la réponse et ce qui est encodé (combien de bâtiments et de surfaces, quels mois de chaque énergie), jamais un relevé ni une facture, tant que l’organisation n’a pas donné son accord elle-même.
collect-unnamed = { $count ->
    [one] Un autre membre n’est pas dans vos listes et ne se montre pas sous son nom : il n’est pas compté ici.
   *[other] { $count } autres membres ne sont pas dans vos listes et ne se montrent pas sous leur nom : ils ne sont pas comptés ici.
}
collect-who = Organisation par organisation
collect-search = Chercher un nom ou une activité
collect-narrow = Montrer
collect-every = Toutes
collect-not-found = Aucune organisation ne correspond.
collect-by-name = Par nom
collect-by-stage = Par réponse
collect-by-invited = Par date d’invitation
collect-by-reminded = Par rappel
collect-stage-silent = Sans réponse
collect-stage-declined = A dit non
collect-stage-joined = A rejoint
collect-stage-encoding = Encode
collect-stage-complete = Complet
collect-col-invited = Invitée le
collect-col-stage = Réponse
collect-col-answered = Répondu le
collect-col-told = Ce qui est encodé
collect-col-reminded = Dernier rappel
collect-col-note = Remarque
collect-col-do = Actions
collect-answered-on = répondu le { $day }
collect-open-until = le lien sert jusqu’au { $day }
collect-expired = le lien ne sert plus
collect-withdrawn = invitation retirée
collect-refuses = ne veut plus de rappel
collect-again = Envoyer à nouveau
collect-withdraw = Retirer
collect-sent = L’invitation part à nouveau vers { $name }.
collect-pass-on = Aucun e-mail ne part d’ici. Transmettez ce lien à { $name } ; il n’est montré qu’une fois :
collect-pass-on-no-address = Votre liste ne donne pas d’adresse pour { $name }. Transmettez-lui ce lien ; il n’est montré qu’une fois :
collect-pass-on-not-left = L’e-mail vers { $name } n’a pas pu partir. Transmettez-lui ce lien ; il n’est montré qu’une fois :
collect-tomorrow = Une fédération écrit à { $most } organisations par jour au plus, et vous y êtes : rien n’est parti vers { $name }, et rien n’est perdu. Recommencez demain.
collect-no-building = aucun bâtiment encodé
collect-buildings = { $count ->
    [one] un bâtiment
   *[other] { $count } bâtiments
}
collect-areas = { $of ->
    [one] { $count ->
            [0] surface chauffée manquante
           *[other] surface chauffée connue
        }
   *[other] { $count ->
            [0] aucune surface chauffée
           *[other] surface chauffée de { $count } sur { $of }
        }
}
collect-unmetered = { $count ->
    [one] un bâtiment sans compteur
   *[other] { $count } bâtiments sans compteur
}
collect-months = { $energy } : { $count } mois sur 12
collect-earlier = Collectes précédentes
table-collection = Réponses à la collecte

campaign-title-begin = Ouvrir une collecte
campaign-title-change = Changer la collecte de { $year }
campaign-crumb = Réglage
campaign-lead = Une collecte réunit une année civile, jusqu’à un jour donné.
campaign-year = Quelle année réunir ?
campaign-year-hint = L’année civile dont vos membres encodent les douze mois.
campaign-closes = Jusqu’à quel jour ?
campaign-reminds = Rappeler sans que j’aie à le faire
campaign-reminds-hint = Qui n’a pas répondu et a une adresse dans votre liste reçoit un e-mail, au plus une fois par quatorze jours, et peut refuser les suivants.
campaign-another = Ouvrir une autre collecte

invitees-title = Qui inviter ?
invitees-title-preview = Est-ce bien cette liste ?
invitees-title-done = C’est fait
invitees-crumb = Inviter
invitees-lead = Collez la liste de vos membres, ou envoyez-la : rien ne part avant que vous ayez tout relu.
invitees-columns = Colonnes reconnues, dans n’importe quel ordre : numéro BCE, nom, courriel, activité, code postal. Un numéro BCE suffit ; sans lui, un nom et un courriel.
invitees-paste-title = Coller
invitees-paste = La liste
invitees-paste-hint = Copiée d’un tableur, une organisation par ligne, { $most } lignes au plus.
invitees-file-title = Ou envoyer un fichier
invitees-file = Le fichier
invitees-file-hint = CSV ou Excel, jusqu’à { $max }.
invitees-look = Regarder la liste
invitees-looks = { $what ->
    [html] C’est une page web enregistrée, pas un tableau. Enregistrez la liste en CSV ou en Excel.
    [pdf] C’est un PDF. Enregistrez la liste en CSV ou en Excel.
    [image] C’est une image. Enregistrez la liste en CSV ou en Excel.
    [empty] Il n’y a rien dedans. Collez au moins une ligne.
   *[other] Ce n’est pas un tableau que nous lisons. Enregistrez la liste en CSV ou en Excel.
}
invitees-too-many = Il y a plus de { $most } lignes. Envoyez la liste en plusieurs fois.
invitees-no-header = Nous n’y reconnaissons aucune colonne ; la première ligne dit « { $seen } ». Donnez aux colonnes un titre connu.
invitees-answer = { $new ->
    [0] Personne à inviter
    [one] Une organisation à inviter
   *[other] { $new } organisations à inviter
} ; { $wrong ->
    [0] rien à corriger.
    [one] une ligne à corriger.
   *[other] { $wrong } lignes à corriger.
}
invitees-fate-new = { $count ->
    [one] Une organisation est invitée.
   *[other] { $count } organisations sont invitées.
}
invitees-fate-member = { $count ->
    [one] Une est déjà membre : elle entre dans le tableau, rien ne lui est envoyé.
   *[other] { $count } sont déjà membres : elles entrent dans le tableau, rien ne leur est envoyé.
}
invitees-fate-invited = { $count ->
    [one] Une est déjà invitée : rien ne change pour elle.
   *[other] { $count } sont déjà invitées : rien ne change pour elles.
}
invitees-row-new = invitée
invitees-row-member = déjà membre
invitees-row-invited = déjà invitée
invitees-no-mail = Aucun e-mail ne part d’ici : après la confirmation, vous recevrez un lien par organisation, à transmettre vous-même.
invitees-to-correct = Lignes à corriger
invitees-going = Lignes lues
invitees-col-row = Ligne
invitees-col-read = Ce que nous avons lu
invitees-col-do = Que faire
invitees-col-bce = N° BCE
invitees-col-email = Courriel
invitees-col-fate = Ce qui se passe
invitees-bce-form = « { $read } » n’est pas un numéro BCE.
invitees-do-bce-form = Dix chiffres, dont le premier est 0 ou 1. La ligne n’est pas prise.
invitees-bce-check = « { $read } » : les deux derniers chiffres ne vérifient pas le numéro.
invitees-do-bce-check = Si les huit premiers sont justes, les deux derniers sont { $right }. La ligne n’est pas prise.
invitees-email = « { $read } » n’est pas une adresse de courriel.
invitees-do-email = Écrivez-la comme nom@domaine.be, ou laissez-la vide si le numéro BCE est là. La ligne n’est pas prise.
invitees-nobody = « { $read } » : ni numéro BCE, ni nom avec courriel.
invitees-do-nobody = Ajoutez l’un ou l’autre. La ligne n’est pas prise.
invitees-twice = « { $read } » est deux fois dans la liste.
invitees-do-twice = La ligne { $right } est prise, celle-ci non.
invitees-activity = « { $read } » : activité non reconnue.
invitees-do-activity = L’organisation la dira elle-même. La ligne est prise, sans l’activité.
invitees-postcode = « { $read } » n’est pas un code postal belge.
invitees-do-postcode = La ligne est prise, sans le code postal.
invitees-confirm = { $count ->
    [0] Confirmer
    [one] Confirmer : inviter une organisation
   *[other] Confirmer : inviter { $count } organisations
}
invitees-another = Corriger et recommencer
invitees-done = { $invited ->
    [0] Personne n’est invité de plus
    [one] Une organisation est invitée
   *[other] { $invited } organisations sont invitées
} ; { $members ->
    [0] aucun membre n’a été ajouté au tableau.
    [one] un membre est ajouté au tableau.
   *[other] { $members } membres sont ajoutés au tableau.
}
invitees-tomorrow = { $count ->
    [one] Une organisation n’est pas encore invitée
   *[other] { $count } organisations ne sont pas encore invitées
} : une fédération écrit à { $most } organisations par jour au plus. Envoyez la même liste demain ; personne ne sera invité deux fois.
invitees-pass-on = Transmettez vous-même ces liens, un par organisation. Ils ne sont montrés qu’une fois ; « Envoyer à nouveau » en fait d’autres.
invitees-back = Voir la collecte

remind-title = Rappeler qui n’a pas répondu ?
remind-crumb = Rappels
remind-answer = { $count ->
    [0] Personne ne peut être rappelé aujourd’hui.
    [one] Une organisation recevra ce rappel.
   *[other] { $count } organisations recevront ce rappel.
}
remind-answer-links = { $count ->
    [one] Pour une organisation, vous recevrez un lien à lui transmettre vous-même.
   *[other] Pour { $count } organisations, vous recevrez un lien à transmettre vous-même à chacune.
}
remind-done = { $count ->
    [0] Personne n’a été rappelé.
    [one] Un e-mail part vers une organisation.
   *[other] Des e-mails partent vers { $count } organisations.
}
remind-done-links = { $count ->
    [one] Un lien est à transmettre par vous-même.
   *[other] { $count } liens sont à transmettre par vous-même.
}
remind-done-tomorrow = { $count ->
    [one] Une organisation attend demain
   *[other] { $count } organisations attendent demain
} : { $most } par jour au plus.
remind-rule = Au plus un rappel par organisation en quatorze jours.
remind-others = { $count ->
    [one] Une autre n’a pas répondu, mais a été rappelée depuis peu ou ne veut plus de rappel.
   *[other] { $count } autres n’ont pas répondu, mais ont été rappelées depuis peu ou ne veulent plus de rappel.
}
remind-mail = L’e-mail, tel que l’une d’elles le reçoit

mail-campaign-subject = { $federation } vous invite à réunir votre année { $year }
mail-campaign-remind-subject = Rappel : { $federation } attend votre année { $year }
mail-campaign-you = votre organisation
mail-campaign-asks = { $federation } invite { $name } à encoder son énergie de { $year } sur Éclaireur, avant le { $day }. Ce lien permet de répondre oui ou non, et de commencer :
mail-campaign-reminds = { $federation } n’a pas encore de réponse de { $name } pour l’énergie de { $year }, attendue avant le { $day }. Ce lien permet de répondre oui ou non :
mail-campaign-until = Ce lien sert jusqu’au { $day }.
mail-campaign-consent = La fédération voit votre réponse et ce qui est encodé (combien de bâtiments, quels mois de chaque énergie), jamais ce que vous consommez sans votre accord, que vous donnez à part et pouvez reprendre.
mail-campaign-no-more = Pour ne plus recevoir de rappel de cette fédération :

join-title = { $federation } vous invite
join-crumb = Invitation
join-title-gone = Ce lien ne sert plus
join-title-reminders = Ne plus recevoir de rappel ?
join-title-no-more = Plus aucun rappel
join-title-joined = Votre organisation est membre
join-title-declined = Votre réponse est non
join-lead = Pour réunir l’énergie de { $year }, jusqu’au { $day }.
join-gone = L’invitation a été retirée ou son temps est passé. La fédération peut vous en envoyer une autre.
join-reminders = { $federation } ne vous écrira plus pour vous rappeler ses collectes.
join-no-more = { $federation } ne vous rappellera plus ses collectes. L’invitation reste ouverte.
join-joined = Votre organisation a rejoint { $federation }.
join-declined = Votre organisation ne rejoint pas { $federation }. Elle ne vous écrira plus pour cette collecte.
join-means = En répondant oui, votre organisation reçoit son espace : ses bâtiments, ses relevés, ses factures. La fédération voit que vous avez répondu et ce qui est encodé, jamais ce que vous consommez.
join-not-consent = Rejoindre n’est pas consentir à être nommé : { $federation } ne voit ni votre nom ni vos chiffres dans ses résultats tant que vous n’avez pas donné votre accord, à part.
join-organisation = Nom de l’organisation
join-bce = Numéro BCE
join-bce-hint = Dix chiffres.
join-account = Votre compte, pour { $address }
join-account-none = Votre compte
join-submit = Oui, rejoindre et commencer
join-email-hint = Un lien pour entrer y est envoyé.
join-or-sign-in = Vous avez un compte, ou quelqu’un gère déjà votre organisation sur Éclaireur ? Connectez-vous, puis répondez.
join-sign-in = Se connecter
join-sign-in-first = Cette adresse a déjà un compte : connectez-vous, puis répondez.
join-known = Votre organisation est déjà sur Éclaireur. La personne qui la gère répond sur la page « Fédérations » de l’organisation.
join-mailed = Un lien pour entrer vient d’être envoyé à { $address }.
join-mailed-not = Aucun e-mail n’a pu partir vers { $address }. Demandez un lien pour entrer sur la page « Se connecter », ou à la personne qui exploite ce service.
join-no-title = Ou répondre non
join-no-means = La fédération saura que votre organisation ne rejoint pas. Vous ne recevrez plus de rappel de cette collecte.
join-no = Non, merci
join-reminders-stop = Ne plus recevoir de rappel

consents-asked = { $federation } vous invite à la rejoindre, pour réunir l’année { $year } jusqu’au { $day }.
consents-asked-means = Si vous répondez oui, votre organisation est membre dès aujourd’hui ; la fédération voit alors ce qui est encodé, jamais ce qui est consommé.
consents-asked-not-consent = Être membre n’est pas consentir à être nommé : cet accord se donne à part, plus bas.
consents-join = Oui, rejoindre
consents-decline = Non

references-title = Combien de services compte le secteur ?
references-crumb = Effectifs
references-link = Combien de services compte le secteur ?
references-answer = { $count ->
    [0] Aucun effectif n’est encore connu : rien ne peut être extrapolé.
    [one] Un effectif est connu.
   *[other] { $count } effectifs sont connus.
}
references-what = Pour parler de tout le secteur, il faut savoir combien de services il compte, et non combien sont membres. Chaque effectif porte son année et sa source ; nous n’en inventons et n’en répartissons aucun.
references-context = Pour mémoire : environ 10 500 entreprises à profit social en Wallonie, écoles non comptées, dont 90 % de petites. Source : documents de l’UNIPSO (mémorandum 2024-2029, audition de 2020), à confirmer. Ce nombre n’entre dans aucun calcul.
references-held = Effectifs connus
references-activity = Activité
references-province = Province
references-every-province = toutes
references-size = Taille
references-every-size = toutes
references-counted = Ce qui est compté
references-count = Nombre
references-members = Membres connus
references-year = Année
references-source = Source
references-source-hint = Le document, son auteur, sa date : qu’un autre puisse le retrouver.
references-keep = Garder cet effectif
references-one = Ajouter un effectif
references-many = Ajouter une liste
references-columns = Colonnes : activité, province, taille, ce qui est compté, nombre, année, source. Province et taille peuvent manquer.
references-keep-list = Garder la liste
references-kept = { $count ->
    [0] Aucun effectif n’est gardé
    [one] Un effectif est gardé
   *[other] { $count } effectifs sont gardés
} ; { $left ->
    [0] toutes les lignes ont été prises.
    [one] une ligne est à corriger.
   *[other] { $left } lignes sont à corriger.
}
references-left = Lignes à corriger
references-row = Ligne { $row }, « { $read } » :
references-withdraw = Retirer
references-no-activity = cette activité n’est pas connue ici.
references-no-province = ce n’est pas une province de Wallonie.
references-no-size = cette classe de taille n’est pas connue ici.
references-no-counted = dites « organisations » ou « bâtiments ».
references-no-count = le nombre n’est pas un nombre entier au-dessus de zéro.
references-no-year = cette année ne peut pas être la bonne.
references-no-source = la source manque.
references-no-below-members = { $members ->
    [one] un membre en est connu ici : le secteur ne peut pas en compter moins.
   *[other] { $members } membres en sont connus ici : le secteur ne peut pas en compter moins.
}
references-no-twice = la même part du secteur est déjà plus haut dans la liste.
own-list-title = Votre liste d’activités
own-list-crumb = Votre liste
own-list-link = Ranger vos membres dans votre propre liste d’activités
own-list-answer = { $sorted ->
    [0] { $members ->
        [0] Votre fédération n’a encore aucun membre ici : il n’y a personne à ranger.
        [one] Votre membre n’est pas encore rangé dans une liste à vous.
       *[other] Aucun de vos { $members } membres n’est encore rangé dans une liste à vous.
    }
    [one] { $members ->
        [one] Votre membre est rangé
       *[other] Un de vos { $members } membres est rangé
    } dans votre liste d’une activité.
   *[other] { $sorted } de vos { $members } membres sont rangés dans votre liste { $words ->
        [one] d’une activité
       *[other] de { $words } activités
    }.
}
own-list-what = Rangez vos membres sous vos propres mots : « MR/MRS », « Résidences-services », « Accueil de jour »… Le tableau de bord du secteur les filtre et les compare par ces mots comme par les activités du catalogue.
own-list-when = Un changement se voit dans le tableau de bord le lendemain, et seulement là où tout un groupe d’au moins cinq organisations porte le même mot : un mot ne montre jamais un membre seul.
own-list-others = { $count ->
    [one] Un autre membre n’a pas donné son accord pour être nommé et n’est pas sur cette page : une liste le range par son numéro BCE.
   *[other] { $count } autres membres n’ont pas donné leur accord pour être nommés et ne sont pas sur cette page : une liste les range par leur numéro BCE.
}
own-list-more = { $count ->
    [one] Un membre de plus n’est pas sur cette page, trop longue : une liste le range.
   *[other] { $count } membres de plus ne sont pas sur cette page, trop longue : une liste les range.
}
own-list-one = Membre par membre
own-list-one-hint = Au plus { $max } caractères. Un champ vidé retire le membre de la liste.
own-list-unnamed = Membre sans nom ni numéro
own-list-word = Activité
own-list-keep = Enregistrer
own-list-many = Coller ou envoyer une liste
own-list-columns = Deux colonnes, avec leur en-tête : numéro BCE, activité. Une activité vide retire le membre de la liste.
own-list-keep-list = Enregistrer la liste
own-list-kept = { $count ->
    [0] Aucune ligne n’est prise
    [one] Une ligne est prise
   *[other] { $count } lignes sont prises
} ; { $left ->
    [0] aucune n’est à corriger.
    [one] une ligne est à corriger.
   *[other] { $left } lignes sont à corriger.
}
own-list-left = Lignes à corriger
own-list-row = Ligne { $row }, « { $read } » :
own-list-no-bce = ce n’est pas un numéro BCE.
own-list-no-not-a-member = aucun de vos membres n’a ce numéro.
own-list-no-too-long = l’activité compte plus de { $max } caractères.
own-list-no-unreadable = l’activité ne peut pas se lire.
own-list-no-twice = ce membre est déjà plus haut dans la liste.
table-own-list = Votre liste d’activités
table-references = Effectifs du secteur
counted-organisations = organisations
counted-buildings = bâtiments
problem-below-members = { $members ->
    [one] Un membre en est connu ici : le secteur ne peut pas en compter moins.
   *[other] { $members } membres en sont connus ici : le secteur ne peut pas en compter moins.
}
