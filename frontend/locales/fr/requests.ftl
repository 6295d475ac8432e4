# Les aides telles qu’elles se sont passées, et ce qui a fait obstacle à un projet.

project-followed = Ce qui s’est passé
requests-title = Où en sont les aides ?
requests-crumb = Demandes d’aide
requests-link = Noter une demande d’aide, sa décision, son paiement
requests-answer = { $count ->
    [0] Aucune demande d’aide n’est notée pour ce projet.
    [one] Une aide est notée ; { $granted ->
            [0] elle n’est pas accordée.
           *[other] elle est accordée.
        }
   *[other] { $count } aides sont notées ; { $granted ->
            [0] aucune n’est accordée.
            [one] une est accordée.
           *[other] { $granted } sont accordées.
        }
}
requests-what = Les jours de la demande, de la décision et du paiement, et la raison quand une aide est perdue : c’est ce que le secteur peut montrer, sans nommer personne.
request-scheme = Quelle aide ?
request-requested = Demandée le
request-decided = Décidée le
request-decision = La décision
request-outcome = Résultat
request-outcome-granted = Accordée
request-outcome-refused = Refusée
request-outcome-missed = Manquée
request-granted = Montant accordé
request-missed = Pourquoi est-elle manquée ?
request-missed-hint = Seulement pour une aide manquée.
request-missed-order-before-decision = Manquée : commande passée avant la décision
request-missed-deadline-passed = Manquée : délai dépassé
request-missed-not-eligible = Manquée : conditions non remplies
request-missed-budget-exhausted = Manquée : budget épuisé
request-missed-gave-up = Manquée : abandonnée, trop long ou trop lourd
request-missed-other = Manquée : autre raison
request-money = Les paiements
request-advance = Avance reçue le
request-paid = Solde payé le
request-waits = En attente d’une décision
request-days-decision = { $days ->
    [one] Un jour jusqu’à la décision
   *[other] { $days } jours jusqu’à la décision
}
request-days-payment = { $days ->
    [one] Un jour jusqu’au solde
   *[other] { $days } jours jusqu’au solde
}
request-keep = Noter
request-more = Compléter
request-undo = Retirer la dernière note
request-tell = Noter une aide
request-tell-more = Compléter cette aide

obstacles-title = Qu’est-ce qui fait obstacle ?
obstacles-crumb = Obstacles
obstacles-link = Noter un obstacle
obstacles-answer = { $count ->
    [0] Aucun obstacle n’est noté pour ce projet.
    [one] Un obstacle est noté ; { $standing ->
            [0] il est levé.
           *[other] il n’est pas levé.
        }
   *[other] { $count } obstacles sont notés ; { $standing ->
            [0] tous sont levés.
            [one] un n’est pas levé.
           *[other] { $standing } ne sont pas levés.
        }
}
obstacles-what = Ce qui arrête un projet ici en arrête sans doute d’autres : le secteur compte les obstacles, sans nommer personne.
obstacle-planning-permit = Permis d’urbanisme
obstacle-heritage = Bâtiment classé
obstacle-grid-connection = Raccordement au réseau
obstacle-asbestos = Amiante
obstacle-roof-stability = Stabilité de la toiture
obstacle-no-own-funds = Pas de fonds propres
obstacle-tenure = Bail ou propriétaire
obstacle-no-time = Personne n’a le temps
obstacle-procurement = Marchés publics
obstacle-neighbours = Voisinage
obstacle-other = Autre
obstacle-which = Quel obstacle ?
obstacle-met = Rencontré le
obstacle-lifted = Levé le
obstacle-note = En quelques mots
obstacle-since = Depuis le { $day }
obstacle-lifted-on = levé le { $day }
obstacle-keep = Noter
obstacle-more = Compléter
obstacle-tell = Noter un obstacle
obstacle-tell-more = Compléter cet obstacle
problem-against-outcome = Cela ne va pas avec le résultat noté.
