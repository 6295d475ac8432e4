# L’audit d’un bâtiment.

tab-audit = Audit
audit-title = Où en est l’audit de { $name } ?
audit-crumb = Audit
audit-nav = Pages de l’audit
audit-nav-overview = Où on en est
audit-nav-visit = Visite
audit-nav-settings = Chaufferie
audit-nav-checks = Contrôles
audit-nav-findings = Constats
audit-nav-measures = Mesures
audit-nav-packages = Bouquets
audit-nav-quotes = Devis
audit-nav-versions = Versions
audit-lead = Un audit part de vos relevés et d’une visite. Il dit ce qui vaut la peine d’être fait, dans quel ordre, et ce que cela rapporte.
audit-none = Aucun audit n’a été commencé pour ce bâtiment.
audit-begin = Commencer l’audit
audit-begin-next = Commencer la version suivante
audit-answer = UREBA demande dix choses d’un audit : { $met ->
        [one] { $met } est remplie
       *[other] { $met } sont remplies
    }, { $not ->
        [one] { $not } manque
       *[other] { $not } manquent
    }, { $unknown ->
        [one] { $unknown } reste à faire confirmer
       *[other] { $unknown } restent à faire confirmer
    }.
audit-version-line = Version { $version } · { $state }
audit-version = Version { $version }
audit-state-draft = en cours
audit-state-reading = en relecture
audit-state-read = relue
audit-state-delivered = remise
audit-closed-archived = Ce bâtiment est archivé : l’audit se lit, il ne se modifie plus.
audit-closed-reading = L’audit est chez le second lecteur : il se lit, il ne se modifie plus. Reprenez-le pour y écrire.
audit-closed-delivered = Cette version est remise et figée. Commencez la version suivante pour y changer quelque chose.
audit-next = À faire maintenant
audit-next-versions = Voir la relecture et la remise
audit-demands = Ce qu’UREBA demande
audit-demands-lead = Arrêté du 13/10/2022, article 8.
audit-demands-source = Fiche 1.0 du SPW Énergie (15/07/2024)
audit-met-yes = Rempli
audit-met-no = Manque
audit-met-unknown = À confirmer
audit-col-demand = Demande
audit-col-met = Réponse
audit-col-why = Ce qu’il en est
audit-demand-description = Description du bâtiment
audit-demand-description-yes = Le bâtiment est décrit.
audit-demand-description-no = Décrivez le bâtiment.
audit-demand-description-unknown = La description reste à vérifier.
audit-demand-uses = Utilisation des locaux
audit-demand-uses-yes = L’utilisation et les heures sont notées.
audit-demand-uses-no = Notez l’utilisation des locaux et les heures d’occupation.
audit-demand-uses-unknown = L’utilisation reste à vérifier.
audit-demand-flows = Consommations des trois dernières années
audit-demand-flows-yes = Trois années entières sont là, énergie par énergie.
audit-demand-flows-no = Ajoutez les relevés ou factures qui manquent.
audit-demand-flows-unknown = Les consommations restent à vérifier.
audit-demand-road-map = Feuille de route à 2040
audit-demand-road-map-yes = La feuille de route arrive à l’objectif en 2040 au plus tard.
audit-demand-road-map-no = Écrivez les étapes jusqu’à l’objectif de 2040.
audit-demand-road-map-unknown = La feuille de route reste à vérifier.
audit-demand-recommendations = Recommandations
audit-demand-recommendations-yes = Des recommandations sont écrites.
audit-demand-recommendations-no = Écrivez au moins une recommandation.
audit-demand-recommendations-unknown = Les recommandations restent à vérifier.
audit-demand-annex-1 = Exigences de l’annexe 1
audit-demand-annex-1-yes = Les exigences de l’annexe 1 sont atteintes.
audit-demand-annex-1-no = Il faut d’abord une recommandation.
audit-demand-annex-1-unknown = Nous ne connaissons pas les valeurs de l’annexe 1.
audit-demand-priorities = Priorités
audit-demand-priorities-yes = Chaque recommandation a son rang.
audit-demand-priorities-no = Donnez un rang à chaque recommandation.
audit-demand-priorities-unknown = Les priorités restent à vérifier.
audit-demand-subsidies = Montant et détail des subsides
audit-demand-subsidies-yes = Les subsides sont chiffrés, travail par travail.
audit-demand-subsidies-no = Chiffrez les subsides de chaque travail.
audit-demand-subsidies-unknown = Les subsides restent à vérifier.
audit-demand-control-data = Données pour le contrôle de qualité
audit-demand-control-data-yes = Toutes les sections de la visite sont complètes.
audit-demand-control-data-no = Complétez la visite.
audit-demand-control-data-unknown = Les données restent à vérifier.
audit-demand-auditor = Auditeur agréé
audit-demand-auditor-yes = L’agrément est vérifié.
audit-demand-auditor-no = Indiquez l’auditeur et son numéro d’agrément.
audit-demand-auditor-unknown = Le numéro est noté ; la liste des auditeurs agréés est tenue par le SPW Énergie.
audit-head-title = Qui répond de l’audit
audit-head-auditor = Auditeur
audit-head-auditor-hint = La personne agréée qui signe.
audit-head-agreement = Numéro d’agrément
audit-head-agreement-hint = Tel qu’il figure sur la liste du SPW Énergie.
audit-head-visited = Jour de la visite
audit-head-next-on = Prochaine visite
audit-head-next-by = Qui vient alors ?
audit-head-submit = Enregistrer

