# Une facture, comme elle est écrite.

bill-title = Que dit la facture ?
bill-crumb = Facture
bill-lead = Recopiez ce qui est écrit ; laissez vide le reste.
bill-lead-read = Comparez avec le document, corrigez, puis gardez.
bill-document = Document
bill-document-other = Un autre document
bill-document-hint = PDF, JPEG ou PNG, jusqu’à { $max }. Il s’affiche à côté pendant que vous recopiez.
bill-attach = Joindre et voir
bill-document-beside = Document joint : { $name }
bill-document-open = Ouvrir le document à part
bill-kind = Type de document
bill-settlement = Facture de régularisation
bill-settlement-hint = Ce qui a été consommé, entre deux index.
bill-advance = Acompte
bill-advance-hint = Un acompte est un paiement : il ne compte pas comme consommation. Dates et montants suffisent.
bill-credit = Note de crédit
bill-credit-hint = Un remboursement ou une correction.
bill-delivery = Livraison
bill-delivery-hint = Mazout, propane, pellets : le jour de livraison dans « Du », la quantité livrée.
bill-statement = Décompte de charges
bill-statement-hint = En copropriété : la consommation que le syndic vous attribue, ou votre part de la consommation commune.
bill-meter = Compteur
bill-meter-which = Quel compteur ?
bill-meter-other = Le compteur n’est pas dans la liste
bill-meter-new = Quelle énergie ?
bill-carrier = Énergie
bill-ean = Code EAN
bill-serial = Numéro du compteur
bill-supplier = Fournisseur
bill-number = Numéro de facture
bill-ean-hint = 18 chiffres commençant par 54. Il peut attendre.
bill-period = Période
bill-from = Du
bill-from-hint = Par exemple 1/1/25.
bill-to = Au
bill-to-hint = Comme sur la facture.
bill-consumption = Consommation
bill-consumption-intro = La quantité totale, ou les deux index. Les deux si vous les avez : nous les comparons.
bill-index-from = Index de début
bill-index-to = Index de fin
bill-quantity = Quantité
bill-unit = Unité
bill-coefficient = Coefficient de conversion
bill-coefficient-hint = Pour le gaz : souvent entre 9 et 12.
bill-estimated = L’index de fin est estimé
bill-day-night = Jour et nuit
bill-day-night-intro = Si la facture sépare les heures pleines et creuses.
bill-day-from = Jour, index de début
bill-day-to = Jour, index de fin
bill-day-quantity = Jour, quantité
bill-night-from = Nuit, index de début
bill-night-to = Nuit, index de fin
bill-night-quantity = Nuit, quantité
bill-night-injection = Exclusif nuit et injection
bill-night-injection-intro = Si la facture a un compteur exclusif nuit, ou ce que vos panneaux ont injecté.
bill-exclusive-from = Exclusif nuit, index de début
bill-exclusive-to = Exclusif nuit, index de fin
bill-exclusive-quantity = Exclusif nuit, quantité
bill-injection-from = Injection, index de début
bill-injection-to = Injection, index de fin
bill-injection-quantity = Injection, quantité
bill-tank = Citerne (livraison)
bill-tank-intro = Si vous le savez : la consommation entre deux livraisons est alors mesurée, et non plus estimée.
bill-filled = La citerne a été remplie
bill-filled-hint = Pour le mazout, « plein » se lit souvent sur le bon de livraison.
bill-filled-yes = oui, plein
bill-filled-no = non, en partie
bill-filled-unknown = on ne sait pas
bill-gauge = Jauge avant la livraison
bill-gauge-hint = En cm si la fiche du compteur a une table de jauge ; sinon en litres ou en kilos.
bill-quota = Votre part (décompte de charges)
bill-quota-intro = Si le décompte donne la consommation de tous et votre quotité ; laissez alors la quantité vide.
bill-common = Consommation commune
bill-common-hint = De toute la copropriété, dans l’unité ci-dessus.
bill-part = Votre part
bill-cost = Coût
bill-cost-intro = Tout compris : énergie, distribution, accises et redevances.
bill-excl-vat = HTVA
bill-incl-vat = TVAC
bill-submit = Garder la facture
bill-said = À vérifier avant de garder
bill-said-what = Corrigez, ou gardez la facture telle quelle avec le second bouton.
bill-keep = Garder telle quelle

# Ce qui a été lu dans le document.
bill-read-title = Lu dans le document
bill-read-what = { $count ->
    [0] Aucun champ n’a été rempli : comparez ce que vous avez tapé avec le document.
    [one] Un champ est rempli avec ce que nous avons lu. Comparez-le avec le document : rien ne compte avant que vous gardiez la facture.
   *[other] { $count } champs sont remplis avec ce que nous avons lu. Comparez chacun avec le document : rien ne compte avant que vous gardiez la facture.
}
bill-read-nothing = Rien n’a été lu dans ce document
bill-read-issued = La facture est datée du { $day }.
bill-read-unknown = Le code EAN { $ean } n’est celui d’aucun compteur de ce bâtiment : un nouveau compteur sera créé, sauf si vous en choisissez un dans la liste.
bill-read-whole = Le total de { $amount } TVAC est celui de tous les points de fourniture : indiquez la part de ce compteur.
bill-read-pages = Seules les { $pages } premières pages ont été lues.
bill-read-others = { $count ->
    [one] Ce document concerne un autre point de fourniture : gardez-le aussi pour lui.
   *[other] Ce document concerne { $count } autres points de fourniture : gardez-le aussi pour chacun.
}
bill-read-kept = Une facture avec ce document est déjà gardée pour ce compteur.
bill-read-kept-see = Voir cette facture
bill-read-line = Lu dans le document : « { $line } »
bill-read-line-page = Lu dans le document, page { $page } : « { $line } »
bill-read-differs = Le document dit { $value } : « { $line } »
bill-read-other = Autre valeur lue : { $value } (« { $line } »)
