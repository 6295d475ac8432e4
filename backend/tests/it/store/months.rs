//! Readings by month on PostgreSQL: each month in a table of its own, and a question about a month looks into that one.

use eclaireur::store::{Database, readings};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::given::{confirmed, home, month, preview};
use crate::support::{EAN, TestApp, TestDatabase, export};

async fn lines(db: &Database, sql: &str) -> Vec<String> {
    let rows = db.read().query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Each part that has rows, with the months of its rows.
const PARTS: &str = "SELECT tableoid::regclass::text || ' ' || MIN(month)::text || ' ' || MAX(month)::text || ' ' || SUM(n)::text \
    FROM block GROUP BY tableoid ORDER BY 1";

mod two_years_of_quarters_stand_month_by_month {
    use super::*;

    async fn run(test: &TestDatabase) {
        let app = TestApp::start(test).await;
        let (organisation, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2022-01-01", "2024-01-01", 900, 1);
        app.upload(&organisation, "?create_meters=true", &file.bytes).await.is(201);
        let parts = lines(&test.db, PARTS).await;
        assert_eq!(parts.len(), 24, "{parts:?}");
        for (part, at) in parts.iter().zip(0..) {
            let index = month("2022-01").index() + at;
            let (year, number) = (2022 + at / 12, at % 12 + 1);
            assert!(part.starts_with(&format!("block_{year}_{number:02} {index} {index} ")), "{part}");
        }
        // A question about a month opens one table, whoever asks.
        let one = month("2023-05").index();
        let plan =
            lines(&test.db, &format!("EXPLAIN SELECT * FROM block WHERE tenant = 1 AND month = {one}"))
                .await
                .join("\n");
        assert!(plan.contains("block_2023_05") && plan.matches(" on block").count() == 1, "{plan}");
        let path =
            format!("/api/v1/buildings/{building}/consumption?step=month&from=2022-01-01&to=2024-01-01");
        assert_eq!(app.get_json(&path).await["points"].as_array().unwrap().len(), 24);
        // The same keys and references as the whole has.
        let keys = lines(
            &test.db,
            "SELECT conname::text FROM pg_constraint WHERE conrelid = 'block_2023_05'::regclass ORDER BY 1",
        )
        .await;
        assert!(keys.len() == 3 && keys.iter().any(|key| key.ends_with("_pkey")), "{keys:?}");
    }

    crate::support::on_postgres!();
}

mod a_row_whose_month_has_no_table_waits_and_is_brought_home {
    use super::*;
    use eclaireur_models::certain::Quality;
    use eclaireur_models::readings::MonthSlots;
    use std::collections::BTreeMap;

    async fn run(test: &TestDatabase) {
        let home = home(&test.db, "Les Tilleuls").await;
        let import = preview(&test.db, home.tenant, b"a").await;
        confirmed(&test.db, home.tenant, import).await;
        let months: Vec<MonthSlots> = ["2021-03", "2024-02"]
            .into_iter()
            .map(|name| {
                let mut slots = MonthSlots::new(month(name), 900, 3).unwrap();
                slots.set(7, 1234, Quality::Measured);
                slots
            })
            .collect();
        let tx = test.db.begin().await.unwrap();
        readings::insert_blocks(&tx, home.tenant, import, home.channel, &months, &BTreeMap::new())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let parts = lines(&test.db, PARTS).await;
        assert!(parts.len() == 1 && parts[0].starts_with("block_rest "), "{parts:?}");
        assert_eq!(readings::settle(&test.db).await.unwrap(), 2);
        let parts = lines(&test.db, PARTS).await;
        let names: Vec<_> = parts.iter().map(|part| part.split(' ').next().unwrap()).collect();
        assert_eq!(names, ["block_2021_03", "block_2024_02"]);
        assert_eq!(readings::settle(&test.db).await.unwrap(), 0);
    }

    crate::support::on_postgres!();
}

mod two_imports_of_new_months_at_once_wait_for_nobody_in_a_ring {
    use super::*;

    async fn run(test: &TestDatabase) {
        let app = TestApp::start(test).await;
        let mut all = Vec::new();
        for n in 0..4 {
            let (organisation, _) = app.home(&format!("Maison {n}")).await;
            let year = 2019 + n;
            all.push((
                organisation,
                export(EAN, &format!("{year}-01-01"), &format!("{}-03-01", year + 1), 3600, n),
            ));
        }
        let sent = all
            .iter()
            .map(|(organisation, file)| app.upload(organisation, "?create_meters=true", &file.bytes));
        for answer in futures_util::future::join_all(sent).await {
            answer.is(201);
        }
        readings::settle(&test.db).await.unwrap();
        let rest = lines(&test.db, "SELECT COUNT(*)::text FROM block_rest").await;
        assert_eq!((rest, lines(&test.db, PARTS).await.len()), (vec!["0".to_owned()], 50));
    }

    crate::support::on_postgres!();
}
