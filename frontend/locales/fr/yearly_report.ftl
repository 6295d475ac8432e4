# Le rapport annuel de comptabilité énergétique.

yearly-title = Que dit la comptabilité énergétique de { $year } ?
yearly-title-none = Que dit la comptabilité énergétique ?
yearly-crumb = Rapport annuel
yearly-years = Année du rapport
yearly-answer = { $met ->
    [0] Aucune exigence sur { $all } n’est remplie{ $rest }.
    [one] Une exigence sur { $all } est remplie{ $rest }.
   *[other] { $met } exigences sur { $all } sont remplies{ $rest }.
}
yearly-answer-rest = { $unknown ->
    [one] { "\u00A0" }; une reste à établir
   *[other] { "\u00A0" }; { $unknown } restent à établir
}
yearly-answer-earlier = Voici { $year }. Les exigences d’UREBA et la signature se lisent sur { $reference }, la dernière année entière.
yearly-answer-none = Les exigences ne sont pas encore vérifiées pour ce bâtiment.
yearly-what = Rapport d’une comptabilité énergétique au sens de l’arrêté du Gouvernement wallon du 13 octobre 2022 (UREBA), article 9, § 2.
yearly-asked = Que demande UREBA, et où en êtes-vous en { $year } ?
yearly-asked-none = Que demande UREBA, et où en êtes-vous ?
yearly-co2-by = CO₂ : { $set }.
yearly-met = ✓ rempli
yearly-not-met = ✗ non rempli
yearly-unknown = ? à établir
yearly-cases = Les huit cas de la brochure « signature énergétique »
yearly-col-case = Cas
yearly-col-seen = Observé ?
yearly-case-seen = oui ({ $carriers })
yearly-case-none = non
yearly-case-unknown = non connu
yearly-responsible = Responsable énergie
yearly-responsible-none = Aucun responsable n’est encore indiqué.
yearly-responsible-state = Indiquer sa fonction
yearly-points = Points de consommation
yearly-points-none = Aucun compteur n’est encore connu.
yearly-used = Consommations des trois dernières années
yearly-used-none = Aucune consommation n’est encore connue.
yearly-used-note = À climat normal : pour les énergies qui suivent le froid. « — » : non connu. Une année de moins de douze mois complets ne se compare pas.
yearly-col-year = Année
yearly-col-value = Consommation
yearly-col-normal = À climat normal
yearly-col-cost = Coût TVAC (€)
yearly-col-co2 = CO₂ (kg)
yearly-col-months = Mois complets
yearly-take = Emporter ce rapport :
yearly-pdf = PDF
yearly-publish = Publier
yearly-publish-text = Un rapport publié est figé : ni un relevé corrigé, ni une nouvelle valeur du catalogue ne le changent. Vous pourrez le retirer, il restera lisible.
yearly-publish-button = Publier ce rapport { $year }
yearly-published = Rapports publiés
yearly-published-text = Ils ne changent plus.
yearly-published-one = Rapport { $year }, publié le { $day }
yearly-version = Catalogue { $catalog } · empreinte { $mark }
