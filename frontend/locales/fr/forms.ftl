# Formulaires : mots communs et problèmes de saisie.

form-optional = (facultatif)
form-choose = Choisir…
form-cancel = Annuler
form-colon = {"\u00A0"}:
form-understood = Compris : { $what }
form-summary = { $count ->
    [one] Un point à corriger
   *[other] { $count } points à corriger
}

problem-required = Remplissez ce champ.
problem-too-long = Ce texte est trop long : { $max } caractères au plus.
problem-not-in-list = Choisissez dans la liste.
problem-not-a-number = « { $value } » n’est pas un nombre. Écrivez-le comme 1 234,56.
problem-ambiguous-number = « { $value } » peut se lire { $thousands } ou { $decimals }. Écrivez { $thousands } sans point, ou { $decimals } avec une virgule.
problem-negative = Ce nombre ne peut pas être négatif.
problem-out-of-range = Ce nombre ne semble pas possible ici. Vérifiez la virgule et l’unité.
problem-bad-date = « { $value } » n’est pas une date. Écrivez-la comme 1/3/2026.
problem-unlikely-year = L’année de cette date ne semble pas possible. Vérifiez-la.
problem-too-long-ago = Ce jour est trop loin : au plus { $max } jours en arrière.
problem-future-date = Cette date est dans le futur. Vérifiez l’année.
problem-end-before-start = La fin doit venir après le début.
problem-bce-form = Un n° BCE compte dix chiffres, par exemple 0123.456.749.
problem-bce-taken = Une autre organisation porte déjà ce n° BCE. Cherchez-la dans la liste, ou vérifiez le numéro.
problem-bce-check = Les deux derniers chiffres devraient être { $expected }. Vérifiez le n° BCE sur un document officiel.
problem-bad-postcode = Un code postal belge compte quatre chiffres, par exemple 5000.
problem-choose-commune = Choisissez la commune : ce code postal ne suffit pas à la connaître.
problem-bad-ean = Un code EAN ne contient que des chiffres : 18, en commençant par 54.
problem-ean-taken = Le compteur « { $meter } » porte déjà ce code EAN.
problem-carrier-fixed = Des relevés existent pour ce compteur : son énergie ne change plus. Créez un autre compteur.
problem-no-index = Indiquez au moins un index.
problem-index-below-last = L’index est inférieur au dernier connu ({ $last }, le { $on }). Corrigez-le, ou cochez « Garder cet index » si le compteur a été remplacé ou est repassé par zéro.
problem-index-reversed = L’index de fin est inférieur à l’index de début. Indiquez la consommation si le compteur a changé.
problem-quantity-or-index = Indiquez la consommation, ou les deux index.
problem-vat-reversed = Le montant TVAC est inférieur au montant HTVA. Les deux sont peut-être inversés.
problem-choose-meter = Choisissez un compteur, ou indiquez l’énergie d’un nouveau compteur.
problem-no-file = Choisissez un fichier.
problem-empty-file = Ce fichier est vide. Refaites l’exportation, puis envoyez-le à nouveau.
problem-file-too-large = Ce fichier dépasse { $max }. Envoyez-le en plusieurs parties, une année à la fois.
problem-file-kind = Ce fichier n’est pas accepté ici. Envoyez { $accepted }.
problem-file-cut = L’envoi s’est interrompu. Rien n’a été gardé ; envoyez le fichier à nouveau.
problem-too-many-files = { $max } fichiers au plus à la fois.
problem-table-line = La ligne « { $value } » ne contient pas deux nombres. Écrivez une hauteur et un contenu, par exemple 10 120.
problem-table-falls = À la ligne « { $value } », la hauteur ou le contenu ne dépasse pas la ligne précédente. Vérifiez l’ordre.
problem-table-count = Une table de jauge compte de 2 à { $max } lignes.
problem-level-outside-table = Cette hauteur n’est pas dans la table de jauge, qui va de { $lowest } à { $highest } cm. Vérifiez-la, ou complétez la table sur la fiche du compteur.
problem-too-many-digits = Ce compteur n’affiche que { $digits } chiffres entiers. Vérifiez l’index, ou corrigez la fiche du compteur.
problem-shares-not-whole = Les parts font { $sum } % au lieu de 100 %. Corrigez-les, ou indiquez la part d’autres occupants.
problem-quantity-or-cost = Indiquez la consommation attribuée, votre part d’une consommation commune, ou le coût.
problem-no-date-column = Aucune colonne ne dit quand. Choisissez « Date » pour celle qui contient les jours.
problem-no-value-column = Aucune colonne ne contient de relevés. Choisissez « Index » ou « Consommation » pour celle qui contient les valeurs.
problem-unit-missing = Choisissez l’unité de ces valeurs.
problem-role-twice = Une autre colonne contient déjà cela. Choisissez autre chose pour l’une des deux.
problem-archive-not-ours = Ce fichier n’est pas une archive d’organisation. Choisissez le ZIP obtenu par « Emporter toutes les données ».
problem-archive-newer = Cette archive vient d’une version plus récente d’Éclaireur. Mettez ce service à jour, puis recommencez.
problem-archive-damaged = L’archive est abîmée ({ $place }). Rien n’a été repris : faites-la à nouveau, ou prenez une autre copie.
problem-archive-too-large = Cette archive dépasse { $max }. Reprenez-la avec la commande ci-dessous.
problem-archive-exists = L’organisation « { $name } » est déjà ici. Une archive ne remplace rien : elle se reprend là où l’organisation manque.
problem-held-changed = Cette valeur a changé entre-temps. Voici celle qui est gardée maintenant : corrigez‑la si c’est encore nécessaire.
problem-not-between = Ce nombre doit être un nombre possible, entre { $lowest } et { $highest }. Vérifiez la virgule et l’unité.
problem-share-range = Une part va de 0 à 100 %. Vérifiez la virgule.
problem-bad-hours = « { $value } » ne se lit pas comme des heures. Écrivez-les comme 7:30-18:00, ou 8:00-12:00, 13:00-17:00.
problem-hours-reversed = « { $value } » : la fin doit venir après le début. Une nuit se note sur deux jours : 22:00-24:00, puis 0:00-6:00 le lendemain.
problem-price-in-cents = Cents ou euros ? { $value } € par unité n’existe pas ; { $value } cents, oui. Choisissez l’unité « cents », ou corrigez le prix.
problem-price-in-euro = Cents ou euros ? { $value } cent par unité n’existe pas ; { $value } €, oui. Choisissez l’unité « euros », ou corrigez le prix.
