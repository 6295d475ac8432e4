//! Whatever a figure stands on makes it stale; nothing else does.

use std::path::{Path, PathBuf};

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings};
use eclaireur::store::alert_notes::{self, NewNote, State};
use eclaireur::store::events::{self, Event, EventKind};
use eclaireur::store::facts::{self, Subject};
use eclaireur::store::prices::{self, Price};
use eclaireur::store::weather::{self, NewLoad, Origin};
use eclaireur::store::{By, Paging, assessments, ledger, organisations};
use eclaireur_models::building::Carrier;
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::Temperature;
use eclaireur_models::units::{Unit, UnitPrice};
use rust_decimal::dec;

use super::{given, import, row, shown, stored};
use crate::support::{EAN, TestApp, TestDatabase, export, on_both};

/// Made stale by what was just done, and whether its input is another.
async fn stale(app: &App, code: &str, what: &str, other: bool) {
    let (_, building) = row(app, code).await;
    let before = stored(app, &building).await.unwrap();
    assert!(!before.fresh, "{what}");
    app.clock.advance(60);
    let shown = shown(app, code).await;
    assert_eq!(shown.stale, None, "{what}");
    let after = stored(app, &building).await.unwrap();
    assert!(after.fresh, "{what}");
    assert_eq!(after.input_hash != before.input_hash, other, "{what}");
    assert_eq!(after.made_at > before.made_at, other, "{what}: figures are computed when they are others");
    assert_eq!(shown.made_at, after.made_at, "{what}");
}

macro_rules! written {
    ($app:expr, $tx:ident => $do:expr) => {{
        let $tx = $app.db.begin().await.unwrap();
        let done = $do.await.unwrap();
        $tx.commit().await.unwrap();
        done
    }};
}

fn area(value: &str) -> DatedFact {
    let (value, source) = (value.to_owned(), "plan".to_owned());
    let fact = "building.heated_area_m2";
    DatedFact { fact, value, from: None, to: None, source, quality: Quality::Declared }
}

/// The catalogue in a folder of its own, one remark longer.
fn other_catalog(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("models/catalog");
    let into = folder.join("catalog");
    for file in eclaireur::outside::files::read_catalog(&source).unwrap() {
        let (path, mut text) = file;
        if path == "carriers/electricity.toml" {
            text.push_str("\n# checked again\n");
        }
        crate::support::write(&into.join(path), text.as_bytes());
    }
    into
}

async fn another(test: &TestDatabase, at: i64, catalog: Option<PathBuf>) -> App {
    let layer = Layer { database_url: Some(test.url.clone()), catalog, ..Layer::default() };
    App::start(Settings::new(layer, false).unwrap(), Clock::fixed(at), false).await.unwrap()
}

