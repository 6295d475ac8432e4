# L'accessibilité.

accessibility-title = Ce site est-il accessible à tous ?
accessibility-crumb = Accessibilité
accessibility-lead = Nous visons les règles WCAG 2.2, niveau AA. Voici ce qui a été essayé et ce qui ne l’a pas été ; aucun organisme extérieur ne l’a vérifié.
accessibility-tested = Ce qui a été essayé
accessibility-axe = Chaque page est examinée dans un navigateur par l’outil axe-core, en clair et en sombre ; il n’y trouve rien de grave.
accessibility-structure = Un titre par page, des niveaux qui se suivent, un libellé pour chaque champ et un texte pour chaque image sont vérifiés à chaque changement.
accessibility-keyboard = Un lien mène droit au contenu. L’encodage d’une facture est essayé au clavier, avec et sans script ; les autres formulaires sont faits des mêmes éléments.
accessibility-script = Toutes les pages servent sans script et sans limite de temps, sauf la fin d’une session.
accessibility-charts = Chaque graphique a un titre, une phrase qui le lit et le tableau de ses valeurs.
accessibility-limits = Limites connues
accessibility-limit-people = Aucune personne handicapée n’a encore essayé le site avec nous.
accessibility-limit-reader = Aucun lecteur d’écran n’a été essayé de bout en bout.
accessibility-limit-pdf = Les PDF sont balisés, mais leur conformité à PDF/UA n’a pas été vérifiée par un outil indépendant. Les mêmes chiffres sont dans les pages et les classeurs.
accessibility-limit-tables = Sur un petit écran, quelques tableaux larges défilent de côté.
accessibility-limit-language = Les pages ne sont complètes qu’en français.
accessibility-tell = Nous le dire
accessibility-contact = Une page vous arrête ? Écrivez à { $contact } en donnant son adresse : la réponse dira quand elle est corrigée, ou comment obtenir la même chose autrement.
accessibility-contact-unknown = Une page vous arrête ? Dites-le à la personne qui vous a ouvert l’accès : l’exploitant n’a pas encore indiqué de contact dans les réglages (operator_contact).
