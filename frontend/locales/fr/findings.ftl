# Constats sur les données. Pour chaque code : un titre de groupe et une phrase qui dit quoi, où, que faire.
# « none » signifie que le constat ne porte pas cette information.

finding-at = { $place } : { $words }
finding-place-cell = Ligne { $row }, colonne « { $column } »
finding-place-row = Ligne { $row }
finding-place-sheet = { $place }, feuille « { $sheet } »
finding-place-column = Colonne « { $column } »

severity-error = À corriger
severity-warning = À voir
severity-info = Pour information

finding-not-meter-data-title = Ce n’est pas un fichier de relevés
finding-not-meter-data = { $looks_like ->
    [html] Ce fichier est une page web enregistrée (HTML), pas un tableau. Sur le portail, choisissez « Exporter en CSV ».
    [pdf] Ce PDF n’est pas une facture d’énergie que nous reconnaissons. Si c’en est une, encodez-la avec le formulaire « Une facture » et joignez-y ce PDF.
    [pdf-picture] Ce PDF est une image : un document numérisé, ou dont les lettres ne se lisent pas. Recopiez la facture dans le formulaire « Une facture » et joignez-y ce PDF.
    [pdf-encrypted] Ce PDF est protégé : nous ne pouvons pas le lire. Demandez-en une version sans mot de passe, ou recopiez la facture dans le formulaire « Une facture » et joignez-y ce PDF.
    [pdf-damaged] Ce PDF est abîmé ou incomplet : aucune page ne s’y trouve. Téléchargez-le à nouveau, puis envoyez-le encore une fois.
    [image] Ce fichier est une image. Encodez la facture avec le formulaire « Une facture » et joignez-y cette image.
    [empty] Ce fichier est vide. Refaites l’exportation, puis envoyez-le à nouveau.
    [archive] Ce fichier est une archive. Ouvrez-la et envoyez les fichiers CSV qu’elle contient.
    [damaged-archive] Cette archive ne s’ouvre pas : elle est abîmée ou incomplète. Refaites-la, ou envoyez les fichiers sans les compresser.
    [building-list] Ce fichier est une liste de bâtiments, pas de relevés. Lisez-la comme telle : les bâtiments et leurs compteurs vous seront proposés.
    [own-archive] Ce fichier est l’archive d’une organisation, pas un envoi de relevés. Reprenez-la depuis l’accueil, par « Reprendre une archive ».
    [empty-archive] Cette archive ne contient aucun fichier de relevés. Vérifiez son contenu, puis envoyez-la à nouveau.
    [workbook] Ce fichier est un classeur Excel ou OpenDocument. Enregistrez la feuille au format CSV, puis envoyez-la.
    [old-office] Ce fichier vient d’un ancien Excel ou Word. Enregistrez la feuille au format CSV, puis envoyez-la.
    [weather] Ce fichier contient des données météo, pas de relevés de compteurs. Nous avons nos propres degrés-jours : rien à envoyer ici.
    [word-processor] Ce fichier est un document de traitement de texte. Copiez le tableau dans un tableur et enregistrez-le en CSV.
    [database] Ce fichier est une base de données. Exportez-en les relevés au format CSV.
    [telegram] Ce fichier ressemble à un télégramme du port P1, mais il ne contient aucun index. Enregistrez le télégramme entier, de la barre oblique au point d’exclamation.
    [d0-telegram] Ce fichier est un télégramme de compteur allemand (interface D0, IEC 62056-21), pas du port P1. Encodez ses index à la main.
    [xml] Ce fichier est un document XML d’un type que nous ne lisons pas encore. Les factures Peppol (UBL) et Green Button sont lues ; sinon, demandez la même exportation en CSV ou en Excel.
    [green-button] Ce fichier Green Button ne contient aucun relevé (IntervalReading). Sur le portail, demandez les données d’intervalle.
    [invoice-tests] Ce fichier est un jeu de tests pour logiciels de facturation ({ $root }), pas une facture. Envoyez la facture elle-même.
    [invoice-fragment] Ce fichier est un fragment de facture : il lui manque des lignes, ou à la fois un numéro et un total. Demandez la facture entière au fournisseur.
    [invoice-cii] Ce fichier est une facture électronique d’un autre type (CII). Demandez la version Peppol (UBL), ou encodez-la avec le formulaire « Une facture ».
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

finding-bill-to-confirm-title = Facture à confirmer
finding-bill-to-confirm = Ce PDF est une facture. Nous y avons lu des propositions : rien ne compte avant que vous les ayez vérifiées et confirmées dans le formulaire « Une facture ».

finding-unknown-layout-title = Tableau que nous ne connaissons pas encore
finding-unknown-layout = { $headers ->
    [none] Aucune colonne de date ou de relevé n’a été reconnue. Dites-nous ce que contiennent les colonnes, ou encodez vos relevés à la main.
   *[other] Nous avons lu les colonnes { $headers }, sans y reconnaître une date et un relevé. Dites-nous ce qu’elles contiennent, ou encodez vos relevés à la main.
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
finding-crc-mismatch = { $value ->
    [none] La somme de contrôle du télégramme n’est pas celle de son contenu : une ligne s’est perdue en route. Relevez le port P1 à nouveau, sans modifier le fichier.
   *[other] La somme de contrôle du télégramme (« { $value } ») n’est pas celle de son contenu : une ligne s’est perdue en route. Relevez le port P1 à nouveau, sans modifier le fichier.
}

finding-incomplete-telegram-title = Télégramme incomplet
finding-incomplete-telegram = Le début ou la fin de ce télégramme manque : rien n’en est utilisé. Enregistrez-le en entier, de la barre oblique au point d’exclamation.

finding-no-crc-title = Télégramme sans contrôle
finding-no-crc = { $count ->
    [none] Des télégrammes n’ont pas de somme de contrôle : c’est ainsi sur les anciens compteurs. Comparez leurs index avec l’écran du compteur.
   *[other] Télégrammes sans somme de contrôle : { $count }. C’est ainsi sur les anciens compteurs ; comparez quelques index avec l’écran du compteur.
}

finding-undated-index-title = Index sans date
finding-undated-index = { $value ->
    [none] Ce télégramme ne dit pas quand il a été envoyé : cet index n’est pas utilisé. Encodez-le avec sa date dans le formulaire des index.
   *[other] Ce télégramme ne dit pas quand il a été envoyé : l’index « { $value } » n’est pas utilisé. Encodez-le avec sa date dans le formulaire des index.
}

finding-empty-channel-title = Emplacement sans compteur
finding-empty-channel = Aucun compteur n’est raccordé à cet emplacement M-Bus. Il n’y a rien à faire.

finding-unused-register-title = Index non suivi
finding-unused-register = { $value ->
    [none] Cet index n’est pas de l’énergie active : il n’est pas suivi. Il n’y a rien à faire.
   *[other] L’index { $value } n’est pas de l’énergie active : il n’est pas suivi. Il n’y a rien à faire.
}

finding-month-peak-title = Pointe quart-horaire
finding-month-peak = { $peak ->
    [none] Cette pointe est lue, mais pas encore suivie. Il n’y a rien à faire.
   *[other] Pointe de { $peak } kW, le { $when }. Elle est lue, mais pas encore suivie. Il n’y a rien à faire.
}

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
    [too-many] Ce fichier décrit trop de séries différentes : { $rows } relevés ne sont pas utilisés. Envoyez-le en plusieurs parties.
    [not-consumption] Ces { $rows } valeurs sont des maximums ou des mesures instantanées, pas des consommations : elles ne sont pas utilisées.
    [none] Le fichier ne dit pas ce que sont ces relevés : aucun n’est utilisé. Demandez une exportation complète au fournisseur.
   *[other] Le fichier ne dit pas ce que sont ses { $rows } relevés (leur ReadingType ou leur MeterReading manque) : aucun n’est utilisé. Demandez une exportation complète au fournisseur.
}

finding-impossible-unit-title = Unité impossible
finding-impossible-unit = { $value ->
    [none] Cette unité n’existe pas pour cette énergie : les relevés ne sont pas utilisés. Signalez-le à l’expéditeur.
   *[other] L’unité « { $value } » n’existe pas pour cette énergie ({ $carrier }) : les { $rows } relevés ne sont pas utilisés. Signalez-le à l’expéditeur.
}

finding-shorter-than-announced-title = Fichier plus court qu’annoncé
finding-shorter-than-announced = { $from ->
    [none] Le fichier annonce plus de relevés qu’il n’en contient. S’il en manque, téléchargez-le à nouveau.
   *[other] Le fichier annonce des relevés du { $from } au { $to } ; il en contient du { $first } au { $last }. S’il en manque, téléchargez-le à nouveau.
}

finding-unused-part-title = Partie non lue
finding-unused-part = { $value ->
    [none] Une partie du document n’est pas lue. Il n’y a rien à faire.
   *[other] La partie « { $value } » du document n’est pas lue. Il n’y a rien à faire.
}

finding-unknown-unit-title = Unité inconnue
finding-unknown-unit = { $why ->
    [peak] Une puissance en « { $value } » par jour ou par mois est une pointe, pas une énergie : cette série n’est pas utilisée. Il n’y a rien à corriger si l’énergie est dans une autre colonne.
   *[other] { $value ->
        [none] L’unité n’est pas reconnue : cette série n’est pas utilisée. Indiquez kWh, MWh, m³ ou l.
       *[other] L’unité « { $value } » n’est pas reconnue : cette série n’est pas utilisée. Indiquez kWh, MWh, m³ ou l.
    }
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
    [none] Le dernier chiffre du code EAN ne correspond pas aux autres. Il est gardé tel quel ; comparez avec votre facture.
   *[other] Le dernier chiffre du code EAN { $value } ne correspond pas aux autres. Il est gardé tel quel ; comparez avec votre facture.
}

finding-ean-length-title = Code EAN incomplet
finding-ean-length = { $value ->
    [none] Le code EAN ne compte pas 18 chiffres. Il est gardé tel quel ; recopiez le code de votre facture.
   *[other] Le code EAN « { $value } » ne compte pas 18 chiffres. Il est gardé tel quel ; recopiez le code de votre facture.
}

finding-bad-date-title = Date illisible
finding-bad-date = { $value ->
    [none] La date n’a pas pu être lue. Écrivez-la comme 31/12/2025.
   *[other] « { $value } » n’est pas une date. { $proposal ->
        [none] Écrivez-la comme 31/12/2025.
       *[other] Vouliez-vous { $proposal } ?
    }
}

finding-date-order-assumed-title = Ordre du jour et du mois
finding-date-order-assumed = { $day ->
    [none] Les dates de ce fichier peuvent se lire « jour/mois » ou « mois/jour ». Vérifiez avec l’expéditeur.
   *[other] { $why ->
        [mixed] Ce fichier mêle des dates « jour/mois » et des dates « mois/jour » : « { $value } » est lu { $day }, et les dates qui contredisent cet ordre ne sont pas utilisées. Écrivez toutes les dates de la même façon.
        [spacing] « { $value } » peut être le { $day } ou le { $other_day } : nous lisons le { $day }, car les dates se suivent alors régulièrement. Vérifiez avec l’expéditeur.
       *[other] « { $value } » peut être le { $day } ou le { $other_day } : nous lisons le { $day }. Vérifiez avec l’expéditeur.
    }
}

finding-skipped-hour-title = Heure qui n’existe pas
finding-skipped-hour = { $value ->
    [none] Cette heure n’existe pas : au passage à l’heure d’été, on saute de 2 h à 3 h. Vérifiez l’horloge du compteur.
   *[other] « { $value } » n’existe pas : au passage à l’heure d’été, on saute de 2 h à 3 h. Vérifiez l’horloge du compteur.
}

finding-repeated-hour-missing-title = Heure d’hiver absente
finding-repeated-hour-missing = { $day ->
    [none] Le jour du passage à l’heure d’hiver compte 25 heures, et 24 sont données : l’heure répétée manque. Demandez-la à l’expéditeur, ou laissez-la manquer.
   *[other] Le { $day }, jour du passage à l’heure d’hiver, compte 25 heures, et 24 sont données : l’heure répétée manque. Demandez-la à l’expéditeur, ou laissez-la manquer.
}

finding-sign-turned-title = Injection notée en négatif
finding-sign-turned = Cette colonne note en négatif ce qui est injecté sur le réseau : nous l’avons lu comme une injection, en positif.

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
finding-future-date = { $day ->
    [none] Cette date est dans le futur. Vérifiez l’année.
   *[other] { $to ->
        [none] Le { $day } est dans le futur : ce relevé n’est pas utilisé. Vérifiez l’année.
       *[other] Du { $day } au { $to }, ces dates sont dans le futur : leurs relevés ne sont pas utilisés. Vérifiez l’année.
    }
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

finding-same-moment-title = Lignes que rien ne distingue
finding-same-moment = { $rows ->
    [none] Plusieurs lignes portent la même date, sans heure ni compteur qui les distingue : elles ne sont pas utilisées. Ajoutez la colonne qui manque.
   *[other] Sur { $rows } lignes, la plupart portent la date de la ligne qui précède, sans heure ni compteur qui les distingue : elles ne sont pas utilisées. Ajoutez la colonne qui manque.
}

finding-no-readings-title = Aucun relevé
finding-no-readings = Ce tableau a des colonnes que nous reconnaissons, mais aucune ligne de relevé. Vérifiez que l’export est complet, puis renvoyez-le.

finding-total-row-title = Lignes de total
finding-total-row = C’est une ligne de total : elle n’est pas comptée en plus des relevés. Il n’y a rien à faire.

finding-blank-row-title = Lignes vides
finding-blank-row = Cette ligne est vide. Il n’y a rien à faire.

finding-repeated-header-title = En-tête répété
finding-repeated-header = L’en-tête revient ici. Il n’y a rien à faire.

finding-units-row-title = Ligne des unités
finding-units-row = Cette ligne donne les unités des colonnes, qui en tiennent compte. Il n’y a rien à faire.

finding-note-row-title = Titres et remarques
finding-note-row = C’est un titre ou une remarque, pas un relevé. Il n’y a rien à faire.

finding-period-assumed-title = Période déduite
finding-period-assumed = { $rule ->
    [month-of-first-day] Une seule date par ligne, le premier du mois : chaque valeur est prise pour le mois qui commence ce jour-là. Vérifiez la première.
    [month-of-last-day] Une seule date par ligne, la fin du mois : chaque valeur est prise pour le mois qui se termine ce jour-là. Vérifiez la première.
    [period-of-first-day] Une seule date par ligne, le premier d’un mois, à plusieurs mois d’écart : chaque valeur est prise pour la période qui commence ce jour-là. Vérifiez la première.
    [period-of-last-day] Une seule date par ligne, la fin d’un mois, à plusieurs mois d’écart : chaque valeur est prise pour la période qui se termine ce jour-là. Vérifiez la première.
    [week-of-first-day] Une seule date par ligne, un lundi : chaque valeur est prise pour la semaine qui commence ce jour-là. Vérifiez la première.
    [week-of-last-day] Une seule date par ligne, un dimanche : chaque valeur est prise pour la semaine qui se termine ce jour-là. Vérifiez la première.
    [since-date-before] Une seule date par ligne : chaque valeur est prise pour la période depuis la date précédente. Vérifiez la première.
    [slot-ends] La première heure n’est pas minuit et la dernière l’est : chaque heure est prise pour la fin de son intervalle. Vérifiez avec l’expéditeur.
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
    [none] { $held ->
        [none] L’index est inférieur au précédent. Si le compteur a été remplacé, indiquez-le sur sa fiche, à la date du changement.
       *[other] L’index est inférieur au dernier que nous connaissons, { $held }. Si le compteur a été remplacé, indiquez-le sur sa fiche, à la date du changement.
    }
   *[other] L’index est inférieur à celui de la ligne { $other_row }. Si le compteur a été remplacé, indiquez-le sur sa fiche, à la date du changement.
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

finding-unused-sheet-title = Feuilles sans relevés
finding-unused-sheet = { $sheet ->
    [none] Aucun relevé n’a été reconnu dans une feuille du classeur. Elle n’est pas utilisée.
   *[other] Aucun relevé n’a été reconnu dans la feuille « { $sheet } ». Elle n’est pas utilisée.
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
finding-unknown-meter = { $near ->
    [none] { $meter ->
        [none] Ce compteur n’est pas encore connu. Choisissez le bâtiment où le créer, ou l’un de vos compteurs.
       *[other] Le compteur { $meter } n’est pas encore connu. Choisissez le bâtiment où le créer, ou l’un de vos compteurs.
    }
   *[other] Le numéro { $meter } n’est pas un EAN possible. À un chiffre près, c’est celui de « { $near } » : choisissez ce compteur si c’est bien lui.
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
finding-negative-line = { $quantity ->
    [none] Une ligne négative reprend une consommation déjà facturée : elle n’est pas soustraite. Vérifiez que la période corrigée compte ce qui a été consommé.
   *[other] « { $value } » ({ $quantity } { $unit }) reprend une consommation déjà facturée : elle n’est pas soustraite. Vérifiez que la période corrigée compte ce qui a été consommé.
}

finding-implausible-price-title = Prix invraisemblable
finding-implausible-price = { $price ->
    [none] Le prix par unité de cette ligne est invraisemblable : l’unité ne peut pas être juste, et la quantité n’est pas comptée. Vérifiez la facture.
   *[other] « { $value } » coûterait { $price } { $currency } par { $unit } : l’unité ne peut pas être juste, et la quantité n’est pas comptée. Vérifiez la facture.
}

finding-invoice-total-differs-title = Somme qui diffère
finding-invoice-total-differs = { $why ->
    [rounding] { $rule ->
        [lines] La somme des lignes donne { $amount } { $currency }, la facture dit { $stated } : ce n’est qu’un arrondi. Il n’y a rien à faire.
       *[other] Un total de la facture donne { $amount } { $currency } là où elle dit { $stated } : ce n’est qu’un arrondi. Il n’y a rien à faire.
    }
    [none] Une somme de la facture n’est pas celle qu’elle annonce. Demandez au fournisseur laquelle est juste.
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

finding-cost-not-attributed-title = Coût sans compteur
finding-cost-not-attributed = { $why ->
    [part] { $amount } € hors TVA ne sont attribués à aucun compteur : aucune ligne ne dit pour lequel. Le reste est gardé ; encodez ce montant avec le formulaire « Une facture » s’il concerne l’énergie.
    [several-meters] Cette facture concerne plusieurs compteurs, et ses lignes ne disent pas lequel coûte combien : son coût n’est pas gardé. Encodez-le par compteur avec le formulaire « Une facture ».
    [period] La facture ne dit pas quelle période elle règle : son coût n’est pas gardé. Encodez-la avec le formulaire « Une facture ».
   *[other] { $value ->
        [none] Le coût de cette facture n’est gardé pour aucun compteur : elle n’en nomme aucun. Encodez-la avec le formulaire « Une facture ».
       *[other] Le coût de cette facture n’est pas gardé : le compteur { $value } n’est pas encore connu. Créez-le, puis envoyez-la à nouveau.
    }
}

finding-invoice-number-held-title = Numéro de facture déjà connu
finding-invoice-number-held = { $supplier ->
    [none] Une autre facture du même numéro est déjà importée, avec un autre contenu. Comparez les deux ; si celle-ci la remplace, annulez l’import de la première.
   *[other] Une autre facture n° { $number } de « { $supplier } » est déjà importée, avec un autre contenu. Comparez les deux ; si celle-ci la remplace, annulez l’import de la première.
}

finding-other-currency-title = Autre monnaie que l’euro
finding-other-currency = { $currency ->
    [none] Cette facture n’est pas en euros : ses quantités sont comptées, son coût n’est pas repris. Encodez le coût en euros avec le formulaire « Une facture » si vous en avez besoin.
   *[other] Cette facture est en { $currency } : ses quantités sont comptées, son coût n’est pas repris. Encodez le coût en euros avec le formulaire « Une facture » si vous en avez besoin.
}

finding-index-same-day-title = Deux index le même jour
finding-index-same-day = { $held ->
    [none] Un autre index du même jour est déjà gardé. Vérifiez lequel est juste.
   *[other] « { $value } » : un autre index du même jour est déjà gardé, { $held }. Vérifiez lequel est juste.
}

finding-index-too-long-title = Trop de chiffres
finding-index-too-long = { $digits ->
    [none] L’index a plus de chiffres que le compteur. Vérifiez la virgule.
   *[other] « { $value } » : ce compteur n’affiche que { $digits } chiffres entiers. { $proposal ->
        [none] Vérifiez la virgule.
       *[other] Vouliez-vous { $proposal } ?
    }
}

finding-implausible-title = Valeur surprenante
finding-implausible = { $than ->
    [month] « { $value } » est { $factor } fois plus que le mois passé. { $proposal ->
        [none] Vérifiez la virgule.
       *[other] Vouliez-vous { $proposal } ?
    }
    [usual] « { $value } » est { $factor } fois plus que d’habitude. { $proposal ->
        [none] Vérifiez la virgule.
       *[other] Vouliez-vous { $proposal } ?
    }
    [index] { $factor ->
        [none] L’index « { $value } » ne suit pas les autres.
       *[other] À « { $value } », l’index avance { $factor } fois plus vite que d’habitude.
    } { $proposal ->
        [none] Vérifiez la virgule.
       *[other] Vouliez-vous { $proposal } ?
    }
   *[other] { $factor ->
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
}

finding-gap-title = Relevés qui manquent
finding-gap = { $from ->
    [none] Des relevés manquent entre le premier et le dernier. Demandez-les à l’expéditeur du fichier.
   *[other] { $to ->
        [none] Le { $from }
       *[other] Du { $from } au { $to }
    }, { $days ->
        [none] { $count } relevés manquent.
       *[other] { $days } jours manquent.
    } Demandez-les à l’expéditeur du fichier.
}

finding-overlap-title = Périodes qui se chevauchent
finding-overlap = { $from ->
    [none] Deux périodes du même compteur se chevauchent. Chaque jour n’est compté qu’une fois ; vérifiez les dates.
   *[other] { $to ->
        [none] Le { $from }
       *[other] Du { $from } au { $to }
    }, cette période chevauche celle de la ligne { $other_row }. Chaque jour n’est compté qu’une fois ; vérifiez les dates.
}

finding-unit-jump-title = Unité qui change
finding-unit-jump = { $day ->
    [none] Les valeurs changent d’échelle en cours de route : l’unité a sans doute changé. Vérifiez-la auprès de l’expéditeur.
   *[other] À partir du { $day }, les valeurs sont { $factor } fois plus { $than ->
        [lower] basses
       *[other] élevées
    } : l’unité a sans doute changé ({ $why ->
        [megajoule] MJ ou kWh
        [cubic-metre] m³ ou kWh
       *[other] Wh, kWh ou MWh
    }). Vérifiez-la auprès de l’expéditeur.
}

finding-run-of-zeros-title = Zéros à expliquer
finding-run-of-zeros = { $from ->
    [none] Rien n’a été utilisé pendant longtemps, ce qui n’est pas habituel. Si le compteur n’a pas été relevé, laissez la cellule vide : un zéro compte comme un relevé.
   *[other] { $to ->
        [none] Le { $from }
       *[other] Du { $from } au { $to }
    }, rien n’a été utilisé, ce qui n’est pas habituel. Si le compteur n’a pas été relevé, laissez la cellule vide : un zéro compte comme un relevé.
}

finding-stuck-meter-title = Compteur peut-être bloqué
finding-stuck-meter = { $from ->
    [none] La même valeur revient sans cesse. Vérifiez que le compteur tourne et qu’il a bien été relevé.
   *[other] { $to ->
        [none] Le { $from }
       *[other] Du { $from } au { $to }
    }, { $kind ->
        [index] l’index reste à { $value }
       *[other] la valeur { $value } revient { $count } fois de suite
    }. Vérifiez que le compteur tourne et qu’il a bien été relevé.
}

finding-sum-of-others-title = Énergie comptée par deux compteurs
finding-sum-of-others = { $why ->
    [head] Ce compteur additionne { $series } autres compteurs du fichier, placés derrière lui : ils ne comptent pas en plus. Il n’y a rien à faire.
   *[other] Cette série est la somme d’autres séries du fichier : elle ne compte pas en plus. Il n’y a rien à faire.
}

finding-sub-meter-title = Sous-compteur
finding-sub-meter = { $meter ->
    [none] Ce compteur est placé derrière un autre, qui compte déjà son énergie. Il n’y a rien à faire.
   *[other] Ce compteur est placé derrière « { $meter } », qui compte déjà son énergie. Il n’y a rien à faire.
}

finding-out-of-service-title = Relevés hors de la période du compteur
finding-out-of-service = { $day ->
    [none] Des relevés datent d’une époque où ce compteur n’était pas en service. Vérifiez que c’est le bon compteur.
   *[other] { $why ->
        [after] Des relevés datent de plus d’un mois après la mise hors service du compteur, le { $day }. Vérifiez que c’est le bon compteur.
       *[other] Des relevés datent de plus d’un mois avant la mise en service du compteur, le { $day }. Vérifiez que c’est le bon compteur.
    }
}

finding-kind-assumed-title = Index supposés
finding-kind-assumed = { $series ->
    [none] Rien ne dit si ces nombres sont des index ou des consommations. Ils ne font que grandir : nous les lisons comme des index. Vérifiez le total.
   *[other] Rien ne dit si les nombres de « { $series } » sont des index ou des consommations. Ils ne font que grandir : nous les lisons comme des index. Vérifiez le total.
}

finding-default-content-title = Coefficient usuel
finding-default-content = { $factor ->
    [none] Aucune facture ne donne le coefficient de conversion : nous employons la valeur usuelle. Indiquez-le sur la fiche du compteur.
   *[other] Du { $from } au { $to }, aucune facture ne donne le coefficient du compteur « { $meter } » : nous comptons { $factor } kWh par { $unit }, la valeur usuelle, et marquons le résultat « e ». Vous pouvez l’indiquer sur la fiche du compteur.
}

finding-content-changed-title = Coefficient qui change
finding-content-changed = { $from ->
    [none] Le coefficient de conversion a changé entre deux relevés : la quantité est répartie par jour. Un relevé au jour du changement serait plus précis.
   *[other] Entre le { $from } et le { $to }, le contenu énergétique d’un { $unit } a changé sans relevé ce jour-là (compteur « { $meter } ») : la quantité est répartie par jour. Une baisse des m³ au passage au gaz riche n’est pas une économie.
}

finding-basis-converted-title = PCS et PCI
finding-basis-converted = { $from ->
    [none] Une énergie était donnée sur l’autre pouvoir calorifique : nous l’avons convertie avec le rapport PCI/PCS du combustible.
   *[other] Du { $from } au { $to }, l’énergie du compteur « { $meter } » était donnée sur l’autre pouvoir calorifique : nous l’avons convertie avec le rapport PCI/PCS du combustible.
}

finding-index-fell-title = Index qui recule
finding-index-fell = { $from ->
    [none] L’index recule : ce qui est passé entre les deux relevés n’est pas connu. Si le compteur a été remplacé, indiquez-le sur sa fiche.
   *[other] Du { $from } au { $to }, l’index du compteur « { $meter } » recule : ce qui est passé n’est pas connu. Si le compteur a été remplacé, indiquez son dernier index sur sa fiche.
}

finding-tank-opening-title = Stock de départ inconnu
finding-tank-opening = { $day ->
    [none] Nous ne savons pas ce que contenait la citerne au départ : rien n’est compté avant le premier plein ou la première jauge.
   *[other] Nous ne savons pas ce que contenait la citerne avant le { $day } : rien n’est compté avant ce jour.
}

finding-tank-supposed-full-title = Pleins supposés
finding-tank-supposed-full = { $count ->
    [none] Des livraisons sont supposées avoir rempli la citerne. Indiquez-le à chaque livraison, ou relevez la jauge.
   *[other] { $count } livraisons sont supposées avoir rempli la citerne ; le résultat est marqué « e ». Indiquez-le à chaque livraison, ou relevez la jauge.
}

finding-tank-rises-title = Jauge qui monte
finding-tank-rises = { $from ->
    [none] La jauge monte sans livraison connue. Une livraison manque peut-être.
   *[other] Du { $from } au { $to }, la jauge monte de plus que ce qui a été livré : une livraison manque peut-être. Rien n’est compté pour ces jours.
}

finding-level-outside-table-title = Jauge hors de la table
finding-level-outside-table = { $day ->
    [none] Une hauteur ne se trouve pas dans la table de jauge de la citerne. Complétez la table sur la fiche du compteur.
   *[other] Le { $day }, la hauteur { $value } ne se trouve pas dans la table de jauge de la citerne : elle n’est pas comptée. Complétez la table sur la fiche du compteur.
}

finding-injection-above-production-title = Plus injecté que produit
finding-injection-above-production = { $day ->
    [none] Un mois, l’injection dépasse la production : un des deux compteurs est à vérifier.
   *[other] Le mois qui commence le { $day }, l’injection dépasse la production : un des deux compteurs est à vérifier. L’autoconsommation de ce mois n’est pas donnée.
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

finding-reasons-sheet-title = La feuille des raisons
finding-reasons-sheet = C’est un fichier que nous avions annoté : sa feuille de raisons n’est pas lue, les autres le sont.

finding-not-building-list-title = Ce n’est pas une liste de bâtiments
finding-not-building-list = { $why ->
    [name] Aucune colonne ne donne le nom des bâtiments. { $headers ->
        [none] Ajoutez une colonne « Nom du bâtiment », ou partez du modèle.
       *[other] Colonnes lues : { $headers }. Ajoutez une colonne « Nom du bâtiment », ou partez du modèle.
    }
    [table] Ce fichier n’est pas un tableau de bâtiments. Partez du modèle, ou ajoutez un titre à chaque colonne.
   *[other] { $looks_like ->
        [empty] Ce fichier est vide. Enregistrez la liste, puis envoyez-la à nouveau.
        [pdf] Ce fichier est un PDF. Enregistrez la liste au format Excel ou CSV, puis envoyez-la.
        [html] Ce fichier est une page web enregistrée (HTML). Enregistrez la liste au format Excel ou CSV, puis envoyez-la.
       *[other] Ce fichier n’est pas un tableur. Enregistrez la liste au format Excel ou CSV, puis envoyez-la.
    }
}

finding-list-too-long-title = Liste trop longue
finding-list-too-long = { $count ->
    [none] Cette liste compte trop de bâtiments. Envoyez-la en plusieurs parties.
   *[other] Cette liste compte plus de { $count } bâtiments. Envoyez-la en plusieurs parties.
}

finding-name-missing-title = Bâtiment sans nom
finding-name-missing = Cette ligne ne dit pas de quel bâtiment elle parle. Ajoutez-y son nom.

finding-duplicate-code-title = Un code pour deux bâtiments
finding-duplicate-code = { $other_row ->
    [none] Ce code est déjà celui d’un autre bâtiment de la liste. Donnez un code à chacun.
   *[other] Le code « { $value } » est déjà celui de « { $other_value } », ligne { $other_row }. Donnez un code à chacun.
}

finding-building-conflict-title = Deux lignes qui se contredisent
finding-building-conflict = { $other_row ->
    [none] Une autre ligne dit autre chose de ce bâtiment. Gardez la bonne valeur dans les deux.
   *[other] « { $value } » ici, « { $other_value } » à la ligne { $other_row }, pour le même bâtiment. Gardez la bonne valeur dans les deux.
}

finding-duplicate-meter-title = Un compteur pour deux bâtiments
finding-duplicate-meter = { $other_row ->
    [none] Ce code EAN est déjà celui d’un autre bâtiment de la liste. Gardez-le au bâtiment où se trouve le compteur ; une clé de répartition se définit ensuite.
   *[other] Le code EAN { $value } est déjà celui du bâtiment de la ligne { $other_row }. Gardez-le au bâtiment où se trouve le compteur ; une clé de répartition se définit ensuite.
}

finding-meter-elsewhere-title = Compteur connu ailleurs
finding-meter-elsewhere = { $meter ->
    [none] Ce compteur est déjà celui d’un autre bâtiment : il y reste. Vérifiez lequel est le bon.
   *[other] Le compteur { $meter } est déjà celui de « { $other_value } » : il y reste. Vérifiez lequel est le bon.
}

finding-duplicate-header-title = Colonne en double
finding-duplicate-header = { $column ->
    [none] Deux colonnes ont le même titre ou le même sens : la première est lue. Supprimez ou renommez l’autre.
   *[other] La colonne « { $column } » répète une colonne précédente : elle n’est pas lue. Supprimez-la ou renommez-la.
}

finding-unknown-postcode-title = Code postal inconnu
finding-unknown-postcode = { $value ->
    [none] Ce code postal n’existe pas. Vérifiez-le.
   *[other] « { $value } » n’est pas un code postal connu. { $proposal ->
        [none] Vérifiez-le.
       *[other] Vouliez-vous { $proposal } ?
    }
}

finding-unknown-commune-title = Commune à préciser
finding-unknown-commune = { $value ->
    [none] Nous ne savons pas de quelle commune il s’agit. L’adresse est gardée sans elle ; choisissez-la ensuite sur la page du bâtiment.
   *[other] « { $value } » ne dit pas de quelle commune il s’agit. L’adresse est gardée sans elle ; choisissez-la ensuite sur la page du bâtiment.
}

finding-unknown-activity-title = Activité inconnue
finding-unknown-activity = { $value ->
    [none] Cette activité n’est pas dans notre liste. Laissez la cellule vide : le bâtiment aura celle de l’organisation.
   *[other] « { $value } » n’est pas dans notre liste d’activités. { $proposal ->
        [none] Laissez la cellule vide : le bâtiment aura l’activité de l’organisation.
       *[other] Vouliez-vous « { $proposal } » ?
    }
}

finding-unknown-carrier-title = Énergie inconnue
finding-unknown-carrier = { $value ->
    [none] Cette énergie n’est pas reconnue. Écrivez par exemple électricité, gaz naturel, mazout, pellets ou eau.
   *[other] « { $value } » n’est pas une énergie que nous connaissons. { $proposal ->
        [none] Écrivez par exemple électricité, gaz naturel, mazout, pellets ou eau.
       *[other] Vouliez-vous « { $proposal } » ?
    }
}

finding-bad-ean-title = Code EAN illisible
finding-bad-ean = { $why ->
    [rounded] Le tableur a pris ce code EAN pour un nombre et l’a arrondi : ses derniers chiffres sont perdus. Mettez la colonne au format Texte, puis recopiez le code de la facture.
   *[other] { $value ->
        [none] Ce n’est pas un code EAN. Recopiez les 18 chiffres de la facture.
       *[other] « { $value } » n’est pas un code EAN. Recopiez les 18 chiffres de la facture.
    }
}

finding-out-of-range-title = Nombre impossible
finding-out-of-range = { $rule ->
    [area] Une surface se donne en mètres carrés, de 1 à 500 000. Vérifiez ce nombre.
    [units] On attend ici un nombre entier de lits, de places ou d’élèves. Vérifiez ce nombre.
    [year] On attend ici une année en quatre chiffres, comme 1987. Vérifiez ce nombre.
   *[other] Ce nombre n’est pas possible ici. Vérifiez-le.
}

finding-area-converted-title = Surface convertie
finding-area-converted = { $unit ->
    [none] Cette surface n’est pas en mètres carrés : nous l’avons convertie.
   *[other] Cette surface est en { $unit } : nous l’avons convertie en mètres carrés.
}

finding-gross-area-title = Surface brute
finding-gross-area = Cette colonne donne la surface brute ; nous la prenons pour la surface chauffée, faute de mieux. Corrigez-la si des parkings ou des caves n’en sont pas.

finding-proposal-taken-title = Proposition suivie
finding-proposal-taken = { $proposal ->
    [none] La proposition a été suivie à la place de ce qui était écrit.
   *[other] « { $value } » a été lu comme « { $proposal } », ainsi que vous l’avez demandé.
}

finding-no-temperatures-title = Tableau sans températures
finding-no-temperatures = { $unit ->
    [none] { $headers ->
        [none] { $looks_like ->
            [html] Ce fichier est une page web enregistrée (HTML), pas un tableau. Enregistrez un tableau CSV de deux colonnes : le jour et sa température moyenne en °C.
            [workbook] Ce classeur n’est pas lu ici. Enregistrez-le au format CSV, avec deux colonnes : le jour et sa température moyenne en °C.
           *[other] Aucune température n’a été trouvée. Il faut un tableau CSV de deux colonnes : le jour et sa température moyenne en °C.
        }
       *[other] Nous avons lu les colonnes { $headers }, sans y reconnaître un jour et une température. Nommez-les « jour » et « température ».
    }
   *[other] La colonne « { $unit } » n’est pas en degrés Celsius. Convertissez-la en °C dans le fichier.
}

finding-extra-cell-title = Une cellule de trop
finding-extra-cell = La ligne a une cellule de plus que prévu : une virgule décimale y sépare sans doute deux cellules. Enregistrez le tableau avec des points-virgules.

finding-impossible-temperature-title = Température impossible
finding-impossible-temperature = { $value ->
    [none] Aucun jour n’a eu cette température moyenne en Belgique. Vérifiez la virgule et l’unité (°C).
   *[other] « { $value } » n’est pas la température moyenne d’un jour en Belgique. Vérifiez la virgule et l’unité (°C).
}

finding-too-many-days-title = Trop de lignes
finding-too-many-days = Le tableau a plus de lignes que de jours utiles. Gardez une ligne par jour.

finding-temperature-changed-title = Température remplacée
finding-temperature-changed = { $day ->
    [none] Des jours avaient une autre température ; la nouvelle est prise, l’ancienne reste consultable.
   *[other] { $origin ->
        [file] Le { $day }, un autre fichier donnait { $before } °C : ce fichier donne { $after } °C, qui compte désormais. L’ancienne valeur reste conservée.
       *[other] Le { $day }, le service météo donnait { $before } °C : ce fichier donne { $after } °C, qui compte désormais. L’ancienne valeur reste conservée.
    }
}

# La signature énergétique : les huit cas de la brochure wallonne, et la signature courbe.
finding-signature-sudden-title = Une période hors de la droite
finding-signature-sudden = { $percent ->
    [none] La consommation s’est écartée d’un coup de ce que le temps explique. Vérifiez d’abord le relevé ou la facture, puis demandez ce qui s’est passé.
   *[other] { $why ->
        [step] Depuis le { $from }, la consommation est à un autre niveau ({ $percent } % de la moyenne) par le même temps. Cherchez ce qui a changé ce jour-là : un réglage, des travaux, un compteur, une occupation.
       *[other] Du { $from } au { $to }, la consommation s’écarte de { $percent } % de ce que le temps explique. Vérifiez d’abord le relevé ou la facture, puis demandez ce qui s’est passé.
    }
}

finding-signature-scattered-title = Une consommation qui suit mal le temps
finding-signature-scattered = { $why ->
    [no-weather] La consommation ne suit pas le froid. Si ce compteur sert au chauffage, faites vérifier sa régulation ; sinon, il n’y a rien à corriger selon le climat.
   *[other] { $r_squared ->
        [none] La consommation suit le froid, mais de loin. Faites vérifier la régulation : sonde extérieure, courbe de chauffe, horaires.
       *[other] La consommation suit le froid, mais de loin (R² = { $r_squared }). Faites vérifier la régulation : sonde extérieure, courbe de chauffe, horaires.
    }
}

finding-signature-drift-title = Une dérive lente
finding-signature-drift = { $percent ->
    [none] Par le même temps, la consommation change d’année en année. Si elle monte, faites entretenir la chaudière et vérifier les réglages ; si elle baisse, notez ce qui l’explique.
   *[other] Par le même temps, la consommation change de { $percent } % par an. Si elle monte, faites entretenir la chaudière et vérifier les réglages ; si elle baisse, notez ce qui l’explique.
}

finding-signature-free-gains-title = Des apports gratuits en période douce
finding-signature-free-gains = { $celsius ->
    [none] Par temps doux, le soleil et les occupants chauffent une partie du bâtiment. Rien à corriger : vérifiez seulement que le chauffage s’arrête alors.
   *[other] Par temps doux, le soleil et les occupants chauffent une partie du bâtiment : le chauffage ne commence vraiment qu’en dessous de { $celsius } °C dehors. Vérifiez qu’il s’arrête au-dessus.
}

finding-signature-heating-and-cooling-title = Chauffage et refroidissement en même temps
finding-signature-heating-and-cooling = Par temps doux, la consommation augmente quand il fait plus chaud, alors que le bâtiment est encore chauffé. Vérifiez que le chauffage et la climatisation ne marchent pas ensemble.

finding-signature-base-load-title = Une consommation sans froid
finding-signature-base-load = { $per ->
    [none] Une partie est utilisée même sans froid : eau chaude, cuisine, pertes. Comparez avec les besoins réels de l’été.
    [day] Environ { $kwh } kWh par jour sont utilisés même sans froid, soit { $percent } % du total : eau chaude, cuisine, pertes. Comparez avec les besoins réels de l’été.
   *[other] Environ { $kwh } kWh par période sont utilisés même sans froid, soit { $percent } % du total : eau chaude, cuisine, pertes. Comparez avec les besoins réels de l’été.
}

finding-signature-normal-budget-title = Le budget d’une année normale
finding-signature-normal-budget = { $kwh ->
    [none] La signature donne le budget d’une année au climat normal. Comparez-le avec votre budget d’énergie.
   *[other] { $lowest ->
        [none] Dans une année au climat normal ({ $normal }), ce compteur utiliserait environ { $kwh } kWh.
       *[other] Dans une année au climat normal ({ $normal }), ce compteur utiliserait environ { $kwh } kWh, entre { $lowest } et { $highest } kWh.
    }
}

finding-signature-drift-measured-title = Un écart mesuré avec la période de référence
finding-signature-drift-measured = { $kwh ->
    [none] Le climat mis à part, la consommation n’est plus celle de la période de référence. Cherchez ce qui a changé.
   *[other] En { $days } jours, { $kwh } kWh d’écart ({ $percent } %) avec la période de référence, le climat mis à part. Un écart positif est une surconsommation.
}

finding-signature-curved-title = Une signature courbe
finding-signature-curved = { $why ->
    [up] La consommation augmente plus vite par grand froid que par temps doux. Vérifiez à partir de quelle température le chauffage démarre.
   *[other] La consommation plafonne par grand froid. Vérifiez si la chaudière est à sa limite, ou si une partie du bâtiment n’est plus chauffée.
}

finding-climate-share-assumed-title = Une part climatique supposée
finding-climate-share-assumed = { $lowest ->
    [none] Nous ne savons pas quelle part de la consommation suit le froid : le résultat est une fourchette. Des relevés mensuels la mesureraient.
   *[other] { $why ->
        [activity] La part de la consommation qui suit le froid est celle de l’activité : de { $lowest } à { $highest }. Des relevés mensuels la mesureraient.
        [none-known] Nous ne savons pas quelle part de la consommation suit le froid : le résultat est une fourchette. Des relevés mensuels la mesureraient.
       *[other] La part de la consommation qui suit le froid va de { $lowest } à { $highest }. Des relevés mensuels la préciseraient.
    }
}

finding-yearly-readings-only-title = Un relevé par an
finding-yearly-readings-only = Avec une facture par an, le résultat est une estimation. Relevez l’index chaque mois, ou demandez les relevés au gestionnaire de réseau : le chiffre deviendra plus sûr.