audit-visit-title = Qu’a-t-on vu dans { $name } ?
audit-visit-crumb = Visite
audit-visit-answer = { $whole } des { $all } sections de la visite sont complètes.
audit-visit-sheet = Fiche de visite à imprimer
audit-visit-sections = Sections de la visite
audit-col-section = Section
audit-col-standing = Où on en est
audit-col-asks = Ce qu’elle demande
audit-standing-empty = rien de noté
audit-standing-open = { $count ->
    [one] il manque une réponse
   *[other] il manque { $count } réponses
}
audit-standing-whole = { $rows ->
    [one] complète
   *[other] complète, { $rows } lignes
}
audit-section-title = { $section } : qu’a-t-on vu dans { $name } ?
audit-rows = Déjà noté
audit-rows-none = Rien de noté encore dans cette section.
audit-row = Ligne { $number }
audit-row-new = Ajouter
audit-row-change = Modifier
audit-row-gone = ligne { $number }, retirée depuis
audit-row-submit = Enregistrer
audit-edit = Ouvrir
audit-drop = Retirer
audit-undo = Annuler la dernière modification
audit-col-what = Quoi
audit-col-told = Noté
audit-col-lacks = Manque encore
audit-from = D’où viennent ces réponses ?
audit-from-hint = La plupart d’entre elles.
audit-own-origin = D’où vient cette valeur ?
audit-own-origin-same = Comme le reste
audit-by = Qui l’a dit ?
audit-by-hint = La fonction, par exemple « responsable technique ». Sans nom de personne.
audit-picture-hint = Envoyez d’abord la photo dans la section Photos.
audit-photo = Photo
audit-photo-hint = JPEG, PNG, WebP ou HEIC. Le lieu et l’heure inscrits par l’appareil sont effacés.
audit-photo-submit = Envoyer la photo
audit-photo-title = Ajouter une photo
audit-kept-restored = Ce que vous aviez tapé sans réseau est revenu dans le formulaire. Vérifiez, puis enregistrez.
audit-kept-changed = Ce que vous aviez tapé est revenu dans le formulaire. Quelqu’un a écrit ici entre-temps : comparez avec la liste avant d’enregistrer.
audit-kept-waits = Pas de réseau : ce que vous tapez reste sur cet appareil, et part dès que le réseau revient.
audit-sheet-title = Fiche de visite de { $name }
audit-sheet-crumb = Fiche à imprimer
audit-sheet-lead = À emporter sur place. Ce qui est déjà noté figure dans les cases.
audit-sheet-print = Imprimer
audit-sheet-origin = Derrière chaque valeur, notez d’où elle vient : M mesuré, P plaque, L plan, E estimé, D déclaré.

