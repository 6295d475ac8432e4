//! The page of degree-days: months published, computed and missing, its files, a table sent to it.

use eclaireur_frontend::urls;

use super::plain;
use crate::support::{TestApp, on_both};

/// Days from 30 October to 10 November 2026, 6.5 °C each, with a decimal comma.
fn days() -> String {
    let days = ["30/10", "31/10"].into_iter().map(str::to_owned);
    let november = (1..=10).map(|d| format!("{d:02}/11"));
    let rows: Vec<String> = days.chain(november).map(|d| format!("{d}/2026;6,5")).collect();
    format!("jour;température\n{}\n", rows.join("\n"))
}

on_both! {
    async fn published_months_are_shown_without_a_single_temperature(test) {
        let app = TestApp::start(test).await;
        let page = app.get_html(&format!("{}?annee=2022", urls::degree_days())).await;
        assert!(page.contains("375") && page.contains("396") && page.contains("publiés"), "{page}");
        assert!(page.contains("seuls les mois publiés"), "{page}");
        // Without a year, the newest of which much is known; years of which nothing is are not offered.
        let page = app.get_html(&urls::degree_days()).await;
        assert!(page.contains("à Uccle en 2022") && page.contains("annee=2023"), "{page}");
        assert!(!page.contains("annee=2024"), "{page}");
        for wrong in ["?annee=demain", "?annee=2031", "?base=18-18", "?station=lune"] {
            app.get(&format!("{}{wrong}", urls::degree_days())).await.is(404);
        }
        let csv = app.get(&format!("{}?annee=2022", urls::degree_days_csv())).await.is(200).text();
        assert!(csv.contains(";375;396;oui;0;"), "{csv}");
        app.get(&urls::degree_days_xlsx()).await.is(200);
    }

    async fn a_table_is_kept_and_a_month_that_lacks_days_says_from_when_it_exists(test) {
        let app = TestApp::start(test).await;
        let send = async |bytes: &[u8]| {
            app.post_files(&urls::degree_days(), &[], &[("file", "uccle.csv", bytes)]).await
        };
        let page = plain(&send(days().as_bytes()).await.is(200).html());
        assert!(page.contains("uccle.csv") && page.contains("Jours nouveaux : 12"), "{page}");
        assert!(page.contains("du 30/10/2026 au 10/11/2026"), "{page}");
        // Twenty days of November are not there, and the month is over on the first of December.
        assert!(page.contains("Il manque 20 jours. Complet dès le 01/12/2026"), "{page}");
        let csv = app.get(&urls::degree_days_csv()).await.is(200).text();
        assert!(csv.lines().last().is_some_and(|l| l.contains(";;278;non;20;") ), "{csv}");
        let wrong = days().replace("10/11/2026;6,5", "10/11/2026;65,5");
        let page = send(wrong.as_bytes()).await.is(422).html();
        assert!(page.contains("n’est pas enregistré") && page.contains("Ligne 13"), "{page}");
        let changed = days().replace("10/11/2026;6,5", "10/11/2026;7,5");
        let page = plain(&send(changed.as_bytes()).await.is(200).html());
        assert!(page.contains("remplacés : 1") && page.contains("10/11/2026"), "{page}");
        app.post_files(&urls::degree_days(), &[], &[]).await.is(422);
        assert_eq!(app.rows("weather_load").await, 2);
    }
}
