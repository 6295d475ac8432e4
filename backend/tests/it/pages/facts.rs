//! What is known of a building, its prices and its events: stated, corrected, taken back; nothing is erased.

use eclaireur_frontend::pages::facts::address;
use eclaireur_frontend::urls;

use crate::support::{TestApp, on_both};

use super::{between, followed, plain, says};

const AREA: &str = "building.heated_area_m2";

/// Fields of a fact, stated from a document.
fn stated<'a>(fact: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = [("donnee", fact), ("quality", "measured"), ("source", "plan de 2019")];
    kept.into_iter().chain(more.iter().copied()).collect()
}

/// The id in the first button of a page that takes something back.
fn withdrawal(page: &str) -> String {
    between(page, "name=\"withdraw\" value=\"", "\"").to_owned()
}

const PRICE: [(&str, &str); 5] = [
    ("carrier", "electricity"),
    ("price", "25,12"),
    ("unit", "cent"),
    ("scope", "building"),
    ("source", "facture du 3/1/2026"),
];

on_both! {
    async fn a_fact_is_stated_over_time_corrected_and_taken_back(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let facts = urls::facts(&building);
        says(&app.get_html(&facts).await, &["Nous connaissons 0 des", "Superficie chauffée", "pas encore connu", "Indiquer"]);

        let first = stated(AREA, &[("value", "2 200")]);
        says(&followed(&app, app.post_form(&facts, &first).await).await, &["C’est enregistré", "2 200 m²", "plan de 2019"]);
        let extended = stated(AREA, &[("value", "2.450"), ("from", "1/9/24")]);
        let page = followed(&app, app.post_form(&facts, &extended).await).await;
        says(&page, &["2 450 m²</strong> depuis le 01/09/2024", "2 200 m² jusqu’au 31/08/2024", "Nous connaissons 1 des"]);

        // The last one was mistaken: its form comes back filled, and replaces it.
        let page = app.get_html(&address(&building, AREA)).await;
        let link = between(&page, "<td class=\"go\"><a href=\"", "\"").replace("&#38;", "&");
        let form = app.get_html(&link).await;
        says(&form, &["value=\"2450\"", "value=\"01/09/2024\"", "value=\"plan de 2019\""]);
        let replaces = between(&form, "name=\"replaces\" value=\"", "\"").to_owned();
        let corrected = stated(AREA, &[("value", "2 540"), ("from", "1/9/24"), ("replaces", &replaces)]);
        let page = followed(&app, app.post_form(&facts, &corrected).await).await;
        says(&page, &["2 540 m²"]);
        assert!(!plain(&page).contains("2 450 m²"));
        app.post_form(&facts, &corrected).await.is(404);

        // Taken back, what was known before holds again; the history keeps everything.
        let page = app.get_html(&address(&building, AREA)).await;
        says(&page, &["2 450 m²", "retiré le 21/11/2026", "2 540 m²"]);
        let newest = withdrawal(&page);
        let page = followed(&app, app.post_form(&facts, &[("donnee", AREA), ("withdraw", &newest)]).await).await;
        says(&page, &["C’est retiré", "Reprendre"]);
        let page = app.get_html(&facts).await;
        says(&page, &["<strong>2 200 m²</strong>"]);
        assert_eq!(app.rows("fact").await, 3);
        app.post_form(&facts, &[("donnee", AREA), ("withdraw", &newest)]).await.is(404);
    }

    async fn every_fact_has_its_page_and_its_form(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let neighbour = app.building(&app.organisation("Le Verger").await, "Le Verger").await;
        let facts = urls::facts(&building);
        for (fact, value, words) in [
            ("building.service_units", "62", "62"),
            ("building.occupancy_share", "97,5", "97,5 %"),
            ("building.heating", "oil-boiler", "chaudière au mazout"),
            ("building.boiler_inspected_on", "1/3/25", "01/03/2025"),
            ("building.construction_year", "1974", "1974"),
            ("building.energy_manager", "<script>chef</script>", "&#60;script&#62;chef"),
            ("organisation.operating_income_eur", "4 800 000", "4 800 000 € par an"),
        ] {
            app.get_html(&address(&building, fact)).await;
            let page = followed(&app, app.post_form(&facts, &stated(fact, &[("value", value)])).await).await;
            says(&page, &[words]);
        }
        let week = stated("building.opening_schedule", &[("day_1", "7h-18h"), ("day_2", "7:00-18:00"), ("day_6", "9-12")]);
        says(&followed(&app, app.post_form(&facts, &week).await).await, &["lundi à mardi 07:00-18:00 ; samedi 09:00-12:00"]);
        assert!(!plain(&app.get_html(&urls::facts(&neighbour)).await).contains("4 800 000"));
    }

    async fn what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let facts = urls::facts(&building);
        let long = "x".repeat(20_001);
        for (fact, more, words) in [
            ("building.occupancy_share", &[("value", "150")][..], "Une part va de 0 à 100 %"),
            (AREA, &[("value", "-3")], "ne peut pas être négatif"),
            (AREA, &[("value", "2450"), ("from", "31/2/25")], "n’est pas une date"),
            (AREA, &[("value", "2450"), ("source", "")], "Remplissez ce champ"),
            ("building.use", &[("value", &long[..20_000])], "trop long"),
            ("building.opening_schedule", &[("day_3", "matin")], "ne se lit pas comme des heures"),
        ] {
            let page = app.post_form(&facts, &stated(fact, more)).await.is(422).html();
            says(&page, &["à corriger", words]);
            for (name, value) in more.iter().filter(|(_, value)| !value.is_empty() && value.len() < 100) {
                assert!(page.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{fact}: {name} is lost");
            }
        }
        for (fact, value) in [("meter.factor", "2"), ("building.nothing", "2"), ("", "2")] {
            app.post_form(&facts, &stated(fact, &[("value", value)])).await.is(400);
        }
        app.get(&address(&building, "meter.factor")).await.is(404);
        app.get(&address(&building, "'; DROP TABLE fact;--")).await.is(404);
        app.get(&format!("{}&reprendre=0000000000000", address(&building, AREA))).await.is(404);
        app.post_form(&facts, &stated(AREA, &[("value", "a\0b")])).await.is(400);
        assert_eq!(app.rows("fact").await, 0);
    }

    async fn a_price_is_stated_for_a_building_or_for_all_and_taken_back(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let wing = app.building(&home, "Aile B").await;
        app.meter(&building, &[("carrier", "electricity")]).await;
        let prices = urls::prices(&building);
        says(&app.get_html(&prices).await, &["il manque celui de électricité", "Comment le lire sur une facture", "redevance fixe"]);
        let page = followed(&app, app.post_form(&prices, &PRICE).await).await;
        says(&page, &["0,2512 €/kWh", "ce bâtiment", "aujourd’hui", "Chaque énergie de ce bâtiment a son prix"]);
        assert!(!plain(&app.get_html(&urls::prices(&wing)).await).contains("0,2512 €"));
        let shared = [&PRICE[..], &[("scope", "organisation"), ("price", "28,71")]].concat();
        says(&followed(&app, app.post_form(&prices, &shared).await).await, &["0,2871 €/kWh", "toute l’organisation"]);
        says(&app.get_html(&urls::prices(&wing)).await, &["0,2871 €/kWh"]);
        let water = [&PRICE[..], &[("carrier", "water"), ("price", "5,80"), ("unit", "eur")]].concat();
        says(&followed(&app, app.post_form(&prices, &water).await).await, &["5,80 €/m³"]);

        let id = withdrawal(&app.get_html(&urls::prices(&wing)).await);
        // A stranger's building knows nothing of it.
        let stranger = app.building(&app.organisation("Le Verger").await, "Le Verger").await;
        app.post_form(&urls::prices(&stranger), &[("withdraw", &id)]).await.is(404);
        let page = followed(&app, app.post_form(&prices, &[("withdraw", &id)]).await).await;
        assert!(!plain(&page).contains("0,2871"));
        app.post_form(&prices, &[("withdraw", &id)]).await.is(404);
    }

    async fn cents_are_not_euros_and_a_price_below_zero_is_none(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let prices = urls::prices(&building);
        for (more, words) in [
            (&[("price", "90"), ("unit", "eur")][..], "Cents ou euros ?"),
            (&[("price", "0,2512"), ("unit", "cent")], "Cents ou euros ?"),
            (&[("price", "-25"), ("unit", "cent")], "ne peut pas être négatif"),
            (&[("price", "99999999999999999999999999999999")], "nombre"),
            (&[("carrier", "charbon")], "Choisissez dans la liste"),
            (&[("from", "2/1/26"), ("to", "1/1/26")], "La fin doit venir après le début"),
        ] {
            let page = app.post_form(&prices, &[&PRICE[..], more].concat()).await.is(422).html();
            says(&page, &["à corriger", words]);
            assert!(page.contains("value=\"facture du 3/1/2026\""), "what was typed is kept");
        }
        app.post_form(&prices, &[("withdraw", "'--")]).await.is(404);
        assert_eq!(app.rows("price").await, 0);
    }

    async fn an_event_is_noted_shown_and_taken_back(test) {
        let app = TestApp::start(test).await;
        let (_, building) = app.home("Les Tilleuls").await;
        let events = urls::events(&building);
        says(&app.get_html(&events).await, &["Que s’est-il passé", "Rien de noté encore"]);
        let roof = [("kind", "works"), ("from", "3/6/24"), ("to", "28/6/24"), ("text", "toiture <b>aile B</b>")];
        let page = followed(&app, app.post_form(&events, &roof).await).await;
        says(&page, &["Travaux", "du 03/06/2024 au 28/06/2024", "toiture &#60;b&#62;aile B"]);
        let one = [("kind", "closure"), ("from", "14/7/25"), ("to", "14/7/25"), ("text", "coupure")];
        let page = followed(&app, app.post_form(&events, &one).await).await;
        says(&page, &["le 14/07/2025"]);
        let id = withdrawal(&page);
        let stranger = app.building(&app.organisation("Le Verger").await, "Le Verger").await;
        app.post_form(&urls::events(&stranger), &[("withdraw", &id)]).await.is(404);
        let page = followed(&app, app.post_form(&events, &[("withdraw", &id)]).await).await;
        assert!(!page.contains("coupure") && page.contains("toiture"));
        for (more, words) in [
            (&[("from", "31/4/25")][..], "n’est pas une date"),
            (&[("from", "1/1/0001")], "L’année de cette date ne semble pas possible"),
            (&[("kind", "fête")], "Choisissez dans la liste"),
            (&[("text", "")], "Remplissez ce champ"),
        ] {
            says(&app.post_form(&events, &[&roof[..], more].concat()).await.is(422).html(), &["à corriger", words]);
        }
        let long = "é".repeat(5_000);
        says(&app.post_form(&events, &[&roof[..3], &[("text", &long)]].concat()).await.is(422).html(), &["trop long"]);
    }
}
