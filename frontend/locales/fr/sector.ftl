# Le secteur d’une fédération : combien, où, qui, ce que cela coûte ; jamais un membre sans son accord.

sector-title = Combien d’énergie utilise le secteur ?
sector-everybody = Tout le secteur
sector-crumb = Le secteur
table-sector = Le secteur, valeur par valeur

sector-answer = En { $year }, { $organisations } organisations ont utilisé { $energy }, soit { $intensity } kWh/m² à climat normal.
sector-nothing-matches = Aucun bâtiment des membres ne correspond à ces filtres. Retirez-en un.
sector-nobody = Aucun membre n’a encore de bâtiment ici : les premières factures donneront l’année.
sector-nothing-known = { $count ->
    [one] Le bâtiment n’a pas encore d’année complète avec sa superficie : il n’y a rien à montrer.
   *[other] Aucun des { $count } bâtiments n’a encore d’année complète avec sa superficie : il n’y a rien à montrer.
}
sector-nothing-few = Moins de cinq organisations ont des chiffres : nous ne montrons rien, pour ne trahir personne.
sector-nothing-mixed = { $count ->
    [one] Ce bâtiment partage un groupe avec d’autres : ses chiffres ne sont pas montrés à part.
   *[other] Ces { $count } bâtiments partagent des groupes avec d’autres : leurs chiffres ne sont pas montrés à part.
}
sector-nothing-whole = Aucun groupe entier d’au moins cinq organisations ne correspond à ces filtres : rien n’est montré à part, ni combien ils sont.
sector-nothing-own = Aucun groupe entier d’au moins cinq organisations ne se trouve sous ce mot de votre liste : rien n’est montré à part.
sector-action = { $count ->
    [one] Ramené à son repère, le bâtiment libérerait { $kwh } et { $euro } par an.
   *[other] Ramenés à leurs repères, { $count } bâtiments libéreraient { $kwh } et { $euro } par an.
}
sector-action-link = Quelle aide y mènerait ?
sector-joint-committee = Commission paritaire : elle n’est pas encore notée ici, aucun filtre ne peut la montrer. L’employeur la connaît par son secrétariat social ; l’ONSS la confirme.
sector-collect = Les chiffres viennent des membres : invitez-les, chacun garde les siens.
sector-collect-link = Inviter les membres et suivre leurs réponses

sector-filters = Quels bâtiments ?
sector-chosen = Filtres choisis
sector-remove = (retirer ce filtre)
sector-clear = Tout effacer
sector-any = tous
sector-filter = Montrer
sector-ignored = « { $name } = { $value } » n’est pas connu ici : cela n’a pas compté.

sector-dimension-region = Région
sector-dimension-province = Province
sector-dimension-arrondissement = Arrondissement
sector-dimension-activity = Activité
sector-dimension-own = Votre liste
sector-dimension-use = Usage du bâtiment
sector-dimension-size = Superficie chauffée
sector-dimension-status = Statut
sector-dimension-energy = Énergie de chauffage
sector-region-wallonia = Wallonie
sector-size-below-500 = moins de 500 m²
sector-size-500-2000 = de 500 à 2 000 m²
sector-size-2000-10000 = de 2 000 à 10 000 m²
sector-size-above-10000 = 10 000 m² et plus
sector-status-associative = associatif
sector-status-public = public
sector-status-private = privé

sector-withheld-fewer-than-five = non montré : moins de cinq
sector-withheld-fewer-than-five-short = < 5
sector-withheld-fewer-than-five-why = Moins de cinq organisations ont des chiffres ici. Une somme de si peu de membres laisserait deviner l’un d’eux.
sector-withheld-shared-group = non montré : partagent un groupe avec d’autres
sector-withheld-shared-group-short = gr.
sector-withheld-shared-group-why = Chaque bâtiment appartient à un groupe d’au moins cinq organisations, pour de bon. Seuls des groupes entiers sont montrés : deux pages ne peuvent pas être soustraites pour retrouver un membre.
sector-withheld-whole-groups = seulement par groupes entiers
sector-withheld-whole-groups-short = gr.
sector-withheld-whole-groups-why = L’énergie, la taille et l’usage d’un bâtiment sont à son gestionnaire de les dire ; et un membre seul sous un mot de votre liste se lirait dans chaque autre filtre. À ces questions, seuls des groupes entiers d’au moins cinq organisations sont comptés ; qui d’autre correspond n’est pas dit.
sector-withheld-nothing-known = rien de connu
sector-withheld-nothing-known-short = —
sector-withheld-nothing-known-why = Aucun de ces bâtiments n’a encore une année complète, sa superficie chauffée et ses facteurs.
sector-why-not = Pourquoi certaines valeurs ne sont-elles pas montrées ?