on_both! {
    async fn whatever_a_figure_stands_on_makes_it_stale(test) {
        let (app, whose, building) = given(test).await;
        let (organisation, code) = (whose.organisation.code.as_str(), building.building.code.as_str());
        let (tenant, by) = (building.tenant, app.app.by());
        assert_eq!(stored(&app.app, &building).await, None);
        shown(&app.app, code).await;
        assert!(stored(&app.app, &building).await.unwrap().fresh);

        let made = import(&app, organisation, code, "2024-04-01", "2024-04-03", 2).await;
        stale(&app.app, code, "an import", true).await;
        app.delete(&format!("/api/v1/imports/{made}")).await.is(200);
        stale(&app.app, code, "an import undone", true).await;
        let about = Subject::Building(building.id);
        let fact = written!(app.app, tx => facts::set(&tx, &by, tenant, about, &area("1200"), None));
        stale(&app.app, code, "a fact", true).await;
        written!(app.app, tx => facts::withdraw(&tx, &by, tenant, fact));
        stale(&app.app, code, "a fact taken back", true).await;
        let whole = DatedFact { fact: "organisation.operating_income_eur", ..area("900000") };
        written!(app.app, tx => facts::set(&tx, &by, tenant, Subject::Organisation, &whole, None));
        stale(&app.app, code, "a fact of the organisation", true).await;
        let price = Price {
            building: None,
            carrier: Carrier::Electricity,
            from: None,
            to: None,
            price: UnitPrice(dec!(0.31)),
            unit: Unit::KWh,
            incl_vat: true,
            source: "contrat".to_owned(),
        };
        written!(app.app, tx => prices::set(&tx, &by, tenant, &price));
        stale(&app.app, code, "a price", true).await;
        let event = Event { kind: EventKind::Works, from: "2024-02-01".parse().unwrap(), to: None, text: "Toit".into() };
        written!(app.app, tx => events::add(&tx, &by, tenant, building.id, &event));
        stale(&app.app, code, "an event", true).await;
        let days = [("2024-01-05".parse().unwrap(), Temperature::from_hundredths(350).unwrap())];
        let load = NewLoad { station: "uccle", origin: Origin::Rmi, source: "weather.example", days: &days };
        written!(app.app, tx => weather::load(&tx, &By::service(by.now), &load));
        stale(&app.app, code, "weather", true).await;
        let corrected = [(days[0].0, Temperature::from_hundredths(360).unwrap())];
        let load = NewLoad { days: &corrected, ..load };
        written!(app.app, tx => weather::load(&tx, &By::service(by.now), &load));
        stale(&app.app, code, "weather corrected", true).await;
        let activity = organisations::NewOrganisation {
            name: "Les Tilleuls".into(),
            activity: Some("care-home".into()),
            ..Default::default()
        };
        written!(app.app, tx => organisations::update(&tx, &by, tenant, &activity));
        stale(&app.app, code, "another activity", true).await;
        app.app.clock.advance(86_400);
        stale(&app.app, code, "a new day", true).await;
        assert_eq!(ledger::verify(app.app.db.read()).await.unwrap().broken, None);
    }

    async fn another_catalogue_makes_it_stale(test) {
        let (app, whose, building) = given(test).await;
        let code = building.building.code.as_str();
        let before = shown(&app.app, code).await;
        let report = eclaireur::assessing::reports::publish(
            &app.app, &building, &whose, eclaireur::store::reports::Kind::Yearly, 2024, eclaireur::assessing::reports::TextAlone,
        ).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let other = another(test, app.app.clock.now() + 60, Some(other_catalog(folder.path()))).await;
        let held = stored(&app.app, &building).await.unwrap();
        assert!(held.fresh && !stored(&other, &building).await.unwrap().fresh);
        let after = shown(&other, code).await;
        assert_ne!(after.assessment.catalog, before.assessment.catalog);
        assert_eq!(after.assessment.catalog, other.catalog().version());
        assert!(!stored(&app.app, &building).await.unwrap().fresh, "the other way round as well");
        // What was published says what it said, of the catalogue it was made with.
        let (row, frozen) = eclaireur::assessing::reports::get(&other, &building, report.id).await.unwrap().unwrap();
        assert_eq!((row, frozen.assessment), (report, before.assessment));
        assert_eq!(frozen.head["building"]["name"], "Les Tilleuls");
        other.db.close().await.unwrap();
    }

    async fn a_command_computes_and_keeps_nothing(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        let command = App { keeps: false, ..app.app.clone() };
        let told = shown(&command, code).await;
        assert_eq!((told.stale, stored(&app.app, &building).await), (None, None));
        assert_eq!(told.assessment, shown(&app.app, code).await.assessment);
    }

    async fn what_only_tells_of_figures_leaves_them_fresh(test) {
        let (app, whose, building) = given(test).await;
        let (organisation, code) = (whose.organisation.code.as_str(), building.building.code.as_str());
        shown(&app.app, code).await;
        let preview = format!("?building={code}&dry_run=true");
        app.upload(organisation, &preview, &export(EAN, "2025-01-01", "2025-01-02", 900, 5).bytes).await;
        let (by, tenant) = (app.app.by(), building.tenant);
        let note = NewNote { alert: "a", state: State::Seen, text: "", event: None };
        written!(app.app, tx => alert_notes::set(&tx, &by, tenant, building.id, &note));
        eclaireur::assessing::reports::publish(
            &app.app, &building, &whose, eclaireur::store::reports::Kind::Bulletin, 2024, eclaireur::assessing::reports::TextAlone,
        ).await.unwrap();
        assert!(stored(&app.app, &building).await.unwrap().fresh);
        // Another organisation is another matter.
        let (theirs, other) = app.home("Le Verger").await;
        let query = format!("?create_meters=true&building={other}");
        app.upload(&theirs, &query, &export("541448820000000015", "2024-01-01", "2024-01-03", 900, 3).bytes).await.is(201);
        assert!(stored(&app.app, &building).await.unwrap().fresh);
    }

    async fn the_same_input_again_moves_the_stamps_and_no_figure(test) {
        let (app, whose, building) = given(test).await;
        let code = building.building.code.as_str();
        shown(&app.app, code).await;
        // Another building of the same organisation.
        let wing = app.building(whose.organisation.code.as_str(), "Aile B").await;
        stale(&app.app, code, "another building", false).await;
        let (_, wing) = row(&app.app, &wing).await;
        let by = app.app.by();
        written!(app.app, tx => facts::set(&tx, &by, wing.tenant, Subject::Building(wing.id), &area("80"), None));
        stale(&app.app, code, "a fact of another building", false).await;
    }

    async fn what_is_derived_may_go_and_comes_back_to_the_same_bytes(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        shown(&app.app, code).await;
        let before = stored(&app.app, &building).await.unwrap();
        assert_eq!(written!(app.app, tx => assessments::forget(&tx)), 1);
        assert_eq!(stored(&app.app, &building).await, None);
        shown(&app.app, code).await;
        assert_eq!(stored(&app.app, &building).await.unwrap(), before);
    }

    async fn several_who_ask_at_once_get_the_same_and_it_is_kept_once(test) {
        let (app, whose, building) = given(test).await;
        let second = another(test, app.app.clock.now(), None).await;
        let mut asked = tokio::task::JoinSet::new();
        for n in 0..8 {
            let app = if n % 2 == 0 { app.app.clone() } else { second.clone() };
            let (building, whose) = (building.clone(), whose.clone());
            asked.spawn(async move { eclaireur::assessing::of(&app, &building, &whose).await.unwrap() });
        }
        let all = asked.join_all().await;
        assert!(all.iter().all(|s| s.assessment == all[0].assessment && s.stale.is_none()));
        assert_eq!(app.rows("assessment").await, 1);
        let moves = eclaireur::assessing::moves(&app.app, &building, &Paging::first(9)).await.unwrap();
        assert_eq!(moves.total, 0);
        second.db.close().await.unwrap();
    }
}

/// What stands beside it in the tests of the store: the rules of what moves, with figures made by hand.
#[tokio::test]
async fn a_building_without_anything_is_assessed_too() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, code) = app.home("Vide").await;
    let shown = shown(&app.app, &code).await;
    assert_eq!((shown.assessment.year, shown.stale), (None, None));
    test.remove().await;
}
