# Financer : les projets d’un bâtiment, leurs aides, leurs étapes, leur dossier.

tab-finance = Financer

projects-title = Quels travaux voulez-vous financer dans { $name } ?
projects-none = Aucun projet encore : décrivez vos travaux, nous cherchons les aides.
projects-answer = { $count ->
    [one] Un projet est en cours pour ce bâtiment.
   *[other] { $count } projets sont en cours pour ce bâtiment.
}
projects-what = Un projet rassemble des travaux, leurs coûts et leurs dates. Nous y ajoutons les aides possibles, ce qui manque, l’ordre des étapes et le dossier à remettre.
projects-known = Projets
projects-col-project = Projet
projects-col-works = Travaux
projects-col-cost = Coût HTVA
projects-col-sure = Subsides accessibles
projects-col-changed = Modifié le
projects-new = Nouveau projet
projects-name = Nom du projet
projects-name-hint = Par exemple « Isolation de la toiture et éclairage LED ».
projects-create = Créer le projet
projects-archived = { $count ->
    [one] Un projet archivé
   *[other] { $count } projets archivés
}
projects-restore = Remettre dans la liste

project-title = Comment financer « { $name } » ?
project-archived = Ce projet est archivé. Rien n’est perdu.
project-answer-sure = D’après ce que vous avez indiqué, { $sure } de subsides sont accessibles.
project-answer-sure-more = D’après ce que vous avez indiqué, { $sure } de subsides sont accessibles, et { $possible } au plus si le reste se confirme.
project-answer-possible = Aucun subside n’est sûr encore ; { $possible } au plus si ce qui est à compléter se confirme.
project-answer-none = Aucun subside ne peut encore être compté.
project-not-yet-title = Ne signez encore aucun devis ni bon de commande
project-not-yet = { $schemes } : la commande vient après la décision d’octroi. Un devis signé compte comme une commande et fait perdre l’aide.
project-too-early-title = La commande précède la décision d’octroi
project-too-early = { $schemes } : la demande, puis la décision d’octroi, doivent précéder la commande ou le devis signé. Sans autorisation écrite d’urgence, l’aide est perdue.
project-at-stake = En jeu : { $euro }.
project-due = Échéance proche : { $step }, le { $day }.
project-do-works = Commencez par les travaux : sans eux, aucune aide ne se calcule.
project-do-fact = La réponse qui aide le plus : { $fact }.
project-do-step = Étape suivante : { $step }.
project-answer-it = Répondre
project-note-date = Noter la date
project-plan-lacks = { $count ->
    [one] Le plan ne se calcule pas encore : il manque une donnée
   *[other] Le plan ne se calcule pas encore : il manque { $count } données
}
project-plan-what = Le plan dira à partir de quelle année le projet ne coûte plus rien. Il lui faut :
project-aids = Que pouvez-vous obtenir ?
project-group-sure = C’est sûr
project-group-sure-note = Chaque condition est remplie d’après ce que vous avez indiqué.
project-group-confirm = À confirmer
project-group-confirm-note = Il manque une donnée, ou quelqu’un doit trancher.
project-group-no = Non, ou fermé
project-group-no-note = Une condition n’est pas remplie, ou le régime est fermé.
project-how-amount = Comment ce montant est-il calculé ?
project-source = Source :
project-whole-organisation = Pour l’organisation
trace-counted = calculé : { $euro }
trace-cap = après plafond : { $euro }
trace-other-aid = après les autres aides : { $euro }
trace-cost = pas plus que le coût : { $euro }
trace-unsettled = à trancher : { $euro }
project-lacking = Que manque-t-il ?
project-lacking-order = La réponse qui décide du plus d’aides vient en premier. Chaque lien pose une seule question.
project-lacking-more = { $count ->
    [one] Une autre donnée
   *[other] { $count } autres données
}
project-settles = pour { $schemes }
project-steps = Dans quel ordre ?
project-col-step = Étape
project-col-state = État
project-col-when = Quand
project-col-papers = Documents
project-filled = Déjà connu pour ce document
project-not-told = pas encore indiqué
project-edit-dates = Noter les dates
project-delay = { $days ->
    [one] De « { $from } » à « { $to } » : un jour.
   *[other] De « { $from } » à « { $to } » : { $days } jours.
}
project-works = Travaux
project-no-work = Aucuns travaux encore. Ajoutez le premier : sa sorte, sa quantité, son coût HTVA.
project-add-work = Ajouter des travaux
project-edit = Modifier
project-sources = Sources de financement
project-no-source = Aucune source indiquée : fonds propres, emprunt, tiers investisseur, coopérative.
project-add-source = Ajouter une source
project-plan = Souhaits pour le plan et limites de l’organe d’administration
project-edit-plan = Indiquer durée, taux, TVA et limites
project-files = Dossier
project-files-what = Chiffres, calculs, sources et version des règles. Le fichier TOML se recalcule au cent près sur une autre machine.
project-ics = Calendrier des étapes (iCalendar)
project-pdf = Dossier (PDF)
project-xlsx = Dossier (XLSX)
project-toml = Dossier à recalculer (TOML)
project-how = Aides examinées au { $day }, règles de la version { $version }.
project-manage = Gérer ce projet
project-rename = Changer le nom
project-undo = Annuler la dernière modification
project-archive = Archiver le projet

