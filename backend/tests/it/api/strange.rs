//! Files that are read but hold what no meter says: never our fault, and what is kept can still be shown.

use eclaireur_frontend::urls;

use crate::support::{EAN, TestApp, on_both, one_day};

/// The day of quarter-hours with something else in place of a word.
fn instead(word: &str, other: &str) -> Vec<u8> {
    String::from_utf8(one_day(EAN).bytes).unwrap().replace(word, other).into_bytes()
}

/// A row of the grid operator's layout.
fn row(from: &str, to: &str, volume: &str) -> Vec<u8> {
    let head = "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN;Volume;Eenheid\r\n";
    format!("{head}{from};{to};{EAN};{volume};kWh\r\n").into_bytes()
}

on_both! {
    async fn files_that_nobody_would_send_are_answered_and_shown(test) {
        let app = TestApp::start(test).await;
        let files: Vec<Vec<u8>> = vec![
            instead(EAN, "5414\u{0}48820000000008"),
            instead(EAN, &"9".repeat(400)),
            instead(EAN, "<b>EAN</b>"),
            instead("kWh", "kW\u{0}h"),
            instead("kWh", &"unité ".repeat(200)),
            instead("Volume", "Volu\u{0}me"),
            instead("0,", "99999999999999,"),
            instead(",", "e400,"),
            instead(";kWh", "999999999999999999999999999999;kWh"),
            instead("2024", "0001"),
            instead("2024", "9999"),
            instead("2024", "-999"),
            instead("15-01-2024", "31-02-2024"),
            row("01-01-2024;00:00:00", "31-12-9999;00:00:00", "12,5"),
            row("01-01-1900;00:00:00", "01-01-2024;00:00:00", "12,5"),
            row("01-01-2024;00:00:00", "01-01-2024;00:00:00", "12,5"),
            row("01-01-2024;00:00:00", "01-01-2024;00:00:01", "12,5"),
            "Date;Index (kWh);Compteur\n01/01/2024;10;Aile\u{0}B\n01/02/2024;20;Aile\u{0}B\n".as_bytes().to_vec(),
            "Date;Index (kWh)\n01/01/0001;10\n01/02/2024;20\n".as_bytes().to_vec(),
            "Date;Index (kWh)\n01/01/2024;99999999999999999999\n01/02/2024;1\n".as_bytes().to_vec(),
            "Mois;Gaz (m³)\njanvier 2024;9223372036854775807\nfévrier 2024;9223372036854775807\n".as_bytes().to_vec(),
            "Mois;Mazout (l)\njanvier 2024;1e308\n".as_bytes().to_vec(),
        ];
        for (n, file) in files.iter().enumerate() {
            let (home, building) = app.home(&format!("Maison {n}")).await;
            let sent = String::from_utf8_lossy(&file[..file.len().min(300)]).into_owned();
            let before = app.rows("block").await + app.rows("reading").await;
            let answer = app.upload(&home, "?create_meters=true&accept_partial=true", file).await;
            assert!(matches!(answer.status, 201 | 422), "{n}: {sent}\n{}", answer.text());
            if answer.status == 422 {
                assert_eq!(app.rows("block").await + app.rows("reading").await, before, "{n}: {sent}");
            }
            for path in [urls::building, urls::readings, urls::months_csv].map(|of| of(&building)) {
                app.get(&path).await.is(200);
            }
            app.get(&urls::organisation(&home)).await.is(200);
            let path = format!("/api/v1/buildings/{building}/consumption");
            app.get(&path).await.is(200);
            app.get(&format!("{path}?step=day&from=2024-01-01&to=2024-03-01")).await.is(200);
            let page = [("file", "a.csv", file.as_slice())];
            let preview = app.post_files(&urls::building_upload(&building), &[], &page).await.is(303).location();
            app.get(&preview).await.is(200);
        }
    }
}