sector-how-much = Combien utilisons-nous ?
sector-total = Énergie finale
sector-total-says = { $normal } à climat normal, en pouvoir calorifique inférieur.
sector-intensity = Intensité, pondérée par les superficies
sector-intensity-says = À climat normal, sur { $area } chauffés.
sector-median = Intensité médiane d’un bâtiment
sector-median-says = Un quart est sous { $lower }, un quart au-dessus de { $upper } kWh/m².
sector-emissions = Émissions de CO₂
sector-emissions-says = Avec les facteurs déclarés, sur l’énergie réellement utilisée.
sector-count = Comptés dans ces chiffres
sector-count-unit = organisations
sector-count-says = { $count ->
    [one] Un bâtiment.
   *[other] { $count } bâtiments.
}
sector-shown = Part montrée
sector-shown-all = { $all ->
    [one] Le bâtiment qui correspond est compté.
   *[other] Les { $all } bâtiments qui correspondent sont tous comptés.
}
sector-shown-part = { $shown } bâtiments sur { $all } ; les autres, { $reason }.
sector-shown-whole = { $shown ->
    [0] Rien ne forme ici un groupe entier.
    [one] Un bâtiment est compté. Par énergie, taille ou usage, seuls des groupes entiers le sont.
   *[other] { $shown } bâtiments sont comptés. Par énergie, taille ou usage, seuls des groupes entiers le sont.
}
sector-shown-own = { $shown ->
    [0] De votre liste, rien ne forme ici un groupe entier.
    [one] Un bâtiment est compté. De votre liste, seuls des groupes entiers le sont.
   *[other] { $shown } bâtiments sont comptés. De votre liste, seuls des groupes entiers le sont.
}
sector-how-intensity = { $normal } kWh à climat normal ÷ { $area } m² chauffés = { $intensity } kWh/m². C’est une moyenne pondérée : un grand bâtiment compte plus qu’un petit.
sector-how-spread = Médiane et quartiles sont des moyennes d’au moins cinq organisations voisines : aucun n’est le chiffre d’un bâtiment.
sector-how-once = Un membre de plusieurs fédérations compte une fois.
sector-how-withheld = Au moins cinq organisations dans chaque somme ; aucune n’y pèse plus de 70 %, deux jamais plus de 90 %. Rien n’est arrondi pour tromper : une somme est exacte ou absente.

sector-changes = Comment cela évolue-t-il ?
sector-changed = De { $first } à { $last }, les mêmes { $count } bâtiments ont changé leur consommation de { $change } à climat normal.
sector-target = Cible wallonne pour un parc de bâtiments : { $target } kWh/m² en { $by } ; ce parc est à { $now } kWh/m².
sector-region = Pour information : la Région vise { $aim } de gaz à effet de serre en { $by } par rapport à { $against } ; ces bâtiments, { $change } depuis { $first }. Les deux ne partent pas de la même année.
sector-how-perimeter = Périmètre constant : seuls comptent les bâtiments connus chaque année, à climat normal.
sector-how-fan = Éventail : la tendance de chaque groupe de bâtiments, prolongée jusqu’en { $until } ; la moitié des groupes tombe dedans. Ce n’est pas une prévision.
sector-how-source = Source : { $title }.

sector-cost = Que coûte l’énergie ?
sector-cost-total = Dépense TVAC
sector-of-buildings = { $count ->
    [one] Pour le bâtiment dont le coût est connu.
   *[other] Pour les { $count } bâtiments dont le coût est connu.
}
sector-cost-area = Par mètre carré
sector-cost-area-says = Dépense divisée par la superficie chauffée.
sector-cost-kwh = Par kilowattheure
sector-cost-kwh-says = Toutes énergies ensemble, termes fixes compris.
sector-budget = Part des recettes d’exploitation
sector-budget-says = { $count ->
    [one] Pour le bâtiment dont les recettes sont connues.
   *[other] Pour les { $count } bâtiments dont les recettes sont connues.
}
sector-stress = Et si l’énergie coûtait plus cher ?
sector-stress-says = Si les prix doublaient, l’énergie prendrait { $then } des recettes au lieu de { $now }.
sector-stress-times = Prix
sector-stress-more = Dépense en plus
sector-stress-share = Part des recettes
sector-how-budget = { $cost } d’énergie ÷ { $income } de recettes d’exploitation. L’épreuve multiplie le prix et garde la consommation et les recettes.
sector-how-cost = Coûts TVAC des factures encodées, pour les bâtiments dont coût, énergie et superficie sont connus la même année.

