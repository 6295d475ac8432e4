//! Audits: versions, parts that are never written over, second reader, delivery.

use eclaireur::store::audits::{self, AuditRow, Stopped};
use eclaireur::store::imports::{self, NewFile};
use eclaireur::store::{AccountId, Actor, By, Database, Paging, StoreError, ledger};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::versions::{No, State, Step};
use serde_json::{Value, json};

use super::given::{Home, NOW, by, home};
use crate::support::on_both;

const WALLS: Part = Part::Visit(Section::Envelope);

fn wall(area: &str) -> Value {
    json!([{ "number": 1, "told": { "area_m2": { "value": area, "origin": "plan" } } }])
}

async fn made(db: &Database, home: &Home) -> Result<AuditRow, StoreError> {
    let tx = db.begin().await.unwrap();
    let row = audits::make(&tx, &by(), home.tenant, home.building).await;
    tx.commit().await.unwrap();
    row
}

async fn told(
    db: &Database,
    home: &Home,
    row: &AuditRow,
    seen: i32,
    body: &Value,
) -> Result<i32, StoreError> {
    let tx = db.begin().await.unwrap();
    let told = audits::tell(&tx, &by(), home.tenant, row.id, (WALLS, seen), body).await;
    tx.commit().await.unwrap();
    told
}

async fn step(db: &Database, home: &Home, row: &AuditRow, who: &By, step: Step) -> Result<State, Stopped> {
    let tx = db.begin().await.unwrap();
    let frozen = (step == Step::Deliver).then_some(("sha256 = \"x\"\n", "x"));
    let state = audits::step(&tx, who, home.tenant, row.id, (step, Some("Vu")), frozen).await;
    tx.commit().await.unwrap();
    state
}

on_both! {
    async fn a_part_is_never_written_over_and_of_two_who_write_the_second_is_told(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home).await.unwrap();
        assert_eq!((row.version, row.state), (1, State::Draft));
        assert_eq!(told(&test.db, &home, &row, 0, &wall("84")).await.unwrap(), 1);
        let second = told(&test.db, &home, &row, 0, &wall("12")).await;
        assert!(matches!(second, Err(StoreError::Taken { .. })), "{second:?}");
        assert_eq!(told(&test.db, &home, &row, 1, &wall("90")).await.unwrap(), 2);
        assert_eq!(told(&test.db, &home, &row, 2, &wall("90")).await.unwrap(), 2, "the same again is no change");
        let held = audits::parts(test.db.read(), home.tenant, row.id).await.unwrap();
        assert_eq!((held.len(), held[0].revision, &held[0].body), (1, 2, &wall("90")));
        let kept = test.db.read();
        let all = ledger::of(kept, Some(home.tenant), &Paging::first(3)).await.unwrap().items;
        assert_eq!((all[0].kind.as_str(), &all[0].data["revision"]), ("audit.told", &json!(2)));
        let no_wall = told(&test.db, &home, &row, 2, &json!([{ "number": 1, "told": { "colour": { "value": "x", "origin": "plan" } } }])).await;
        assert!(matches!(no_wall, Err(StoreError::Refused { .. })), "{no_wall:?}");
    }

    async fn it_is_read_by_another_delivered_and_frozen_and_the_next_starts_from_it(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home).await.unwrap();
        assert!(made(&test.db, &home).await.is_err(), "one at a time");
        told(&test.db, &home, &row, 0, &wall("84")).await.unwrap();
        let person = |n: i64| By { actor: Actor::Account(AccountId::from_stored(n)), now: NOW + n };
        assert_eq!(step(&test.db, &home, &row, &person(1), Step::Ask).await.unwrap(), State::Reading);
        let closed = told(&test.db, &home, &row, 1, &wall("1")).await;
        assert!(matches!(closed, Err(StoreError::Refused { .. })), "{closed:?}");
        let same = step(&test.db, &home, &row, &person(1), Step::Approve).await;
        assert!(matches!(same, Err(Stopped::No(No::SamePerson))), "{same:?}");
        step(&test.db, &home, &row, &person(2), Step::Approve).await.unwrap();
        step(&test.db, &home, &row, &person(1), Step::Deliver).await.unwrap();
        let held = audits::get(test.db.read(), home.tenant, row.id).await.unwrap().unwrap();
        assert_eq!((held.state, held.digest.as_deref(), held.delivered_at), (State::Delivered, Some("x"), Some(NOW + 1)));
        assert_eq!((held.asked_by, held.read_by), (Some(person(1).actor.to_string()), Some(person(2).actor.to_string())));
        let text = audits::text(test.db.read(), home.tenant, row.id).await.unwrap();
        assert_eq!(text.as_deref(), Some("sha256 = \"x\"\n"));
        let again = step(&test.db, &home, &row, &person(2), Step::Return).await;
        assert!(matches!(again, Err(Stopped::No(No::NotNow))), "nothing moves any more: {again:?}");
        let next = made(&test.db, &home).await.unwrap();
        assert_eq!((next.version, next.state), (2, State::Draft));
        let copied = audits::parts(test.db.read(), home.tenant, next.id).await.unwrap();
        assert_eq!((copied[0].revision, &copied[0].body), (1, &wall("84")));
        told(&test.db, &home, &next, 1, &wall("85")).await.unwrap();
        let before = audits::parts(test.db.read(), home.tenant, row.id).await.unwrap();
        assert_eq!(before[0].body, wall("84"), "the delivered one stays");
    }

    async fn a_picture_belongs_to_its_version_and_is_kept_once(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home).await.unwrap();
        let tx = test.db.begin().await.unwrap();
        let file = NewFile::pack("photo.jpg", "image/jpeg", b"\xff\xd8\xff").unwrap();
        let sha256 = imports::attach(&tx, &by(), home.tenant, &file).await.unwrap();
        for _ in 0..2 {
            audits::add_photo(&tx, &by(), home.tenant, row.id, &sha256).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(audits::photos(test.db.read(), home.tenant, row.id).await.unwrap(), vec![sha256]);
        let tx = test.db.begin().await.unwrap();
        let unknown = audits::add_photo(&tx, &by(), home.tenant, row.id, &"0".repeat(64)).await;
        assert!(unknown.is_err(), "a picture that nobody kept");
    }
}
