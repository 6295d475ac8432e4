# Ce que coûte l’énergie.

cost-title = Combien coûte l’énergie ?
cost-title-of = Combien coûte l’énergie de { $name } ?
cost-empty-more = Vous verrez ici ce que coûte l’énergie, par m² et par place, et pourquoi ce coût change.
cost-answer = En { $year }, l’énergie a coûté { $cost }, { $change }.
cost-answer-alone = En { $year }, l’énergie a coûté { $cost }.
cost-answer-none = Le coût d’une année entière n’est pas encore connu.
cost-enter = Encodez le prix d’un kWh, ou le montant d’une facture : le coût en découle.
cost-enter-link = Encoder un prix
cost-now = Ce que vous payez
cost-split = Pourquoi le coût a changé
cost-budget = La part du budget, et si les prix montaient
cost-budget-text = La part de l’énergie dans les produits d’exploitation, aujourd’hui puis dans des scénarios de prix. Un scénario n’est pas une prévision.
cost-ets2 = Si le CO₂ du chauffage était payant (ETS2)
cost-ets2-text = Un scénario, pas une prévision : la date et le prix ne sont pas fixés.
cost-prices = Prix en vigueur
cost-prices-none = Aucun prix n’est encodé. Avec un prix, chaque chiffre en kWh se lit aussi en euros.
cost-price = Prix TVAC
cost-price-from = Depuis
cost-price-since = le { $day }
cost-price-always = toujours
