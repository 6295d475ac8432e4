# Ce qu’un régime demande et donne, dit à partir de sa fiche.

rule-any = L’un de ces points :
rule-all = Tous ces points ensemble :
rule-none = Aucun de ces points :
rule-unsure = Même alors, à confirmer : { $who }
rule-open = Rien de publié ne le dit : à faire confirmer
rule-dated = la date retenue pour ce régime
rule-is = { $fact } : { $values }
rule-is-not = { $fact } : tout, sauf { $values }
rule-at-least = { $fact } : au moins { $value }
rule-at-most = { $fact } : au plus { $value }
rule-above = { $fact } : plus de { $value }
rule-below = { $fact } : moins de { $value }
rule-from = { $fact } : à partir du { $value }
rule-until = { $fact } : jusqu’au { $value }
rule-not-before = { $fact } : pas avant « { $value } »
rule-not-after = { $fact } : pas après « { $value } »
rule-within-years = { $fact } : { $years ->
    [one] un an au plus
   *[other] { $years } ans au plus
} avant la date retenue
rule-with-work = Un de ces travaux est dans le projet : { $values }

given-any-work = Tous les travaux
given-unknown = Montant inconnu : rien n’est compté.
given-not-found = valeur non trouvée
given-rate = { $rate } du coût HTVA
given-unit-bio = { $base } ; { $bio } avec un matériau biosourcé
given-up-to = jusqu’à { $bound } : { $each }
given-beyond = au-delà : { $each }
given-loan = prêt de { $share } du coût, taux : { $rate }, durée : { $years }
given-third-party = un tiers paie { $share } du coût et se rembourse sur les économies, durée : { $years }
given-shares = apport public par euro des membres : { $matching }, dividende au plus : { $cap }
given-tax = TVA à { $rate } au lieu de { $normal }
