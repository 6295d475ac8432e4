# Quand quelque chose ne peut pas être montré ou fait.

error-crumb = Message
error-reference = Référence à citer si vous demandez de l’aide : { $reference }
error-to-organisation = Revenir à { $name }
error-to-home = Revenir à l’accueil

error-bad-request = Cette demande n’a pas pu être comprise.
error-bad-request-what = L’adresse ou le formulaire est incomplet. Revenez à la page précédente et recommencez.
error-bad-request-kept = Rien n’a été modifié.

error-sign-in = Connectez-vous d’abord.
error-sign-in-what = Cette adresse demande une connexion ou une clé encore valable.
error-sign-in-kept = Rien n’a été montré ni modifié.

error-stale = Ce formulaire est trop ancien.
error-stale-what = La page est restée ouverte longtemps. Rouvrez-la, puis envoyez à nouveau.
error-stale-kept = Rien n’a été modifié.

error-elsewhere = Ce nom n’est pas l’adresse du service.
error-elsewhere-what = Le service ne répond qu’à cet ordinateur, sous le nom « localhost » ou l’adresse 127.0.0.1. Ouvrez-le à l’adresse qu’il affiche à son démarrage.
error-elsewhere-kept = Rien n’a été montré ni modifié.

error-not-found = Cette page n’existe pas ou ne vous est pas ouverte.
error-not-found-what = Vérifiez l’adresse, ou repartez de la liste de vos bâtiments.
error-not-found-kept = Vos relevés sont intacts.

error-not-allowed = Cette adresse ne sert pas à cela.
error-not-allowed-what = Repartez de la page d’où vous veniez et employez son bouton.
error-not-allowed-kept = Rien n’a été modifié.

error-conflict = Quelque chose a changé entre-temps.
error-conflict-what = Une autre personne a déjà confirmé, annulé ou modifié cet élément. Rouvrez la page pour voir où il en est.
error-conflict-kept = Votre demande n’a rien modifié.

error-too-large = Ce fichier est trop grand.
error-too-large-what = Nous acceptons jusqu’à { $max } à la fois. Envoyez-le en plusieurs parties, une année par fichier.
error-too-large-kept = Rien n’a été gardé de cet envoi ; vos relevés sont intacts.

error-unprocessable = Ces données n’ont pas pu être gardées.
error-unprocessable-what = Une valeur ne convient pas. Revenez à la page précédente : ce que vous avez saisi y est encore.
error-unprocessable-kept = Rien n’a été modifié.

error-too-many = Trop de demandes en peu de temps.
error-too-many-what = { $wait ->
    [one] Attendez une seconde, puis recommencez.
   *[other] Attendez { $wait } secondes, puis recommencez.
}
error-too-many-minutes = Attendez { $wait ->
    [one] une minute
   *[other] { $wait } minutes
}, puis recommencez. La limite protège le service ; elle ne dépend pas de ce que vous avez envoyé.
error-too-many-kept = Rien n’a été perdu.

error-internal = Le service n’a pas pu répondre.
error-internal-what = La faute est de notre côté. Les autres pages fonctionnent ; réessayez celle-ci dans quelques minutes.
error-internal-kept = Ce qui était confirmé est gardé. Ce qui ne l’était pas est à envoyer à nouveau.

error-unavailable = Le service démarre ou sa base de données ne répond pas.
error-unavailable-what = Réessayez dans une minute.
error-unavailable-kept = Ce qui était confirmé est gardé.

error-full = Le disque du service est plein.
error-full-what = Rien ne peut être ajouté pour l’instant. Vos pages, vos graphiques et vos rapports restent lisibles. Prévenez la personne qui tient le service : il lui faut libérer de la place.
error-full-kept = Ce qui était confirmé est gardé. De cet envoi, rien n’a été gardé, pas même une partie : recommencez quand il y aura de la place.
