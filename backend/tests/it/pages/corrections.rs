//! One reading corrected by hand: the new value counts, the old one stands beside it, undoing brings it back.

use std::fmt::Write as _;

use eclaireur_frontend::urls;
use serde_json::Value;

use crate::support::{EAN, TestApp, export, on_both};

use super::{between, followed, plain, says};

/// Sends a table to a building and confirms it.
async fn imported(app: &TestApp, building: &str, name: &str, bytes: &[u8]) {
    let upload = urls::building_upload(building);
    let preview = app.post_files(&upload, &[], &[("file", name, bytes)]).await.is(303).location();
    app.post_form(&format!("{}/confirmer", preview.split('?').next().unwrap()), &[]).await.is(303);
}

/// The address of the only meter's readings.
async fn readings_of(app: &TestApp, building: &str) -> String {
    let page = app.get_html(&urls::readings(building)).await;
    let prefix = urls::meter(building, "");
    let ids: Vec<&str> =
        page.split(&prefix).skip(1).filter_map(|rest| rest.split(['"', '/', '?']).next()).collect();
    urls::meter_readings(building, ids.iter().find(|id| id.len() == 13).expect("a meter"))
}

/// The addresses of the links « Corriger » of a page, in order.
fn corrections(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|href| href.contains("/corriger?")).map(|href| href.replace("&#38;", "&")).collect()
}

/// The fields that a correction's address names.
fn fields(address: &str) -> Vec<(String, String)> {
    let query = address.split_once('?').expect("a query").1;
    serde_urlencoded::from_str(query).expect("pairs")
}

async fn correct(app: &TestApp, address: &str, more: &[(&str, &str)]) -> crate::support::Answer {
    let own = fields(address);
    let own = own.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = own.chain(more.iter().copied()).collect();
    app.post_form(address.split('?').next().unwrap(), &all).await
}

/// What the page says that a correction changes, and its being kept.
async fn weighed(app: &TestApp, address: &str, more: &[(&str, &str)]) -> (String, crate::support::Answer) {
    let page = correct(app, address, more).await.is(200).html();
    let seen = between(&page, "name=\"seen\" value=\"", "\"").to_owned();
    (page, correct(app, address, &[more, &[("seen", &*seen)]].concat()).await)
}

/// Each month's value, with its quality.
async fn months(app: &TestApp, building: &str) -> Vec<(String, String)> {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
    let points = body["points"].as_array().unwrap();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    points.iter().map(|p| (text(&p["value"]), text(&p["quality"]))).collect()
}

/// A week of a meter with two registers; nobody has read it on Monday from 12:00 to 12:15.
fn day_and_night() -> Vec<u8> {
    let mut text = String::from(
        "Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus\r\n",
    );
    let slots = (6..13).flat_map(|day| (0..96).map(move |quarter| (day, quarter)));
    for (day, quarter) in slots.filter(|slot| *slot != (6, 48)) {
        let time = |quarter: u32| format!("{:02}:{:02}:00", quarter % 96 / 4, quarter % 4 * 15);
        let register = if (28..88).contains(&quarter) { "Afname Dag" } else { "Afname Nacht" };
        let (from, to) = (time(quarter), time(quarter + 1));
        let until = if quarter == 95 { day + 1 } else { day };
        let _ = write!(
            text,
            "{day:02}-01-2025;{from};{until:02}-01-2025;{to};=\"{EAN}\";1SAG00000000;Digitale meter;{register};1,{quarter:03};kWh;Uitgelezen\r\n"
        );
    }
    text.into_bytes()
}

