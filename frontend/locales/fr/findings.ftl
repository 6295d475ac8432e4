# Constats sur les données. Pour chaque code : un titre de groupe et une phrase qui dit quoi, où, que faire.
# « none » signifie que le constat ne porte pas cette information.

finding-at = { $place } : { $words }
finding-place-cell = Ligne { $row }, colonne « { $column } »
finding-place-row = Ligne { $row }
finding-place-column = Colonne « { $column } »

severity-error = À corriger
severity-warning = À voir
severity-info = Pour information

finding-not-meter-data-title = Ce n’est pas un fichier de relevés
finding-not-meter-data = { $looks_like ->
    [html] Ce fichier est une page web enregistrée (HTML), pas un tableau. Sur le portail, choisissez « Exporter en CSV ».
    [pdf] Ce fichier est un PDF. Encodez la facture avec le formulaire « Une facture » et joignez-y ce PDF.
    [image] Ce fichier est une image. Encodez la facture avec le formulaire « Une facture » et joignez-y cette image.
    [empty] Ce fichier est vide. Refaites l’exportation, puis envoyez-le à nouveau.
    [archive] Ce fichier est une archive. Ouvrez-la et envoyez les fichiers CSV qu’elle contient.
    [damaged-archive] Cette archive ne s’ouvre pas : elle est abîmée ou incomplète. Refaites-la, ou envoyez les fichiers sans les compresser.
    [empty-archive] Cette archive ne contient aucun fichier de relevés. Vérifiez son contenu, puis envoyez-la à nouveau.
    [workbook] Ce fichier est un classeur Excel ou OpenDocument. Enregistrez la feuille au format CSV, puis envoyez-la.
    [old-office] Ce fichier vient d’un ancien Excel ou Word. Enregistrez la feuille au format CSV, puis envoyez-la.
    [word-processor] Ce fichier est un document de traitement de texte. Copiez le tableau dans un tableur et enregistrez-le en CSV.
    [database] Ce fichier est une base de données. Exportez-en les relevés au format CSV.
    [telegram] Ce fichier ressemble à un télégramme du port P1, mais il ne contient aucun index. Enregistrez le télégramme entier, de « / » à « ! ».
    [d0-telegram] Ce fichier est un télégramme de compteur allemand (interface D0, IEC 62056-21), pas du port P1. Encodez ses index à la main.
    [xml] Ce fichier est un document XML d’une sorte que nous ne lisons pas. Sur le portail, choisissez « Exporter en CSV ».
    [green-button] Ce fichier Green Button ne contient aucun relevé (IntervalReading). Sur le portail, demandez les données d’intervalle.
    [invoice-tests] Ce fichier est un jeu de tests pour logiciels de facturation ({ $root }), pas une facture. Envoyez la facture elle-même.
    [invoice-fragment] Ce fichier est un fragment de facture : il lui manque des lignes, ou à la fois un numéro et un total. Demandez la facture entière au fournisseur.
    [invoice-cii] Ce fichier est une facture électronique d’une autre sorte (CII). Demandez la version Peppol (UBL), ou encodez-la avec le formulaire « Une facture ».
    [invoice-unknown] Ce fichier se dit facture, mais pas au format UBL que nous lisons. Encodez-la avec le formulaire « Une facture ».
    [ubl-other] Ce fichier est un document commercial ({ $root }), ni une facture ni une note de crédit. Envoyez la facture.
    [long-line] Ce fichier tient sur une seule ligne démesurée : ce n’est pas un tableau. Refaites l’exportation au format CSV.
    [json] Ce fichier est un document JSON. Sur le portail, choisissez « Exporter en CSV ».
    [table] Ce tableau n’a ni date ni relevé que nous reconnaissions. { $headers ->
        [none] Comparez ses titres avec la page « Formats connus ».
       *[other] Colonnes lues : { $headers }. Comparez-les avec la page « Formats connus ».
    }
   *[other] Ce fichier n’est pas un tableau de relevés. Sur le portail, choisissez « Exporter en CSV ».
}

