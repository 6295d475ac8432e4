# Un relevé d'index.

index-title = Qu’indique le compteur ?
index-crumb = Relevé d’index
index-which = Quel compteur ou quelle citerne avez-vous relevé ?
index-other-meter = Un autre compteur
index-no-meter = Ce bâtiment n’a pas encore de compteur à relever. Ajoutez-en un, puis revenez.
index-date = Jour du relevé
form-date-hint = Par exemple 1/3/26.
index-value = Index
index-value-of = Index { $direction }, { $register }
index-level = Jauge
index-level-hint = Ce qui reste dans la citerne. Un jour de livraison : avant la livraison.
index-burner = Compteur d’heures du brûleur
index-last = Dernier index connu : { $last }, le { $on }.
index-first = Premier index de ce compteur.
index-accept = Garder cet index : le compteur a été remplacé ou est repassé par zéro
index-submit = Garder le relevé
