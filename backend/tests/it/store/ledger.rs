//! The event log.

use eclaireur::store::{Paging, ledger};
use sea_orm::ConnectionTrait as _;

use super::given::{confirmed, home, preview, undone};
use crate::support::{TestDatabase, on_both};

/// Writes that a person would make.
async fn some_writes(test: &TestDatabase) -> eclaireur::store::OrganisationId {
    home(&test.db, "Les Érables").await;
    let home = home(&test.db, "Les Tilleuls").await;
    let import = preview(&test.db, home.tenant, b"a").await;
    confirmed(&test.db, home.tenant, import).await;
    undone(&test.db, home.tenant, import).await;
    home.tenant
}

on_both! {
    async fn every_write_leaves_an_entry_and_the_chain_verifies(test) {
        let tenant = some_writes(test).await;
        let page = ledger::of(test.db.read(), Some(tenant), &Paging::first(4)).await.unwrap();
        let kinds = |page: &eclaireur::store::Page<ledger::Entry>| page.items.iter().map(|e| e.kind.clone()).collect::<Vec<_>>();
        assert_eq!(kinds(&page), ["import.undone", "import.confirmed", "import.staged", "meter.allocated"]);
        let next = Paging { after: page.next, limit: 4 };
        let page = ledger::of(test.db.read(), Some(tenant), &next).await.unwrap();
        assert_eq!(kinds(&page), ["meter.created", "building.created", "organisation.created"]);
        assert_eq!((page.next, page.total), (None, 7));
        assert!(page.items.iter().all(|entry| entry.actor == "local"));
        let verified = ledger::verify(test.db.read()).await.unwrap();
        assert_eq!((verified.entries, verified.broken), (11, None));
    }

    async fn a_row_that_was_tampered_with_is_found(test) {
        let tenant = some_writes(test).await;
        for (tampering, place) in [
            ("UPDATE log SET data = '{}' WHERE seq = 3 AND tenant = $", 3),
            ("UPDATE log SET at = at + 1 WHERE seq = 1 AND tenant = $", 1),
            ("UPDATE log SET actor = 'nobody' WHERE seq = 7 AND tenant = $", 7),
            ("DELETE FROM log WHERE seq = 4 AND tenant = $", 5),
            ("DELETE FROM log WHERE seq = 1 AND tenant = $", 2),
            ("UPDATE log SET seq = 70 WHERE seq = 7 AND tenant = $", 70),
        ] {
            let tx = test.db.begin().await.unwrap();
            tx.execute_unprepared(&tampering.replace('$', &tenant.get().to_string())).await.unwrap();
            let verified = ledger::verify(&tx).await.unwrap();
            assert_eq!(verified.broken, Some((Some(tenant), place)), "{tampering}");
        }
        assert_eq!(ledger::verify(test.db.read()).await.unwrap().broken, None);
    }
}
