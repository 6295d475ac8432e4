//! Every page there is, in the states in which visitors meet it.

use eclaireur_frontend::urls;
use tokio::sync::OnceCell;

use super::site::Site;
use super::stage::Stage;
use super::tab::{Look, Tab};
use crate::pages::mapping::NEVER_SEEN;
use crate::pages::papers::paper;
use crate::support::{archive, export, locked};

/// A table with good rows, a faulty number, a faulty date and a row twice.
pub(super) const FAULTY: &str = "Date;Index gaz (m³);Remarque\r\n\
    01/01/2025;1000,0;\r\n01/02/2025;1450,5;\r\n01/03/2025;18O0,0;pluie\r\n32/03/2025;2000,0;\r\n\
    01/04/2025;2210,25;\r\n01/05/2025;2350,0;\r\n01/05/2025;2350,0;\r\n";

/// Three months somebody wrote down.
pub(super) const MONTHS: &str =
    "Mois;Électricité (kWh)\r\njanvier 2025;1 234\r\nfévrier 2025;1 100\r\nmars 2025;987\r\n";

/// A page that was saved instead of a table.
const NO_TABLE: &str = "<!doctype html><html><body>Veuillez vous connecter</body></html>";

/// A list of buildings: one is new, one is ours and changes, one has no name and an activity nobody has.
const BUILDINGS: &str = "Code;Nom;Code postal;Activité;Surface chauffée (m²);EAN électricité;Remarque\r\n\
    B-01;Annexe;1300;école;450;541448820000000008;\r\n;Au Gai Logis;1301;;1200;;toit neuf\r\n;;1300;piscinne;;;\r\n";

/// The project of the demonstration.
const PROJECT: &str = "isolation-de-la-toiture-et-eclairage-led";

/// Its projects with panels, and with a grant that comes late.
const PANELS: &str = "panneaux-photovoltaiques-250-kwc";
const ROOF: &str = "toiture-et-led-de-la-salle-de-devoirs";

/// A key of one half for the building and one for others, tried.
const TRY_HALF: &str = "const form = document.querySelector('main form.form'); \
    form.querySelector('[name^=share_]').value = '50'; form.elements.share_others.value = '50'; \
    form.requestSubmit(form.querySelector('[name=preview]'))";

/// A roof of a school that orders before it has the decision.
const SCHOOL: [(&str, &str); 6] = [
    ("organisation.legal_form", "cpas"),
    ("organisation.activity", "school"),
    ("procedure.application_date", "1/12/2026"),
    ("procedure.order_signed_date", "1/10/2026"),
    ("1.work.measure", "roof-flat"),
    ("1.work.cost_excl_vat", "30000"),
];

/// Every sheet of a building, made now.
const MAKE_SHEETS: &str = "const form = document.querySelector('main form.form'); \
    form.querySelectorAll('[type=checkbox]').forEach((box) => { box.checked = true; }); form.submit()";

/// A number in letters, sent from a phone.
const SEND_LETTERS: &str = "const form = document.querySelector('form'); \
    form.querySelector('[inputmode=decimal]').value = 'douze'; form.submit()";

const SEND_AS_IT_IS: &str = "document.querySelector('main form.form').submit()";

/// A page, and what to do there to come to the one that is meant.
pub(super) struct Place {
    pub(super) name: &'static str,
    address: String,
    then: Option<String>,
    /// What the server answers it with.
    pub(super) status: i64,
}

impl Place {
    fn new(name: &'static str, address: String) -> Place {
        Place { name, address, then: None, status: 200 }
    }

    fn then(self, script: &str, status: i64) -> Place {
        Place { then: Some(script.to_owned()), status, ..self }
    }

    /// Whether an address is on the same site, or in the page itself.
    pub(super) fn is_ours(&self, url: &str) -> bool {
        let site: Vec<&str> = self.address.splitn(4, '/').take(3).collect();
        url.starts_with(&format!("{}/", site.join("/"))) || url.starts_with("data:")
    }

    /// Shows it in a tab.
    pub(super) async fn show(&self, tab: &Tab) {
        tab.go(&self.address).await;
        if let Some(script) = &self.then {
            let act = format!("{{ {script}; }} 0");
            tab.follow(async { assert_eq!(tab.ask::<i64>(&act).await, 0) }).await;
        }
    }

    /// Shows it in this look, with everything that folds unfolded.
    pub(super) async fn show_whole(&self, tab: &Tab, look: Look) {
        tab.look(look).await;
        self.show(tab).await;
        let unfold = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; }); 0";
        tab.ask::<i64>(unfold).await;
    }
}

