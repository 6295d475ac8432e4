# Plusieurs fichiers envoyés à la fois.

sending-title = { $count ->
    [one] Que contient ce fichier ?
   *[other] Que contiennent ces { $count } fichiers ?
}
sending-crumb = Envoi
sending-files = Fichiers de l’envoi
sending-count-ready = { $count ->
    [one] 1 à confirmer
   *[other] { $count } à confirmer
}
sending-count-decide = { $count ->
    [one] 1 où quelque chose est à décider
   *[other] { $count } où quelque chose est à décider
}
sending-count-document = { $count ->
    [one] 1 facture à compléter
   *[other] { $count } factures à compléter
}
sending-count-confirmed = { $count ->
    [one] 1 confirmé
   *[other] { $count } confirmés
}
sending-count-already = { $count ->
    [one] 1 déjà envoyé
   *[other] { $count } déjà envoyés
}
sending-count-undone = { $count ->
    [one] 1 abandonné ou annulé
   *[other] { $count } abandonnés ou annulés
}
sending-count-refused = { $count ->
    [one] 1 refusé
   *[other] { $count } refusés
}
sending-confirm = { $count ->
    [one] Confirmer le fichier sans question
   *[other] Tout confirmer : { $count } fichiers sans question
}
sending-drop = Abandonner ce qui n’est pas confirmé
sending-nothing-yet = Rien n’est compté avant votre confirmation. Un fichier est « à décider » quand quelque chose y est supposé, incertain ou nouveau : ouvrez-le, vérifiez-le, puis confirmez-le. Chaque fichier peut être confirmé et annulé seul.
sending-col-file = Fichier
sending-col-what = Reconnu comme
sending-state-decide = à décider
sending-state-document = facture à compléter
sending-state-already = déjà importé
sending-state-twin = identique à un autre fichier de cet envoi
sending-since = depuis le { $day }
sending-more = Envoyer d’autres fichiers
