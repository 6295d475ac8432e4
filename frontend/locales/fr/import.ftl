# Un import : aperçu, confirmé, annulé, refusé.

import-name-file = Fichier
import-name-index = Relevé d’index
import-name-bill = Facture
import-name-level = Relevé de jauge
import-name-replaced = Compteur remplacé
import-name-correction = Correction d’un relevé
import-title-preview = Que contient { $name } ?
import-title-confirmed = { $origin ->
    [index] Qu’a changé ce relevé d’index ?
    [bill] Qu’a changé cette facture ?
    [level] Qu’a changé ce relevé de jauge ?
    [replaced] Qu’a changé ce remplacement de compteur ?
    [correction] Qu’a changé cette correction ?
   *[other] Qu’a changé { $name } ?
}
import-title-undone = Import annulé : { $name }
import-title-unknown = Que contient { $name } ? Dites-le une fois
import-title-refused = Pourquoi { $name } n’a pas été lu
import-state-preview = Voici ce que nous avons lu. Rien n’est compté avant votre confirmation ; l’aperçu est gardé jusqu’au { $day }.
import-state-confirmed = Confirmé le { $day }. Vous pouvez l’annuler à tout moment : les valeurs d’avant reviennent.
import-state-undone = Annulé le { $day } : les valeurs d’avant sont revenues. Le fichier est gardé.
import-state-refused = Rien n’a pu être utilisé, rien n’a été compté.
import-undo = Annuler cet import
import-again = Importer à nouveau
import-file = Télécharger le fichier d’origine
import-marked = Télécharger le fichier annoté
import-marked-text = Les cellules à corriger y sont colorées, avec la raison. Corrigez-les, puis renvoyez le fichier.
import-back = Voir { $name }
import-as-list = Lire comme une liste de bâtiments
import-other-file = Envoyer un autre fichier

import-seen = Ce que nous avons vu
import-count-new = { $count ->
    [one] nouveau
   *[other] nouveaux
}
import-count-changed = { $count ->
    [one] modifié
   *[other] modifiés
}
import-count-identical = { $count ->
    [one] identique
   *[other] identiques
}
import-count-wrong = à corriger
import-kept = { $count ->
    [one] Une meilleure valeur, mesurée, a été gardée à la place de celle du fichier.
   *[other] { $count } meilleures valeurs, mesurées, ont été gardées à la place de celles du fichier.
}
import-fact-file = Fichier
import-fact-format = Format
import-format-likely = { $name }, reconnu d’après les titres des colonnes
import-format-remembered = colonnes retenues : { $sender }
import-format-described = colonnes décrites pour ce fichier
import-columns-wrong = Les colonnes sont mal comprises ?
import-columns-correct = Corriger les colonnes
import-columns-unknown = C’est un tableau, mais nous ne savons pas ce que contiennent ses colonnes. Dites-le : les prochains fichiers semblables seront reconnus seuls.
import-columns-say = Dire ce que contiennent les colonnes
import-fact-encoding = Encodage
import-fact-period = Période
import-fact-rows = Lignes
import-rows = { $read ->
    [one] { $read } lue
   *[other] { $read } lues
} : { $accepted ->
    [one] { $accepted } utilisée
   *[other] { $accepted } utilisées
}, { $missing } sans valeur, { $rejected } à corriger, { $ignored } sans relevé
import-fact-typed = Détail
import-fact-cost = Montant TVAC
import-fact-sent = Envoyé le
import-sent-by = { $day }, par { $by }

import-details = Détails du fichier
import-waiting = { $count ->
    [one] Un relevé lu, en attente d’un compteur.
   *[other] { $count } relevés lus, en attente d’un compteur.
}
import-meters = Compteurs trouvés
import-col-series = Série
import-col-meter = Compteur
import-col-period = Période
import-col-readings = Relevés
import-col-total = Total
series-known = connu
series-new = nouveau
series-which = lequel ?
series-same = même compteur
series-skipped = laissé de côté
series-new-in = à créer dans { $building }
series-skipped-meter = pas importée
series-choose = Compteur pour { $series }
series-choose-prompt = Choisir un compteur…
series-create-in = Créer dans { $building }
series-near = { $meter } (EAN à un chiffre près)
series-skip = Laisser de côté
series-missing = { $count ->
    [one] 1 sans valeur
   *[other] { $count } sans valeur
}
series-gaps = { $count ->
    [one] 1 trou
   *[other] { $count } trous
}
series-estimated = { $count ->
    [one] 1 estimé
   *[other] { $count } estimés
}
series-not-counted = non compté : déjà donné en kWh
import-refresh = Mettre à jour l’aperçu
import-refresh-hint = après avoir choisi les compteurs

