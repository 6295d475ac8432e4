# Les formats de fichiers.

formats-title = Quels fichiers savons-nous lire ?
formats-lead = Un fichier est reconnu à son contenu, jamais à son nom. Voici ceux que nous connaissons, et ceux que nous ne connaissons pas encore.
formats-known = Les plus fréquents
formats-also = Aussi connus
formats-none = Aucun format n’est chargé.
formats-headers = Reconnu à ses colonnes :
formats-limit = Plusieurs fichiers peuvent être envoyés ensemble, ou dans une archive ZIP. Chaque fichier peut compter jusqu’à { $max }.
formats-not-yet = Pas encore connus
formats-not-yet-text = Nous préférons le dire : sans exemple réel, nous ne prétendons pas lire un fichier.
formats-not-ores = ORES : aucun fichier réel ne nous est parvenu.
formats-not-resa = RESA : aucun fichier réel ne nous est parvenu.
formats-not-aieg = AIEG, AIESH, REW : aucun fichier réel ne nous est parvenu.
formats-not-suppliers = Portails de fournisseurs : exportez en CSV, avec une colonne de date et une colonne de relevé.
formats-not-scans = Factures scannées ou photographiées : nous n’y lisons pas de texte. Joignez-les au formulaire d’une facture et recopiez-les.
formats-not-workbooks = Classeurs ODS et XLSB : enregistrez-les en XLSX.
formats-other = Votre fichier n’est pas dans la liste ?
formats-other-text = Envoyez-le quand même : si c’est un tableau, vous nous dites une seule fois ce que contiennent ses colonnes, et le suivant du même expéditeur est reconnu seul. Un tableau simple suffit presque toujours : une ligne de titres, une date, un nombre. Par exemple :
formats-example =
    Date;Compteur;Index;Unité
    31/12/2024;Chaufferie;14 861,35;m3
    31/01/2025;Chaufferie;20 130,20;m3
