//! What fails keeps the last good one, and says that it is not of now.

use eclaireur::assessing::{self, Stale};
use eclaireur::store::StoreError;
use eclaireur::store::reports::Kind;
use eclaireur_frontend::urls;
use sea_orm::DbBackend;

use super::{given, import, row, shown, sql, stored};
use crate::support::on_both;

on_both! {
    async fn the_last_good_one_is_shown_and_says_that_it_is_stale(test) {
        let (app, whose, building) = given(test).await;
        let (organisation, code) = (whose.organisation.code.as_str(), building.building.code.as_str());
        let good = shown(&app.app, code).await;
        let later = import(&app, organisation, code, "2024-04-01", "2024-04-03", 2).await;
        // Bytes that nobody of us wrote.
        sql(&app.app, "UPDATE block SET sum = sum + 1").await;
        let last = shown(&app.app, code).await;
        assert_eq!((last.stale, &last.assessment), (Some(Stale::NotComputed), &good.assessment));
        assert_eq!(last.made_at, good.made_at);
        let path = format!("/api/v1/buildings/{code}/assessment");
        let answer = app.get(&path).await.is(200);
        assert_eq!(answer.header("eclaireur-stale"), "not-computed");
        let told = app.get_json(&format!("/api/v1/buildings/{code}/indicators")).await;
        assert_eq!(told["stale"], "not-computed");
        // Whoever has it already is told as well.
        let tag = answer.header("etag").to_owned();
        let again = app.request(reqwest::Method::GET, &path).header("if-none-match", tag);
        assert_eq!(again.send().await.unwrap().status(), 200);
        let published = assessing::reports::publish(&app.app, &building, &whose, Kind::Bulletin, 2024, assessing::reports::TextAlone).await;
        assert!(matches!(published, Err(assessing::NotAssessed::Store(StoreError::Refused { .. }))), "{published:?}");
        sql(&app.app, "UPDATE block SET sum = sum - 1").await;
        let mended = shown(&app.app, code).await;
        assert_eq!(mended.stale, None);
        assert!(stored(&app.app, &building).await.unwrap().fresh);
        app.delete(&format!("/api/v1/imports/{later}")).await.is(200);
        assert_eq!(shown(&app.app, code).await.stale, None);
    }

    async fn what_was_computed_is_shown_while_somebody_else_writes(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        shown(&app.app, code).await;
        app.app.clock.advance(86_400);
        // Whoever imports a long file holds the writer.
        let writing = app.app.db.begin().await.unwrap();
        let first = shown(&app.app, code).await;
        assert_eq!((first.stale, first.assessment.on), (None, app.app.clock.today()));
        // Nobody waits for a turn that somebody holds who only waits to keep.
        for _ in 0..3 {
            assert_eq!(shown(&app.app, code).await.assessment, first.assessment);
        }
        writing.rollback().await.unwrap();
        for _ in 0..100 {
            if stored(&app.app, &building).await.is_some_and(|held| held.fresh) {
                return;
            }
            tokio::time::sleep(core::time::Duration::from_millis(50)).await;
        }
        panic!("it was never kept");
    }

    async fn a_stored_text_that_cannot_be_read_is_made_again(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        let good = shown(&app.app, code).await;
        let text = serde_json::to_string(&good.assessment).unwrap();
        let other = text.replace("\"figures\"", "\"figured\"");
        let packed = |text: &str| zstd::bulk::compress(text.as_bytes(), 1).unwrap();
        let cut = packed(&text)[..200].to_vec();
        for damage in [packed("{}"), packed("no text"), packed(&other), cut, b"no text".to_vec()] {
            let hex = damage.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
            let bytes = match app.app.db.backend() {
                DbBackend::Postgres => format!("'\\x{hex}'"),
                _ => format!("X'{hex}'"),
            };
            sql(&app.app, &format!("UPDATE assessment SET packed = {bytes}")).await;
            let again = shown(&app.app, code).await;
            assert_eq!((&again.assessment, again.stale), (&good.assessment, None), "{hex}");
            let held = stored(&app.app, &building).await.unwrap();
            assert_eq!(held.body, text, "{hex}");
        }
        assert_eq!(app.rows("figure_move").await, 0);
    }

    async fn a_page_of_readings_and_a_list_stand_without_figures(test) {
        let (app, whose, building) = given(test).await;
        let (organisation, code) = (whose.organisation.code.as_str(), building.building.code.as_str());
        app.building(organisation, "Aile B").await;
        // A fact of a kind this program does not know, which only assessments read.
        sql(&app.app, &format!(
            "INSERT INTO event (tenant, id, building, kind, from_day, text, actor, recorded_at) VALUES ({}, 1, {}, 'unknown', '2024-01-01', '', 'local', 0)",
            building.tenant.get(), building.id.get(),
        )).await;
        assert!(assessing::of(&app.app, &building, &whose).await.is_err());
        app.get(&urls::energy(code)).await.is(200);
        let list = app.get_html(&urls::cadastre(organisation)).await;
        assert!(list.contains("Les Tilleuls") && list.contains("Aile B"), "one that fails leaves the others alone");
    }

    async fn where_nothing_was_ever_computed_a_failure_is_an_error(test) {
        let (app, _, building) = given(test).await;
        let code = building.building.code.as_str();
        sql(&app.app, "UPDATE block SET sum = sum + 1").await;
        let (whose, row) = row(&app.app, code).await;
        assert!(assessing::of(&app.app, &row, &whose).await.is_err());
        app.get(&format!("/api/v1/buildings/{code}/assessment")).await.problem(500, "internal");
        assert_eq!(stored(&app.app, &building).await, None);
    }

    async fn what_cannot_be_rendered_is_not_published(test) {
        let (app, whose, building) = given(test).await;
        let broken = |_: &eclaireur::store::reports::Frozen| anyhow::bail!("no ink");
        let published = assessing::reports::publish(&app.app, &building, &whose, Kind::Bulletin, 2024, broken).await;
        assert!(published.unwrap_err().to_string().contains("no ink"));
        assert_eq!((app.rows("report").await, app.rows("figure_move").await), (0, 0));
        let ink = |frozen: &eclaireur::store::reports::Frozen| {
            let text = format!("%PDF-1.7 {}", frozen.head["building"]["name"]);
            Ok(vec![("bulletin.pdf".to_owned(), "application/pdf", text.into_bytes())])
        };
        let report = assessing::reports::publish(&app.app, &building, &whose, Kind::Bulletin, 2024, ink).await.unwrap();
        let bytes = assessing::reports::file(&app.app, &report, "bulletin.pdf").await.unwrap();
        assert_eq!(bytes, b"%PDF-1.7 \"Les Tilleuls\"");
        assert!(assessing::reports::file(&app.app, &report, "autre.pdf").await.is_err());
        // Whatever becomes of its text, the file is what was published.
        sql(&app.app, "UPDATE report SET sha256 = 'another'").await;
        assert!(assessing::reports::get(&app.app, &building, report.id).await.is_err());
        let held = assessing::reports::row(&app.app, &building, report.id).await.unwrap().unwrap();
        assert_eq!(assessing::reports::file(&app.app, &held, "bulletin.pdf").await.unwrap(), bytes);
        sql(&app.app, &format!("UPDATE report SET sha256 = '{}'", report.sha256)).await;
        let by = app.app.by();
        let wing = app.building(whose.organisation.code.as_str(), "Aile B").await;
        let (_, wing) = row(&app.app, &wing).await;
        assert!(assessing::reports::withdraw(&app.app, &by, &wing, report.id).await.is_err());
        assert!(assessing::reports::get(&app.app, &wing, report.id).await.unwrap().is_none());
        assessing::reports::withdraw(&app.app, &by, &building, report.id).await.unwrap();
        let (held, _) = assessing::reports::get(&app.app, &building, report.id).await.unwrap().unwrap();
        assert_eq!(held.withdrawn_at, Some(by.now));
    }
}