sector-where = Où ?
sector-how-tiles = Chaque carré est un arrondissement, de même taille et à peu près à sa place. Les hachures disent qu’il n’y a rien à montrer, et pourquoi.
sector-who = Qui ?
sector-by = { $dimension } ({ $year })
sector-how-cells = Par lieu, par activité et par forme juridique, les colonnes d’organisations et de bâtiments comptent tous ceux qui correspondent ; les autres colonnes, seulement les groupes entiers qui peuvent être montrés.
sector-how-told = Par énergie, par taille et par usage, ou dès qu’un de ces filtres est choisi, seuls des groupes entiers sont comptés, et une valeur qu’aucun groupe entier ne partage n’est pas nommée : ce que chacun dit de ses bâtiments ne se lit pas un par un.
sector-how-own = De votre liste, les organisations sont comptées comme vous les avez rangées, les bâtiments là seulement où ils sont montrés.
sector-col-year = Année
sector-col-dimension = Selon
sector-col-value = Valeur
sector-col-code = Code
sector-whole = Ensemble
sector-col-organisations = Organisations
sector-col-buildings = Bâtiments
sector-col-normal = Énergie à climat normal
sector-col-intensity = Intensité pondérée
sector-col-lower = Quartile inférieur
sector-col-median = Médiane
sector-col-upper = Quartile supérieur
sector-col-withheld = Non montré

sector-mission = Que rendrait l’énergie à la mission ?
sector-units = Par lit, par élève, par place
sector-col-unit = Unité de service
sector-col-unit-energy = Énergie à climat normal
sector-col-unit-cost = Coût
sector-col-unit-freed = Récupérable
sector-col-unit-count = Unités comptées
sector-sdg-7 = Énergie propre et abordable (ODD 7) : { $share } de l’énergie est renouvelable, produite ou brûlée sur place.
sector-sdg-11 = Lieux de vie durables (ODD 11) : { $euro } par an pourraient revenir à la mission, au-dessus des repères.
sector-sdg-13 = Climat (ODD 13) : { $co2 } de CO₂ émises dans l’année.
sector-how-units = Somme des euros ou des kWh ÷ somme des unités, pour les groupes dont tous les bâtiments comptent la même unité.
sector-how-sdg = ODD : objectifs de développement durable des Nations unies ; ces lignes les relient à nos chiffres et ne sont pas leurs indicateurs officiels.

sector-aids = Les aides : obtenues, manquées, attendues
sector-col-aid = Aide
sector-col-obtained = Obtenues
sector-col-missed = Manquées
sector-col-waiting = En attente
sector-col-to-decision = Délai médian jusqu’à la décision
sector-col-to-payment = Délai médian jusqu’au solde
sector-col-months = Délai médian (mois)
sector-aid-obtained = Aide obtenue
sector-aid-missed = Aide manquée
sector-aid-waiting = Aide attendue
sector-aid-to-decision = Aide : délai jusqu’à la décision
sector-aid-to-payment = Aide : délai jusqu’au solde
sector-how-aids = Une organisation compte une fois par aide, avec tout ce qu’elle a noté dans ses projets ; une aide manquée l’est par refus, par délai ou par abandon. Qui n’a rien noté n’est pas compté. Le délai court du jour de la demande ; il est la moyenne des délais les plus proches de la médiane, d’au moins cinq organisations.
sector-how-obstacles = Une organisation compte une fois par obstacle qu’elle a noté dans un projet et qui n’est pas levé. Qui n’a rien noté n’est pas compté.
sector-how-steps = Seuls les groupes entiers sont comptés, comme pour l’énergie ; chaque nombre descend à la cinquaine inférieure et reste à cinq au moins du nombre des organisations comptées. Moins de cinq : rien n’est montré.
sector-obstacles = Qu’est-ce qui bloque ?
sector-col-obstacle = Obstacle
sector-steps-of-five = Ces nombres d’organisations vont de cinq en cinq, « au moins » : ils ne disent rien d’un seul membre. Une case vide : moins de cinq.