finding-unknown-layout-title = Tableau que nous ne connaissons pas encore
finding-unknown-layout = { $headers ->
    [none] Aucune colonne de date ou de relevé n’a été reconnue. Comparez avec la page « Formats connus », ou encodez vos relevés à la main.
   *[other] Nous avons lu les colonnes { $headers }, sans y reconnaître une date et un relevé. Comparez avec la page « Formats connus », ou encodez vos relevés à la main.
}

finding-broken-xml-title = Document XML illisible
finding-broken-xml = { $why ->
    [cut-off] Ce document XML s’arrête avant sa fin : le téléchargement a sans doute été interrompu. Téléchargez-le à nouveau.
    [doctype] Ce document XML déclare ses propres types (DOCTYPE) ; par sécurité, nous ne les lisons pas. Demandez l’exportation sans DOCTYPE.
    [too-long] Ce document XML compte trop d’éléments. Envoyez-le en plusieurs parties, une année à la fois.
    [too-deep] Les éléments de ce document XML sont trop imbriqués pour être des relevés ou une facture. Demandez un autre format à l’expéditeur.
   *[other] Ce document XML est mal formé à cette ligne. Téléchargez-le à nouveau, sans l’ouvrir dans un éditeur.
}

finding-file-too-large-title = Fichier trop grand
finding-file-too-large = { $max_bytes ->
    [none] Ce fichier dépasse la taille acceptée. Envoyez-le en plusieurs parties, une année à la fois.
   *[other] Ce fichier dépasse { $max_bytes }, la taille acceptée. Envoyez-le en plusieurs parties, une année à la fois.
}

finding-crc-mismatch-title = Télégramme abîmé
finding-crc-mismatch = La somme de contrôle du télégramme (« { $value } ») n’est pas celle de son contenu : une ligne s’est perdue en route. Relevez le port P1 à nouveau, sans modifier le fichier.

finding-incomplete-telegram-title = Télégramme incomplet
finding-incomplete-telegram = Le début (« / ») ou la fin (« ! ») de ce télégramme manque : rien n’en est utilisé. Enregistrez-le en entier.

finding-no-crc-title = Télégramme sans contrôle
finding-no-crc = { $count ->
    [none] Ce télégramme n’a pas de somme de contrôle : c’est ainsi sur les anciens compteurs. Comparez ses index avec l’écran du compteur.
    [1] Ce télégramme n’a pas de somme de contrôle : c’est ainsi sur les anciens compteurs. Comparez ses index avec l’écran du compteur.
   *[other] { $count } télégrammes n’ont pas de somme de contrôle : c’est ainsi sur les anciens compteurs. Comparez quelques index avec l’écran du compteur.
}

finding-undated-index-title = Index sans date
finding-undated-index = Ce télégramme ne dit pas quand il a été envoyé : l’index « { $value } » n’est pas utilisé. Encodez-le avec sa date dans le formulaire des index.

finding-empty-channel-title = Emplacement sans compteur
finding-empty-channel = Aucun compteur n’est raccordé à cet emplacement M-Bus. Il n’y a rien à faire.

finding-unused-register-title = Index non suivi
finding-unused-register = L’index { $value } n’est pas de l’énergie active : il n’est pas suivi. Il n’y a rien à faire.

finding-month-peak-title = Pointe quart-horaire
finding-month-peak = Pointe de { $peak } kW, le { $when }. Elle est lue, mais pas encore suivie. Il n’y a rien à faire.

finding-overlapping-slots-title = Périodes qui se chevauchent
finding-overlapping-slots = { $other_row ->
    [none] Cette période commence avant la fin de la précédente : elle n’est pas comptée. Gardez l’une des deux.
   *[other] Cette période commence avant la fin de celle de la ligne { $other_row } : elle n’est pas comptée. Gardez l’une des deux.
}

