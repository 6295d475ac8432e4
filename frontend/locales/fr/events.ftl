# Ce qui s’est passé dans un bâtiment.

events-title = Que s’est-il passé dans { $name } ?
events-crumb = Événements
events-lead = Des travaux, un réglage, plus de monde : un événement daté explique un changement, et se voit sur les graphiques.
events-known = Événements connus
events-none = Rien de noté encore. Notez le premier ci-dessous : les graphiques le montreront.
events-col-kind = Quoi
events-new = Noter un événement
events-kind = Que s’est-il passé ?
events-from = Le, ou à partir du
events-to = Jusqu’au (inclus)
events-to-hint = Vide si cela dure encore. Le même jour si c’était l’affaire d’une journée.
events-text = En quelques mots
events-text-hint = Par exemple « isolation de la toiture de l’aile B ». Sans nom de personne.
events-submit = Noter
event-on = le { $from }
event-works = Travaux
event-works-hint = toiture, châssis, chaudière, éclairage
event-setting = Réglage
event-setting-hint = courbe de chauffe, horaires, température
event-occupancy = Occupation
event-occupancy-hint = plus ou moins de monde, autres heures
event-closure = Fermeture exceptionnelle
event-closure-hint = un étage, quelques semaines
event-extension = Extension
event-extension-hint = le bâtiment a grandi ou rétréci : indiquez aussi la nouvelle superficie chauffée
