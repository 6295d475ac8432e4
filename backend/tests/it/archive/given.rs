//! An organisation that has something of everything.

use std::collections::BTreeMap;

use eclaireur::store::alert_notes::{self, NewNote, State};
use eclaireur::store::baselines::{self, NewBaseline};
use eclaireur::store::events::{Event, EventKind};
use eclaireur::store::facts::Subject;
use eclaireur::store::imports::{NewFile, NewImport};
use eclaireur::store::mappings;
use eclaireur::store::meters;
use eclaireur::store::organisations::OrganisationRow;
use eclaireur::store::prices::Price;
use eclaireur::store::projects::{self, ProjectRow};
use eclaireur::store::readings::{Withdrawn, withdraw};
use eclaireur::store::reports::{self, Kind, NewReport};
use eclaireur::store::requests;
use eclaireur::store::{
    BuildingId, By, OrganisationId, allocations, audits, buildings, channels, events, facts, federations,
    imports, organisations, prices, sites,
};
use eclaireur_frontend::urls;
use eclaireur_models::audit::Part;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::versions::Step;
use eclaireur_models::baseline::caltrack::{Frequency, Reading, Row, Weather};
use eclaireur_models::baseline::sealed::Baseline;
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Address, Carrier, Meter, Site};
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::requests::{Met, Missed, Obstacle, Outcome, Request};
use eclaireur_models::period::{Day, Period, day_start};
use eclaireur_models::readings::parse::mapping::Mapping;
use eclaireur_models::readings::parse::{Column, DateOrder};
use eclaireur_models::units::{Unit, UnitPrice};
use rust_decimal::dec;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::support::{EAN, TestApp, export, monthly_table, one_bad_row, one_day};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Its organisation and its building; through the pages where there is one, else by the store.
pub(crate) async fn organisation(app: &TestApp, name: &str) -> (OrganisationRow, String) {
    let (code, building) = app.home(name).await;
    let wing = app.building(&code, "Aile B; =1+1").await;
    let by = app.app.by();
    let tx = app.app.db.begin().await.expect("a transaction");
    let row = organisations::by_code(&tx, &code).await.expect("the database").expect("it was made");
    let tenant = row.id;
    let federation = federations::create(&tx, &by, "Fédération d’essai").await.expect("a federation");
    federations::add_member(&tx, &by, federation.id, tenant, Some(day("2020-01-01")), None)
        .await
        .expect("joined");
    sites::create(&tx, &by, tenant, &Site { name: "Campus".into(), address: Address::default() })
        .await
        .expect("a site");
    let of = async |code: &str| buildings::by_code(&tx, code).await;
    let main = of(&building).await.expect("the database").expect("made").1.id;
    let other = of(&wing).await.expect("the database").expect("made").1.id;
    // A meter that hangs on a later one, shared between two buildings.
    let meter = |name: &str| Meter {
        name: Some(name.to_owned()),
        ean: None,
        serial: Some("S\"1;2".to_owned()),
        carrier: Carrier::Water,
        valid_from: Some(day("2019-05-01")),
        valid_to: None,
    };
    let parent = meters::create(&tx, &by, tenant, main, &meter("Général"), None).await.expect("a meter");
    let child =
        meters::create(&tx, &by, tenant, main, &meter("Cuisine"), Some(parent.id)).await.expect("a meter");
    let shares = [(main, 600_000), (other, 400_000)];
    allocations::set(&tx, &by, tenant, child.id, Some(day("2024-01-01")), &shares).await.expect("shares");
    let area = DatedFact {
        fact: fact("building.heated_area_m2").expect("a fact").code,
        value: "1200".to_owned(),
        from: None,
        to: None,
        source: "plan".to_owned(),
        quality: Quality::Declared,
    };
    facts::set(&tx, &by, tenant, Subject::Building(main), &area, None).await.expect("a fact");
    let later = DatedFact { value: "1350".to_owned(), from: Some(day("2023-01-01")), ..area };
    let wrong = facts::set(&tx, &by, tenant, Subject::Building(main), &later, None).await.expect("a fact");
    facts::withdraw(&tx, &by, tenant, wrong).await.expect("taken back");
    let works =
        Event { kind: EventKind::Works, from: day("2024-06-01"), to: None, text: "Toiture\nneuve".into() };
    events::add(&tx, &by, tenant, main, &works).await.expect("an event");
    answered(&tx, &by, tenant, main, &works).await;
    let price = Price {
        building: Some(main),
        carrier: Carrier::NaturalGas,
        from: None,
        to: Some(day("2025-01-01")),
        price: UnitPrice(dec!(0.07654321)),
        unit: Unit::KWh,
        incl_vat: true,
        source: "contrat".to_owned(),
    };
    prices::set(&tx, &by, tenant, &price).await.expect("a price");
    let table = Mapping {
        sender: Some("Syndic".to_owned()),
        headers: vec!["Quand".to_owned(), "Combien".to_owned()],
        columns: vec![Column::Unused, Column::Unused],
        headed: true,
        date_order: DateOrder::DayFirst,
        decimal: None,
        slot_ends: false,
    };
    mappings::remember(&tx, &by, tenant, &table).await.expect("a mapping");
    let baseline = sealed();
    let period = Period::new(day("2023-01-01"), day("2024-01-01")).expect("a year");
    let baseline = NewBaseline {
        building: main,
        meter: Some(child.id),
        carrier: Carrier::Water,
        period,
        sealed: &baseline,
    };
    let first = baselines::keep(&tx, &by, tenant, &baseline).await.expect("a baseline");
    baselines::withdraw(&tx, &by, tenant, first.id).await.expect("withdrawn");
    let whole = NewBaseline { meter: None, ..baseline };
    baselines::keep(&tx, &by, tenant, &whole).await.expect("a baseline");
    let told = json!({ "work": [{ "measure": "lighting", "cost_excl_vat": "12400.50 EUR" }] });
    let project =
        projects::create(&tx, &by, tenant, main, "Éclairage ; LED", &told).await.expect("a project");
    projects::save(&tx, &by, tenant, project.id, 1, ("Éclairage", &json!({}))).await.expect("saved");
    noted(&tx, &by, (tenant, &project)).await;
    projects::set_archived(&tx, &by, tenant, project.id, true).await.expect("put away");
    let note = NewFile::pack("photo d’un compteur.png", "image/png", b"\x89PNG\r\n").expect("packed");
    let photo = imports::attach(&tx, &by, tenant, &note).await.expect("a file");
    audited(&tx, &by, tenant, main, &photo).await;
    tx.commit().await.expect("kept");
    readings(app, &code, &building).await;
    (row, building)
}

