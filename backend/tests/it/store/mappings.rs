//! What an organisation said of its senders' tables.

use eclaireur::store::{StoreError, mappings};
use eclaireur_models::catalog::{Catalog, Role};
use eclaireur_models::readings::parse::Column;
use eclaireur_models::readings::parse::mapping::{Mapping, propose};

use super::given::{by, home};
use crate::support::on_both;

fn mapping(sender: &str, headers: &str) -> Mapping {
    let text = format!("{headers}\n03/02/2025;1,5\n04/02/2025;1,75\n05/02/2025;1,25\n");
    let proposal = propose(text.as_bytes(), &Catalog::embedded().unwrap()).expect("a table");
    Mapping { sender: Some(sender.to_owned()), ..proposal.mapping }
}

on_both! {
    async fn one_holds_per_sender_and_none_is_lost(test) {
        let (home, other) = (home(&test.db, "Les Tilleuls").await, home(&test.db, "Le Verger").await);
        let tx = test.db.begin().await.unwrap();
        let (a, b) = (mapping("Régulation", "Moment;Valeur A"), mapping("Portail", "Instant;Valeur B"));
        let first = mappings::remember(&tx, &by(), home.tenant, &a).await.unwrap();
        mappings::remember(&tx, &by(), home.tenant, &b).await.unwrap();
        // The same headers, written otherwise: the same sender, corrected.
        let mut corrected = mapping("Régulation", "VALEUR A;moment");
        corrected.columns[0] = Column::Role(Role::Ignored);
        let second = mappings::remember(&tx, &by(), home.tenant, &corrected).await.unwrap();
        tx.commit().await.unwrap();

        let senders = async || {
            let held = mappings::list(test.db.read(), home.tenant).await.unwrap();
            held.into_iter().map(|row| (row.id, row.mapping)).collect::<Vec<_>>()
        };
        let held = senders().await;
        assert_eq!(held.len(), 2);
        assert_eq!(held[0], (second, corrected));
        assert_eq!(mappings::list(test.db.read(), other.tenant).await.unwrap(), []);
        let forgotten = mappings::forgotten(test.db.read(), home.tenant, 9).await.unwrap();
        assert_eq!(forgotten.iter().map(|row| row.id).collect::<Vec<_>>(), [first]);

        let tx = test.db.begin().await.unwrap();
        mappings::restore(&tx, &by(), home.tenant, first).await.unwrap();
        let missing = mappings::forget(&tx, &by(), other.tenant, first).await;
        assert!(matches!(missing, Err(StoreError::NotFound { .. })), "{missing:?}");
        tx.commit().await.unwrap();
        let held: Vec<_> = senders().await.into_iter().map(|(_, mapping)| mapping).collect();
        assert!(held.contains(&a) && held.contains(&b) && held.len() == 2);
    }
}
