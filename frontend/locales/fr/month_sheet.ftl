# La fiche du mois, à afficher.

sheet-title = Que faire en { $month } ?
sheet-crumb = Fiche du mois
sheet-print = Imprimer
sheet-pdf = Télécharger en PDF
sheet-last = Le mois passé : { $month }
sheet-incomplete = Le mois n’est pas complet : { $carriers }.
sheet-odd = À vérifier : { $what }
sheet-no-meter = Aucun compteur n’est encore connu. Notez ici leur numéro et leur index.
sheet-unread = À relever : { $meter }. Dernier relevé : { $day }.
sheet-never = À relever : { $meter }. Jamais relevé.
sheet-more = { $count ->
    [one] Un autre compteur est à relever.
   *[other] { $count } autres compteurs sont à relever.
}
sheet-all-read = Tous les compteurs sont relevés. Merci.
sheet-do = À faire ce mois-ci
sheet-bring-bill = Encodez une facture annuelle.
sheet-bring-bill-why = C’est assez pour connaître l’année : énergie, coût, intensité.
sheet-nothing = Gardez les réglages actuels.
sheet-nothing-why = Rien d’anormal n’a été trouvé dans les relevés.
sheet-who = Qui s’en charge
sheet-who-unknown = À désigner : …………………………
sheet-next = Prochain relevé
sheet-next-day = Le { $day }, tous les compteurs.
sheet-table = Index à noter
sheet-index = Index à noter