/// An aid as it went, and what stands in the way.
async fn noted(tx: &DatabaseTransaction, by: &By, whose: (OrganisationId, &ProjectRow)) {
    let asked = Request {
        scheme: "wallonia/ureba-2022".to_owned(),
        requested: Some(Day::constant(2025, 3, 1)),
        ..Request::default()
    };
    let record = requests::record(tx, by, whose, None, &asked).await.expect("an aid");
    let missed = Request { outcome: Some(Outcome::Missed), missed: Some(Missed::GaveUp), ..asked };
    requests::record(tx, by, whose, Some(record), &missed).await.expect("how it went");
    let met = Met {
        obstacle: Obstacle::Asbestos,
        on: Day::constant(2025, 4, 2),
        lifted: None,
        note: Some("plaques ; ondulées".to_owned()),
    };
    requests::meet(tx, by, whose, None, &met).await.expect("an obstacle");
}

/// An audit that is delivered, and its next version.
async fn audited(tx: &DatabaseTransaction, by: &By, tenant: OrganisationId, main: BuildingId, photo: &str) {
    let audit = audits::make(tx, by, tenant, main).await.expect("an audit");
    for (seen, words) in [(0, "Rien ; encore"), (1, "Fissure au pignon")] {
        let told = json!([{ "number": 1, "told": { "remarks": { "value": words, "origin": "measured" } } }]);
        let part = Part::Visit(Section::Remarks);
        audits::tell(tx, by, tenant, audit.id, (part, seen), &told).await.expect("told");
    }
    audits::add_photo(tx, by, tenant, audit.id, photo).await.expect("a picture");
    for step in [Step::Ask, Step::Approve] {
        audits::step(tx, by, tenant, audit.id, (step, Some("Bien")), None).await.expect("a step");
    }
    let frozen = Some(("sha256 = \"x\"\n", "x"));
    audits::step(tx, by, tenant, audit.id, (Step::Deliver, None), frozen).await.expect("delivered");
    audits::make(tx, by, tenant, main).await.expect("the next version");
}

