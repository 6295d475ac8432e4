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
    [workbook] Ce fichier est un classeur Excel ou OpenDocument. Enregistrez la feuille au format CSV, puis envoyez-la.
    [old-office] Ce fichier vient d’un ancien Excel ou Word. Enregistrez la feuille au format CSV, puis envoyez-la.
    [word-processor] Ce fichier est un document de traitement de texte. Copiez le tableau dans un tableur et enregistrez-le en CSV.
    [database] Ce fichier est une base de données. Exportez-en les relevés au format CSV.
    [telegram] Ce fichier est un télégramme du port P1 d’un compteur communicant. Ce format n’est pas encore lu ; exportez en CSV.
    [xml] Ce fichier est un document XML. Sur le portail, choisissez « Exporter en CSV ».
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
finding-no-period = Rien ne dit quand cette consommation commence : elle n’est pas utilisée. Ajoutez la date du relevé précédent.

finding-index-decreases-title = Index qui recule
finding-index-decreases = { $other_row ->
    [none] L’index est inférieur au précédent. Si le compteur a été remplacé, créez le nouveau compteur à cette date.
   *[other] L’index est inférieur à celui de la ligne { $other_row }. Si le compteur a été remplacé, créez le nouveau compteur à cette date.
}

finding-index-roll-over-title = Compteur repassé par zéro
finding-index-roll-over = Le compteur a dépassé son dernier chiffre et repart de zéro. Nous en tenons compte ; il n’y a rien à faire.

finding-same-energy-twice-title = Énergie donnée deux fois
finding-same-energy-twice = { $series ->
    [none] La même énergie est donnée deux fois, par exemple en m³ et en kWh. Elle ne compte qu’une fois ; il n’y a rien à faire.
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

finding-archive-damaged-title = Archive abîmée
finding-archive-damaged = Ceci ne se décompresse pas : l’archive est abîmée ou incomplète. Refaites-la, ou envoyez les fichiers sans les compresser.

finding-archive-empty-title = Archive vide
finding-archive-empty = Cette archive ne contient aucun fichier de relevés. Vérifiez son contenu, puis envoyez-la à nouveau.

finding-archive-locked-title = Fichier protégé par un mot de passe
finding-archive-locked = Ce fichier est protégé par un mot de passe dans l’archive. Ouvrez-la, puis envoyez le fichier lui-même.

finding-archive-nested-title = Archive dans une archive
finding-archive-nested = Ce fichier est lui-même une archive. Ouvrez-la, puis envoyez les fichiers qu’elle contient.