finding-undescribed-readings-title = Relevés sans description
finding-undescribed-readings = { $why ->
    [no-unit] Le fichier ne dit pas dans quelle unité sont ses { $rows } relevés : aucun n’est utilisé. Demandez une exportation complète au fournisseur.
    [no-carrier] Le fichier ne dit pas de quelle énergie sont ses { $rows } relevés : aucun n’est utilisé. Demandez une exportation complète au fournisseur.
    [two-carriers] Le fichier nomme deux énergies pour les mêmes { $rows } relevés : aucun n’est utilisé. Signalez-le au fournisseur.
    [net-flow] Ces { $rows } relevés sont un solde entre prélèvement et injection : ils ne sont pas utilisés. Demandez les deux séparément.
    [not-consumption] Ces { $rows } valeurs sont des maximums ou des mesures instantanées, pas des consommations : elles ne sont pas utilisées.
   *[other] Le fichier ne dit pas ce que sont ses { $rows } relevés (leur ReadingType ou leur MeterReading manque) : aucun n’est utilisé. Demandez une exportation complète au fournisseur.
}

finding-impossible-unit-title = Unité impossible
finding-impossible-unit = L’unité « { $value } » n’existe pas pour cette énergie ({ $carrier }) : les { $rows } relevés ne sont pas utilisés. Signalez-le à l’expéditeur.

finding-shorter-than-announced-title = Fichier plus court qu’annoncé
finding-shorter-than-announced = Le fichier annonce des relevés du { $from } au { $to } ; il en contient du { $first } au { $last }. S’il en manque, téléchargez-le à nouveau.

finding-unused-part-title = Partie non lue
finding-unused-part = La partie « { $value } » du document n’est pas lue. Il n’y a rien à faire.

finding-unknown-unit-title = Unité inconnue
finding-unknown-unit = { $value ->
    [none] L’unité n’est pas reconnue : cette série n’est pas utilisée. Indiquez kWh, MWh, m³ ou l.
   *[other] L’unité « { $value } » n’est pas reconnue : cette série n’est pas utilisée. Indiquez kWh, MWh, m³ ou l.
}

finding-unit-assumed-title = Unité supposée
finding-unit-assumed = { $unit ->
    [none] Aucune unité n’est indiquée : nous avons pris l’unité habituelle de cette énergie. Vérifiez sur le compteur.
   *[other] Aucune unité n’est indiquée : nous avons pris { $unit }. Vérifiez sur le compteur.
}

finding-carrier-assumed-title = Énergie supposée
finding-carrier-assumed = { $carrier ->
    [none] Rien n’indique de quelle énergie il s’agit : nous avons pris la plus probable. Choisissez le bon compteur si ce n’est pas elle.
   *[other] Rien n’indique de quelle énergie il s’agit : nous avons supposé « { $carrier } ». Choisissez le bon compteur si ce n’est pas elle.
}

finding-unknown-register-title = Registre inconnu
finding-unknown-register = { $value ->
    [none] Ce registre n’est pas reconnu : la ligne n’est pas utilisée. Indiquez jour, nuit, prélèvement ou injection.
   *[other] Le registre « { $value } » n’est pas reconnu : la ligne n’est pas utilisée. Indiquez jour, nuit, prélèvement ou injection.
}

finding-unknown-status-title = Statut inconnu
finding-unknown-status = { $value ->
    [none] Le statut n’est pas reconnu : le relevé est pris comme mesuré. Vérifiez auprès de l’expéditeur du fichier.
   *[other] Le statut « { $value } » n’est pas reconnu : le relevé est pris comme mesuré. Vérifiez auprès de l’expéditeur du fichier.
}

