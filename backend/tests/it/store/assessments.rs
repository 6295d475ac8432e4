//! What is kept of assessments: figures that moved, reports that do not, answers to alerts, peers.

use std::collections::BTreeSet;

use eclaireur::store::alert_notes::{self, NewNote, State};
use eclaireur::store::assessments::{self, New, Now, Packed, Seen, Summary};
use eclaireur::store::events::{self, Event, EventKind};
use eclaireur::store::figure_moves::{self, Cause, Moves};
use eclaireur::store::imports::{self, NewFile};
use eclaireur::store::peers::{self, Key};
use eclaireur::store::reports::{self, Kind, NewReport};
use eclaireur::store::{By, Database, Paging, StoreError, ledger};
use eclaireur_models::assessment::{Assessment, METHOD};
use eclaireur_models::indicators::rolled::Rolled;
use eclaireur_models::indicators::series::Series;
use eclaireur_models::indicators::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use eclaireur_models::period::Period;
use rust_decimal::Decimal;

use super::given::{Home, by, day, home, organisation};
use crate::support::on_both;

/// Primary energy of 2023 from 100 kWh and this factor, and what it costs; of the catalogue of this version.
fn assessment(catalog: &str, factor: Option<&str>, price: &str) -> Assessment {
    let year = Period::year(2023);
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    let energy = Input::new("energy", number("100"), Measure::Kwh, Origin::Readings);
    let primary = match factor {
        None => Explained::not_yet("primary", year, [Lack::of("factor")]),
        Some(factor) => {
            let of = Origin::Catalog { file: "factors/primary".into() };
            let input = Input::new("primary-factor", number(factor), Measure::Number, of);
            let value = number(factor) * number("100");
            Explained::known(
                "primary",
                year,
                Value::new(value, Measure::KwhPrimary, "p", vec![energy, input]),
            )
        }
    };
    let shown = Input::figure("primary", &primary).into_iter();
    let per_m2 = Value::new(
        primary.value().map_or(Decimal::ZERO, |v| v.value / number("50")),
        Measure::KwhPrimaryPerM2,
        "i",
        shown.collect(),
    );
    let cost = Input::new("price", number(price), Measure::EuroPerKwh, Origin::Price);
    let cost = Value::new(number(price) * number("100"), Measure::Euro, "c", vec![cost]);
    let mut figures = vec![Explained::known("intensity", year, per_m2), Explained::known("cost", year, cost)];
    figures.insert(0, primary);
    // Of the year under way, which moves by itself.
    let running = Value::new(number(price), Measure::Euro, "c", Vec::new());
    figures.push(Explained::known("cost", Period::year(2024), running));
    Assessment {
        method: METHOD,
        catalog: catalog.into(),
        on: day("2024-03-15"),
        year: Some(2023),
        figures: Figures(figures),
        series: Series::default(),
        alerts: Vec::new(),
        obligations: Vec::new(),
        requirements: Vec::new(),
    }
}

async fn kept(db: &Database, home: &Home, seen: Seen, assessment: &Assessment, summary: &Summary) -> usize {
    let now = Now { catalog: assessment.catalog.clone(), on: assessment.on };
    let before = assessments::get(db.read(), home.tenant, home.building, &now).await.unwrap();
    let moves = before.map(|held| Moves::since(&held.input_hash, &held.body, assessment)).unwrap_or_default();
    let moved = kept_with(db, home, seen, assessment, summary, &moves).await;
    moved.expect("nobody else keeps anything")
}

async fn kept_with(
    db: &Database,
    home: &Home,
    seen: Seen,
    assessment: &Assessment,
    summary: &Summary,
    moves: &Moves,
) -> Option<usize> {
    let body = serde_json::to_string(assessment).unwrap();
    let input_hash = &eclaireur::importing::sha256(body.as_bytes());
    let (packed, rolled) = (&Packed::of(&body).unwrap(), &Rolled::default());
    let new = New { input_hash, seen, assessment, packed, summary, moves, rolled };
    let tx = db.begin().await.unwrap();
    let moved = assessments::keep(&tx, &by(), home.tenant, home.building, &new).await.unwrap();
    tx.commit().await.unwrap();
    moved
}

async fn published(db: &Database, home: &Home, body: &str) -> reports::ReportRow {
    let files = [NewFile::pack("bulletin.pdf", "application/pdf", b"%PDF-1.7").unwrap()];
    let new = NewReport {
        building: home.building,
        kind: Kind::Yearly,
        year: 2023,
        catalog: "one",
        body,
        files: &files,
    };
    let tx = db.begin().await.unwrap();
    let row = reports::publish(&tx, &by(), home.tenant, &new).await.unwrap();
    tx.commit().await.unwrap();
    row
}

