//! What belongs to one organisation does not exist for another.

use eclaireur::store::events::{self, Event, EventKind};
use eclaireur::store::facts::{self, Subject};
use eclaireur::store::imports::NewImport;
use eclaireur::store::{
    Paging, StoreError, allocations, bills, buildings, channels, imports, ledger, meters, prices, readings,
};
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Ean, Kind};
use eclaireur_models::certain::Quality;
use eclaireur_models::readings::MonthSlots;
use std::collections::BTreeMap;

use super::given::{NOW, by, channel, confirmed, day, electricity, home, month, organisation, preview};
use crate::support::on_both;

on_both! {
    async fn another_organisation_sees_nothing(test) {
        let ours = home(&test.db, "Les Tilleuls").await;
        let import = preview(&test.db, ours.tenant, b"a").await;
        confirmed(&test.db, ours.tenant, import).await;
        let theirs = organisation(&test.db, "Voisin").await.id;
        let c = test.db.read();
        assert_eq!(buildings::by_id(c, theirs, ours.building).await.unwrap(), None);
        assert_eq!(meters::by_id(c, theirs, ours.meter).await.unwrap(), None);
        assert_eq!(meters::by_code(c, theirs, "tableau-general").await.unwrap(), None);
        assert_eq!(meters::find(c, theirs, Ean::read("541448820000000001").as_ref(), None).await.unwrap(), []);
        assert_eq!(meters::of_building(c, theirs, ours.building).await.unwrap(), []);
        assert_eq!(channels::of_meters(c, theirs, [ours.meter]).await.unwrap(), []);
        assert_eq!(allocations::of_meter(c, theirs, ours.meter).await.unwrap(), []);
        assert_eq!(imports::get(c, theirs, import).await.unwrap(), None);
        assert_eq!(imports::list(c, Some(theirs), &Paging::first(9)).await.unwrap().total, 0);
        assert_eq!(imports::findings(c, theirs, import).await.unwrap(), []);
        assert_eq!(bills::of_meters(c, theirs, [ours.meter]).await.unwrap(), []);
        assert_eq!(prices::list(c, theirs, None).await.unwrap(), []);
        assert_eq!(readings::block_totals(c, theirs, ours.channel).await.unwrap(), []);
        assert_eq!(readings::last_readings(c, theirs).await.unwrap().len(), 0);
        assert!(readings::of_building(c, theirs, ours.building, None).await.unwrap().is_empty());
        assert!(readings::of_meter(c, theirs, ours.meter, None).await.unwrap().is_none());
        let sha256 = imports::get(c, ours.tenant, import).await.unwrap().unwrap().sha256.unwrap();
        assert!(matches!(imports::file_bytes(c, theirs, &sha256, 9).await, Err(StoreError::NotFound { .. })));
        assert_eq!(ledger::of(c, Some(theirs), &Paging::first(9)).await.unwrap().total, 1);
    }

    async fn another_organisation_changes_nothing(test) {
        let ours = home(&test.db, "Les Tilleuls").await;
        let import = preview(&test.db, ours.tenant, b"a").await;
        let theirs = organisation(&test.db, "Voisin").await.id;
        let before = ledger::verify(test.db.read()).await.unwrap().entries;
        let fact = DatedFact { fact: "building.use", value: "x".into(), from: None, to: None, source: String::new(), quality: Quality::Declared };
        let event = Event { kind: EventKind::Works, from: day("2024-01-01"), to: None, text: String::new() };
        let slots = [MonthSlots::new(month("2024-01"), 900, 3).unwrap()];
        macro_rules! refused {
            ($tx:ident, $call:expr) => {{
                // One transaction each: on PostgreSQL an error ends it.
                let $tx = test.db.begin().await.unwrap();
                assert!($call.await.is_err(), stringify!($call));
            }};
        }
        refused!(tx, buildings::set_archived(&tx, &by(), theirs, ours.building, true));
        refused!(tx, buildings::update(&tx, &by(), theirs, ours.building, &buildings::NewBuilding::default()));
        refused!(tx, meters::create(&tx, &by(), theirs, ours.building, &electricity("", ""), None));
        refused!(tx, meters::update(&tx, &by(), theirs, ours.meter, &electricity("", "")));
        refused!(tx, allocations::set(&tx, &by(), theirs, ours.meter, None, &[(ours.building, 1)]));
        refused!(tx, channels::get_or_create(&tx, NOW, theirs, ours.meter, &channel(Kind::Index), None));
        refused!(tx, facts::set(&tx, &by(), theirs, Subject::Building(ours.building), &fact, None));
        refused!(tx, events::add(&tx, &by(), theirs, ours.building, &event));
        refused!(tx, imports::undo(&tx, &by(), theirs, import));
        refused!(tx, imports::confirm(&tx, &by(), theirs, import, &NewImport::default().rows));
        refused!(tx, readings::insert_blocks(&tx, theirs, import, ours.channel, &slots, &BTreeMap::new()));
        assert_eq!(ledger::verify(test.db.read()).await.unwrap().entries, before);
    }
}