sector-quality = Que valent ces chiffres ?
sector-quality-of = Année { $quality }
sector-quality-says = { $count ->
    [one] Un bâtiment.
   *[other] { $count } bâtiments.
}
sector-how-quality = Une année prend la plus faible qualité de ce qui la compose.

sector-pressing = Quels bâtiments d’abord ?
sector-pressing-table = Bâtiments des membres qui ont donné leur accord
sector-not-named = { $count ->
    [one] Une organisation n’est pas nommée : elle n’a pas donné son accord.
   *[other] { $count } organisations ne sont pas nommées : elles n’ont pas donné leur accord.
}
sector-how-pressing = Récupérable : l’énergie au-dessus du repère de l’activité, à climat normal, et ses euros au prix marginal.
sector-col-building = Bâtiment
sector-col-organisation = Organisation
sector-col-recoverable = Récupérable

sector-to-scenarios = Et si les règles changeaient ?
sector-to-members = Les membres qui ont donné leur accord
sector-to-report = Télécharger le rapport annuel du secteur (PDF)
sector-view-expert = Vue détaillée
sector-view-usual = Vue simple

# Un membre à côté de son secteur

beside-title = Vous et le secteur
beside-nothing = Votre intensité n’est pas encore connue : il manque une année complète ou la superficie chauffée.
beside-alone = Vous utilisez { $own } ; trop peu d’organisations ont des chiffres pour vous situer.
beside-lowest = Vous utilisez { $own } : trois quarts des bâtiments comparables utilisent davantage ; leur médiane est { $median }.
beside-lower = Vous utilisez { $own } : un peu moins que la médiane des bâtiments comparables, { $median }.
beside-higher = Vous utilisez { $own } : un peu plus que la médiane des bâtiments comparables, { $median }.
beside-highest = Vous utilisez { $own } : trois quarts des bâtiments comparables utilisent moins ; leur médiane est { $median }.
beside-action = { $building } : { $title }.
beside-action-euro = { $building } : { $title }, environ { $euro } par an.
beside-action-link = Voir le bâtiment
beside-only-you = Vos chiffres ne sont montrés qu’à vous ; ceux des autres ne le sont qu’en groupes d’au moins cinq organisations.
beside-compared = Où vous situez-vous ?
beside-how-own = Vos chiffres : énergie à climat normal, coût TVAC et CO₂ de tous vos bâtiments connus ÷ leur superficie chauffée.
beside-you = Vous
beside-col-figure = Chiffre
beside-col-federation = Fédération
beside-intensity = Intensité
beside-cost = Coût
beside-co2 = CO₂
beside-table = Vos chiffres et ceux du secteur ({ $year })
beside-years = Comment évoluez-vous ?
beside-years-lacking = Il faut deux années complètes des mêmes bâtiments pour montrer une évolution.
beside-buildings = Par quel bâtiment commencer ?
beside-buildings-none = Ajoutez un bâtiment : il prendra place ici dès sa première année.
beside-buildings-table = Vos bâtiments, le plus récupérable d’abord ({ $year })
beside-to-paper = Imprimer ces deux pages (PDF)
beside-to-cadastre = Tous vos bâtiments, par ce qui peut être récupéré

# Sur papier

sector-report = Rapport annuel du secteur { $year }
sector-report-action = Par où commencer
sector-report-more = { $count ->
    [one] Une ligne de plus se trouve sur la page et dans ses fichiers.
   *[other] { $count } lignes de plus se trouvent sur la page et dans ses fichiers.
}
sector-report-not-shown = Ce qui n’est pas montré, et pourquoi
sector-report-reason = { $count ->
    [one] Une valeur : { $reason }. { $why }
   *[other] { $count } valeurs : { $reason }. { $why }
}
sector-report-values = Valeurs
sector-report-shown = Montrées
sector-report-held = Non montrées
sector-report-members = Aucun membre n’est nommé sans son accord ; chaque membre reçoit ses propres chiffres à côté de ceux du secteur.
argument-col-assumed = Ce qui est supposé
argument-col-source = Source
argument-hypotheses = Hypothèses sans nombre
argument-whole = Pour tout le secteur
scenario-to-argument = Imprimer l’argumentaire en deux pages (PDF)
