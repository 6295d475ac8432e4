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
frame-glossary = Glossary
frame-formats = Known formats
frame-degree-days = Degree-days
frame-about = Éclaireur, energy accounting for social-profit buildings in Wallonia.
frame-french-only = This page does not exist in your language yet. Here it is in French.