project-name-title = Comment s’appelle ce projet ?
project-work-title = Quels travaux ?
project-work-lead = Ce que vous ne savez pas encore peut rester vide : cela n’est jamais compté comme un non.
project-source-title = D’où vient l’argent ?
project-source-lead = Une source à la fois. Les taux sont annuels, en pour cent.
project-plan-title = Que doit respecter le plan ?
project-plan-lead = Durée, taux et limites que fixe votre organe d’administration.
project-dates-title = Quand chaque étape a-t-elle lieu ?
project-dates-lead = Indiquez les dates réelles, ou celles que vous prévoyez. La décision d’octroi de l’aide et la notification du marché à l’entrepreneur sont deux dates différentes.
project-fact-title = { $fact } ?
project-fact-lead = Laissez vide si vous ne le savez pas : nous dirons qui peut répondre.
project-more-facts = Plus de précisions
project-save = Enregistrer
project-remove = Supprimer

step-status-done = fait
step-status-next = à faire
step-status-later = plus tard
step-status-too-late = trop tard
step-done-on = fait le { $day }
step-planned-on = prévu le { $day }
step-from = à partir du { $day }
step-until = au plus tard le { $day }
step-after = après : { $step }
step-no-day = pas de date fixée
step-time-unknown = un délai existe, nous ne le connaissons pas : { $who } peut le dire
step-time-days = { $count ->
    [one] délai : un jour
   *[other] délai : { $count } jours
}
step-time-weeks = { $count ->
    [one] délai : une semaine
   *[other] délai : { $count } semaines
}
step-time-months = { $count ->
    [one] délai : un mois
   *[other] délai : { $count } mois
}
step-time-years = { $count ->
    [one] délai : un an
   *[other] délai : { $count } ans
}
aid-step-works = Travaux
calendar-done = Fait : { $step }
calendar-planned = Prévu : { $step }
calendar-latest = Dernier jour : { $step }

fact-procedure-acceptance-date = Date de la réception provisoire
fact-procedure-advance-paid-date = Date de paiement de l’avance
fact-procedure-balance-paid-date = Date de paiement du solde
fact-procedure-reports-sent = Rapports annuels déjà envoyés
fact-procedure-settlement-date = Date de la déclaration de créance
fact-procedure-works-start-date = Début des travaux

case-yes = oui
case-no = non
case-choice-annuity = mensualités constantes
case-choice-bullet = capital remboursé à la fin
case-choice-central = central
case-choice-constant-principal = capital constant
case-choice-cooperative = coopérative citoyenne
case-choice-corporate = impôt des sociétés
case-choice-culture = culture
case-choice-donation = don
case-choice-declared = déclarées
case-choice-energy-performance-contract = contrat de performance énergétique (CPE)
case-choice-estimated = estimées
case-choice-filled = complétées
case-choice-measured = mesurées
case-choice-modelled = modélisées
case-choice-educational = but pédagogique
case-choice-emphyteusis = emphytéose
case-choice-energy = énergie
case-choice-environment = environnement
case-choice-full = totale
case-choice-grant = subside
case-choice-health = santé
case-choice-high = élevé
case-choice-lease = location
case-choice-legal-persons = impôt des personnes morales
case-choice-loan = emprunt
case-choice-loan-for-use = mise à disposition (commodat)
case-choice-low = bas
case-choice-none = aucune
case-choice-other = autre
case-choice-own-funds = fonds propres
case-choice-owner = propriété
case-choice-partial = partielle
case-choice-philanthropic = but philanthropique
case-choice-scientific = but scientifique
case-choice-social-exclusion = lutte contre l’exclusion sociale
case-choice-sport = sport
case-choice-superficies = droit de superficie
case-choice-technical = but technique
case-choice-third-party = tiers investisseur
case-choice-usufruct = usufruit
case-unit-director = administrateurs
case-unit-eur-kwh = €/kWh
case-unit-etp = ETP
case-unit-kw = kW
case-unit-kwh = kWh
case-unit-m2 = m²
case-unit-member = membres
case-unit-month = mois
case-unit-report = rapports
case-unit-year = ans
case-quantity-unit = Unité de la quantité
case-quantity-m2 = m²
case-quantity-piece = pièces
case-quantity-kw = kW
case-quantity-kwc = kWc
case-quantity-m3-h = m³/h
case-quantity-m = m
case-quantity-l = litres
problem-project-changed = Quelqu’un d’autre a modifié ce projet entre-temps. Vos réponses sont encore ici : vérifiez-les, puis enregistrez de nouveau.

dossier-title = Dossier de financement : { $name }
dossier-building = Bâtiment
dossier-scheme = Aide
dossier-verdict = Réponse
dossier-amount = Montant
dossier-amounts = Comment chaque montant est calculé
dossier-certainty = Certitude
dossier-basis = Base
dossier-trace = Calcul
dossier-source = Source
dossier-link = Lien
dossier-open = À compléter
dossier-part = Partie
dossier-fact = Donnée
dossier-value = Valeur
dossier-told = Ce qui est indiqué
dossier-known = Organisation, bâtiment et procédure
dossier-steps = Étapes
dossier-rules = Règles
dossier-code = Code
dossier-checked = Vérifié le
dossier-version = Version des règles
dossier-checksum = Somme de contrôle (SHA-256)
dossier-foot = Dossier au { $day }, règles { $catalog }
dossier-again = Le fichier dossier.toml porte la somme de contrôle { $sha256 }. La commande « eclaireur assess dossier.toml » en recalcule chaque chiffre.
