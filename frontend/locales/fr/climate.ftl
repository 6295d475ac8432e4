# Le bâtiment et le froid.

climate-title = Le bâtiment suit-il le froid ?
climate-title-of = { $name } suit-il le froid ?
climate-empty-more = Vous verrez ici ce que le bâtiment utiliserait par un climat normal, et s’il s’écarte de son habitude.
climate-answer = Par un climat normal, le bâtiment aurait utilisé { $energy } en { $year }, { $change }.
climate-answer-alone = Par un climat normal, le bâtiment aurait utilisé { $energy } en { $year }.
climate-answer-none = L’énergie par climat normal n’est pas encore connue.
climate-normal = À climat normal
climate-signature = La signature énergétique
climate-signature-text = Chaque point est une période de relevés. Le talon est ce que le bâtiment utilise sans aucun froid ; la pente, ce que chaque degré-jour ajoute.
climate-base = Le froid se compte ici en degrés-jours { $base }. Aucune autre base n’est proposée : c’est la seule dont nous connaissons la normale publiée de chaque mois. En { $other }, elle nous manque : aucun chiffre ne peut y être ramené à un climat normal.
climate-line-not-yet = Cette droite ne corrige encore aucun chiffre.
climate-line-other-use = Cette droite ne corrige aucun chiffre : cette énergie ne chauffe pas le bâtiment, ou une production propre se mêle à ses relevés.
climate-drift = La dérive
climate-drift-text = La somme des écarts entre ce qui est utilisé et ce que le froid explique. Tant qu’elle reste dans la bande, rien n’a changé.
climate-cold = Le froid de { $year }
climate-cold-caption = Degrés-jours, station { $station }
climate-cold-base = Base
climate-cold-days = { $year }
climate-cold-normal = Année normale
climate-cold-change = Écart
climate-cold-text = Les chiffres de cette page utilisent la première base. L’autre est donnée pour comparer avec un audit qui la cite.
climate-next-cold = Les degrés-jours, mois par mois