finding-ean-check-digit-title = Code EAN à vérifier
finding-ean-check-digit = { $value ->
    [none] Le dernier chiffre du code EAN ne correspond pas aux autres. Le relevé est utilisé ; comparez avec votre facture.
   *[other] Le dernier chiffre du code EAN { $value } ne correspond pas aux autres. Le relevé est utilisé ; comparez avec votre facture.
}

finding-ean-length-title = Code EAN incomplet
finding-ean-length = { $value ->
    [none] Le code EAN ne compte pas 18 chiffres. Le relevé est utilisé ; recopiez le code de votre facture.
   *[other] Le code EAN « { $value } » ne compte pas 18 chiffres. Le relevé est utilisé ; recopiez le code de votre facture.
}

finding-bad-date-title = Date illisible
finding-bad-date = { $value ->
    [none] La date n’a pas pu être lue. Écrivez-la comme 31/12/2025.
   *[other] « { $value } » n’est pas une date. { $proposal ->
        [none] Écrivez-la comme 31/12/2025.
       *[other] Vouliez-vous { $proposal } ?
    }
}

finding-skipped-hour-title = Heure qui n’existe pas
finding-skipped-hour = { $value ->
    [none] Cette heure n’existe pas : au passage à l’heure d’été, on saute de 2 h à 3 h. Vérifiez l’horloge du compteur.
   *[other] « { $value } » n’existe pas : au passage à l’heure d’été, on saute de 2 h à 3 h. Vérifiez l’horloge du compteur.
}

finding-bad-number-title = Nombre illisible
finding-bad-number = { $why ->
    [too-many-digits] Des nombres ont trop de chiffres pour être lus. Vérifiez la virgule et les zéros.
   *[other] { $value ->
        [none] Le nombre n’a pas pu être lu. Écrivez-le comme 1 234,56.
       *[other] « { $value } » n’est pas un nombre. { $proposal ->
            [none] Écrivez-le comme 1 234,56.
           *[other] Vouliez-vous { $proposal } ?
        }
    }
}

finding-thousands-assumed-title = Points lus comme séparateurs de milliers
finding-thousands-assumed = Dans cette colonne, un point est suivi chaque fois de trois chiffres : « 1.234 » est lu mille deux cent trente-quatre. Si ce point sépare les décimales, écrivez une virgule.

finding-negative-value-title = Valeur négative
finding-negative-value = { $value ->
    [none] Un relevé ne peut pas être négatif. Si c’est une injection, indiquez-le dans le registre.
   *[other] « { $value } » : un relevé ne peut pas être négatif. Si c’est une injection, indiquez-le dans le registre.
}

finding-short-row-title = Ligne incomplète
finding-short-row = La ligne compte moins de cellules que l’en-tête : elle n’est pas utilisée. Complétez-la dans le fichier.

finding-period-reversed-title = Période inversée
finding-period-reversed = { $value ->
    [none] La fin de la période n’est pas après son début. Inversez les deux dates.
   *[other] « { $value } » : la fin de la période n’est pas après son début. Inversez les deux dates.
}

finding-future-date-title = Date future
finding-future-date = { $value ->
    [none] Cette date est dans le futur. Vérifiez l’année.
   *[other] « { $value } » est dans le futur. Vérifiez l’année.
}

finding-duplicate-row-title = Lignes répétées
finding-duplicate-row = { $other_row ->
    [none] Cette ligne répète un relevé déjà lu. Elle ne compte qu’une fois ; il n’y a rien à faire.
   *[other] Cette ligne répète la ligne { $other_row }. Elle ne compte qu’une fois ; il n’y a rien à faire.
}

finding-conflicting-rows-title = Deux valeurs pour le même moment
finding-conflicting-rows = { $other_row ->
    [none] Une autre ligne donne une autre valeur pour le même moment. La première est gardée ; supprimez la ligne fausse.
   *[other] { $other_value ->
        [none] La ligne { $other_row } donne une autre valeur pour le même moment. La première est gardée ; supprimez la ligne fausse.
       *[other] La ligne { $other_row } donne { $other_value } pour le même moment. La première est gardée ; supprimez la ligne fausse.
    }
}

