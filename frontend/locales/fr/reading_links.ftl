# Les feuilles à afficher près des compteurs.

links-title = Qui peut relever sans compte ?
links-crumb = Relever par QR code
links-answer = { $count ->
    [0] Aucune feuille n’est en service. Faites-en une : un téléphone suffit pour relever.
    [one] Une feuille est en service.
   *[other] { $count } feuilles sont en service.
}
links-how = Une feuille s’affiche près du compteur. Elle porte un code : qui le scanne peut y envoyer un index, et rien d’autre.
links-no-meter = Ce bâtiment n’a pas encore de compteur. Ajoutez-en un, puis revenez.
links-table = Les feuilles
links-col-state = Feuille
links-col-made = Faite le
links-col-used = Dernier envoi
links-col-readings = Relevés envoyés
links-col-close = Retirer
links-col-print = À imprimer
links-none = aucune
links-open = en service jusqu’au { $day }
links-closed = retirée
links-over = échue
links-never = jamais
links-close = Retirer
links-tick = Imprimer
links-renews = Le code n’est montré qu’au moment où la feuille est faite : nous n’en gardons qu’une empreinte. Imprimer de nouveau fait donc un nouveau code, et l’ancienne feuille ne sert plus.
links-contact = Qui appeler
links-contact-hint = Imprimé sur la feuille, gardé nulle part. Par exemple « Service technique, 081 12 34 56 ».
links-make = Faire les feuilles
links-make-pdf = Faire les feuilles en PDF
links-choose = Cochez au moins un compteur.
links-check = À vérifier
links-check-text = Ces relevés ont surpris, et la personne les a gardés. Ils comptent comme déclarés, pas comme mesurés.
links-check-line = { $meter }, le { $day } : { $values }
links-check-right = C’est juste
links-check-see = Voir ou annuler
links-photo = Télécharger la photo
links-photos = Photos reçues
links-photos-line = { $meter }, le { $day } : { $values }
links-rule = Un lien ne peut qu’envoyer un index. Il s’arrête seul après deux ans.

link-sheet-title = Relever les compteurs
link-sheets-title = { $count ->
    [one] Une feuille à imprimer
   *[other] { $count } feuilles à imprimer
}
link-sheets-crumb = Feuilles
link-sheets-once = Imprimez maintenant : ces codes ne seront plus montrés. Une feuille perdue se remplace par une nouvelle, qui rend l’ancienne inutile.
link-sheets-here = Cette adresse n’existe que sur cette machine : un téléphone ne l’atteindra pas. Ouvrez d’abord cette page à l’adresse que les autres utilisent, puis faites les feuilles.
link-sheets-pdf = Les mêmes feuilles en PDF
link-sheets-back = Retour aux feuilles du bâtiment
link-sheet-unit = à lire en { $unit }
link-sheet-alt = Code à scanner pour relever « { $meter } »
link-sheet-step-1 = Scannez le code avec l’appareil photo du téléphone.
link-sheet-step-2 = Recopiez tous les chiffres du compteur, avec ceux après la virgule.
link-sheet-step-3 = Appuyez sur « Envoyer » et attendez « Merci ».
link-sheet-when = Un relevé le 1er du mois.
link-sheet-call = Une question ? Appelez : { $who }
link-sheet-call-nobody = Une question ? Appelez : …………………………
link-sheet-until = Valable jusqu’au { $day }. Ce code n’ouvre que l’envoi d’un index.
