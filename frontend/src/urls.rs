//! Every address of the site, once: the pattern the router uses and the function that fills it.
//!
//! Paths are in French, values are percent-encoded. To add one: a line in `routes!`; a table has one line for both its
//! endings, `.csv` and `.xlsx`.

/// Stands in the place of the code of a federation for everybody who is in the sector; no code can be it.
pub const EVERYBODY: &str = "_ensemble";

macro_rules! routes {
    (
        tables {
            $($(#[$what:meta])* $csv:ident, $csv_of:ident, $xlsx:ident, $xlsx_of:ident($($of:ident),*) = $table:literal;)*
        }
        $($(#[$doc:meta])* $constant:ident, $function:ident($($arg:ident),*) = $pattern:literal;)*
    ) => {
        /// Patterns in the router's syntax, `/batiments/{b}`.
        pub mod pattern {
            $($(#[$doc])* pub const $constant: &str = $pattern;)*
            $($(#[$what])* pub const $csv: &str = concat!($table, ".csv");)*
            $($(#[$what])* pub const $xlsx: &str = concat!($table, ".xlsx");)*

            /// Every pattern.
            pub const ALL: &[&str] = &[$($constant,)* $($csv, $xlsx),*];
        }

        $($(#[$what])*
        #[must_use]
        pub fn $csv_of($($of: &str),*) -> String {
            fill(pattern::$csv, &[$($of),*])
        }

        $(#[$what])*
        #[must_use]
        pub fn $xlsx_of($($of: &str),*) -> String {
            fill(pattern::$xlsx, &[$($of),*])
        })*

        $($(#[$doc])*
        #[must_use]
        pub fn $function($($arg: &str),*) -> String {
            fill($pattern, &[$($arg),*])
        })*
    };
}

routes! {
    tables {
        /// The organisations.
        ORGANISATIONS_CSV, organisations_csv, ORGANISATIONS_XLSX, organisations_xlsx() = "/organisations";
        /// The buildings of an organisation. GET with `q`, `activite`, `archives`.
        BUILDINGS_CSV, buildings_csv, BUILDINGS_XLSX, buildings_xlsx(o) = "/organisations/{o}/batiments";
        /// The buildings of an organisation by what can be recovered. GET with `tri`.
        CADASTRE_CSV, cadastre_csv, CADASTRE_XLSX, cadastre_xlsx(o) = "/organisations/{o}/cadastre";
        /// The imports of an organisation.
        IMPORTS_CSV, imports_csv, IMPORTS_XLSX, imports_xlsx(o) = "/organisations/{o}/imports";
        /// The months of a building. GET with `energie`, `annee`.
        MONTHS_CSV, months_csv, MONTHS_XLSX, months_xlsx(b) = "/batiments/{b}/mois";
        /// Every figure of a building, with what it was computed from.
        FIGURES_CSV, figures_csv, FIGURES_XLSX, figures_xlsx(b) = "/batiments/{b}/chiffres";
        /// The prices that hold for a building.
        PRICES_CSV, prices_csv, PRICES_XLSX, prices_xlsx(b) = "/batiments/{b}/prix";
        /// The projects of a building.
        PROJECTS_CSV, projects_csv, PROJECTS_XLSX, projects_xlsx(b) = "/batiments/{b}/financer";
        /// What a building makes, gives and uses itself. GET with `annee`.
        BALANCE_CSV, balance_csv, BALANCE_XLSX, balance_xlsx(b) = "/batiments/{b}/autoconsommation";
        /// What each building gets of a meter.
        SHARES_CSV, shares_csv, SHARES_XLSX, shares_xlsx(b, m) = "/batiments/{b}/compteurs/{m}/repartition";
        /// The meters of a building.
        METERS_CSV, meters_csv, METERS_XLSX, meters_xlsx(b) = "/batiments/{b}/compteurs";
        /// The readings of a meter. GET with `serie`, `mois`, `jour`, `lignes`.
        METER_READINGS_CSV, meter_readings_csv, METER_READINGS_XLSX, meter_readings_xlsx(b, m) = "/batiments/{b}/compteurs/{m}/releves";
        /// What was added to a building.
        ENTRIES_CSV, entries_csv, ENTRIES_XLSX, entries_xlsx(b) = "/batiments/{b}/releves";
        /// The series of an import.
        SERIES_CSV, series_csv, SERIES_XLSX, series_xlsx(i) = "/imports/{i}/series";
        /// The first rows of an import, as we read them.
        ROWS_CSV, rows_csv, ROWS_XLSX, rows_xlsx(i) = "/imports/{i}/lignes";
        /// The lines of the invoices of an import.
        INVOICES_CSV, invoices_csv, INVOICES_XLSX, invoices_xlsx(i) = "/imports/{i}/factures";
        /// An empty list of buildings, to be filled in.
        LIST_MODEL_CSV, list_model_csv, LIST_MODEL_XLSX, list_model_xlsx(o) = "/organisations/{o}/batiments/modele";
        /// The buildings of a list.
        LISTED_CSV, listed_csv, LISTED_XLSX, listed_xlsx(i) = "/imports/{i}/liste-batiments";
        /// What is to be said of a list of buildings.
        LIST_FINDINGS_CSV, list_findings_csv, LIST_FINDINGS_XLSX, list_findings_xlsx(i) = "/imports/{i}/liste-constats";
        /// What is to be said about an import.
        FINDINGS_CSV, findings_csv, FINDINGS_XLSX, findings_xlsx(i) = "/imports/{i}/constats";
        /// The aids of the catalogue. GET with `q`, `statut`, `type`, `pour`.
        AIDS_CSV, aids_csv, AIDS_XLSX, aids_xlsx() = "/aides";
        /// What a scenario comes to, activity by activity.
        SCENARIO_CSV, scenario_csv, SCENARIO_XLSX, scenario_xlsx(f, o, n) = "/federations/{f}/scenarios/{o}/{n}/activites";
        /// The sector of a federation, every value of every filter. GET with the filters of its page.
        SECTOR_CSV, sector_csv, SECTOR_XLSX, sector_xlsx(f) = "/federations/{f}/secteur";
        /// The members of a federation that consent to be seen by name.
        MEMBERS_CSV, members_csv, MEMBERS_XLSX, members_xlsx(f) = "/federations/{f}/membres";
        /// Who answered a federation that collects, and how complete they are. GET with `campagne`, `etat`, `tri`, `q`.
        COLLECTION_CSV, collection_csv, COLLECTION_XLSX, collection_xlsx(f) = "/federations/{f}/collecte";
        /// How many services a sector counts, as its federation says.
        REFERENCES_CSV, references_csv, REFERENCES_XLSX, references_xlsx(f) = "/federations/{f}/references";
        /// How a federation sorts its members itself.
        OWN_ACTIVITIES_CSV, own_activities_csv, OWN_ACTIVITIES_XLSX, own_activities_xlsx(f) = "/federations/{f}/activites";
        /// Who asks the accompaniment cell for help. GET with `tri`, `q`.
        HELP_QUEUE_CSV, help_queue_csv, HELP_QUEUE_XLSX, help_queue_xlsx() = "/accompagnement";
        /// The published sheets of projects. GET with `travaux`, `province`, `montant`, `ticket`.
        SHEETS_CSV, sheets_csv, SHEETS_XLSX, sheets_xlsx() = "/fiches";
        /// Files we can read.
        FORMATS_CSV, formats_csv, FORMATS_XLSX, formats_xlsx() = "/formats";
        /// The log of an organisation. GET with `genre`, `personne`, `du`, `au`.
        JOURNAL_CSV, journal_csv, JOURNAL_XLSX, journal_xlsx(o) = "/organisations/{o}/journal";
        /// One's own log. GET with `genre`, `du`, `au`.
        OWN_JOURNAL_CSV, own_journal_csv, OWN_JOURNAL_XLSX, own_journal_xlsx() = "/compte/journal";
        /// The degree-days of a year. GET with `station`, `base`, `annee`.
        DEGREE_DAYS_CSV, degree_days_csv, DEGREE_DAYS_XLSX, degree_days_xlsx() = "/degres-jours";
    }
    /// Home: first run, or the list of organisations.
    HOME, home() = "/";
    /// GET the page where one signs in (`suite`: where to go on), POST address and password.
    SIGN_IN, sign_in() = "/connexion";
    /// GET the page that asks for the code of the second factor, POST it.
    SIGN_IN_CODE, sign_in_code() = "/connexion/code";
    /// POST: this session ends.
    SIGN_OUT, sign_out() = "/deconnexion";
    /// One's own account.
    ACCOUNT, account() = "/compte";
    /// The second factor of one's account: GET how to set it, POST a code of it.
    FACTOR, factor() = "/compte/double-authentification";
    /// POST an address: a link that signs in goes there.
    SIGN_IN_MAIL, sign_in_mail() = "/connexion/lien";
    /// GET one button, POST: signs in, once.
    SIGN_IN_LINK, sign_in_link(s) = "/connexion/lien/{s}";
    /// GET the page that asks for an address, POST it: a link that opens another password goes there.
    FORGOTTEN, forgotten() = "/mot-de-passe-oublie";
    /// GET the form of another password, POST it.
    RESET, reset(s) = "/mot-de-passe/{s}";
    /// GET the form of a first password, POST it.
    INVITATION, invitation(s) = "/invitation/{s}";
    /// POST: another address, once its holder confirms it.
    ACCOUNT_EMAIL, account_email() = "/compte/adresse";
    /// GET one button, POST: the other address is confirmed.
    ACCOUNT_ADDRESS, account_address(s) = "/compte/adresse/{s}";
    /// POST the password that was and another.
    ACCOUNT_PASSWORD, account_password() = "/compte/mot-de-passe";
    /// POST: one session ends (`session`), or all of them.
    ACCOUNT_SESSIONS, account_sessions() = "/compte/sessions";
    /// POST: whom one is in the demonstration (`role`).
    DEMO_ROLE, demo_role() = "/demonstration/role";
    /// First run: POST of the three questions; GET shows them.
    START, start() = "/commencer";
    /// GET: the same as home. POST: not used.
    ORGANISATIONS, organisations() = "/organisations";
    /// One organisation and its buildings. GET with `q`, `activite`, `archives`, `page`.
    ORGANISATION, organisation(o) = "/organisations/{o}";
    /// Everything of an organisation, as a ZIP.
    EXPORT, export(o) = "/organisations/{o}/export.zip";
    /// GET the page, POST an archive (multipart, field `file`): an organisation put back.
    RESTORE, restore() = "/organisations/importer-archive";
    /// GET the form, POST it.
    ORGANISATION_EDIT, organisation_edit(o) = "/organisations/{o}/modifier";
    /// POST: no longer in lists.
    ORGANISATION_ARCHIVE, organisation_archive(o) = "/organisations/{o}/archiver";
    /// POST: in lists again.
    ORGANISATION_RESTORE, organisation_restore(o) = "/organisations/{o}/restaurer";
    /// GET the form, POST it.
    BUILDING_NEW, building_new(o) = "/organisations/{o}/batiments/nouveau";
    /// The imports of an organisation, newest first.
    IMPORTS, imports(o) = "/organisations/{o}/imports";
    /// GET the page for a list of buildings, POST it (multipart, field `file`).
    BUILDING_LIST, building_list(o) = "/organisations/{o}/batiments/liste";
    /// Several files sent at once, and where each stands.
    SENDING, sending(o, s) = "/organisations/{o}/envois/{s}";
    /// POST: confirm those that leave nothing to decide.
    SENDING_CONFIRM, sending_confirm(o, s) = "/organisations/{o}/envois/{s}/confirmer";
    /// POST: drop the previews that are not confirmed.
    SENDING_DROP, sending_drop(o, s) = "/organisations/{o}/envois/{s}/abandonner";
    /// GET the upload page, POST files (multipart, field `file`).
    ORGANISATION_UPLOAD, organisation_upload(o) = "/organisations/{o}/importer";
    /// One building: five figures and one action, the *bulletin de santé*.
    BUILDING, building(b) = "/batiments/{b}";
    /// Where the energy goes, month by month. GET with `energie`, `annee`.
    ENERGY, energy(b) = "/batiments/{b}/energie";
    /// What it costs, and why that changed.
    COST, cost(b) = "/batiments/{b}/cout";
    /// Cold, signature, drift. GET with `energie`, `base`.
    CLIMATE, climate(b) = "/batiments/{b}/climat";
    /// What is wrong, worth the most first. POST: seen, explained, done.
    ALERTS, alerts(b) = "/batiments/{b}/alertes";
    /// How good the figures are.
    QUALITY, quality(b) = "/batiments/{b}/qualite";
    /// What the law asks.
    OBLIGATIONS, obligations(b) = "/batiments/{b}/obligations";
    /// The month's sheet: one A4 in large type.
    MONTH_SHEET, month_sheet(b) = "/batiments/{b}/fiche-du-mois";
    /// The yearly report of the energy accounting. GET with `annee`.
    YEARLY_REPORT, yearly_report(b) = "/batiments/{b}/rapport-annuel";
    /// Reports of a building: POST publishes one, GET lists those published.
    REPORTS, reports(b) = "/batiments/{b}/rapports";
    /// A report as a file, as it was published or as it would be today: `bulletin.pdf`, `rapport-annuel.xlsx`.
    REPORT_FILE, report_file(b, f) = "/batiments/{b}/rapports/{f}";
    /// What is known of a building: GET the facts, POST one.
    FACTS, facts(b) = "/batiments/{b}/donnees";
    /// Prices of a building: GET them, POST one.
    PRICES, prices(b) = "/batiments/{b}/prix";
    /// The projects of a building: GET them, POST a new one.
    PROJECTS, projects(b) = "/batiments/{b}/financer";
    /// One project, or with `.ics` behind its code its calendar. POST: undo, archive, restore.
    PROJECT, project(b, p) = "/batiments/{b}/financer/{p}";
    /// GET the form of its name, POST it.
    PROJECT_NAME, project_name(b, p) = "/batiments/{b}/financer/{p}/nom";
    /// GET the form of works (`ligne`), POST it.
    PROJECT_WORK, project_work(b, p) = "/batiments/{b}/financer/{p}/travaux";
    /// GET the form of a source of money (`ligne`), POST it.
    PROJECT_SOURCE, project_source(b, p) = "/batiments/{b}/financer/{p}/sources";
    /// GET the wishes for the plan, POST them.
    PROJECT_PLAN, project_plan(b, p) = "/batiments/{b}/financer/{p}/plan";
    /// GET the dates, POST them.
    PROJECT_DATES, project_dates(b, p) = "/batiments/{b}/financer/{p}/dates";
    /// GET one question (`question`), POST its answer.
    PROJECT_ANSWER, project_answer(b, p) = "/batiments/{b}/financer/{p}/reponse";
    /// The dossier as a file: `dossier.toml`, `dossier.xlsx`, `dossier.pdf`.
    PROJECT_FILE, project_file(b, p, f) = "/batiments/{b}/financer/{p}/{f}";
    /// What happened to a building: GET it, POST one.
    EVENTS, events(b) = "/batiments/{b}/evenements";
    /// A chart as a file: `signature.svg`, `charge.png`. GET with `energie`, `annee`.
    CHART, chart(b, f) = "/batiments/{b}/graphiques/{f}";
    /// The buildings of an organisation by what can be recovered, *cadastre*. GET with `tri`.
    CADASTRE, cadastre(o) = "/organisations/{o}/cadastre";
    /// GET the form, POST it.
    BUILDING_EDIT, building_edit(b) = "/batiments/{b}/modifier";
    /// POST: no longer in lists.
    BUILDING_ARCHIVE, building_archive(b) = "/batiments/{b}/archiver";
    /// POST: in lists again.
    BUILDING_RESTORE, building_restore(b) = "/batiments/{b}/restaurer";
    /// Readings of a building and ways to add one.
    READINGS, readings(b) = "/batiments/{b}/releves";
    /// What one meter is read with on the spot, without an account, behind the secret of its sheet: GET the form, POST it.
    READING_LINK, reading_link(s) = "/r/{s}";
    /// The sheets of a building's meters (`compteur`): GET where they stand, POST makes, renews or closes them.
    READING_LINKS, reading_links(b) = "/batiments/{b}/releves/qr";
    /// POST: sheets that were just made, as a PDF.
    READING_SHEETS_PDF, reading_sheets_pdf(b) = "/batiments/{b}/releves/qr/feuilles.pdf";
    /// A picture that came with a reading, to be kept as a file.
    READING_PHOTO, reading_photo(b, p) = "/batiments/{b}/releves/qr/photos/{p}";
    /// GET the form of one index reading (`compteur`), POST it.
    READING_INDEX, reading_index(b) = "/batiments/{b}/releves/index";
    /// GET the form of a bill (`compteur`), POST it (multipart).
    READING_BILL, reading_bill(b) = "/batiments/{b}/releves/facture";
    /// POST the bill form to attach its document and see it beside.
    READING_BILL_ATTACH, reading_bill_attach(b) = "/batiments/{b}/releves/facture/joindre";
    /// An attached document, as it was sent.
    ATTACHMENT, attachment(b, p) = "/batiments/{b}/pieces/{p}";
    /// GET the form, POST it.
    METER_NEW, meter_new(b) = "/batiments/{b}/compteurs/nouveau";
    /// GET the meter's form, POST it.
    METER, meter(b, m) = "/batiments/{b}/compteurs/{m}";
    /// GET the form of a replaced meter, POST it.
    METER_REPLACED, meter_replaced(b, m) = "/batiments/{b}/compteurs/{m}/remplacement";
    /// GET whose a meter is, POST a new key.
    METER_SHARES, meter_shares(b, m) = "/batiments/{b}/compteurs/{m}/repartition";
    /// The readings of a meter, one by one. GET with `serie`, `mois`, `jour`, `lignes`, `page`.
    METER_READINGS, meter_readings(b, m) = "/batiments/{b}/compteurs/{m}/releves";
    /// GET the form that corrects one reading (`serie`, `debut`, `fin`, `pas`), POST it.
    CORRECTION, correction(b, m) = "/batiments/{b}/compteurs/{m}/releves/corriger";
    /// GET the upload page, POST files (multipart, field `file`).
    BUILDING_UPLOAD, building_upload(b) = "/batiments/{b}/importer";
    /// The months as a picture, SVG. GET with `energie`, `annee`.
    MONTHS_SVG, months_svg(b) = "/batiments/{b}/mois.svg";
    /// An import: preview, confirmed or undone. POST: choices of meters, then the preview again.
    IMPORT, import(i) = "/imports/{i}";
    /// A list of buildings: preview, confirmed or undone. POST: other choices, then the preview again.
    IMPORT_LIST, import_list(i) = "/imports/{i}/batiments";
    /// POST: confirm it.
    IMPORT_LIST_CONFIRM, import_list_confirm(i) = "/imports/{i}/batiments/confirmer";
    /// POST: read a file that was sent as readings as a list of buildings.
    IMPORT_AS_LIST, import_as_list(i) = "/imports/{i}/liste";
    /// A bill that waits for its form: GET which building, or with `batiment`, `ean` the form itself.
    IMPORT_BILL, import_bill(i) = "/imports/{i}/facture";
    /// POST: confirm.
    IMPORT_CONFIRM, import_confirm(i) = "/imports/{i}/confirmer";
    /// POST: drop the preview, or undo what was confirmed.
    IMPORT_UNDO, import_undo(i) = "/imports/{i}/annuler";
    /// POST: the same bytes once more, after an undo.
    IMPORT_AGAIN, import_again(i) = "/imports/{i}/importer-a-nouveau";
    /// The file as it was sent.
    IMPORT_FILE, import_file(i) = "/imports/{i}/fichier";
    /// The file as a workbook with its faulty cells marked.
    IMPORT_ANNOTATED, import_annotated(i) = "/imports/{i}/annote";
    /// GET what each column of a table is, POST it (`try=1` only shows what would be read).
    IMPORT_COLUMNS, import_columns(i) = "/imports/{i}/colonnes";
    /// The tables an organisation described itself.
    MAPPINGS, mappings(o) = "/organisations/{o}/colonnes";
    /// POST: no longer known.
    MAPPING_FORGET, mapping_forget(o, m) = "/organisations/{o}/colonnes/{m}/oublier";
    /// POST: known again.
    MAPPING_RESTORE, mapping_restore(o, m) = "/organisations/{o}/colonnes/{m}/retenir";
    /// Every aid of the catalogue. GET with `q`, `statut`, `type`, `pour`.
    AIDS, aids() = "/aides";
    /// One aid; its code is `region/name`.
    AID, aid_at(r, a) = "/aides/{r}/{a}";
    /// What every aid says to a case, which is the address itself.
    SIMULATOR, simulator() = "/simulateur";
    /// *Quel régime pour mon ASBL ?* One question at a time; the answers are the address.
    GUIDE, guide() = "/guichet";
    /// The letter to the administration that goes with the answers, as text.
    LETTER_TEXT, letter_text() = "/guichet/lettre.txt";
    /// The same as a PDF.
    LETTER_PDF, letter_pdf() = "/guichet/lettre.pdf";
    /// The catalogue in force. POST: read it again.
    ADMIN_CATALOG, admin_catalog() = "/administration/catalogue";
    /// What works and what does not.
    ADMIN_STATE, admin_state() = "/administration/etat";
    /// The federations.
    FEDERATIONS, federations() = "/federations";
    /// The sector: what the members use together. GET with `region`, `province`, `arrondissement`, `activite`, `usage`,
    /// `taille`, `statut`, `energie`, `annee`, `vue`.
    SECTOR, sector(f) = "/federations/{f}/secteur";
    /// A chart of it as a file: `tiles.svg`, `cross.csv`. GET with the same filters.
    SECTOR_CHART, sector_chart(f, c) = "/federations/{f}/secteur/graphiques/{c}";
    /// The yearly report of the sector. GET with the same filters.
    SECTOR_REPORT, sector_report(f) = "/federations/{f}/secteur/rapport.pdf";
    /// A member beside the sector. GET with `annee`.
    MEMBER_SECTOR, member_sector(o, f) = "/organisations/{o}/federations/{f}/secteur";
    /// The same on two pages of paper.
    MEMBER_SECTOR_PDF, member_sector_pdf(o, f) = "/organisations/{o}/federations/{f}/secteur.pdf";
    /// The questions a federation argues with.
    SCENARIOS, scenarios(f) = "/federations/{f}/scenarios";
    /// One of them as an argument of two pages.
    SCENARIO_ARGUMENT, scenario_argument(f, o, n) = "/federations/{f}/scenarios/{o}/{n}/argumentaire.pdf";
    /// One of them, over the buildings of the members.
    SCENARIO, scenario(f, o, n) = "/federations/{f}/scenarios/{o}/{n}";
    /// Its chart as a file: `scenario.svg`, `scenario.png`, `scenario.csv`, `scenario.xlsx`.
    SCENARIO_CHART, scenario_chart(f, o, n, c) = "/federations/{f}/scenarios/{o}/{n}/graphiques/{c}";
    /// Words and what they mean.
    GLOSSARY, glossary() = "/glossaire";
    /// Who has access to an organisation.
    ACCESS, access(o) = "/organisations/{o}/acces";
    /// GET the form (`role`: manager or adviser), POST it: somebody is invited.
    ACCESS_INVITE, access_invite(o) = "/organisations/{o}/acces/inviter";
    /// GET what happens when an access is taken away, POST: it is.
    ACCESS_END, access_end(o, g) = "/organisations/{o}/acces/droits/{g}/retirer";
    /// The sheet of a mandate, to be signed.
    MANDATE, mandate(o, g) = "/organisations/{o}/acces/droits/{g}/mandat";
    /// The same as a PDF.
    MANDATE_PDF, mandate_pdf(o, g) = "/organisations/{o}/acces/droits/{g}/mandat.pdf";
    /// The keys of programs: GET them, POST a new one.
    ACCESS_KEYS, access_keys(o) = "/organisations/{o}/acces/cles";
    /// POST: a key opens nothing any more (`key`).
    ACCESS_KEY_REVOKE, access_key_revoke(o) = "/organisations/{o}/acces/cles/revoquer";
    /// POST: a shared page is closed (`link`).
    ACCESS_SHARE_REVOKE, access_share_revoke(o) = "/organisations/{o}/acces/partages/revoquer";
    /// GET the form that shares one page of a building (`vue`, `annee`), POST it; `link` closes one.
    SHARE, share(b) = "/batiments/{b}/partager";
    /// One page of one building, behind the secret of its link: nothing else opens from there.
    SHARED, shared(s) = "/p/{s}";
    /// What keeps the service.
    ADMINISTRATION, administration() = "/administration";
    /// The accounts. GET with `q`.
    ADMIN_ACCOUNTS, admin_accounts() = "/administration/comptes";
    /// GET the form, POST it: somebody is invited, with any role.
    ADMIN_INVITE, admin_invite() = "/administration/comptes/inviter";
    /// One account. POST (`do`): a role or a second factor taken away, sessions ended, invited again, closed.
    ADMIN_ACCOUNT, admin_account(a) = "/administration/comptes/{a}";
    /// Files we can read, and which not yet.
    FORMATS, formats() = "/formats";
    /// Degree-days of a station. GET with `station`, `base`, `annee`; POST a table of temperatures.
    DEGREE_DAYS, degree_days() = "/degres-jours";
    /// The log of an organisation. GET with `genre`, `personne`, `du`, `au`, `page`.
    JOURNAL, journal(o) = "/organisations/{o}/journal";
    /// What was done in one's own name and about oneself. GET with `genre`, `du`, `au`, `page`.
    OWN_JOURNAL, own_journal() = "/compte/journal";
    /// Everything we hold about oneself, as JSON.
    OWN_DATA, own_data() = "/compte/donnees.json";
    /// GET what closing one's account means, POST it with the password.
    ACCOUNT_CLOSE, account_close() = "/compte/fermer";
    /// GET what erasing an organisation means, POST: ask for it (`demander`) or take that back (`renoncer`).
    ERASE, erase(o) = "/organisations/{o}/effacer";
    /// What was removed of an organisation that is gone, by its id.
    ERASED, erased(e) = "/effacements/{e}";
    /// The same as a text.
    ERASED_TEXT, erased_text(e) = "/effacements/{e}/attestation.txt";
    /// Which data, why, how long, who sees them.
    PRIVACY, privacy() = "/vie-privee";
    /// How far the site is accessible, and its known limits.
    ACCESSIBILITY, accessibility() = "/accessibilite";
    /// A compiled-in file, by the hash of its content.
    ASSET, asset(hash, name) = "/assets/{hash}/{name}";
    /// What the federations of an organisation see of it: GET it, POST a consent or its end.
    CONSENTS, consents(o) = "/organisations/{o}/federations";
    /// The members of a federation.
    MEMBERS, members(f) = "/federations/{f}/membres";
    /// One of them by name, the same for the federation and the member. GET with `page`.
    MEMBER, member(f, o) = "/federations/{f}/membres/{o}";
    /// Aids as they went, of a project. GET with `ligne`; POST one, or `undo`.
    PROJECT_REQUESTS, project_requests(b, p) = "/batiments/{b}/financer/{p}/demandes";
    /// What stands in the way of a project. GET with `ligne`; POST one, or `undo`.
    PROJECT_OBSTACLES, project_obstacles(b, p) = "/batiments/{b}/financer/{p}/obstacles";
    /// A federation collects: GET who answered, with `campagne`, `etat`, `tri`, `q`; POST one invitation withdrawn or sent again.
    COLLECTION, collection(f) = "/federations/{f}/collecte";
    /// A campaign is begun or changed.
    COLLECTION_CAMPAIGN, collection_campaign(f) = "/federations/{f}/collecte/campagne";
    /// A list of members: POST it to look at it, and again with `confirm`.
    COLLECTION_LIST, collection_list(f) = "/federations/{f}/collecte/liste";
    /// Those who did not answer are reminded.
    COLLECTION_REMIND, collection_remind(f) = "/federations/{f}/collecte/rappels";
    /// What the link of a campaign's mail opens.
    JOIN, join(s) = "/rejoindre/{s}";
    /// The link that ends its reminders.
    JOIN_REMINDERS, join_reminders(s) = "/rejoindre/{s}/rappels";
    /// How many services a sector counts: GET them, POST one or a list.
    REFERENCES, references(f) = "/federations/{f}/references";
    /// A federation's own list of activities: GET it, POST words of members or a list.
    OWN_ACTIVITIES, own_activities(f) = "/federations/{f}/activites";
    /// Help of the accompaniment cell: GET where it stands, POST a call or its end.
    HELP, help(o) = "/organisations/{o}/accompagnement";
    /// Who asks for help. GET with `tri`, `q`.
    HELP_QUEUE, help_queue() = "/accompagnement";
    /// The audit of a building: GET where it stands, POST begins it (`begin`) or says who answers for it.
    AUDIT, audit(b) = "/batiments/{b}/audit";
    /// Its visit.
    AUDIT_VISIT, audit_visit(b) = "/batiments/{b}/audit/visite";
    /// The sheet of the visit, to print.
    AUDIT_SHEET, audit_sheet(b) = "/batiments/{b}/audit/visite/imprimer";
    /// A section of the visit: GET it (`ligne`: one row), POST a row or `drop`.
    AUDIT_SECTION, audit_section(b, s) = "/batiments/{b}/audit/visite/{s}";
    /// POST a picture of the visit.
    AUDIT_PHOTOS, audit_photos(b) = "/batiments/{b}/audit/photos";
    /// A picture of the visit.
    AUDIT_PHOTO, audit_photo(b, p) = "/batiments/{b}/audit/photos/{p}";
    /// Settings of the boiler room: GET them, POST one or `drop`.
    AUDIT_SETTINGS, audit_settings(b) = "/batiments/{b}/audit/chaufferie";
    /// The heat balance.
    AUDIT_CHECKS, audit_checks(b) = "/batiments/{b}/audit/controles";
    /// Findings, recommendations, road map: GET them (`ajouter`), POST one or `drop_…`.
    AUDIT_FINDINGS, audit_findings(b) = "/batiments/{b}/audit/constats";
    /// Measures of the audit: GET them (`mesure`: the form of one), POST one or `drop`.
    AUDIT_MEASURES, audit_measures(b) = "/batiments/{b}/audit/mesures";
    /// Roofs of an audit.
    AUDIT_ROOFS, audit_roofs(b) = "/batiments/{b}/audit/toitures";
    /// Packages of measures: GET them, POST one or `drop`.
    AUDIT_PACKAGES, audit_packages(b) = "/batiments/{b}/audit/bouquets";
    /// Aids of its measures: GET them, POST one that the adviser tells, or `drop`.
    AUDIT_AIDS, audit_aids(b) = "/batiments/{b}/audit/bouquets/subsides";
    /// What is supposed of the years to come: GET it, POST it.
    AUDIT_ASSUMED, audit_assumed(b) = "/batiments/{b}/audit/bouquets/hypotheses";
    /// The report of the newest version, `audit.pdf` or `audit.xlsx`.
    AUDIT_REPORT, audit_report(b, f) = "/batiments/{b}/audit/rapport/{f}";
    /// The buildings of an organisation planned together. GET with `budget`.
    PROGRAMME, programme(o) = "/organisations/{o}/programme";
    /// The *carnet de route* of a building.
    CARNET, carnet(b) = "/batiments/{b}/carnet";
    /// Its page to print.
    CARNET_FILE, carnet_file(b) = "/batiments/{b}/carnet/carnet.pdf";
    /// What an audit could bring: an estimate without one.
    POTENTIAL, potential(b) = "/batiments/{b}/potentiel";
    /// Quotes side by side: GET them, POST one or `drop`.
    AUDIT_QUOTES, audit_quotes(b) = "/batiments/{b}/audit/devis";
    /// Versions: GET them, POST a step or `begin`.
    AUDIT_VERSIONS, audit_versions(b) = "/batiments/{b}/audit/versions";
    /// A delivered version as a file, `audit-2.toml`.
    AUDIT_FILE, audit_file(b, f) = "/batiments/{b}/audit/versions/{f}";
    /// The sheet of a project: GET the preview (`nom=oui` with the name), POST to publish or withdraw it.
    PROJECT_SHEET, project_sheet(b, p) = "/batiments/{b}/financer/{p}/fiche";
    /// The published sheets. GET with `travaux`, `province`, `montant`, `ticket`.
    SHEETS, sheets() = "/fiches";
    /// One published sheet; POST asks for a contact.
    SHEET, sheet(s) = "/fiches/{s}";
    /// The readable page of the API.
    API, api() = "/api";
    /// The same as an OpenAPI document.
    API_DOCUMENT, api_document() = "/api/openapi.json";
}

/// An address with a query: pairs whose value is empty are left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&encode(name));
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

/// The months of a building for one carrier and year.
#[must_use]
pub fn building_year(b: &str, carrier: &str, year: i16) -> String {
    with_query(&energy(b), &[("energie", carrier), ("annee", &year.to_string())])
}

/// One aid, by its code `region/name`.
#[must_use]
pub fn aid(code: &str) -> String {
    let (region, name) = code.split_once('/').unwrap_or(("", code));
    aid_at(region, name)
}

/// The form of a bill, filled with what its document says of one supply point.
#[must_use]
pub fn bill_of_document(b: &str, document: &str, ean: &str) -> String {
    with_query(&reading_bill(b), &[("document", document), ("ean", ean)])
}

/// One entry of the glossary.
#[must_use]
pub fn glossary_term(slug: &str) -> String {
    format!("{}#{}", glossary(), encode(slug))
}

fn fill(pattern: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut values = values.iter();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str(&encode(values.next().copied().unwrap_or_default()));
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

/// Percent-encoding of everything but unreserved characters (RFC 3986, 2.3).
fn encode(text: &str) -> String {
    use core::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fill_the_pattern_and_cannot_leave_it() {
        assert_eq!(building("aile-b"), "/batiments/aile-b");
        assert_eq!(meter("b", "../x y"), "/batiments/b/compteurs/..%2Fx%20y");
        assert_eq!(asset("ab12", "app.css"), "/assets/ab12/app.css");
        assert_eq!(
            building_year("b", "natural_gas", 2025),
            "/batiments/b/energie?energie=natural_gas&annee=2025"
        );
        assert_eq!(with_query("/x", &[("q", ""), ("page", "2")]), "/x?page=2");
    }

    #[test]
    fn patterns_are_unique_and_absolute() {
        for (i, p) in pattern::ALL.iter().enumerate() {
            assert!(p.starts_with('/'));
            assert_eq!(pattern::ALL.iter().position(|q| q == p), Some(i));
        }
    }
}