fn causes(row: &figure_moves::MoveRow) -> Vec<&'static str> {
    row.causes.iter().map(|cause| cause.code()).collect()
}

on_both! {
    async fn a_factor_that_changes_moves_figures_and_never_a_published_report(test) {
        let (db, none) = (&test.db, Summary::default());
        let home = home(db, "Les Tilleuls").await;
        let seen = assessments::newest(db.read(), home.tenant).await.unwrap();
        let before = assessment("one", Some("1"), "0.2");
        assert_eq!(kept(db, &home, seen, &before, &none).await, 0);
        let body = format!("{{\"head\":{{}},\"assessment\":{}}}", serde_json::to_string(&before).unwrap());
        let report = published(db, &home, &body).await;
        assert_eq!(kept(db, &home, seen, &assessment("two", Some("2.5"), "0.2"), &none).await, 2);
        let c = db.read();
        let moves = figure_moves::list(c, home.tenant, home.building, &Paging::first(9)).await.unwrap();
        let told: Vec<_> = moves.items.iter().map(|m| {
            let (before, after) = (m.moved.before.unwrap(), m.moved.after.unwrap());
            (m.moved.indicator.to_string(), before.to_string(), after.to_string(), causes(m))
        }).collect();
        // Newest first; the figure that stands on the other moved for its reason.
        assert_eq!(told, [
            ("intensity".to_owned(), "2".to_owned(), "5".to_owned(), vec!["catalog"]),
            ("primary".to_owned(), "100".to_owned(), "250".to_owned(), vec!["catalog"]),
        ]);
        let because = &moves.items[1].moved.because[0];
        assert_eq!((because.symbol.as_ref(), because.before, because.after), ("primary-factor", Some(1.into()), "2.5".parse().ok()));
        let entry = ledger::of(c, Some(home.tenant), &Paging::first(1)).await.unwrap().items.remove(0);
        assert_eq!((entry.kind.as_str(), entry.subject), ("figures.moved", home.building.to_string()));
        assert_eq!((&entry.data["count"], &entry.data["causes"]["catalog"]), (&2.into(), &2.into()));
        let (row, text) = reports::get(c, home.tenant, report.id).await.unwrap().unwrap();
        assert_eq!((row, text), (report.clone(), body.clone()));
        let file = imports::file_bytes(c, home.tenant, &report.files[0].sha256, 99).await.unwrap();
        assert_eq!(file, b"%PDF-1.7");
        // Published again it is the one that is there; withdrawn it stays.
        assert_eq!(published(db, &home, &body).await.id, report.id);
        let tx = db.begin().await.unwrap();
        reports::withdraw(&tx, &by(), home.tenant, report.id).await.unwrap();
        assert!(matches!(reports::withdraw(&tx, &by(), home.tenant, report.id).await, Err(StoreError::NotFound { .. })));
        tx.commit().await.unwrap();
        assert_eq!(reports::get(c, home.tenant, report.id).await.unwrap().unwrap().1, body);
        let again = published(db, &home, &body).await;
        let listed = reports::list(c, home.tenant, Some(home.building), &Paging::first(1)).await.unwrap();
        assert_eq!((listed.total, listed.items[0].id), (2, again.id));
        assert_eq!(ledger::verify(c).await.unwrap().broken, None);
    }

    async fn a_figure_moves_only_where_it_had_been_told(test) {
        let (db, none) = (&test.db, Summary::default());
        let home = home(db, "Les Tilleuls").await;
        let seen = assessments::newest(db.read(), home.tenant).await.unwrap();
        // Unknown, then known: nothing had been told. The year under way moves by itself.
        assert_eq!(kept(db, &home, seen, &assessment("one", None, "0.2"), &none).await, 0);
        let price = kept(db, &home, seen, &assessment("one", None, "0.3"), &none).await;
        assert_eq!(price, 1);
        let moves = figure_moves::list(db.read(), home.tenant, home.building, &Paging::first(9)).await.unwrap();
        assert_eq!(moves.items[0].causes, [Cause::Price]);
        // Known, then unknown: it moved to nothing. The same again moves nothing.
        kept(db, &home, seen, &assessment("one", Some("1"), "0.3"), &none).await;
        assert!(kept(db, &home, seen, &assessment("two", None, "0.3"), &none).await > 0);
        assert_eq!(kept(db, &home, seen, &assessment("two", None, "0.3"), &none).await, 0);
        let moves = figure_moves::list(db.read(), home.tenant, home.building, &Paging::first(9)).await.unwrap();
        assert!(moves.items.iter().any(|m| m.moved.indicator == "primary" && m.moved.after.is_none()));
        let first = figure_moves::list(db.read(), home.tenant, home.building, &Paging::first(1)).await.unwrap();
        let rest = Paging { after: first.next, limit: 9 };
        let rest = figure_moves::list(db.read(), home.tenant, home.building, &rest).await.unwrap();
        assert_eq!(u64::try_from(rest.items.len()).unwrap(), first.total - 1);
    }

    async fn two_catalogues_on_one_database_do_not_write_the_same_moves_for_ever(test) {
        let (db, none) = (&test.db, Summary::default());
        let home = home(db, "Les Tilleuls").await;
        let seen = assessments::newest(db.read(), home.tenant).await.unwrap();
        let (one, two) = (assessment("one", Some("1"), "0.2"), assessment("two", Some("2.5"), "0.2"));
        for (of, moved) in [(&one, 0), (&two, 2), (&one, 2), (&two, 0), (&one, 0), (&two, 0)] {
            assert_eq!(kept(db, &home, seen, of, &none).await, moved, "{}", of.catalog);
        }
        // Another way is news, and so is a price that goes to and fro: somebody changed it.
        assert_eq!(kept(db, &home, seen, &assessment("three", Some("3"), "0.2"), &none).await, 2);
        for price in ["0.3", "0.2", "0.3"] {
            assert_eq!(kept(db, &home, seen, &assessment("three", Some("3"), price), &none).await, 1, "{price}");
        }
    }

    async fn what_moved_since_another_assessment_is_not_written_down(test) {
        let (db, none) = (&test.db, Summary::default());
        let home = home(db, "Les Tilleuls").await;
        let seen = assessments::newest(db.read(), home.tenant).await.unwrap();
        kept(db, &home, seen, &assessment("one", Some("1"), "0.2"), &none).await;
        let second = assessment("one", Some("2"), "0.2");
        // Somebody else kept another one since this was compared.
        let stale = Moves::since("another input", "{}", &second);
        assert_eq!(kept_with(db, &home, seen, &second, &none, &stale).await, None);
        let now = Now { catalog: "one".into(), on: day("2024-03-15") };
        let held = assessments::get(db.read(), home.tenant, home.building, &now).await.unwrap().unwrap();
        assert!(!held.body.contains("\"200\""), "the one that was there stays");
        assert_eq!(kept(db, &home, seen, &second, &none).await, 2);
    }

    async fn what_has_seen_less_never_takes_the_place_of_what_has_seen_more(test) {
        let (db, none) = (&test.db, Summary::default());
        let home = home(db, "Les Tilleuls").await;
        let seen = assessments::newest(db.read(), home.tenant).await.unwrap();
        kept(db, &home, Seen { seq: seen.seq + 5, ..seen }, &assessment("one", Some("2"), "0.2"), &none).await;
        kept(db, &home, seen, &assessment("one", Some("1"), "0.2"), &none).await;
        let now = Now { catalog: "one".into(), on: day("2024-03-15") };
        let held = assessments::get(db.read(), home.tenant, home.building, &now).await.unwrap().unwrap();
        assert_eq!((held.seen.seq, held.fresh), (seen.seq + 5, true));
        for now in [Now { catalog: "two".into(), ..now.clone() }, Now { on: day("2024-03-16"), ..now }] {
            let held = assessments::get(db.read(), home.tenant, home.building, &now).await.unwrap().unwrap();
            assert!(!held.fresh, "{now:?}");
            assert_eq!(assessments::stale(db.read(), &now, None, 9).await.unwrap(), [(home.tenant, home.building)]);
        }
    }

    async fn an_answer_is_taken_back_and_the_one_before_counts_again(test) {
        let db = &test.db;
        let home = home(db, "Les Tilleuls").await;
        let event = Event { kind: EventKind::Extension, from: day("2024-01-10"), to: None, text: "Aile C".into() };
        let tx = db.begin().await.unwrap();
        let note = |state, event| NewNote { alert: "leak:1", state, text: "vu", event };
        let seen = alert_notes::set(&tx, &by(), home.tenant, home.building, &note(State::Seen, None)).await.unwrap();
        let again = alert_notes::set(&tx, &by(), home.tenant, home.building, &note(State::Seen, None)).await.unwrap();
        assert_eq!(again, seen, "clicked twice");
        let other = NewNote { alert: "night:2", ..note(State::Done, Some(&event)) };
        alert_notes::set(&tx, &by(), home.tenant, home.building, &other).await.unwrap();
        let explained = note(State::Explained, Some(&event));
        let twice = explained.clone();
        let explained = alert_notes::set(&tx, &by(), home.tenant, home.building, &explained).await.unwrap();
        let again = alert_notes::set(&tx, &by(), home.tenant, home.building, &twice).await.unwrap();
        assert_eq!(again, explained, "clicked twice: one answer, one event");
        tx.commit().await.unwrap();
        let c = db.read();
        let settled = alert_notes::settled(c, home.tenant).await.unwrap();
        assert_eq!(settled[&home.building].iter().map(String::as_str).collect::<Vec<_>>(), ["leak:1", "night:2"]);
        let list = alert_notes::list(c, home.tenant, home.building).await.unwrap();
        assert_eq!((list["leak:1"].id, list["leak:1"].state, list["night:2"].event), (explained, State::Explained, None));
        let written = events::of_building(c, home.tenant, home.building).await.unwrap();
        assert_eq!(written.iter().map(|e| (Some(e.id), &e.event)).collect::<Vec<_>>(), [(list["leak:1"].event, &event)]);
        let tx = db.begin().await.unwrap();
        alert_notes::withdraw(&tx, &by(), home.tenant, explained).await.unwrap();
        assert!(alert_notes::withdraw(&tx, &by(), home.tenant, explained).await.is_err());
        tx.commit().await.unwrap();
        assert_eq!(alert_notes::list(c, home.tenant, home.building).await.unwrap()["leak:1"].id, seen);
        assert_eq!(events::of_building(c, home.tenant, home.building).await.unwrap(), []);
        assert_eq!(alert_notes::history(c, home.tenant, home.building).await.unwrap().len(), 3);
        let kinds: BTreeSet<String> = ledger::of(c, Some(home.tenant), &Paging::first(99)).await.unwrap().items.into_iter().map(|e| e.kind).collect();
        assert!(kinds.contains("alert.noted") && kinds.contains("alert.withdrawn"));
    }

    async fn a_hostile_answer_is_refused(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let long = "é".repeat(alert_notes::LONGEST_TEXT + 1);
        for (alert, text) in [("", ""), (&long[..alert_notes::LONGEST_KEY * 2 + 2], ""), ("a", long.as_str()), ("a\0", ""), ("a", "\0")] {
            let tx = test.db.begin().await.unwrap();
            let note = NewNote { alert, state: State::Seen, text, event: None };
            let set = alert_notes::set(&tx, &by(), home.tenant, home.building, &note).await;
            assert!(matches!(set, Err(StoreError::OutOfRange { .. })), "{set:?}");
        }
        let quoted = NewNote { alert: "'; DROP TABLE alert_note; --", state: State::Seen, text: "<script>", event: None };
        let tx = test.db.begin().await.unwrap();
        alert_notes::set(&tx, &by(), home.tenant, home.building, &quoted).await.unwrap();
        tx.commit().await.unwrap();
        let held = alert_notes::list(test.db.read(), home.tenant, home.building).await.unwrap();
        assert_eq!(held[quoted.alert].text, "<script>");
    }

    async fn another_organisation_sees_and_changes_nothing_of_what_is_said(test) {
        let (db, none) = (&test.db, Summary::default());
        let ours = home(db, "Les Tilleuls").await;
        let seen = assessments::newest(db.read(), ours.tenant).await.unwrap();
        kept(db, &ours, seen, &assessment("one", Some("1"), "0.2"), &none).await;
        kept(db, &ours, seen, &assessment("one", Some("2"), "0.2"), &none).await;
        let report = published(db, &ours, "{}").await;
        let note = NewNote { alert: "a", state: State::Seen, text: "", event: None };
        let tx = db.begin().await.unwrap();
        let noted = alert_notes::set(&tx, &by(), ours.tenant, ours.building, &note).await.unwrap();
        tx.commit().await.unwrap();
        let theirs = organisation(db, "Voisin").await.id;
        let (c, now) = (db.read(), Now { catalog: "one".into(), on: day("2024-03-15") });
        assert_eq!(assessments::get(c, theirs, ours.building, &now).await.unwrap(), None);
        assert_eq!(assessments::summaries(c, &[theirs]).await.unwrap(), []);
        assert_eq!(figure_moves::list(c, theirs, ours.building, &Paging::first(9)).await.unwrap().total, 0);
        assert_eq!(reports::get(c, theirs, report.id).await.unwrap(), None);
        assert_eq!(reports::list(c, theirs, None, &Paging::first(9)).await.unwrap().total, 0);
        assert!(alert_notes::list(c, theirs, ours.building).await.unwrap().is_empty());
        for refused in 0..4 {
            // One transaction each: on PostgreSQL an error ends it.
            let tx = db.begin().await.unwrap();
            let new = NewReport { building: ours.building, kind: Kind::Bulletin, year: 2023, catalog: "", body: "{}", files: &[] };
            let done = match refused {
                0 => reports::withdraw(&tx, &by(), theirs, report.id).await.is_ok(),
                1 => alert_notes::withdraw(&tx, &by(), theirs, noted).await.is_ok(),
                2 => alert_notes::set(&tx, &by(), theirs, ours.building, &note).await.is_ok(),
                _ => reports::publish(&tx, &by(), theirs, &new).await.is_ok(),
            };
            assert!(!done, "{refused}");
        }
    }

    async fn peers_are_given_from_five_organisations_on_and_name_nobody(test) {
        let db = &test.db;
        let key = Key { activity: "care-home".into(), size_class: "500-2000".into(), energy_system: "heating_oil".into() };
        let summary = |kwh: i64| Summary {
            activity: Some(key.activity.clone()),
            size_class: Some(key.size_class.clone()),
            energy_system: Some(key.energy_system.clone()),
            intensity: Some(Decimal::from(kwh)),
            ..Summary::default()
        };
        let renewed = async || {
            let tx = db.begin().await.unwrap();
            let changed = peers::renew(&tx, &By::service(by().now)).await.unwrap();
            tx.commit().await.unwrap();
            changed
        };
        let mut last = None;
        for (n, kwh) in (1..).zip([100, 110, 120, 130]) {
            let home = home(db, &format!("Maison {n}")).await;
            kept(db, &home, Seen::default(), &assessment("one", None, "0.2"), &summary(kwh)).await;
            last = Some(home);
        }
        // A fifth building, of one of the four.
        let tx = db.begin().await.unwrap();
        let wing = eclaireur::store::buildings::NewBuilding { name: "Aile".into(), ..Default::default() };
        let of = last.unwrap();
        let wing = eclaireur::store::buildings::create(&tx, &by(), of.tenant, &wing).await.unwrap();
        tx.commit().await.unwrap();
        let wing = Home { building: wing.id, ..of };
        kept(db, &wing, Seen::default(), &assessment("one", None, "0.2"), &summary(140)).await;
        assert!(!renewed().await);
        assert_eq!(peers::of(db.read(), &key).await.unwrap(), None, "four organisations are too few");
        let fifth = home(db, "Maison 5").await;
        kept(db, &fifth, Seen::default(), &assessment("one", None, "0.2"), &summary(150)).await;
        let before = assessments::newest(db.read(), fifth.tenant).await.unwrap();
        assert!(renewed().await);
        let group = peers::of(db.read(), &key).await.unwrap().unwrap();
        assert_eq!((group.buildings, group.organisations), (6, 5));
        let quartiles = [group.lower, group.median, group.upper].map(|q| q.to_string());
        // Medians 100, 110, 120, 135, 150: the organisation with two buildings counts once, and no quartile is one of them.
        assert_eq!(quartiles, ["123.000", "123.000", "123.000"]);
        let after = assessments::newest(db.read(), fifth.tenant).await.unwrap();
        assert!(after.service_seq > before.service_seq, "a change of peers concerns everybody");
        assert!(!renewed().await, "the same again changes nothing");
        assert_eq!(assessments::newest(db.read(), fifth.tenant).await.unwrap(), after);
        // Archived, it is nobody's peer: four organisations are left.
        let tx = db.begin().await.unwrap();
        eclaireur::store::buildings::set_archived(&tx, &by(), fifth.tenant, fifth.building, true).await.unwrap();
        tx.commit().await.unwrap();
        assert!(renewed().await);
        assert_eq!(peers::of(db.read(), &key).await.unwrap(), None);
        let other = Key { energy_system: "wood".into(), ..key.clone() };
        assert_eq!(peers::of(db.read(), &other).await.unwrap(), None);
        assert_eq!(peers::all(db.read()).await.unwrap(), []);
    }
}
