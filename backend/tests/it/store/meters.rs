//! Meters, channels, whose they are.

use eclaireur::store::buildings::{self, NewBuilding};
use eclaireur::store::facts::{self, Subject};
use eclaireur::store::{StoreError, allocations, channels, imports, meters, readings};
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::building::{Carrier, Channel, Ean, Kind, Meter, Register};
use eclaireur_models::certain::Quality;

use super::given::{NOW, by, channel, day, electricity, home, undone};
use crate::support::on_both;

on_both! {
    async fn a_meter_is_found_by_what_stands_on_it(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let serial = |serial: &str, ean: &str| Meter { serial: Some(serial.into()), name: None, ..electricity("", ean) };
        let tx = test.db.begin().await.unwrap();
        let mut ids = Vec::new();
        for meter in [serial("OLD", "541448820000000002"), serial("NEW", "541448820000000002"), serial("ALONE", "")] {
            ids.push(meters::create(&tx, &by(), home.tenant, home.building, &meter, None).await.unwrap().id);
        }
        tx.commit().await.unwrap();
        let [old, new, alone] = ids[..] else { panic!("three meters") };
        for (ean, serial, expect) in [
            (Some("541448820000000001"), None, vec![home.meter]),
            (Some("541448820000000001"), Some("1SAG1"), vec![home.meter]),
            (Some("541448820000000002"), None, vec![old, new]),
            (Some("541448820000000002"), Some("NEW"), vec![new]),
            (Some("541448820000000002"), Some("THIRD"), vec![]),
            (None, Some("ALONE"), vec![alone]),
            (Some("541448820000000009"), Some("ALONE"), vec![alone]),
            (Some("541448820000000009"), Some("OLD"), vec![]),
            (None, None, vec![]),
        ] {
            let ean = ean.and_then(Ean::read);
            let mut found = meters::find(test.db.read(), home.tenant, ean.as_ref(), serial).await.unwrap();
            found.sort_by_key(|row| row.id);
            assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), expect, "{ean:?} {serial:?}");
        }
        let codes: Vec<String> = meters::of_building(test.db.read(), home.tenant, home.building).await.unwrap().iter().map(|m| m.code.to_string()).collect();
        assert_eq!(codes, ["541448820000000002", "541448820000000002-2", "alone", "tableau-general"]);
        let by_code = meters::by_code(test.db.read(), home.tenant, "alone").await.unwrap().unwrap();
        assert_eq!((by_code.id, by_code.label()), (alone, "ALONE"));
    }

    async fn a_meter_keeps_its_code_when_it_is_changed(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let (carrier, valid_to) = (Carrier::NaturalGas, Some(day("2024-02-01")));
        let new = Meter { carrier, valid_to, ..electricity("Cave", "541448820000000003") };
        let tx = test.db.begin().await.unwrap();
        let after = meters::update(&tx, &by(), home.tenant, home.meter, &new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(meters::by_id(test.db.read(), home.tenant, home.meter).await.unwrap(), Some(after.clone()));
        assert_eq!((after.code.as_str(), after.label(), &after.meter), ("tableau-general", "Cave", &new));
    }

    async fn a_channel_is_made_once_for_each_meaning(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let night = Channel { register: Register::Night, ..channel(Kind::Interval) };
        let beside = Channel { counts: false, ..channel(Kind::Interval) };
        let tx = test.db.begin().await.unwrap();
        let mut ids = Vec::new();
        for meaning in [channel(Kind::Interval), night, beside, night, channel(Kind::Index)] {
            ids.push(channels::get_or_create(&tx, NOW, home.tenant, home.meter, &meaning, None).await.unwrap());
        }
        tx.commit().await.unwrap();
        assert_eq!(ids[0], home.channel);
        assert_eq!(ids[1], ids[3]);
        let rows = channels::of_meters(test.db.read(), home.tenant, [home.meter]).await.unwrap();
        let meanings: Vec<Channel> = rows.iter().map(|row| row.channel).collect();
        assert_eq!(meanings, [channel(Kind::Interval), night, beside, channel(Kind::Index)]);
        assert_eq!(rows[0].resolution_s, Some(900));
    }

    async fn a_new_key_holds_from_its_day_and_the_old_one_until_it(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let tx = test.db.begin().await.unwrap();
        let annex = buildings::create(&tx, &by(), home.tenant, &NewBuilding { name: "Annexe".into(), ..NewBuilding::default() }).await.unwrap().id;
        let from = Some(day("2023-07-01"));
        allocations::set(&tx, &by(), home.tenant, home.meter, from, &[(home.building, 700_000), (annex, 250_000)]).await.unwrap();
        tx.commit().await.unwrap();
        let held = async || {
            let rows = allocations::of_meter(test.db.read(), home.tenant, home.meter).await.unwrap();
            rows.iter().map(|r| (r.building, r.millionths, r.from, r.to)).collect::<Vec<_>>()
        };
        let first = vec![(home.building, 1_000_000, None, from), (home.building, 700_000, from, None), (annex, 250_000, from, None)];
        assert_eq!(held().await, first);
        assert_eq!(meters::of_building(test.db.read(), home.tenant, annex).await.unwrap()[0].id, home.meter);

        let too_much = [(home.building, 700_000), (annex, 300_001)];
        let tx = test.db.begin().await.unwrap();
        let refused = allocations::set(&tx, &by(), home.tenant, home.meter, None, &too_much).await;
        assert!(matches!(refused, Err(StoreError::OutOfRange { .. })));
        allocations::set(&tx, &by(), home.tenant, home.meter, None, &[(annex, 1_000_000)]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(held().await, [(annex, 1_000_000, None, None)], "since ever replaces everything");
        assert_eq!(allocations::of_organisation(test.db.read(), home.tenant).await.unwrap().len(), 1);
    }

    async fn the_serial_numbers_of_a_replaced_meter_all_find_it_until_that_is_undone(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let subject = Subject::Meter(home.meter);
        let serial = |value: &str, from: Option<&str>, to: Option<&str>| DatedFact {
            fact: fact("meter.serial").unwrap().code,
            value: value.into(),
            from: from.map(day),
            to: to.map(day),
            source: "form".into(),
            quality: Quality::Declared,
        };
        let with = |serial: &str| Meter { serial: Some(serial.into()), ..electricity("Tableau général", "541448820000000001") };
        let tx = test.db.begin().await.unwrap();
        meters::update(&tx, &by(), home.tenant, home.meter, &with("G-1")).await.unwrap();
        facts::set(&tx, &by(), home.tenant, subject, &serial("G-1", None, Some("2024-02-01")), None).await.unwrap();
        let import = imports::typed(&tx, &by(), home.tenant, &imports::NewImport::default()).await.unwrap().id;
        facts::set(&tx, &by(), home.tenant, subject, &serial("G-2", Some("2024-02-01"), None), Some(import)).await.unwrap();
        meters::update(&tx, &by(), home.tenant, home.meter, &with("G-2")).await.unwrap();
        tx.commit().await.unwrap();
        let found = async |serial: &str| {
            let found = meters::find(test.db.read(), home.tenant, None, Some(serial)).await.unwrap();
            found.into_iter().map(|m| m.meter.serial.unwrap()).collect::<Vec<_>>()
        };
        assert_eq!((found("G-1").await, found("G-2").await), (vec!["G-2".to_owned()], vec!["G-2".to_owned()]));
        undone(&test.db, home.tenant, import).await;
        assert_eq!((found("G-1").await, found("G-2").await), (vec!["G-1".to_owned()], vec![]));
    }

    async fn what_is_known_of_a_meter_comes_with_its_readings(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let said = |code: &str, value: &str, from: Option<&str>, to: Option<&str>| DatedFact {
            fact: fact(code).unwrap().code,
            value: value.into(),
            from: from.map(day),
            to: to.map(day),
            source: "form".into(),
            quality: Quality::Declared,
        };
        let tx = test.db.begin().await.unwrap();
        let import = imports::typed(&tx, &by(), home.tenant, &imports::NewImport::default()).await.unwrap().id;
        let annex = NewBuilding { name: "Annexe".into(), activity: Some("school".into()), ..NewBuilding::default() };
        let annex = buildings::create(&tx, &by(), home.tenant, &annex).await.unwrap().id;
        allocations::set(&tx, &by(), home.tenant, home.meter, None, &[(home.building, 600_000), (annex, 400_000)]).await.unwrap();
        for (fact, import) in [
            (said("meter.gas_kwh_per_m3", "11.2", Some("2023-01-01"), Some("2024-01-01")), Some(import)),
            (said("meter.gas_kwh_per_m3", "11.3", Some("2023-06-01"), None), None),
            (said("meter.factor", "40", None, None), None),
            (said("meter.replaced", "offtake.total=100/0", Some("2024-01-01"), Some("2024-01-02")), Some(import)),
            (said("meter.replaced", "offtake.total=100/0", Some("2024-01-05"), Some("2024-01-06")), Some(import)),
            (said("meter.tank_filled", "yes", Some("2024-01-01"), Some("2024-01-02")), Some(import)),
        ] {
            facts::set(&tx, &by(), home.tenant, Subject::Meter(home.meter), &fact, import).await.unwrap();
        }
        tx.commit().await.unwrap();
        for building in [home.building, annex] {
            let held = readings::of_building(test.db.read(), home.tenant, building, None).await.unwrap();
            let [held] = &held[..] else { panic!("one meter") };
            let known = &held.readings.facts;
            assert_eq!((known.factors.len(), known.replaced.len(), known.filled.len()), (1, 2, 1));
            let mut served = known.served.clone();
            served.sort();
            assert_eq!(served, [None, Some("school".to_owned())], "both buildings are asked, whichever is shown");
            let rates: Vec<_> = held.readings.conversions.iter().map(|c| c.kwh_per_m3.to_string()).collect();
            assert_eq!(rates, ["11.3", "11.2"], "the bill's own stands last and counts first");
        }
        let known = readings::facts_of(test.db.read(), home.tenant, home.meter).await.unwrap();
        assert_eq!(known.factors.len(), 1);
        let listed = facts::of_meter(test.db.read(), home.tenant, home.meter).await.unwrap();
        assert_eq!(listed.iter().filter(|f| f.fact == "meter.gas_kwh_per_m3").count(), 2);

        let tx = test.db.begin().await.unwrap();
        facts::set(&tx, &by(), home.tenant, Subject::Meter(home.meter), &said("meter.factor", "forty", None, None), None).await.unwrap();
        tx.commit().await.unwrap();
        let damaged = readings::of_meter(test.db.read(), home.tenant, home.meter, None).await;
        assert!(matches!(damaged, Err(StoreError::Damaged { .. })));
    }
}
