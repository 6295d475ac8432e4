# Un chiffre sur une page : ce qu’il est, d’où il vient.

figure-not-made = Ce chiffre n’est pas encore calculé.
figure-is = { $name } : { $value }
figure-period = Période : { $period }.
figure-quality = Qualité : { $quality }.
figure-quality-unsure = Qualité : { $quality } ({ $certainty }).
figure-formula = La formule
figure-own = Avec les nombres de ce bâtiment
figure-inputs = Ce qui entre dans le calcul
figure-col-what = Donnée
figure-col-value = Valeur
figure-col-origin = Origine
figure-col-notes = Remarques
figure-sources = Sources
figure-checked = consultée le { $day }

made-on = Chiffres calculés le { $made } à partir des relevés jusqu’au { $last }.
made-on-only = Chiffres calculés le { $made }.
made-stale = Des données ont changé depuis : ces chiffres datent du { $made } et n’en tiennent pas compte.
terms-of-page = Mots de cette page :
