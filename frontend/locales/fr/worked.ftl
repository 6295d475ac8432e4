### Mesures et bouquets de l’audit : noms, coûts, plafonds, ce qui manque.

worked-own = Choix du conseiller
worked-own-why = L’ensemble que votre conseiller propose.
worked-not-reached = Ici, l’objectif n’est pas atteint : voici ce qui s’en approche le plus.
worked-unknown = non connu
worked-years = ans
worked-cost-unknown = non connu : { $who }
worked-cost-unknown-of = Coût non connu, à demander à trois entreprises : { $names }.
worked-cap = Calculé : { $calculated } ; mesuré : { $measured } ; nous gardons { $kept } de chaleur.
worked-bounds = (de { $low } à { $high })
worked-sized = Au jour le plus froid, il reste { $power } à fournir après les travaux qui précèdent.
worked-supply = Au jour le plus froid, les émetteurs demandent { $needed } ; la pompe à chaleur donne { $hottest } au plus.
worked-stored = Utilisé sur place : { $with } avec la batterie, { $without } sans ; encore injecté : { $injected } ; perdu dans la batterie : { $lost }.