/// Answers to an alert, one with its event, and a report that was withdrawn.
async fn answered(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    main: BuildingId,
    works: &Event,
) {
    let explained = Event { kind: EventKind::Extension, ..works.clone() };
    for (state, event) in [(State::Seen, None), (State::Explained, Some(&explained))] {
        let note = NewNote { alert: "leak:water:2024-05", state, text: "Une fuite ; réparée", event };
        alert_notes::set(tx, by, tenant, main, &note).await.expect("an answer");
    }
    let files =
        [NewFile::pack("bulletin 2025.pdf", "application/pdf", b"%PDF-1.7 bulletin").expect("packed")];
    let report = NewReport {
        building: main,
        kind: Kind::Bulletin,
        year: 2025,
        catalog: "0123456789abcdef",
        body: "{\"head\":{\"name\":\"Les Tilleuls\"},\"assessment\":null}",
        files: &files,
    };
    let report = reports::publish(tx, by, tenant, &report).await.expect("published");
    reports::withdraw(tx, by, tenant, report.id).await.expect("withdrawn");
}

/// A small baseline: twelve months.
fn sealed() -> eclaireur_models::baseline::sealed::Sealed {
    let row = |i: u16| {
        let (start, t) = (i64::from(i) * 30 * 86_400, 40.0 + 3.0 * f64::from(i));
        let value = Some(900.0 + 60.0 * (65.0 - t).max(0.0) + f64::from(i % 5));
        let weather = Weather { days_f: vec![t; 30], counted: 30 };
        Row { reading: Reading { start, end: start + 30 * 86_400, value }, weather: Some(weather) }
    };
    let factors = BTreeMap::from([("nom".to_owned(), "«é» \\ \" \n".to_owned())]);
    Baseline::new((0..12).map(row).collect(), Frequency::Billing, false, factors).expect("a model").seal()
}

/// Readings of every kind, undone and superseded ones too.
async fn readings(app: &TestApp, code: &str, building: &str) {
    let query = format!("?create_meters=true&accept_partial=true&building={building}");
    let hours = export(EAN, "2024-01-01", "2024-04-02", 900, 1).bytes;
    app.upload(code, &query, &hours).await.is(201);
    // Later quarters over some of them; a second sending of the same; one with a fault; one taken out again.
    app.upload(code, &query, &export(EAN, "2024-02-10", "2024-02-20", 900, 2).bytes).await.is(201);
    app.upload(code, &query, &export(EAN, "2024-10-26", "2024-10-29", 3600, 3).bytes).await.is(201);
    app.upload(code, &query, &one_bad_row(EAN)).await.is(201);
    let undone = app.upload(code, &query, &one_day("541448820000000015").bytes).await.is(201).json();
    app.delete(&format!("/api/v1/imports/{}", undone["id"].as_str().expect("an id"))).await.is(200);
    // A preview that waits, two files at once, a bill with its paper, an index.
    let files: [(&str, &str, &[u8]); 2] =
        [("file", "mois.csv", &monthly_table()), ("file", "page.html", b"<!doctype html><p>rien</p>")];
    app.post_files(&urls::building_upload(building), &[], &files).await.is(303);
    let bill = [
        ("meter", "new"),
        ("carrier", "natural_gas"),
        ("ean", "541448820000000039"),
        ("kind", "settlement"),
        ("from", "1/1/25"),
        ("to", "31/12/25"),
        ("index_from", "10 000"),
        ("index_to", "11 000"),
        ("unit", "kWh"),
        ("kwh_per_m3", "10,55"),
        ("quantity", "10 550"),
        ("incl_vat", "1.234,56"),
        ("excl_vat", "1.020,30"),
    ];
    let paper: [(&str, &str, &[u8]); 1] = [("attachment", "facture 2025.pdf", b"%PDF-1.7 essai")];
    app.post_files(&urls::reading_bill(building), &bill, &paper).await.is(303);
    taken_back(app, building).await;
}

/// One quarter-hour that somebody said is wrong.
async fn taken_back(app: &TestApp, building: &str) {
    let c = app.app.db.read();
    let (_, row) = buildings::by_code(c, building).await.expect("the database").expect("a building");
    let held = meters::of_building(c, row.tenant, row.id).await.expect("its meters");
    let all = channels::of_meters(c, row.tenant, held.iter().map(|m| m.id)).await.expect("its channels");
    let channel = all.iter().find(|c| c.resolution_s == Some(900)).expect("quarters");
    let start = day_start(day("2024-01-15"));
    let gone = [Withdrawn { start, end: start + 900, resolution_s: Some(900) }];
    let tx = app.app.db.begin().await.expect("a transaction");
    let new = NewImport { force: true, format: Some("correction".to_owned()), ..NewImport::default() };
    let import = imports::typed(&tx, &app.app.by(), row.tenant, &new).await.expect("an import");
    withdraw(&tx, row.tenant, import.id, channel.id, &gone).await.expect("taken back");
    tx.commit().await.expect("kept");
}