finding-total-row-title = Lignes de total
finding-total-row = C’est une ligne de total : elle n’est pas comptée en plus des relevés. Il n’y a rien à faire.

finding-blank-row-title = Lignes vides
finding-blank-row = Cette ligne est vide. Il n’y a rien à faire.

finding-repeated-header-title = En-tête répété
finding-repeated-header = L’en-tête revient ici. Il n’y a rien à faire.

finding-note-row-title = Titres et remarques
finding-note-row = C’est un titre ou une remarque, pas un relevé. Il n’y a rien à faire.

finding-period-assumed-title = Période déduite
finding-period-assumed = { $rule ->
    [month-of-first-day] Une seule date par ligne, le premier du mois : chaque valeur est prise pour le mois qui commence ce jour-là. Vérifiez la première.
    [month-of-last-day] Une seule date par ligne, la fin du mois : chaque valeur est prise pour le mois qui se termine ce jour-là. Vérifiez la première.
    [since-date-before] Une seule date par ligne : chaque valeur est prise pour la période depuis la date précédente. Vérifiez la première.
    [index-at-start] Un index noté pour un mois est pris comme lu le premier jour de ce mois. S’il a été lu à la fin du mois, écrivez la date du relevé au lieu du mois.
   *[other] Cette consommation n’a qu’une date : nous avons déduit sa période des lignes voisines. Vérifiez la première.
}

finding-no-period-title = Période inconnue
finding-no-period = { $why ->
    [invoice] La facture ne dit pas de quelle période est cette quantité : elle n’est pas utilisée. Encodez-la avec le formulaire « Une facture ».
   *[other] Rien ne dit quand cette consommation commence : elle n’est pas utilisée. Ajoutez la date du relevé précédent.
}

finding-index-decreases-title = Index qui recule
finding-index-decreases = { $other_row ->
    [none] L’index est inférieur au précédent. Si le compteur a été remplacé, créez le nouveau compteur à cette date.
   *[other] L’index est inférieur à celui de la ligne { $other_row }. Si le compteur a été remplacé, créez le nouveau compteur à cette date.
}

finding-index-roll-over-title = Compteur repassé par zéro
finding-index-roll-over = Le compteur a dépassé son dernier chiffre et repart de zéro. Nous en tenons compte ; il n’y a rien à faire.

finding-same-energy-twice-title = Énergie donnée deux fois
finding-same-energy-twice = { $series ->
    [none] { $why ->
        [bill-line] « { $value } » facture encore une fois la même énergie. Elle ne compte qu’une fois ; il n’y a rien à faire.
       *[other] La même énergie est donnée deux fois, par exemple en m³ et en kWh. Elle ne compte qu’une fois ; il n’y a rien à faire.
    }
   *[other] { $carrier } : une colonne ou une série redit une énergie déjà donnée. Elle ne compte qu’une fois ; il n’y a rien à faire.
}

finding-unused-column-title = Colonnes non utilisées
finding-unused-column = Cette colonne ne contient pas de relevé que nous utilisons. Il n’y a rien à faire.

finding-bad-encoding-title = Caractères illisibles
finding-bad-encoding = Des caractères n’ont pas pu être lus ; ils sont remplacés par �. Les nombres sont intacts ; vérifiez les noms.

finding-more-findings-title = Autres constats du même type
finding-more-findings = { $of ->
    [none] D’autres constats du même type ne sont pas montrés. Corrigez ceux-ci, puis envoyez le fichier à nouveau.
   *[other] { $of } : { $count } autres ne sont pas montrés. Corrigez ceux-ci, puis envoyez le fichier à nouveau.
}

