# Kader van elke pagina.

frame-skip = Naar de inhoud
frame-demo-label = Demonstratie
frame-demo = Demonstratie: organisaties, gebouwen en cijfers zijn verzonnen.
frame-navigation = Hoofdnavigatie
frame-crumbs = Kruimelpad
frame-home = Start
frame-buildings = Gebouwen
frame-upload = Importeren
frame-imports = Imports
frame-federations = Federaties
frame-help-queue = Hulpvragen
frame-sheets = Projectfiches
frame-aids = Steun
frame-guide = Welke regeling?
frame-simulator = Simulator
frame-catalog = Catalogus
frame-administration = Beheer
frame-glossary = Woordenlijst
frame-formats = Bekende formaten
frame-degree-days = Graaddagen
frame-privacy = Privacy
frame-accessibility = Toegankelijkheid
frame-about = Éclaireur, energieboekhouding voor gebouwen van de socialprofitsector in Wallonië.
frame-french-only = Deze pagina bestaat nog niet in uw taal. Hier is ze in het Frans.

frame-account-area = Account
frame-sign-in = Aanmelden
frame-sign-out = Afmelden
frame-demo-as = U kijkt als { $name }.
frame-demo-as-local = U kijkt als wie aan deze computer zit.
frame-demo-change = Als iemand anders kijken