audit-settings-title = Comment la chaufferie de { $name } est-elle réglée ?
audit-settings-crumb = Chaufferie
audit-settings-lead = Notez chaque réglage trouvé, puis ce que vous avez changé et quand : les graphiques montreront ce jour.
audit-settings-answer = { $count ->
    [one] Un réglage noté
   *[other] { $count } réglages notés
}, dont { $changed ->
    [0] aucun de changé.
    [one] un changé : il se voit sur les graphiques.
   *[other] { $changed } changés : ils se voient sur les graphiques.
}
audit-settings-unsafe = { $setting } a été trouvée à { $value } : trop bas contre les légionelles. Remontez-la sans attendre.
audit-settings-new = Noter un réglage
audit-settings-change = Modifier ce réglage
audit-settings-hygiene = Jamais sous 60 °C à la production ni sous 55 °C au retour. Limites à confirmer : règle flamande jugée suffisante par le CSTC, aucun texte wallon connu.
audit-settings-hygiene-source = Article du CSTC
audit-setting-event = { $setting } ({ $circuit }) : { $before } → { $after }
audit-setting-hint = Un nombre, des heures comme 6:00-22:00, ou oui/non.
audit-after-hint = Vide si rien n’a été changé.
audit-circuit-hint = Par exemple « aile nord » ou « toutes ».
audit-on-hint = Le jour du changement.
audit-col-setting = Réglage
audit-col-circuit = Circuit
audit-col-before = Trouvé
audit-col-after = Laissé
audit-col-on = Le
audit-col-changed-by = Changé par
audit-not-known = ?
audit-not-told = non noté
audit-not-settled = non fixé

audit-checks-title = Les pertes de { $name } expliquent-elles sa consommation ?
audit-checks-crumb = Contrôles
audit-checks-met = Oui : { $calculated } MWh calculés, { $measured } MWh mesurés en année normale, soit { $difference }.
audit-checks-outside = Non : { $calculated } MWh calculés, { $measured } MWh mesurés en année normale, soit { $difference }.
audit-checks-unknown = Nous ne pouvons pas encore le dire : il manque des réponses de la visite ou des relevés.
audit-checks-band = Écart accepté : { $band } de part et d’autre. Vingt pour cent si superficies et U sont mesurés ou lus, trente si l’un d’eux est estimé ou déclaré ; c’est notre convention.
audit-checks-causes = Ce qui peut expliquer l’écart
audit-checks-lacks = Ce qui manque
audit-checks-losses = D’où viennent les pertes
audit-checks-infiltration = Fuites d’air
audit-col-loss = Perte (W/K)
audit-col-share = Part
audit-how = Comment est-ce calculé ?
audit-how-losses = Pertes : { $transmission } W/K par les parois et châssis (somme des A × U × b), { $ventilation } W/K par l’air (0,34 Wh/m³K × débit).
audit-how-degree-days = Degrés-jours jusqu’à { $base } °C : { $days } en année normale. C’est la température intérieure moyenne moins les apports gratuits ; 242 jours de chauffe par degré (Énergie+).
audit-how-heat = Chaleur utile calculée : pertes × degrés-jours × 24 / 1000 = { $kwh } kWh.
audit-how-quality = Qualité la plus faible des réponses : { $quality }.
audit-how-measured = Chaleur utile mesurée : part qui suit le froid, en kWh PCI, × rendement sur PCI = { $kwh } kWh.
audit-cause-temperature-lower = Les locaux sont moins chauffés que noté.
audit-cause-rooms-not-heated = Une partie des locaux n’est pas chauffée.
audit-cause-walls-better = Une paroi isole mieux que le U estimé.
audit-cause-air-less = Moins d’air entre que noté : fuites ou heures de ventilation.
audit-cause-distribution-losses = Les conduites perdent de la chaleur hors des locaux.
audit-cause-efficiency-lower = La chaudière rend moins que sa plaque ne le dit.
audit-cause-hot-water-counted = La boucle d’eau chaude est comptée avec le chauffage.
audit-cause-air-more = Plus d’air entre que noté : fenêtres ouvertes, fuites, ventilation.
audit-cause-temperature-higher = Les locaux sont plus chauffés que noté.
audit-cause-walls-worse = Une paroi isole moins bien que le U estimé.
audit-lack-no-envelope = Aucune paroi n’est notée
audit-lack-no-u = Le U d’une paroi ou d’un châssis
audit-lack-no-area = La superficie d’une paroi ou d’un châssis
audit-lack-no-reduction = Le coefficient de réduction d’une paroi vers le sol ou un local non chauffé
audit-lack-no-inside-temperature = La température intérieure
audit-lack-no-volume = Le volume chauffé
audit-lack-no-infiltration = Le renouvellement d’air par les fuites
audit-lack-no-flow = Le débit ou les heures d’un groupe de ventilation
audit-lack-no-degree-days = Les degrés-jours d’une année normale
audit-lack-no-measured-heat = Une énergie dont la consommation suit le froid
audit-lack-no-efficiency = Le rendement de ce qui brûle cette énergie
audit-lack-no-losses = Des pertes qui ne soient pas nulles

