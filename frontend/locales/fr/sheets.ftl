# Les fiches de projets : publier, lire, demander un contact.

project-sheet = Fiche pour investisseurs
project-sheet-what = Une fiche montre ce projet aux investisseurs inscrits, avec ou sans le nom de votre organisation. Vous voyez d’abord exactement ce qui sera publié.
project-sheet-publish = Publier une fiche
project-sheet-change = Publier une autre fiche, ou retirer celle-ci
project-contacts = { $count ->
    [one] Un investisseur demande un contact
   *[other] { $count } investisseurs demandent un contact
}
project-contacts-what = Répondez-leur vous-même, hors de cet outil : ils ne voient aucune de vos coordonnées.

sheet-contact-nobody = un compte qui n’existe plus
sheet-standing = Une fiche est publiée depuis le { $day }, sans le nom de votre organisation.
sheet-standing-named = Une fiche est publiée depuis le { $day }, avec le nom de votre organisation.
sheet-changed = Le projet a changé depuis : la fiche publiée n’a pas bougé. Publiez-en une autre si elle doit suivre.
sheet-form-title = Publier une fiche de ce projet
sheet-form-crumb = Fiche
sheet-form-standing = La fiche publiée
sheet-form-moved = Le projet a changé entre l’aperçu et votre accord : rien n’a été publié. Voici ce qui serait publié maintenant.
sheet-form-away = Ce projet, son bâtiment ou son organisation est archivé : aucune fiche n’est montrée ni publiée.
sheet-form-what = Voici exactement ce que liront les investisseurs inscrits, rien de plus : ni adresse, ni commune, ni compteur, ni personne.
sheet-form-recognised = Sans nom, on peut parfois vous reconnaître quand même : à l’activité, à la province, à la taille des travaux.
sheet-form-name = Nom de l’organisation
sheet-form-unnamed = Sans le nom
sheet-form-named = Avec le nom
sheet-form-means = La fiche porte la date d’aujourd’hui et ne bougera plus. Une fiche déjà publiée pour ce projet est retirée. Vous pourrez la retirer à tout moment ; ce qui a été lu ne se reprend pas.
sheet-publish = Publier cette fiche, sans notre nom
sheet-publish-named = Publier cette fiche, avec notre nom
sheet-withdraw = Retirer la fiche
sheet-withdraw-means = L’effet est immédiat : plus aucun investisseur ne voit la fiche.
sheet-not-yet-no-work = Ce projet ne dit encore aucuns travaux : il n’y a rien à publier.
sheet-not-yet-no-cost = Le coût de certains travaux manque : un investisseur compare d’abord des coûts.
sheet-to-project = Compléter le projet

sheet-title-more = { $count ->
    [one] { $works } et un autre poste
   *[other] { $works } et { $count } autres postes
}
sheet-work-untold = Travaux non précisés
sheet-province = { $province } (province)
sheet-day = Situation au { $day }.
sheet-works = Travaux
sheet-col-work = Poste
sheet-col-quantity = Quantité
sheet-col-cost = Coût hors TVA
sheet-col-saving = Économie par an
sheet-total = Total
sheet-plan = Plan de financement
sheet-no-plan = Le plan n’est pas publié : il manque encore des données au projet. L’organisation peut les compléter et publier une autre fiche.
sheet-cost-incl = Coût, TVA comprise
sheet-cost-borne = À payer, TVA non récupérée comprise
sheet-grants = Subsides comptés
sheet-grants-sure = dont subsides sûrs
sheet-donations = Dons
sheet-own-funds = Fonds propres
sheet-need = À financer par d’autres
sheet-bridging = À avancer jusqu’au versement des subsides
sheet-saving-euro = Économie de la première année
sheet-saving-kwh = Énergie économisée par an (P50)
sheet-saving-p90 = Énergie économisée par an, prudemment (P90)
sheet-co2 = CO₂ évité par an
sheet-neutral = Équilibre de trésorerie à partir de
sheet-neutral-cautious = Équilibre de trésorerie, cas prudent
sheet-payback = Temps de retour simple
sheet-npv = VAN du projet, avant financement
sheet-irr = TRI du projet, avant financement
sheet-quality = Donnée la plus faible derrière l’économie
sheet-col-year-saving = Économie
sheet-col-paid-back = Remboursé
sheet-col-upkeep = Entretien et remplacements
sheet-col-net = Reste
sheet-contact = Entrer en contact
sheet-contact-what = L’organisation voit le nom de votre compte et vos mots ; vous ne voyez aucune personne. Si elle le souhaite, elle vous répond hors de cet outil.
sheet-words = Qui êtes-vous, et comment vous joindre ?
sheet-words-hint = Par exemple ce que vous financez, et un numéro de téléphone ou une adresse.
sheet-ask = Demander le contact
sheet-asked = Vous avez demandé le contact le { $day }. L’organisation vous répond si elle le souhaite.

sheets-title = Quels projets cherchent un financement ?
sheets-crumb = Fiches de projets
sheets-none = Aucune fiche n’est publiée pour l’instant. Une organisation publie elle-même la fiche de son projet, quand elle le souhaite.
sheets-answer = { $count ->
    [0] Aucune fiche ne répond à ces critères.
    [one] Une fiche, avec { $euro } à financer par d’autres.
   *[other] { $count } fiches, avec { $euro } à financer par d’autres.
}
sheets-what = Chaque fiche dit la situation d’un jour et ne bouge plus. Les organisations choisissent d’être nommées ou non.
sheets-filter-work = Travaux
sheets-filter-province = Province
sheets-filter-amount = Coût hors TVA
sheets-filter-ticket = À financer par d’autres
sheets-filter-all = Tous
sheets-below = moins de { $below } €
sheets-between = de { $from } à { $below } €
sheets-above = { $from } € et plus
sheets-not-found = Aucune fiche ne répond à ces critères.
sheets-col-project = Projet
sheets-col-cost = Coût hors TVA
sheets-col-need = À financer
sheets-col-saving = Économie par an
sheets-col-payback = Temps de retour
sheets-col-day = Situation au
table-sheets = Fiches de projets
