# Around every page.

frame-skip = Skip to content
frame-demo-label = Demonstration
frame-demo = Demonstration: organisations, buildings and figures are invented.
frame-navigation = Main navigation
frame-crumbs = Breadcrumb
frame-home = Home
frame-buildings = Buildings
frame-upload = Import
frame-imports = Imports
frame-federations = Federations
frame-help-queue = Calls for help
frame-sheets = Project sheets
frame-aids = Aid
frame-guide = Which scheme?
frame-simulator = Simulator
frame-catalog = Catalogue
frame-administration = Administration
frame-glossary = Glossary
frame-formats = Known formats
frame-degree-days = Degree-days
frame-privacy = Privacy
frame-accessibility = Accessibility
frame-about = Éclaireur, energy accounting for social-profit buildings in Wallonia.
frame-french-only = This page does not exist in your language yet. Here it is in French.

frame-account-area = Account
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-demo-as = You are looking as { $name }.
frame-demo-as-local = You are looking as whoever sits at this computer.
frame-demo-change = Look as somebody else