audit-findings-title = Qu’a trouvé l’audit de { $name } ?
audit-findings-crumb = Constats
audit-findings-change = Modifier ce constat
audit-recommendations-change = Modifier cette recommandation
audit-steps-change = Modifier cette étape
audit-findings-answer = { $findings } constats, { $recommendations } recommandations, { $steps } étapes vers 2040.
audit-findings = Constats
audit-findings-none = Aucun constat encore.
audit-recommendations = Recommandations
audit-recommendations-none = Aucune recommandation encore.
audit-annex-unknown = Les valeurs de l’annexe 1 d’UREBA nous sont inconnues : notez la performance visée, le SPW Énergie la confirmera.
audit-steps = Feuille de route à 2040
audit-steps-none = Aucune étape encore.
audit-add-finding = Ajouter un constat
audit-add-recommendation = Ajouter une recommandation
audit-add-step = Ajouter une étape
audit-col-gravity = Gravité
audit-col-where = Où
audit-col-finding = Constat
audit-col-work = Travail
audit-col-recommendation = Recommandation
audit-col-priority = Rang
audit-col-performance = Performance visée
audit-col-who = Qui s’en charge
audit-done = Fait le
audit-done-on = fait le { $day }
audit-col-year = Année
audit-col-step = Étape
audit-col-target = Objectif atteint
audit-target = À cette étape, le bâtiment atteint l’objectif régional
audit-words-hint = En une ou deux phrases. Sans nom de personne.
audit-priority-hint = 1 vient en premier.
audit-performance-hint = Par exemple U ≤ 0,20 W/m²K.
audit-gravity-danger = Danger
audit-gravity-waste = Gaspillage
audit-gravity-wear = Usure
audit-gravity-note = Remarque

audit-quotes-title = Que disent les devis pour { $name } ?
audit-quotes-crumb = Devis
audit-quotes-lead = Notez chaque devis tel qu’il est : nous les mettons côte à côte, à mêmes quantités, et nommons ce qui diffère.
audit-quotes-answer = { $count } devis côte à côte : { $differences ->
    [0] rien ne diffère.
    [one] une différence à lire avant de comparer les prix.
   *[other] { $differences } différences à lire avant de comparer les prix.
}
audit-quotes-authority = Votre organisation est un pouvoir adjudicateur : l’attribution suit la procédure de marché public. Cette page compare et ne choisit pas.
audit-quotes-free = Cette page compare et ne choisit pas : références, délais et garanties n’y figurent pas.
audit-quotes-authority-unknown = Nous ne savons pas si votre organisation est un pouvoir adjudicateur : vérifiez-le avant d’attribuer. Cette page compare et ne choisit pas.
audit-quotes-totals = Devis côte à côte
audit-quotes-vat = Le taux de TVA dépend de l’usage du bâtiment, pas de l’entrepreneur : les deux montants sont donnés.
audit-quotes-new = Noter un devis
audit-quotes-change = Modifier ce devis
audit-quotes-same = rien
audit-quotes-not-comparable = pas comparable
audit-quotes-nothing-out = rien d’exclu
audit-quotes-against = Prix ramenés à { $quantity }, la plus grande quantité proposée.
audit-col-contractor = Entreprise
audit-col-excl = Prix HTVA
audit-col-same = À mêmes quantités, HTVA
audit-col-vat = TVA du devis
audit-col-both = TVAC à 6 / 21 %
audit-col-exclusions = Exclusions
audit-col-differs = Diffère
audit-col-quantity = Quantité
audit-col-per-unit = Par unité, HTVA
audit-col-at-same = À même quantité, HTVA
audit-col-ur = U ou R
audit-quote-dated = Daté du
audit-quote-valid = Valable jusqu’au
audit-quote-vat-hint = Le taux écrit sur le devis.
audit-quote-exclusions-hint = Une par ligne, avec les mots du devis.
audit-quote-line = Travail { $n }
audit-quote-unit = Unité
audit-quote-u = U atteint
audit-quote-r = R ajouté
audit-quote-work-missing = travail absent
audit-quote-quantity = autre quantité
audit-quote-no-performance = ni U ni R
audit-quote-performance = autre U ou R
audit-quote-vat = autre TVA
audit-quote-no-vat = TVA non dite
audit-quote-exclusions = autres exclusions
audit-quote-expired = plus valable
audit-unit-m2 = m²
audit-unit-piece = pièces
audit-unit-kW = kW
audit-unit-kWc = kWc
audit-unit-lump = forfait