finding-unknown-meter-title = Compteur inconnu
finding-unknown-meter = { $meter ->
    [none] Ce compteur n’est pas encore connu. Choisissez le bâtiment où le créer, ou l’un de vos compteurs.
   *[other] Le compteur { $meter } n’est pas encore connu. Choisissez le bâtiment où le créer, ou l’un de vos compteurs.
}

finding-meter-not-named-title = Compteur à choisir
finding-meter-not-named = Le fichier ne dit pas de quel compteur il s’agit. Choisissez-le dans la liste.

finding-better-value-kept-title = Meilleure valeur gardée
finding-better-value-kept = { $held ->
    [none] Nous avions une meilleure valeur, mesurée : elle est gardée. Il n’y a rien à faire.
   *[other] Nous avions une meilleure valeur, { $held } : elle est gardée. Il n’y a rien à faire.
}

finding-sources-disagree-title = Facture et relevés en désaccord
finding-sources-disagree = { $from ->
    [none] La facture et les relevés de la même période diffèrent de plus de 1 %. Comparez les index de la facture avec vos relevés.
   *[other] Du { $from } au { $to }, deux sources diffèrent : { $stated_kwh } kWh d’un côté, { $counted_kwh } kWh de l’autre. Nous comptons { $counted_kwh } kWh ; comparez les index.
}

finding-bill-does-not-add-up-title = Facture à vérifier
finding-bill-does-not-add-up = { $computed ->
    [none] La différence d’index, multipliée par le coefficient, ne donne pas la consommation de la facture. Vérifiez les trois nombres.
   *[other] La différence d’index, multipliée par le coefficient, donne { $computed }, pas { $value }. Vérifiez les trois nombres.
}

finding-no-energy-title = Facture sans énergie
finding-no-energy = Cette facture ne contient aucune quantité d’énergie et ne nomme aucun point de fourniture : rien n’en est compté. Si elle concerne bien l’énergie, encodez-la avec le formulaire « Une facture ».

finding-not-energy-line-title = Lignes sans consommation
finding-not-energy-line = { $value ->
    [none] Cette ligne facture une puissance, une redevance ou un service, pas une consommation. Il n’y a rien à faire.
   *[other] « { $value } » est une puissance, une redevance ou un service, pas une consommation. Il n’y a rien à faire.
}

finding-credit-note-title = Note de crédit
finding-credit-note = { $number ->
    [none] Une note de crédit corrige un montant : ses quantités ne sont pas comptées comme consommation. Il n’y a rien à faire.
   *[other] Cette note de crédit corrige la facture { $number } : elle change le coût, pas la consommation. Si cette facture était fausse, annulez son import.
}

finding-advance-invoice-title = Facture d’acompte
finding-advance-invoice = Un acompte est un paiement, jamais une consommation ni un coût de plus : il est noté à part. Il n’y a rien à faire.

finding-advances-deducted-title = Acomptes déduits
finding-advances-deducted = Des acomptes sont déduits de cette facture. Le coût de la période les comprend, puisqu’ils ont payé la même énergie. Il n’y a rien à faire.

finding-negative-line-title = Ligne négative
finding-negative-line = « { $value } » ({ $quantity } { $unit }) reprend une consommation déjà facturée : elle n’est pas soustraite. Vérifiez que la période corrigée compte ce qui a été consommé.

finding-implausible-price-title = Prix invraisemblable
finding-implausible-price = « { $value } » coûterait { $price } { $currency } par { $unit } : l’unité ne peut pas être juste, et la quantité n’est pas comptée. Vérifiez la facture.

