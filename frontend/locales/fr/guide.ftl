# Le guichet : quel régime pour une organisation, question par question, et la lettre à l’administration.

guide-title = Quel régime pour mon ASBL ?
guide-crumb = Guichet
guide-step = question { $step }
guide-lead = Une question à la fois, la plus utile d’abord. Rien n’est gardé : vos réponses sont dans l’adresse de la page.
guide-settles = { $count ->
    [one] La réponse compte pour un régime.
   *[other] La réponse compte pour { $count } régimes.
}
guide-paper = Où le trouver : { $paper }.
guide-continue = Continuer
guide-result-now = Voir le résultat maintenant
guide-answer-sure = { $sure } régimes s’adressent à votre organisation ; { $no } sont exclus.
guide-answer-one = Le régime « { $name } » s’adresse à votre organisation.
guide-answer-open = { $open ->
    [one] Un régime reste possible ; la lettre ci-dessous demande ce qui manque.
   *[other] { $open } régimes restent possibles ; la lettre ci-dessous demande ce qui manque.
} { $no ->
    [0] {""}
    [one] Un autre est exclu.
   *[other] { $no } autres sont exclus.
}
guide-answer-none = Aucun subside connu ne s’adresse à votre organisation. Restent les prêts, les tiers-investisseurs et la TVA réduite.
guide-action = Faites confirmer par écrit avant de commander quoi que ce soit.
guide-to-letter = La lettre est prête
guide-sure = Ce qui est sûr
guide-for-you = pour vous
guide-nothing-sure = Vos réponses n’excluent aucun régime. Les hypothèses suivent.
guide-later = À voir ensuite, avec vos travaux et vos dates :
guide-refused = { $count ->
    [one] Un régime exclu, et pourquoi
   *[other] { $count } régimes exclus, et pourquoi
}
guide-not-met = Non rempli :
guide-open = Hypothèses
guide-range = Au { $day }, de { $low } à { $high } régimes selon les réponses attendues :
guide-letter = La lettre à l’administration
guide-letter-what = Elle dit ce qui est connu, pose les questions que seule l’administration peut trancher et liste les pièces à joindre.
guide-letter-pdf = Télécharger la lettre (PDF)
guide-letter-text = Télécharger le texte
guide-buyer = Êtes-vous pouvoir adjudicateur ?
guide-buyer-tell = Indiquer la part de financement public
guide-thresholds = Seuils des marchés publics
guide-given = Vos réponses
guide-given-none = Vous n’avez encore répondu à aucune question.
guide-change = changer
guide-again = Recommencer
guide-to-simulator = Simuler un projet avec ces réponses

buyer-told-yes = Oui, comme vous l’indiquez : commandes, tiers-investisseur et contrat de performance passent par un marché public.
buyer-told-no = Non, comme vous l’indiquez. Un subside peut malgré tout imposer une mise en concurrence.
buyer-public-form = Oui, par votre forme juridique : commandes, tiers-investisseur et contrat de performance passent par un marché public.
buyer-mostly-public-money = Vous pouvez l’être : plus de { $bound } de vos recettes sont publiques. Faites-le confirmer par un juriste avant toute commande.
buyer-less-public-money = Pas par vos recettes, publiques pour { $bound } au plus. Le contrôle et la composition de l’organe d’administration comptent aussi : un juriste peut trancher.
buyer-not-told = La part de financement public décide d’abord.
procurement-low-value = Marché de faible montant
procurement-without-publication = Procédure négociée sans publication
procurement-european-publication = Publication européenne
procurement-below = moins de { $euro } HTVA, depuis le { $day }
procurement-not-read = seuil non relu : à demander à un juriste

letter-subject = Objet : quel régime d’aide pour nos bâtiments ? Demande de confirmation écrite
letter-from-name = Organisation :
letter-from-bce = N° BCE :
letter-from-address = Adresse du siège :
letter-from-contact = Personne de contact :
letter-dear = Madame, Monsieur,
letter-opening = Nous préparons des travaux qui réduisent la consommation d’énergie. Avant toute commande, nous vous demandons de confirmer par écrit les points ci-dessous. Notre situation est la suivante.
letter-asks = Nous vous demandons de répondre à ces questions :
letter-in-general = En général
letter-which = Quel régime d’aide s’adresse à notre organisation, et à quelles conditions ?
letter-is-met = Notre organisation remplit-elle cette condition : « { $condition } » ?
letter-joins = Nous joignons :
letter-statutes = Statuts coordonnés (extrait : but, objet, membres)
letter-nothing-ordered = Au { $day }, rien n’est commandé ni signé. Nous attendrons votre réponse avant tout engagement.
letter-thanks = Nous vous remercions de votre réponse et vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.
letter-signed = Nom, fonction et signature