audit-versions-title = Quelle version de l’audit de { $name } fait foi ?
audit-versions-crumb = Versions
audit-versions-draft = La version { $version } est en cours : elle ne fait pas encore foi.
audit-versions-reading = La version { $version } attend son second lecteur.
audit-versions-read = La version { $version } est relue : elle peut être remise.
audit-versions-delivered = La version { $version } est remise et fait foi : plus rien n’y bouge.
audit-versions-step = Relecture et remise
audit-versions-ask-lead = Une autre personne relit l’audit avant la remise. Pendant ce temps, rien n’y est écrit.
audit-versions-asked-lead = Vous avez demandé la relecture : une autre personne qui a accès à l’audit la fait. D’ici là, vous pouvez le reprendre.
audit-versions-approve-lead = Le second lecteur n’est pas la personne qui a demandé la relecture.
audit-versions-deliver-lead = La remise fige tout : réponses, références scellées, version du catalogue, chiffres, empreinte.
audit-versions-next = Version suivante
audit-versions-next-lead = Elle reprend tout ce qui est noté ; la version remise reste telle quelle.
audit-versions = Versions
audit-version-file = Version { $version } (TOML)
audit-version-file-hint = « eclaireur assess audit-1.toml » refait les calculs et dit ce qui aurait bougé.
audit-step-ask = Demander une relecture
audit-step-return = Reprendre comme brouillon
audit-step-approve = J’ai relu, c’est bon
audit-step-deliver = Remettre l’audit
audit-remark-hint = Ce qui reste à dire. Sans nom de personne.
audit-changes = Ce qui a changé depuis la version précédente
audit-changes-more = Et { $count } autres changements.
audit-col-version = Version
audit-col-state = État
audit-col-since = Depuis le
audit-col-remark = Remarque
audit-col-digest = Empreinte
audit-col-path = Où
audit-col-was = Avant
audit-col-is = Maintenant

problem-unsafe-hot-water = En dessous de { $min } °C, les légionelles se développent : ce réglage est refusé.
problem-setting-unread = « { $value } » ne se lit pas pour ce réglage. Écrivez un nombre, des heures comme 6:00-22:00, ou oui/non.
problem-audit-changed = Quelqu’un d’autre a écrit ici entre-temps. Vos réponses sont encore là : vérifiez la liste, puis enregistrez de nouveau.
problem-audit-closed = Cet audit ne se modifie plus : reprenez-le comme brouillon, ou commencez la version suivante.
problem-second-reader = Vous avez demandé la relecture : le second lecteur doit être quelqu’un d’autre.
problem-too-many-rows = Cette section compte { $max } lignes au plus.

audit-roof-title = Productible du toit
audit-roof-lead = Dites comment le toit est posé. Nous demandons alors le productible à un service de calcul, si votre service en a un ; sinon la fourchette du catalogue, tournée vers ce toit, sert d’hypothèse. Le service reçoit l’inclinaison, l’orientation et un point de la région, rien de votre bâtiment.
audit-roof-slope = Inclinaison du toit
audit-roof-slope-hint = 0 pour un toit plat, 90 pour une façade.
audit-roof-azimuth = Orientation du toit
audit-roof-azimuth-hint = 0 pour le sud, −90 pour l’est, 90 pour l’ouest.
audit-roof-submit = Demander le productible
audit-roof-untold-implausible = Le service de calcul a donné un productible invraisemblable : nous ne le prenons pas.
audit-roof-untold-incomplete = Le service de calcul n’a pas donné toute l’année : nous ne le prenons pas.
audit-roof-untold-off = Aucun service de calcul du productible n’est réglé ici : demandez-le à la personne qui gère le service.
audit-roof-untold-refused = Le service de calcul n’a pas accepté la demande.
audit-roof-untold-unreachable = Le service de calcul n’a pas répondu : demandez à nouveau plus tard.
audit-roof-untold-unreadable = La réponse du service de calcul n’a pas pu être lue.
