//! Daily mean temperatures and the runs of jobs.

use eclaireur::store::job_runs::{self, State};
use eclaireur::store::weather::{self, Loaded, NewLoad, Origin};
use eclaireur::store::{Database, Paging, ledger};
use eclaireur_models::certain::Quality;
use eclaireur_models::climate::Temperature;
use eclaireur_models::period::Day;

use super::given::{NOW, by, day};
use crate::support::on_both;

fn days(first: &str, hundredths: &[i32]) -> Vec<(Day, Temperature)> {
    let days = core::iter::successors(Some(day(first)), |d| d.tomorrow().ok());
    days.zip(hundredths).map(|(d, h)| (d, Temperature::from_hundredths(*h).unwrap())).collect()
}

async fn load(db: &Database, origin: Origin, source: &str, days: &[(Day, Temperature)]) -> Loaded {
    let tx = db.begin().await.unwrap();
    let new = NewLoad { station: "uccle", origin, source, days };
    let loaded = weather::load(&tx, &by(), &new).await.unwrap();
    tx.commit().await.unwrap();
    loaded
}

async fn held(db: &Database, first: &str, last: &str) -> Vec<(String, i32, Origin)> {
    let rows = weather::days(db.read(), "uccle", day(first), day(last)).await.unwrap();
    rows.into_iter().map(|r| (r.day.to_string(), r.temperature.hundredths(), r.origin)).collect()
}

