# Une page d’un bâtiment partagée par un lien, et ce que voit la personne qui a le lien.

share-link = Partager cette page
share-title = Partager cette page par un lien
share-crumb = Partager
share-lead = Qui a le lien voit { $what }, et rien d’autre. Il ne faut pas de compte.
share-only = La page est en lecture seule. Elle montre les chiffres du jour où elle est ouverte. Vous pouvez fermer le lien à tout moment.
share-days = Pendant
share-days-hint = { $most } jours au plus.
share-submit = Créer le lien
share-made = Le lien est créé
share-once = Copiez-le maintenant : il n’est montré qu’une fois. Quiconque l’a peut lire la page.
share-col-what = Page
share-col-used = Ouvertures
share-used = { $times } fois, la dernière le { $day }
share-never-used = pas encore ouverte
share-close = Fermer le lien
shared-view-bulletin = le bulletin de santé de { $building }
shared-view-yearly-report = le rapport annuel { $year } de { $building }

shared-by = Page partagée par { $organisation }, en lecture seule, jusqu’au { $day }.
shared-empty = Il n’y a pas encore de relevé : cette page se remplira quand le premier sera encodé.
shared-gone = Ce lien ne sert plus
shared-gone-text = Il est arrivé à son terme, a été fermé, ou l’adresse est incomplète. Demandez un nouveau lien à la personne qui vous l’a envoyé.
