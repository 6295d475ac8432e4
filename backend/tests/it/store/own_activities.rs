//! A federation's own list: a later word takes the place of the one before, none takes the member out, and each has its own.

use eclaireur::store::own_activities::{everybodys, of_federation, sort};
use eclaireur::store::{Database, FederationId, OrganisationId, Paging, federations, ledger};
use eclaireur_models::portfolio::own_list::Label;

use super::given::{by, organisation};
use crate::support::on_both;

fn word(text: &str) -> Option<Label> {
    Label::read(text).unwrap()
}

async fn federation(db: &Database, name: &str) -> FederationId {
    let tx = db.begin().await.unwrap();
    let id = federations::create(&tx, &by(), name).await.unwrap().id;
    tx.commit().await.unwrap();
    id
}

async fn told(db: &Database, federation: FederationId, words: &[(OrganisationId, Option<Label>)]) -> usize {
    let tx = db.begin().await.unwrap();
    let changed = sort(&tx, &by(), federation, words).await.unwrap();
    tx.commit().await.unwrap();
    changed
}

on_both! {
    async fn the_last_word_of_each_federation_holds_and_no_word_takes_a_member_out(test) {
        let db = &test.db;
        let (one, two) = (organisation(db, "Les Tilleuls").await.id, organisation(db, "Le Verger").await.id);
        let (val, mont) = (federation(db, "Val Clair").await, federation(db, "Haut Mont").await);
        let first = [(one, word("MR/MRS")), (two, word("Crèche")), (two, word("Crèche"))];
        assert_eq!(told(db, val, &first).await, 2, "twice the same is once");
        assert_eq!(told(db, val, &first).await, 0, "the same again");
        assert_eq!(told(db, mont, &[(one, word("Aînés"))]).await, 1);
        assert_eq!(told(db, val, &[(one, word("Résidences-services")), (two, None)]).await, 2);
        assert_eq!(told(db, val, &[(two, None)]).await, 0);
        let c = db.read();
        let held = of_federation(c, val).await.unwrap();
        assert_eq!(held.into_iter().collect::<Vec<_>>(), [(one, "Résidences-services".to_owned())]);
        let all = everybodys(c).await.unwrap();
        assert_eq!(all.len(), 1);
        let words: Vec<&str> = all[&one.get()].values().map(String::as_str).collect();
        assert_eq!(words, ["Résidences-services", "Aînés"]);
        let entries = ledger::of(c, None, &Paging::first(20)).await.unwrap().items;
        let kinds: Vec<&str> =
            entries.iter().map(|entry| entry.kind.as_str()).filter(|kind| kind.starts_with("own-")).collect();
        let (recorded, withdrawn) = ("own-activity.recorded", "own-activity.withdrawn");
        assert_eq!(kinds, [withdrawn, recorded, recorded, recorded, recorded]);
        // The log says that they were sorted, not how.
        assert!(entries.iter().all(|entry| !entry.data.to_string().contains("MRS")));
    }
}
