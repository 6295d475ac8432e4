//! What is rolled up of a building: written with its assessment, forgotten with it, made again to the same rows.

use eclaireur::store::{assessments, rollups};

use crate::support::{EAN, TestApp, export, on_both};

on_both! {
    async fn months_and_years_come_with_the_assessment_and_come_back_the_same(test) {
        let app = TestApp::start(test).await;
        let (organisation, building) = app.home("Les Tilleuls").await;
        let query = format!("?create_meters=true&building={building}");
        let bytes = export(EAN, "2024-01-01", "2025-03-01", 900, 1).bytes;
        app.upload(&organisation, &query, &bytes).await.is(201);
        let assess = async || app.get_json(&format!("/api/v1/buildings/{building}/assessment")).await;
        let told = assess().await;
        let c = app.app.db.read();
        let (whose, row) = eclaireur::store::buildings::by_code(c, &building).await.unwrap().unwrap();
        let first = rollups::of_building(c, whose.id, row.id).await.unwrap();
        let carriers: Vec<usize> = told["series"]["months"].as_array().unwrap().iter()
            .map(|of| of["months"].as_array().unwrap().len()).collect();
        assert_eq!(first.months.len(), carriers.iter().sum::<usize>(), "a row a month and carrier");
        let years: Vec<i16> = first.years.iter().map(|year| year.year).collect();
        assert_eq!(years, [2024, 2025]);
        // The year is what its months are, to the Wh a month is rounded by.
        let year = first.years.first().unwrap();
        let months: i64 = first.months.iter().filter(|m| m.month.year() == 2024).filter_map(|m| m.taken).sum();
        assert!((year.used.unwrap() - months).abs() <= 12, "{year:?} beside {months}");
        assert_eq!((year.months, first.years[1].months), (12, 2));
        assert_eq!(first.years[1].used, None, "two months are no year");
        let tx = app.app.db.begin().await.unwrap();
        assessments::forget(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(rollups::of_building(c, whose.id, row.id).await.unwrap().months.is_empty());
        assess().await;
        assert_eq!(rollups::of_building(c, whose.id, row.id).await.unwrap(), first);
    }
}