/// The sites behind the pages, made once.
struct World {
    demo: Site,
    _empty: Site,
    places: Vec<Place>,
}

async fn world(stage: &'static Stage) -> &'static World {
    static WORLD: OnceCell<World> = OnceCell::const_new();
    let make = || async {
        let (demo, empty) = (Site::demo(stage).await, Site::empty_for_all(stage).await);
        let mut places = all(&demo, &empty).await;
        places.extend(rooms(&demo).await);
        places.extend(audits(&demo).await);
        World { demo, _empty: empty, places }
    };
    WORLD.get_or_init(make).await
}

/// The demonstration, for tests that only read.
pub(super) async fn demo(stage: &'static Stage) -> &'static Site {
    &world(stage).await.demo
}

/// Every page.
pub(super) async fn places(stage: &'static Stage) -> &'static [Place] {
    &world(stage).await.places
}

/// Some pages, by name.
pub(super) async fn some(stage: &'static Stage, names: &[&str]) -> Vec<&'static Place> {
    let places = places(stage).await;
    names.iter().map(|name| places.iter().find(|place| place.name == *name).expect(name)).collect()
}

#[expect(clippy::too_many_lines, reason = "the list of every page")]
async fn all(demo: &Site, empty: &Site) -> Vec<Place> {
    let federation = demo.federation().await;
    let (homes, lime) = demo.building("Résidence Les Tilleuls").await;
    let (_, clinic) = demo.building("Clinique, bâtiment principal").await;
    let (school, gym) = demo.building("Salle de gymnastique").await;
    let (_, creche) = demo.building("Crèche Les Petits Pas").await;
    let meter = demo.meter(&creche).await;
    let (_, offices) = demo.building("Bureaux et réfectoire").await;
    let (_, hall) = demo.building("Halle de production").await;
    let (_, branch) = demo.building("Antenne sociale du Bouleau").await;
    let tank = demo.meter_of(&offices, "heating_oil").await;
    // An organisation of its own for what is made here.
    let own = demo.post(&urls::start(), &ANSWERS).await;
    let (whose, _) = demo.building("Au Gai Logis").await;
    let upload = urls::building_upload(&own);
    let refused = demo.send(&upload, "connexion.csv", NO_TABLE).await;
    let read = demo.send(&upload, "facture.pdf", paper("day-night-table")).await;
    let whose_bill = demo.send(&upload, "deux.pdf", paper("two-points")).await;
    let undone = demo.send(&upload, "mois.csv", MONTHS).await;
    demo.post(&urls::import_confirm(&undone), &[]).await;
    demo.post(&urls::import_undo(&undone), &[]).await;
    let preview = demo.send(&upload, "chaufferie.csv", FAULTY).await;
    let confirmed =
        demo.send(&upload, "mois bis.csv", "Mois;Gaz (kWh)\r\n01/2025;100\r\n02/2025;90\r\n").await;
    demo.post(&urls::import_confirm(&confirmed), &[]).await;
    let months = ["04/2025;80", "05/2025;70"].map(|row| format!("Mois;Gaz (kWh)\r\n{row}\r\n"));
    let several = archive(&[
        ("avril.csv", months[0].as_bytes()),
        ("mai.csv", months[1].as_bytes()),
        ("x.html", NO_TABLE.as_bytes()),
    ]);
    let sending = demo.send(&upload, "envoi.zip", &locked(several)).await;
    let unknown = demo.send(&upload, "regulation.csv", NEVER_SEEN).await;
    let columns = urls::import_columns(&unknown);
    demo.post(&columns, &DESCRIBED).await;
    let list = [("file", "batiments.csv", BUILDINGS.as_bytes())];
    let listed = demo.test.post_files(&urls::building_list(&whose), &[], &list).await.is(303).location();
    let away = demo.post(&urls::building_new(&whose), &[("name", "Remise")]).await;
    demo.post(&urls::building_archive(&away), &[]).await;
    let (slots, day, gap) = slots(demo, &whose).await;
    let secret = sheet(demo, &lime).await;
    let page = |name, path: String| Place::new(name, demo.at(&path));
    let question =
        ANSWERS.map(|(name, value)| if name == "postcode" { (name, "4999") } else { (name, value) });
    vec![
        Place::new("home, first run", empty.at(&urls::home())),
        page("home", urls::home()),
        page("start", urls::start()),
        page("start, refused", urls::start()).then(SEND_AS_IT_IS, 422),
        page("start, which commune", urls::start()).then(&filled_in(&question), 422),
        page("aids", urls::aids()),
        page("aids, nothing found", format!("{}?q=introuvable", urls::aids())),
        page("aid", urls::aid("wallonia/ureba-2022")),
        page("aid, closed", urls::aid("wallonia/ureba-2013")),
        page("simulator", urls::simulator()),
        page("simulator, told", urls::with_query(&urls::simulator(), &SCHOOL)),
        Place {
            status: 422,
            ..page("simulator, refused", urls::with_query(&urls::simulator(), &[("organisation.members", "trois")]))
        },
        page("guide", urls::guide()),
        page("guide, answer", urls::with_query(&urls::guide(), &[SCHOOL[0], SCHOOL[1], ("fin", "oui")])),
        page("catalogue", urls::admin_catalog()),
        page("state of the service", urls::admin_state()),
        page("organisation", urls::organisation(&homes)),
        page("organisation, waiting", urls::organisation(&whose)),
        page("organisation, nothing found", format!("{}?q=introuvable", urls::organisation(&homes))),
        page("organisation form", urls::organisation_edit(&homes)),
        page("building", urls::building(&lime)),
        page("building, energy", urls::energy(&lime)),
        page("building, cost", urls::cost(&lime)),
        page("building, climate", urls::climate(&lime)),
        page("projects", urls::projects(&lime)),
        page("projects, none", urls::projects(&gym)),
        page("projects, refused", urls::projects(&gym)).then(SEND_AS_IT_IS, 422),
        page("project", urls::project(&lime, PROJECT)),
        page("project, three ways to pay", urls::project(&hall, PANELS)),
        page("project, public roof", urls::project(&branch, ROOF)),
        page("project, works", format!("{}?ligne=1", urls::project_work(&lime, PROJECT))),
        page("project, works refused", urls::project_work(&lime, PROJECT)).then(SEND_AS_IT_IS, 422),
        page("project, dates", urls::project_dates(&lime, PROJECT)),
        page("project, one question", format!("{}?question=organisation.field", urls::project_answer(&lime, PROJECT))),
        page("access", urls::access(&homes)),
        page("access, invite", urls::access_invite(&homes)),
        page("access, mandate refused", format!("{}?role=adviser", urls::access_invite(&homes))).then(SEND_AS_IT_IS, 422),
        page("keys", urls::access_keys(&homes)),
        page("keys, refused", urls::access_keys(&homes)).then(SEND_AS_IT_IS, 422),
        page("share", urls::share(&lime)),
        page("share, made", urls::share(&lime)).then(SEND_AS_IT_IS, 200),
        Place { status: 404, ..page("shared, no more", urls::shared("x")) },
        page("administration", urls::administration()),
        page("accounts", urls::admin_accounts()),
        page("accounts, invite", urls::admin_invite()),
        page("cadastre", urls::cadastre(&homes)),
        page("building, months missing", urls::building_year(&lime, "electricity", 2025)),
        page("building, gas", format!("{}?energie=natural_gas&annee=2024", urls::energy(&lime))),
        page("building, water", format!("{}?energie=water", urls::energy(&clinic))),
        page("building, bills", urls::energy(&creche)),
        page("building, empty", urls::building(&gym)),
        page("building, archived", urls::building(&away)),
        page("building, undone", urls::with_query(&urls::building(&own), &[("fait", "saved")])),
        page("building form", urls::building_edit(&lime)),
        page("building form, new", urls::building_new(&homes)),
        page("building form, refused", urls::building_new(&homes)).then(SEND_AS_IT_IS, 422),
        page("meter form", urls::meter(&creche, &meter)),
        page("meter form, new", urls::meter_new(&creche)),
        page("meter form, tank", urls::meter(&offices, &tank)),
        page("meter replaced", urls::meter_replaced(&creche, &meter)),
        page("meter replaced, refused", urls::meter_replaced(&creche, &meter)).then(SEND_AS_IT_IS, 422),
        page("meter shares", urls::meter_shares(&creche, &meter)),
        page("meter shares, tried", urls::meter_shares(&offices, &tank)).then(TRY_HALF, 200),
        page("readings", urls::readings(&creche)),
        page("readings, empty", urls::readings(&gym)),
        page("meter readings", urls::meter_readings(&creche, &meter)),
        page("meter readings, a month", slots),
        page("meter readings, a day", day),
        page("correction", gap.clone()),
        page("correction, refused", gap).then(SEND_AS_IT_IS, 422),
        page("index form", format!("{}?compteur={meter}", urls::reading_index(&creche))),
        page("index form, which meter", urls::reading_index(&creche)),
        page("index form, gauge", format!("{}?compteur={tank}", urls::reading_index(&offices))),
        page("index form, no meter", urls::reading_index(&gym)),
        page("sheets of meters", urls::reading_links(&creche)),
        page("sheets of meters, printed", urls::reading_links(&creche)).then(MAKE_SHEETS, 200),
        page("behind a sheet", urls::reading_link(&secret)),
        page("behind a sheet, refused", urls::reading_link(&secret)).then(SEND_LETTERS, 422),
        Place { status: 404, ..page("behind a sheet, gone", urls::reading_link("perdue")) },
        page("bill form", urls::reading_bill(&creche)),
        page("bill form, read", urls::import_bill(&read)),
        page("bill, whose", urls::import_bill(&whose_bill)),
        page("bill form, refused", urls::reading_bill(&creche)).then(SEND_AS_IT_IS, 422),
        page("upload", urls::organisation_upload(&homes)),
        page("upload to a building", urls::building_upload(&lime)),
        page("upload, no file", urls::building_upload(&lime)).then(SEND_AS_IT_IS, 422),
        page("import, preview", urls::import(&preview)),
        page("import, confirmed", urls::import(&confirmed)),
        page("import, undone", urls::import(&undone)),
        page("import, refused", urls::import(&refused)),
        page("building list", urls::building_list(&homes)),
        page("building list, no file", urls::building_list(&homes)).then(SEND_AS_IT_IS, 422),
        page("building list, preview", listed),
        page("sending", urls::sending(&whose, &sending)),
        page("import, columns", columns.clone()),
        page("import, columns refused", columns).then("document.querySelector('[name=unit_2]').value = ''; document.querySelector('[name=try]').click()", 422),
        page("columns remembered", urls::mappings(&whose)),
        page("columns remembered, none", urls::mappings(&school)),
        page("imports", urls::imports(&whose)),
        page("imports, empty", urls::imports(&school)),
        page("journal", urls::journal(&whose)),
        page("erase", urls::erase(&whose)),
        page("privacy", urls::privacy()),
        page("accessibility", urls::accessibility()),
        Place::new("federations, none", empty.at(&urls::federations())),
        page("federations", urls::federations()),
        page("scenarios", urls::scenarios(&federation)),
        page("scenario", urls::scenario(&federation, "unipso-2024", "ureba-extended")),
        page("scenario, loan", urls::scenario(&federation, "unipso-2024", "zero-rate-loan")),
        page("scenario, norm", urls::scenario(&federation, "norms", "worst-16")),
        page("restore", urls::restore()),
        page("restore, no file", urls::restore()).then(SEND_AS_IT_IS, 422),
        page("glossary", urls::glossary()),
        page("formats", urls::formats()),
        page("api", urls::api()),
        page("degree-days", format!("{}?annee=2022", urls::degree_days())),
        page("degree-days, no file", urls::degree_days()).then(SEND_AS_IT_IS, 422),
        Place { status: 404, ..page("nothing here", "/nulle-part".to_owned()) },
    ]
}

/// The audit of a home, in progress, and of a building that has none.
async fn audits(demo: &Site) -> Vec<Place> {
    let (_, lime) = demo.building("Résidence Les Tilleuls").await;
    let (_, gym) = demo.building("Salle de gymnastique").await;
    let page = |name, path: String| Place::new(name, demo.at(&path));
    let section = |section| urls::audit_section(&lime, section);
    vec![
        page("audit", urls::audit(&lime)),
        page("audit, none", urls::audit(&gym)),
        page("audit, visit", urls::audit_visit(&lime)),
        page("audit, walls", section("envelope")),
        page("audit, a wall", format!("{}?ligne=2", section("envelope"))),
        page("audit, walls refused", section("envelope")).then(SEND_AS_IT_IS, 422),
        page("audit, building", section("building")),
        page("audit, photos", section("photos")),
        page("audit, sheet", urls::audit_sheet(&lime)),
        page("audit, boiler room", urls::audit_settings(&lime)),
        page("audit, boiler room refused", urls::audit_settings(&lime)).then(SEND_AS_IT_IS, 422),
        page("audit, checks", urls::audit_checks(&lime)),
        page("audit, findings", urls::audit_findings(&lime)),
        page("audit, quotes", urls::audit_quotes(&lime)),
        page("audit, quotes refused", urls::audit_quotes(&lime)).then(SEND_AS_IT_IS, 422),
        page("audit, aids", urls::audit_aids(&lime)),
        page("audit, aids refused", urls::audit_aids(&lime)).then(SEND_AS_IT_IS, 422),
        page("audit, assumed", urls::audit_assumed(&lime)),
        page("audit, versions", urls::audit_versions(&lime)),
    ]
}

/// What opens to federations, to the accompaniment cell and to investors.
async fn rooms(demo: &Site) -> Vec<Place> {
    let federation = demo.federation().await;
    let (homes, lime) = demo.building("Résidence Les Tilleuls").await;
    let (school, gym) = demo.building("Salle de gymnastique").await;
    let (_, hall) = demo.building("Halle de production").await;
    let empty = demo.post(&urls::projects(&gym), &[("name", "Sans travaux")]).await;
    let listed = demo.test.get_html(&urls::sheets()).await;
    let sheet = listed.split("/fiches/").nth(1).and_then(|rest| rest.split('"').next()).expect("a sheet");
    let page = |name, path: String| Place::new(name, demo.at(&path));
    vec![
        page("federations of an organisation", urls::consents(&homes)),
        page("federations of an organisation, no consent", urls::consents(&school)),
        page("members", urls::members(&federation)),
        page("member", urls::member(&federation, &homes)),
        page("member, before consenting", urls::member(&federation, &school)),
        page("help", urls::help(&homes)),
        page("help, asked", urls::help(&school)),
        page("calls for help", urls::help_queue()),
        page("calls for help, nothing found", format!("{}?q=introuvable", urls::help_queue())),
        page("sheet of a project", format!("{}?nom=oui", urls::project_sheet(&lime, PROJECT))),
        page("sheet of a project, published", urls::project_sheet(&hall, PANELS)),
        page("sheet of a project, nothing to publish", urls::project_sheet(&gym, &empty)),
        page("sheets", urls::sheets()),
        page("sheets, nothing found", format!("{}?ticket=plus-de-1000000", urls::sheets())),
        page("sheet", urls::sheet(sheet)),
        page("sheet, refused", urls::sheet(sheet)).then(SEND_AS_IT_IS, 422),
    ]
}

/// The columns of [`NEVER_SEEN`].
const DESCRIBED: [(&str, &str); 6] = [
    ("use_0", "date"),
    ("use_2", "consumption"),
    ("unit_2", "kWh"),
    ("carrier_2", "district_heat"),
    ("remember", "1"),
    ("sender", "Régulation"),
];

/// The sheet of the first meter of a building, made: its secret.
async fn sheet(demo: &Site, building: &str) -> String {
    let field = format!("meter_{}", demo.meter(building).await);
    let page = demo.test.post_form(&urls::reading_links(building), &[(&field, "1")]).await.is(200).html();
    let (_, rest) = page.split_once("name=\"secrets\" value=\"").expect("a secret");
    rest.split('"').next().expect("its end").to_owned()
}

/// A meter with hours in a building of its own: its month by day, a day of it, and the form that corrects an hour.
async fn slots(demo: &Site, organisation: &str) -> (String, String, String) {
    let link = |page: &str, word: &str| {
        let mut links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.find(|href| href.contains(word)).map(|href| href.replace("&#38;", "&")).expect(word)
    };
    let building = demo.post(&urls::building_new(organisation), &[("name", "Atelier")]).await;
    let hours = export("541448820000000015", "2025-01-01", "2025-01-08", 3600, 1).bytes;
    let sent = demo.send(&urls::building_upload(&building), "heures.csv", hours).await;
    demo.post(&urls::import_confirm(&sent), &[]).await;
    let readings = urls::meter_readings(&building, &demo.meter(&building).await);
    let month = link(&demo.test.get_html(&readings).await, "serie=");
    let day = link(&demo.test.get_html(&month).await, "jour=");
    let correction = link(&demo.test.get_html(&day).await, "/corriger?");
    (month, day, correction)
}

/// The three questions of the first run, answered.
pub(super) const ANSWERS: [(&str, &str); 3] =
    [("name", "Au Gai Logis"), ("postcode", "1300"), ("activity", "care-home")];

fn filled_in(pairs: &[(&str, &str)]) -> String {
    let fill = pairs.iter().map(|(name, value)| format!("form.elements[{name:?}].value = {value:?};"));
    format!(
        "const form = document.querySelector('main form.form'); {} form.submit()",
        fill.collect::<String>()
    )
}