import-invoices = { $count ->
    [one] Facture trouvée
   *[other] Factures trouvées
}
import-invoice = { $number ->
    [none] { $supplier ->
        [none] Facture
       *[other] Facture de « { $supplier } »
    }
   *[other] { $supplier ->
        [none] Facture n° { $number }
       *[other] Facture n° { $number } de « { $supplier } »
    }
}
import-invoice-advance = { $number ->
    [none] { $supplier ->
        [none] Facture d’acompte
       *[other] Facture d’acompte de « { $supplier } »
    }
   *[other] { $supplier ->
        [none] Facture d’acompte n° { $number }
       *[other] Facture d’acompte n° { $number } de « { $supplier } »
    }
}
import-invoice-credit = { $number ->
    [none] { $supplier ->
        [none] Note de crédit
       *[other] Note de crédit de « { $supplier } »
    }
   *[other] { $supplier ->
        [none] Note de crédit n° { $number }
       *[other] Note de crédit n° { $number } de « { $supplier } »
    }
}
import-invoice-days = du { $from } au { $to }
import-invoice-incl = { $amount } TVAC.
import-invoice-cost = { $vat ->
    [yes] Coût pour « { $meter } » : { $amount } TVAC.
   *[no] Coût pour « { $meter } » : { $amount } HTVA.
}
import-invoice-paid = { $vat ->
    [yes] Paiement noté pour « { $meter } » : { $amount } TVAC. Il n’est pas un coût de plus.
   *[no] Paiement noté pour « { $meter } » : { $amount } HTVA. Il n’est pas un coût de plus.
}
import-invoice-credited = { $vat ->
    [yes] Déduit du coût de « { $meter } » : { $amount } TVAC.
   *[no] Déduit du coût de « { $meter } » : { $amount } HTVA.
}
import-invoice-lines = { $count ->
    [one] La ligne de la facture
   *[other] Les { $count } lignes de la facture
}
import-invoice-more = { $count ->
    [one] Une autre ligne n’est pas montrée.
   *[other] { $count } autres lignes ne sont pas montrées.
}
# Codes de la recommandation 20 de l’ONU ; un code sans mot ici est montré tel quel.
import-invoice-unit = { $unit ->
    [C62] unité(s)
    [EA] unité(s)
    [H87] pièce(s)
    [DAY] jour(s)
    [MON] mois
    [ANN] an(s)
    [HUR] heure(s)
    [KWT] kW
    [KVA] kVA
    [KVR] kvar
    [K3] kvarh
    [GWH] GWh
    [HLT] hl
   *[other] { $unit }
}
import-col-what = Libellé
import-col-quantity = Quantité
import-col-amount = Montant HTVA
import-col-counts = Consommation
import-invoice-counts = comptée
import-invoice-counts-not = non comptée

import-first-rows = { $count ->
    [one] La première ligne, comme nous l’avons lue
   *[other] Les { $count } premières lignes, comme nous les avons lues
}
import-col-row = Ligne
import-col-when = Moment
import-col-value = Valeur
import-col-quality = Qualité
import-no-value = sans valeur

import-findings = À vérifier dans ce fichier
import-finding-count = { $count ->
    [one] une fois
   *[other] { $count } fois
}
import-col-column = Colonne
import-col-cell = Écrit
import-col-say = Pourquoi, et que faire
import-more = { $count ->
    [one] Une autre ligne du même type n’est pas montrée.
   *[other] { $count } autres lignes du même type ne sont pas montrées.
}

import-correct = { $count ->
    [one] Corriger la cellule
   *[other] Corriger les { $count } cellules
}
import-keep = { $count ->
    [one] Garder la valeur
   *[other] Garder les { $count } valeurs
}
import-kept-group = { $by ->
    [none] Gardé le { $day }.
   *[other] Gardé le { $day }, par { $by }.
}
import-corrected = Cellules corrigées
import-corrected-text = Le fichier n’est pas modifié : ces cellules sont lues autrement, et les deux valeurs restent ici.
import-corrected-cell = { $place } : « { $was } » est lu { $now }.
import-accepted = { $by ->
    [none] Accepté le { $day }.
   *[other] Accepté le { $day }, par { $by }.
}
import-corrected-more = { $count ->
    [one] Une autre cellule corrigée n’est pas montrée.
   *[other] { $count } autres cellules corrigées ne sont pas montrées.
}
import-restore = Reprendre ce que dit le fichier

import-effect = Effet
import-no-effect = Aucune année ne change.
import-asks = Choisissez d’abord un compteur pour chaque série, ou laissez la série de côté.
import-not-yet = Rien n’est confirmé encore
import-problem-meter = Choisissez le compteur de « { $series } », ou laissez la série de côté.
import-problem-rows = { $count ->
    [one] Une ligne est à corriger, ou à laisser de côté.
   *[other] { $count } lignes sont à corriger, ou à laisser de côté.
}
import-problem-nothing = Tout est laissé de côté : choisissez un compteur, ou abandonnez ce fichier.
import-partial-hint = { $count ->
    [one] Une ligne à corriger ne sera pas importée. Vous pouvez la corriger dans le fichier et l’envoyer à nouveau : rien ne compte deux fois.
   *[other] { $count } lignes à corriger ne seront pas importées. Vous pouvez les corriger dans le fichier et l’envoyer à nouveau : rien ne compte deux fois.
}
import-confirm = Confirmer
import-confirm-partial = { $count ->
    [one] Importer la bonne ligne
   *[other] Importer les { $count } bonnes lignes
}

effect-changes = L’année { $year } de « { $building } » passe de { $before } à { $after } { $unit } { $carrier } ({ $change }).
effect-changed = L’année { $year } de « { $building } » est passée de { $before } à { $after } { $unit } { $carrier } ({ $change }).
effect-appears = L’année { $year } de « { $building } » devient visible : { $after } { $unit } { $carrier }.
effect-appeared = L’année { $year } de « { $building } » est devenue visible : { $after } { $unit } { $carrier }.
effect-same = L’année { $year } de « { $building } » reste à { $after } { $unit } { $carrier }.
effect-gone = L’année { $year } de « { $building } » n’a plus de relevé { $carrier } (elle comptait { $before } { $unit }).
effect-nothing = L’année { $year } de « { $building } » ne change pas.
effect-others = Les autres années ne changent pas.
effect-months = Ses mois complets passent de { $before } à { $months }.
effect-months-done = Ses mois complets sont passés de { $before } à { $months }.
effect-partial = { $months ->
    [0] Aucun mois n’est complet.
    [one] Un mois sur 12 est complet.
   *[other] { $months } mois sur 12 sont complets.
}
