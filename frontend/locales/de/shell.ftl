# Rahmen jeder Seite.

frame-skip = Zum Inhalt
frame-demo-label = Vorführung
frame-demo = Vorführung: Organisationen, Gebäude und Zahlen sind erfunden.
frame-navigation = Hauptnavigation
frame-crumbs = Brotkrumenpfad
frame-home = Startseite
frame-buildings = Gebäude
frame-upload = Importieren
frame-imports = Importe
frame-federations = Verbände
frame-help-queue = Hilfsanfragen
frame-sheets = Projektblätter
frame-aids = Beihilfen
frame-guide = Welche Regelung?
frame-simulator = Simulator
frame-catalog = Katalog
frame-administration = Verwaltung
frame-glossary = Glossar
frame-formats = Bekannte Formate
frame-degree-days = Gradtage
frame-privacy = Datenschutz
frame-accessibility = Barrierefreiheit
frame-about = Éclaireur, Energiebuchhaltung für Gebäude des nicht-kommerziellen Sektors in der Wallonie.
frame-french-only = Diese Seite gibt es in Ihrer Sprache noch nicht. Hier ist sie auf Französisch.

frame-account-area = Konto
frame-sign-in = Anmelden
frame-sign-out = Abmelden
frame-demo-as = Sie schauen als { $name }.
frame-demo-as-local = Sie schauen als die Person an diesem Computer.
frame-demo-change = Als jemand anderes schauen