finding-invoice-total-differs-title = Somme qui diffère
finding-invoice-total-differs = { $why ->
    [rounding] { $rule ->
        [lines] La somme des lignes donne { $amount } { $currency }, la facture dit { $stated } : ce n’est qu’un arrondi. Il n’y a rien à faire.
       *[other] Un total de la facture donne { $amount } { $currency } là où elle dit { $stated } : ce n’est qu’un arrondi. Il n’y a rien à faire.
    }
   *[other] { $rule ->
        [lines] La somme des lignes donne { $amount } { $currency }, la facture dit { $stated }. Demandez au fournisseur laquelle est juste.
        [excl] Les lignes, les remises et les frais donnent { $amount } { $currency } hors TVA, la facture dit { $stated }. Demandez au fournisseur lequel est juste.
        [base] Les montants soumis à la TVA donnent { $amount } { $currency }, le total hors TVA dit { $stated }. Demandez au fournisseur lequel est juste.
        [vat] La TVA de chaque taux donne { $amount } { $currency }, la facture dit { $stated }. Demandez au fournisseur laquelle est juste.
        [rate] La TVA d’un taux devrait être de { $amount } { $currency }, la facture dit { $stated }. Demandez au fournisseur laquelle est juste.
        [incl] Le total hors TVA et la TVA donnent { $amount } { $currency }, la facture dit { $stated } TVA comprise. Demandez au fournisseur lequel est juste.
       *[other] Après déduction des paiements, il resterait { $amount } { $currency } ; la facture demande { $stated }. Demandez au fournisseur lequel est juste.
    }
}

finding-other-currency-title = Autre monnaie que l’euro
finding-other-currency = Cette facture est en { $currency } : ses quantités sont comptées, son coût n’est pas repris. Encodez le coût en euros avec le formulaire « Une facture » si vous en avez besoin.

finding-implausible-title = Valeur surprenante
finding-implausible = { $factor ->
    [none] { $value ->
        [none] Cette valeur est très éloignée des précédentes. Vérifiez la virgule.
       *[other] « { $value } » est très éloigné des valeurs précédentes. { $proposal ->
            [none] Vérifiez la virgule.
           *[other] Vouliez-vous { $proposal } ?
        }
    }
   *[other] « { $value } » est { $factor } fois la valeur précédente. { $proposal ->
        [none] Vérifiez la virgule.
       *[other] Vouliez-vous { $proposal } ?
    }
}

finding-kind-assumed-title = Index supposés
finding-kind-assumed = { $series ->
    [none] Rien ne dit si ces nombres sont des index ou des consommations. Ils ne font que grandir : nous les lisons comme des index. Vérifiez le total.
   *[other] Rien ne dit si les nombres de « { $series } » sont des index ou des consommations. Ils ne font que grandir : nous les lisons comme des index. Vérifiez le total.
}

finding-unknown-content-title = Contenu énergétique inconnu
finding-unknown-content = { $day ->
    [none] Nous ne connaissons pas le contenu énergétique de cette unité : la quantité n’est pas comptée. Indiquez le coefficient de conversion de la facture.
   *[other] Le { $day }, nous ne connaissons pas le contenu énergétique d’un { $unit } : la quantité n’est pas comptée. Indiquez le coefficient de conversion de la facture.
}

finding-archive-too-large-title = Archive trop grande
finding-archive-too-large = { $count ->
    [none] { $max_bytes ->
        [none] Cette archive est trop grande une fois décompressée. Envoyez ses fichiers en plusieurs fois.
       *[other] Une fois décompressée, cette archive dépasse { $max_bytes }. Envoyez ses fichiers en plusieurs fois.
    }
   *[other] Cette archive contient plus de { $count } fichiers. Envoyez-les en plusieurs fois.
}

finding-archive-damaged-title = Fichier abîmé dans l’archive
finding-archive-damaged = Ce fichier ne se décompresse pas : l’archive est abîmée à cet endroit. Refaites-la, ou envoyez le fichier sans le compresser.

finding-archive-locked-title = Fichier protégé par un mot de passe
finding-archive-locked = Ce fichier est protégé par un mot de passe dans l’archive. Ouvrez-la, puis envoyez le fichier lui-même.

finding-archive-nested-title = Archive dans une archive
finding-archive-nested = Ce fichier est lui-même une archive. Ouvrez-la, puis envoyez les fichiers qu’elle contient.