on_both! {
    async fn a_corrected_value_supersedes_and_the_one_before_stays(test) {
        let db = &test.db;
        let first = load(db, Origin::Rmi, "weather.example", &days("2026-01-01", &[100, 200, 300])).await;
        assert_eq!((first.new, first.same, first.changed.len()), (3, 0, 0));
        // The same again writes nothing at all.
        let again = load(db, Origin::Rmi, "weather.example", &days("2026-01-02", &[200, 300])).await;
        assert_eq!((again.id, again.same), (None, 2));
        let corrected = load(db, Origin::Rmi, "weather.example", &days("2026-01-02", &[250, 300, 400])).await;
        assert_eq!((corrected.new, corrected.same, corrected.changed.len()), (1, 1, 1));
        assert_eq!(corrected.changed[0].before.hundredths(), 200);
        assert_eq!(
            held(db, "2026-01-01", "2026-12-31").await.iter().map(|h| h.1).collect::<Vec<_>>(),
            [100, 250, 300, 400]
        );
        let history = weather::history(db.read(), "uccle", day("2026-01-02")).await.unwrap();
        let values: Vec<_> = history.iter().map(|h| (h.temperature.hundredths(), h.source.as_str())).collect();
        assert_eq!(values, [(250, "weather.example"), (200, "weather.example")]);
        // Two writes, two entries of the service itself.
        let log = ledger::of(db.read(), None, &Paging::first(9)).await.unwrap().items;
        assert_eq!(log.iter().filter(|e| e.kind == "weather.loaded").count(), 2);
        assert_eq!(log[0].data["changes"]["2026-01-02"], "2.00 -> 2.50");
        assert_eq!(ledger::verify(db.read()).await.unwrap().broken, None);
    }

    async fn a_service_never_supersedes_what_a_person_loaded(test) {
        let db = &test.db;
        load(db, Origin::OpenMeteo, "meteo.example", &days("2026-01-01", &[100])).await;
        let person = load(db, Origin::File, "corrigé.csv", &days("2026-01-01", &[150])).await;
        assert_eq!(person.changed.iter().map(|c| c.origin).collect::<Vec<_>>(), [Origin::OpenMeteo]);
        let service = load(db, Origin::Rmi, "weather.example", &days("2026-01-01", &[120, 130])).await;
        assert_eq!((service.kept, service.new, service.changed.len()), (1, 1, 0));
        assert_eq!(
            held(db, "2026-01-01", "2026-01-02").await,
            [("2026-01-01".to_owned(), 150, Origin::File), ("2026-01-02".to_owned(), 130, Origin::Rmi)]
        );
        let all = weather::temperatures(db.read(), "uccle").await.unwrap();
        let qualities: Vec<_> = all.iter().map(|(_, _, quality)| quality).collect();
        assert_eq!(qualities, [Quality::Declared, Quality::Measured]);
    }

    async fn what_is_held_says_its_gaps_and_where_it_comes_from(test) {
        let db = &test.db;
        load(db, Origin::Rmi, "weather.example", &days("2026-01-01", &[100, 200])).await;
        load(db, Origin::File, "suite.csv", &days("2026-01-05", &[300])).await;
        let held = weather::held(db.read()).await.unwrap();
        let [uccle] = held.as_slice() else { panic!("{held:?}") };
        assert_eq!((uccle.first, uccle.last, uccle.days), (day("2026-01-01"), day("2026-01-05"), 3));
        let gaps: Vec<_> = uccle.gaps.iter().map(|g| (g.from, g.days())).collect();
        assert_eq!(gaps, [(day("2026-01-03"), 2)]);
        assert_eq!(uccle.origins.clone().into_iter().collect::<Vec<_>>(), [(Origin::Rmi, 2), (Origin::File, 1)]);
        let missing = weather::missing(db.read(), "uccle", day("2025-12-31"), day("2026-01-06")).await.unwrap();
        let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
        assert_eq!(missing, ["2025-12-31", "2026-01-03", "2026-01-04", "2026-01-06"]);
        assert_eq!(weather::missing(db.read(), "ernage", day("2026-01-01"), day("2026-01-02")).await.unwrap().len(), 2);
    }

    async fn ten_years_are_loaded_at_once(test) {
        let all = days("2015-01-01", &vec![1234; 4000]);
        assert_eq!(load(&test.db, Origin::File, "dix ans.csv", &all).await.new, 4000);
        let changed = days("2015-01-01", &vec![1235; 4000]);
        assert_eq!(load(&test.db, Origin::File, "dix ans.csv", &changed).await.changed.len(), 4000);
        assert_eq!(weather::held(test.db.read()).await.unwrap()[0].days, 4000);
    }

    async fn a_slot_is_claimed_once_and_again_when_it_failed_or_its_instance_died(test) {
        let db = &test.db;
        let claim = async |now: i64| {
            let tx = db.begin().await.unwrap();
            let claim = job_runs::claim(&tx, "weather:uccle", "2026-01-02", now, 600).await.unwrap();
            tx.commit().await.unwrap();
            claim
        };
        let finish = async |claim: &job_runs::Claim, again_at: Option<i64>| {
            let tx = db.begin().await.unwrap();
            job_runs::finish(&tx, claim, NOW, again_at, "said").await.unwrap();
            tx.commit().await.unwrap();
        };
        // Ten instances at the same moment.
        let all = futures_util::future::join_all((0..10).map(|_| claim(NOW))).await;
        let ours: Vec<_> = all.into_iter().flatten().collect();
        let [first] = ours.as_slice() else { panic!("{ours:?}") };
        assert_eq!(first.run, 1);
        assert_eq!(claim(NOW + 599).await, None);
        let second = claim(NOW + 600).await.expect("the first one's lease is over");
        assert_eq!(second.run, 2);
        // What the dead one says when it wakes up does not count.
        finish(first, None).await;
        let tx = db.begin().await.unwrap();
        assert!(!job_runs::keep(&tx, first, NOW, 600).await.unwrap());
        assert!(job_runs::keep(&tx, &second, NOW + 700, 600).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(claim(NOW + 1200).await, None);
        finish(&second, Some(NOW + 5000)).await;
        assert_eq!(claim(NOW + 4999).await, None);
        let third = claim(NOW + 5000).await.expect("it failed, and its wait is over");
        finish(&third, None).await;
        assert_eq!(claim(NOW + 99_999).await, None);
        let runs = job_runs::last(db.read(), "weather:uccle", 5).await.unwrap();
        assert_eq!((runs.len(), runs[0].state, runs[0].runs), (1, State::Done, 3));
    }
}
