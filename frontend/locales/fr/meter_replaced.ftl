# Un compteur remplacé ou remis à zéro.

replaced-title = Quand « { $name } » a‑t‑il été remplacé ?
replaced-crumb = Remplacement
replaced-lead = Avec le dernier index de l’ancien et le premier du nouveau, la consommation continue sans trou. L’ancien numéro reste avec ses dates.
replaced-on = Jour du remplacement
replaced-on-hint = Le nouveau compteur compte à partir de ce jour.
replaced-last = Dernier index de l’ancien
replaced-first = Premier index du nouveau
replaced-first-hint = Souvent 0. Remis à zéro : 0 aussi.
replaced-accept = Garder ce dernier index : le compteur était repassé par zéro
replaced-new = Le nouveau compteur
replaced-serial = Numéro de série
replaced-serial-hint = Vide si c’est le même compteur, remis à zéro.
replaced-submit = Garder le remplacement
