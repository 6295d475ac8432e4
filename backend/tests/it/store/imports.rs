//! From preview to undone.

use eclaireur::store::imports::{self, NewFile, NewImport, Staged, Status};
use eclaireur::store::{By, Paging, StoreError};
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::readings::RowCounts;
use serde_json::json;

use super::given::{NOW, by, confirmed, home, organisation, preview, staged, undone};
use crate::support::on_both;

on_both! {
    async fn the_same_bytes_make_one_import_until_it_is_undone(test) {
        let tenant = organisation(&test.db, "Les Tilleuls").await.id;
        let other = organisation(&test.db, "Les Érables").await.id;
        let first = preview(&test.db, tenant, b"a;b").await;
        let again = |staged: Staged| match staged {
            Staged::Already(row) => row.id,
            Staged::New(row) => panic!("{} is new", row.id),
        };
        assert_eq!(again(staged(&test.db, tenant, b"a;b").await), first);
        confirmed(&test.db, tenant, first).await;
        assert_eq!(again(staged(&test.db, tenant, b"a;b").await), first);
        preview(&test.db, other, b"a;b").await;
        preview(&test.db, tenant, b"a;c").await;
        undone(&test.db, tenant, first).await;
        let second = preview(&test.db, tenant, b"a;b").await;
        assert_ne!(first, second);
        let sha256 = NewFile::pack("", "", b"a;b").unwrap().sha256;
        let active = imports::active_by_sha256(test.db.read(), tenant, &sha256).await.unwrap();
        assert_eq!(active.map(|row| row.id), Some(second));
    }

    async fn uploads_at_the_same_moment_make_one_import(test) {
        let tenant = organisation(&test.db, "Les Tilleuls").await.id;
        let mut uploads = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let db = test.db.clone();
            uploads.spawn(async move { staged(&db, tenant, b"a;b").await });
        }
        let mut new = 0;
        while let Some(done) = uploads.join_next().await {
            new += u32::from(matches!(done.unwrap(), Staged::New(_)));
        }
        assert_eq!(new, 1);
        let page = imports::list(test.db.read(), Some(tenant), &Paging::first(9)).await.unwrap();
        assert_eq!(page.total, 1);
    }

    async fn an_import_keeps_its_file_its_findings_and_its_story(test) {
        let tenant = organisation(&test.db, "Les Tilleuls").await.id;
        let bytes = "date;kWh\n2024-01-01;1,5\n".repeat(500).into_bytes();
        let file = NewFile::pack("relevés 2024.csv", "text/csv", &bytes).unwrap();
        let new = NewImport {
            format: Some("fluvius-volumes".into()),
            encoding: Some("utf-8".into()),
            rows: RowCounts { read: 5, accepted: 1, missing: 1, rejected: 2, ignored: 1 },
            force: false,
            options: json!({ "building": "aile-b" }),
            expires_at: Some(NOW + 60),
        };
        let findings = [
            Finding::new(Code::BadDate).row(3).column("Date").value("31/02/2024").proposal("29/02/2024"),
            Finding::new(Code::MoreFindings).with("of", "bad-date").with("count", 7),
        ];
        let tx = test.db.begin().await.unwrap();
        let Staged::New(row) = imports::stage(&tx, &by(), tenant, &file, &new, &findings).await.unwrap() else { panic!("new") };
        tx.commit().await.unwrap();
        assert_eq!((row.status, row.seq, row.rows), (Status::Preview, None, new.rows));
        assert_eq!((row.format, row.encoding, row.options), (new.format, new.encoding, new.options));
        assert_eq!(imports::findings(test.db.read(), tenant, row.id).await.unwrap(), findings);
        assert_eq!(imports::file_bytes(test.db.read(), tenant, &file.sha256, bytes.len()).await.unwrap(), bytes);
        let small = imports::file_bytes(test.db.read(), tenant, &file.sha256, bytes.len() - 1).await;
        assert!(matches!(small, Err(StoreError::OutOfRange { .. })));

        let tx = test.db.begin().await.unwrap();
        imports::set_options(&tx, &by(), tenant, row.id, true, &json!({ "create_meters": true })).await.unwrap();
        let rows = RowCounts { read: 5, accepted: 2, ..RowCounts::default() };
        let done = imports::confirm(&tx, &By::local(NOW + 5), tenant, row.id, &rows).await.unwrap();
        imports::replace_findings(&tx, tenant, row.id, &findings[..1]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((done.status, done.seq, done.rows, done.force), (Status::Confirmed, Some(1), rows, true));
        assert_eq!((done.confirmed_at, done.expires_at), (Some(NOW + 5), None));
        undone(&test.db, tenant, row.id).await;
        let story = imports::get(test.db.read(), tenant, row.id).await.unwrap().unwrap();
        assert_eq!((story.status, story.seq), (Status::Undone, Some(1)));
        assert_eq!(imports::find(test.db.read(), row.id).await.unwrap(), Some(story));
        assert_eq!(imports::findings(test.db.read(), tenant, row.id).await.unwrap(), findings[..1]);
        let kept = imports::file(test.db.read(), tenant, &file.sha256).await.unwrap().unwrap();
        assert_eq!((kept.name.as_str(), kept.length), ("relevés 2024.csv", file.length));
    }

    async fn a_step_that_does_not_follow_is_refused(test) {
        let tenant = organisation(&test.db, "Les Tilleuls").await.id;
        let import = preview(&test.db, tenant, b"a").await;
        confirmed(&test.db, tenant, import).await;
        let tx = test.db.begin().await.unwrap();
        let refused = |done: Result<(), StoreError>| assert!(matches!(done, Err(StoreError::Refused { .. })));
        let rows = RowCounts::default();
        refused(imports::confirm(&tx, &by(), tenant, import, &rows).await.map(drop));
        refused(imports::set_options(&tx, &by(), tenant, import, true, &json!({})).await);
        imports::undo(&tx, &by(), tenant, import).await.unwrap();
        refused(imports::undo(&tx, &by(), tenant, import).await.map(drop));
        refused(imports::confirm(&tx, &by(), tenant, import, &rows).await.map(drop));
    }

    async fn a_preview_nobody_confirmed_is_forgotten_with_its_file(test) {
        let tenant = organisation(&test.db, "Les Tilleuls").await.id;
        let confirmed_one = preview(&test.db, tenant, b"kept").await;
        confirmed(&test.db, tenant, confirmed_one).await;
        let file = NewFile::pack("a.csv", "text/csv", b"forgotten").unwrap();
        let new = NewImport { expires_at: Some(NOW + 60), ..NewImport::default() };
        let findings = [Finding::new(Code::BlankRow)];
        let tx = test.db.begin().await.unwrap();
        imports::stage(&tx, &by(), tenant, &file, &new, &findings).await.unwrap();
        assert_eq!(imports::expire_previews(&tx, &By::local(NOW + 59)).await.unwrap(), 0);
        assert_eq!(imports::expire_previews(&tx, &By::local(NOW + 60)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(imports::file(test.db.read(), tenant, &file.sha256).await.unwrap(), None);
        assert_eq!(imports::list(test.db.read(), None, &Paging::first(9)).await.unwrap().total, 1);
        preview(&test.db, tenant, b"forgotten").await;
    }

    async fn imports_are_listed_newest_first_a_page_at_a_time(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let mut made = Vec::new();
        for i in 0..5u8 {
            made.insert(0, preview(&test.db, home.tenant, &[i]).await);
        }
        let mut paging = Paging::first(2);
        let mut seen = Vec::new();
        loop {
            let page = imports::list(test.db.read(), Some(home.tenant), &paging).await.unwrap();
            seen.extend(page.items.iter().map(|row| row.id));
            paging.after = page.next;
            if paging.after.is_none() {
                break;
            }
        }
        assert_eq!(seen, made);
    }
}
