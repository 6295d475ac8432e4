# Les degrés-jours d'une station, mois par mois.

degree-days-title = Quel froid a-t-il fait ?
degree-days-crumb = Degrés-jours
degree-days-base-equivalent = 16,5 équivalents
degree-days-base-mean = 15/15
degree-days-base-equivalent-15 = 15 équivalents (indicatifs)
degree-days-answer-none = Aucun mois de { $year } n’est complet à { $station } : ses degrés-jours ne sont pas encore connus.
degree-days-answer-year = En { $year }, { $station } a compté { $degree_days } degrés-jours { $base }, { $change } par rapport à la normale de { $normal }.
degree-days-answer-part = { $count ->
    [one] En { $year }, un mois est complet à { $station } : { $degree_days } degrés-jours { $base }, { $change } par rapport à sa normale de { $normal }.
   *[other] En { $year }, { $count } mois sont complets à { $station } : { $degree_days } degrés-jours { $base }, { $change } par rapport à leur normale de { $normal }.
}
degree-days-answer-no-normal = { $count ->
    [one] En { $year }, un mois est complet à { $station } : { $degree_days } degrés-jours { $base }. Sa normale n’est pas publiée par mois.
   *[other] En { $year }, { $count } mois sont complets à { $station } : { $degree_days } degrés-jours { $base }. Leur normale n’est pas publiée par mois.
}
degree-days-held = { $missing ->
    [0] Nous avons les températures du { $first } au { $last }, sans jour manquant.
    [one] Nous avons les températures du { $first } au { $last } ; un jour y manque.
   *[other] Nous avons les températures du { $first } au { $last } ; { $missing } jours y manquent.
}
degree-days-held-none = Nous n’avons encore aucune température pour { $station } : seuls les mois publiés sont montrés.
degree-days-next-service = Le service météo est interrogé chaque matin ; le prochain jour est attendu le { $next }.
degree-days-next-table = Aucun service météo n’est interrogé : les jours suivants viendront d’un tableau, ou du service météo que l’administrateur aura choisi.
degree-days-caption = Degrés-jours { $base } à { $station } en { $year }
degree-days-switch-station = Station
degree-days-switch-base = Base
degree-days-switch-year = Année
degree-days-col-month = Mois
degree-days-col-value = Degrés-jours
degree-days-col-normal = Normale
degree-days-col-change = Écart
degree-days-col-origin = Origine
degree-days-to-confirm = à confirmer
degree-days-origin-published = publiés
degree-days-origin-others = calculés par un tiers
degree-days-origin-days = calculés d’après les températures
degree-days-lacks-yet = { $count ->
    [one] Il manque 1 jour. Complet dès le { $from }.
   *[other] Il manque { $count } jours. Complet dès le { $from }.
}
degree-days-lacks = { $count ->
    [one] Il manque 1 jour, à charger.
   *[other] Il manque { $count } jours, à charger.
}
degree-days-lacks-all = Pas encore de températures.
degree-days-how = Comment est-ce calculé ?
degree-days-how-what = Chaque jour compte ce qui manque dehors pour atteindre la base, jamais moins que zéro ; un mois en est la somme.
degree-days-how-word = Voir le glossaire
degree-days-how-equivalent = 16,5 équivalents : 16,5 − (0,6 × le jour + 0,3 × la veille + 0,1 × l’avant-veille)
degree-days-how-mean = 15/15 : 15 − la température moyenne du jour
degree-days-how-origin = Un mois publié l’emporte. Sinon, il est calculé jour par jour ; s’il y manque un jour, il n’a pas de total, et la normale ne le remplace jamais.
degree-days-load = Charger des températures
degree-days-load-text = Un tableau CSV de deux colonnes : le jour et sa température moyenne en °C. Un tableau avec une erreur n’est pas enregistré ; une valeur remplacée reste conservée.
degree-days-file = Tableau des températures pour { $station }
degree-days-limit = CSV, jusqu’à { $max }.
degree-days-send = Charger
degree-days-problem = Le tableau n’est pas arrivé
degree-days-kept = « { $name } » est enregistré. Jours nouveaux : { $new } ; remplacés : { $changed } ; identiques : { $same }.
degree-days-not-kept = « { $name } » n’est pas enregistré. Corrigez ce qui suit dans le fichier, puis renvoyez-le.