on_both! {
    async fn a_quarter_hour_is_corrected_taken_back_and_both_are_undone(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let file = export(EAN, "2025-01-01", "2025-02-01", 900, 7);
        imported(&app, &building, "janvier.csv", &file.bytes).await;
        let before = months(&app, &building).await;
        assert_eq!(before[0].1, "measured");

        // The month by day, the day slot by slot.
        let readings = readings_of(&app, &building).await;
        let page = app.get_html(&readings).await;
        says(&page, &["Quels relevés avons-nous de", "janvier 2025", "96 sur 96", "01/01/2025", "prélèvement"]);
        let day = page.split("href=\"").find(|h| h.contains("jour=2025-01-02")).expect("a day");
        let day = day.split('"').next().unwrap().replace("&#38;", "&");
        let page = app.get_html(&day).await;
        says(&page, &["02/01/2025 00:00 – 00:15", "janvier.csv", "Corriger"]);
        let links = corrections(&page);
        assert_eq!(links.len(), 96);

        // Another value, with why; without it, nothing.
        let form = app.get_html(&links[4]).await;
        says(&form, &["Corriger ce relevé de", "02/01/2025 01:00 – 01:15", "Valeur actuelle", "Pourquoi"]);
        let held = form.split("name=\"held\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let value = [("what", "replace"), ("held", &*held), ("value", "1 234,5")];
        says(&correct(&app, &links[4], &value).await.is(422).html(), &["Pourquoi", "Remplissez ce champ"]);
        assert_eq!(months(&app, &building).await, before);
        let reason = ("reason", "une virgule <oubliée>");
        let (asked, kept) = weighed(&app, &links[4], &[&value[..], &[reason]].concat()).await;
        says(&asked, &["Ce que cela change", "L’année 2025 de « Les Tilleuls » passe de", "fois plus que d’habitude", "Garder quand même"]);
        let page = followed(&app, kept).await;
        says(&page, &["La correction est gardée", "1 234,5 kWh", "Corrigé le", "auparavant", "une virgule"]);
        assert!(!page.contains("<oubliée>"));
        let changed = months(&app, &building).await;
        assert_ne!(changed, before);
        assert_eq!(changed[0].1, "measured");

        // Somebody else's old page: what is held is no longer what was shown.
        let stale = correct(&app, &links[4], &[&value[..], &[reason]].concat()).await.is(422).html();
        says(&stale, &["Cette valeur a changé entre-temps", "1 234,5 kWh"]);

        // No value at all: a gap so short is completed from what lies around it, and the month says so.
        let withdraw = [("what", "withdraw"), ("held", "1234.5"), ("reason", "pic impossible")];
        let page = followed(&app, weighed(&app, &links[4], &withdraw).await.1).await;
        says(&page, &["retirée", "Retiré le", "auparavant 1 234,5 kWh : pic impossible"]);
        let filled = months(&app, &building).await;
        assert_eq!(filled[0].1, "filled");
        assert!(filled[0].0 != changed[0].0 && filled[0].0 != before[0].0);
        let list = plain(&app.get_html(&readings).await);
        assert!(list.contains("95 sur 96"), "{list}");

        // Both are among the entries of the building, and each is undone by itself.
        let entries = app.get_html(&urls::readings(&building)).await;
        says(&entries, &["Correction", "pic impossible", "02/01/2025 01:00 – 01:15"]);
        let imports = app.get_json(&format!("/api/v1/organisations/{home}/imports")).await;
        let ids: Vec<&str> = imports["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 3);
        says(&app.get_html(&urls::import(ids[0])).await, &["Correction d’un relevé", "1 234,5 kWh retiré (pic impossible)"]);
        app.post_form(&urls::import_undo(ids[0]), &[]).await.is(303);
        assert_eq!(months(&app, &building).await, changed);
        app.post_form(&urls::import_undo(ids[1]), &[]).await.is(303);
        assert_eq!(months(&app, &building).await, before);
        assert_eq!(app.rows("withdrawn").await, 0);
    }

    async fn an_index_is_corrected_and_a_gap_is_filled(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let table = "Date;Index gaz (m³)\r\n01/01/2025;1000\r\n01/02/2025;14500\r\n01/03/2025;1900\r\n";
        imported(&app, &building, "index.csv", table.as_bytes()).await;
        let readings = readings_of(&app, &building).await;
        let page = app.get_html(&readings).await;
        says(&page, &["Relevés, du plus récent au plus ancien", "14 500 m³", "index.csv", "relevé d’index"]);
        let links = corrections(&page);
        let value = [("what", "replace"), ("held", "14500"), ("value", "1450"), ("estimated", "1"), ("reason", "un zéro de trop")];
        let page = followed(&app, weighed(&app, &links[1], &value).await.1).await;
        says(&page, &["1 450 m³", "auparavant 14 500 m³ : un zéro de trop", "estimé"]);
        let csv = app.get(&readings.replace("/releves", "/releves.csv")).await.is(200).text();
        assert!(csv.contains("1450") && csv.contains("un zéro de trop"), "{csv}");

        // A quarter-hour nobody read can be filled in; one of another length, or of another meter, cannot.
        let gap = export(EAN, "2025-03-01", "2025-03-02", 900, 7);
        let lines: Vec<&str> = std::str::from_utf8(&gap.bytes).unwrap().lines().collect();
        let holed = [&lines[..10], &lines[12..]].concat().join("\r\n");
        let (_, other) = app.home("Le Verger").await;
        imported(&app, &other, "trou.csv", holed.as_bytes()).await;
        let readings = readings_of(&app, &other).await;
        let page = app.get_html(&format!("{readings}?jour=2025-03-01")).await;
        says(&page, &["sans valeur"]);
        let links = corrections(&page);
        assert_eq!(links.len(), 96);
        let filled = [("what", "replace"), ("held", ""), ("value", "2,5"), ("reason", "lu sur l’afficheur")];
        let page = followed(&app, weighed(&app, &links[9], &filled).await.1).await;
        says(&page, &["2,5 kWh", "Complété le", "lu sur l’afficheur"]);
        for wrong in [
            links[9].replace("pas=900", "pas=3600"),
            links[9].replace("pas=900", "pas="),
            links[9].replace("debut=", "debut=1"),
            links[9].replace("serie=", "serie=x"),
            links[9].replace(&other, &building),
        ] {
            app.get(&wrong).await.is(404);
            correct(&app, &wrong, &filled).await.is(404);
        }
        app.get(&format!("{readings}?jour=2025-13-01&mois=x&page=999999")).await.is(200);
    }

    async fn what_the_other_register_says_is_no_hole(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        imported(&app, &building, "deux.csv", &day_and_night()).await;
        let readings = readings_of(&app, &building).await;
        // Night from 22:00 to 7:00; one quarter-hour of the day, 12:00, is in neither register.
        let page = app.get_html(&readings).await;
        says(&page, &[">Jour</a>", ">Nuit</a>"]);
        let register = |label: &str| {
            let end = page.find(&format!(">{label}</a>")).expect("the register");
            let start = page[..end].rfind("href=\"").expect("a link") + "href=\"".len();
            page[start..].split('"').next().unwrap().replace("&#38;", "&")
        };
        let night = register("Nuit");
        for (register, slots) in [(&register("Jour"), ["59 sur 60", "60 sur 60"]), (&night, ["36 sur 37", "36 sur 36"])] {
            says(&app.get_html(register).await, &slots);
        }
        let page = app.get_html(&format!("{night}&jour=2025-01-06")).await;
        says(&page, &["06/01/2025 22:00 – 22:15", "06/01/2025 12:00 – 12:15"]);
        assert_eq!(corrections(&page).len(), 37);
        assert_eq!(page.matches("sans valeur").count(), 1, "only what no register says is missing");
        assert!(!page.contains("06/01/2025 10:00"));
    }

    async fn an_implausible_value_is_asked_about_and_keeps_nothing_until_answered(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        imported(&app, &building, "janvier.csv", &export(EAN, "2025-01-01", "2025-02-01", 900, 7).bytes).await;
        let before = months(&app, &building).await;
        let readings = readings_of(&app, &building).await;
        let link = corrections(&app.get_html(&format!("{readings}?jour=2025-01-02")).await).swap_remove(4);
        let form = app.get_html(&link).await;
        let held = between(&form, "name=\"held\" value=\"", "\"").to_owned();
        let fields = |value| [("what", "replace"), ("held", &*held), ("value", value), ("reason", "essai")];
        let asked = correct(&app, &link, &fields("9 999,5")).await.is(200).html();
        says(&asked, &["« 9999,5 » est", "fois plus que d’habitude", "Garder quand même", "9 999,5"]);
        // Another value than the one whose effect was shown is shown its own.
        let seen = between(&asked, "name=\"seen\" value=\"", "\"").to_owned();
        let other = correct(&app, &link, &[&fields("3,5")[..], &[("seen", &*seen)]].concat()).await.is(200).html();
        says(&other, &["Garder la correction"]);
        assert!(!other.contains("Garder quand même"));
        let negative = correct(&app, &link, &fields("-2")).await.is(200).html();
        says(&negative, &["ne peut pas être négatif", "Garder quand même"]);
        assert_eq!(months(&app, &building).await, before);
        assert_eq!(app.rows("import").await, 1);
        correct(&app, &link, &[&fields("9 999,5")[..], &[("seen", &*seen)]].concat()).await.is(303);
        assert_ne!(months(&app, &building).await, before);
    }

    async fn an_index_that_does_not_follow_the_others_is_asked_about(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let table = "Date;Index gaz (m³)\r\n01/01/2025;1000\r\n01/02/2025;1450\r\n01/03/2025;1900\r\n";
        imported(&app, &building, "index.csv", table.as_bytes()).await;
        let links = corrections(&app.get_html(&readings_of(&app, &building).await).await);
        for (value, words) in [
            ("14500", "L’index « 14500 » ne suit pas les autres"),
            ("800", "inférieur au dernier que nous connaissons"),
            ("1500", "Garder la correction"),
        ] {
            let fields = [("what", "replace"), ("held", "1450"), ("value", value), ("reason", "essai")];
            says(&correct(&app, &links[1], &fields).await.is(200).html(), &[words]);
        }
    }
}
