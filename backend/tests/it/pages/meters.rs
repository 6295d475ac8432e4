//! A meter over the years: what is known of it, its replacement, whose it is.

use eclaireur_frontend::urls;
use rust_decimal::{Decimal, dec};

use crate::support::{TestApp, TestDatabase};

use super::{between, followed, plain, says};

/// What a building took of the first energy with readings, all months.
async fn total(app: &TestApp, building: &str, query: &str) -> Decimal {
    let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption{query}")).await;
    let points = body["points"].as_array().unwrap().iter().filter_map(|p| p["value"].as_str());
    points.map(|value| value.parse::<Decimal>().unwrap()).sum()
}

async fn read(app: &TestApp, building: &str, meter: &str, on: &str, index: &str) {
    let fields = [("meter", meter), ("date", on), ("index_total", index)];
    app.post_form(&urls::reading_index(building), &fields).await.is(303);
}

#[tokio::test]
async fn what_is_known_of_a_meter_is_typed_dated_listed_and_applied() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
    let form = urls::meter(&building, &meter);
    says(&app.get_html(&form).await, &["name=\"factor\"", "name=\"index_digits\"", "name=\"counts\"", "%"]);
    let said = [
        ("name", "Général"),
        ("carrier", "electricity"),
        ("index_digits", "4"),
        ("factor", "40"),
        ("factor_from", "1/2/25"),
        ("counts", "offtake-injection"),
        ("climate_share", "30"),
    ];
    app.post_form(&form, &said).await.is(303);
    let page = app.get_html(&form).await;
    says(
        &page,
        &[
            "Coefficient du compteur : × 40 depuis le 01/02/2025 (déclaré)",
            "Chiffres entiers : 4",
            "Part climatique : 30 %",
            "Compte : prélèvement et injection",
            "value=\"4\"",
        ],
    );
    let facts = app.rows("fact").await;
    app.post_form(&form, &said).await.is(303);
    assert_eq!(app.rows("fact").await, facts, "what is known already is not recorded again");

    says(&app.get_html(&urls::reading_index(&building)).await, &["name=\"index_injection_total\""]);
    read(&app, &building, &meter, "1/1/25", "9 900").await;
    read(&app, &building, &meter, "1/2/25", "9 950").await;
    let fields = [("meter", meter.as_str()), ("date", "1/3/25"), ("index_total", "20"), ("accept", "1")];
    app.post_form(&urls::reading_index(&building), &fields).await.is(303);
    // 50 before the coefficient held, 70 through zero and forty times after.
    assert_eq!(total(&app, &building, "").await, dec!(50) + dec!(70) * dec!(40));
    says(&app.get_html(&urls::energy(&building)).await, &["l’index est multiplié par 40"]);
    let fields = [("meter", meter.as_str()), ("date", "1/4/25"), ("index_total", "12 000")];
    let page = app.post_form(&urls::reading_index(&building), &fields).await.is(422).html();
    says(&page, &["Ce compteur n’affiche que 4 chiffres entiers."]);

    for (field, value, words) in [
        ("factor", "0", "Vérifiez la virgule"),
        ("index_digits", "40", "Vérifiez la virgule"),
        ("climate_share", "130", "Vérifiez la virgule"),
        ("factor_from", "demain", "n’est pas une date"),
    ] {
        let fields = said.map(|(name, kept)| (name, if name == field { value } else { kept }));
        says(&app.post_form(&form, &fields).await.is(422).html(), &[words]);
    }
    test.remove().await;
}

#[tokio::test]
async fn a_replaced_meter_counts_on_and_undoing_the_replacement_brings_the_old_one_back() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (organisation, building) = app.home("Les Tilleuls").await;
    let named = [("name", "Général"), ("carrier", "electricity"), ("serial", "G-1")];
    let meter = app.meter(&building, &named).await;
    read(&app, &building, &meter, "1/1/25", "48 000").await;
    let form = urls::meter_replaced(&building, &meter);
    says(&app.get_html(&form).await, &["name=\"last_index_total\"", "Dernier index connu : 48 000"]);
    let change = [
        ("on", "1/3/25"),
        ("last_index_total", "48 600"),
        ("first_index_total", "20"),
        ("serial", "G-2"),
        ("digits", "6"),
    ];
    for (field, value, words) in [
        ("on", "", "Remplissez ce champ."),
        ("first_index_total", "", "Remplissez ce champ."),
        ("last_index_total", "47 000", "inférieur au dernier connu"),
        ("last_index_total", "79228162514264337593543950335", "Vérifiez la virgule"),
    ] {
        let fields = change.map(|(name, kept)| (name, if name == field { value } else { kept }));
        says(&app.post_form(&form, &fields).await.is(422).html(), &[words]);
    }
    let page = followed(&app, app.post_form(&form, &change).await).await;
    says(&page, &["Le remplacement est gardé", "Compteur remplacé", "48 600 → 20", "G-2"]);
    let import = format!("/imports/{}", between(&page, "href=\"/imports/", "\""));
    says(&app.get_html(&import).await, &["Compteur remplacé"]);
    says(
        &app.get_html(&urls::meter(&building, &meter)).await,
        &[
            "Remplacé le 01/03/2025 : dernier index 48 600, premier index 20",
            "Numéro de série : G-1 jusqu’au 28/02/2025",
            "Numéro de série : G-2 depuis le 01/03/2025",
            "Chiffres entiers : 6",
        ],
    );
    says(&app.get_html(&urls::reading_index(&building)).await, &["Dernier index connu : 20, le 01/03/2025"]);
    read(&app, &building, &meter, "1/4/25", "120").await;
    assert_eq!(total(&app, &building, "").await, dec!(700));

    // A file of the old meter still finds it.
    let file = b"Date;Index (kWh);Num\xc3\xa9ro de compteur\r\n15/01/2025;48 100;G-1\r\n";
    let sent = app.upload(&organisation, "", file).await;
    assert!([200, 201].contains(&sent.status), "{}", sent.text());
    assert_eq!((app.rows("meter").await, total(&app, &building, "").await), (1, dec!(700)));

    app.post_form(&format!("{import}/annuler"), &[]).await.is(303);
    let page = app.get_html(&urls::readings(&building)).await;
    says(&page, &["G-1", "annulé"]);
    says(&app.get_html(&urls::energy(&building)).await, &["recule"]);
    assert_eq!(total(&app, &building, "").await, dec!(100), "until 15 January");
    test.remove().await;
}

#[tokio::test]
async fn a_meter_may_serve_several_buildings_and_a_key_is_tried_before_it_is_kept() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (organisation, home) = app.home("Les Tilleuls").await;
    let annex = app.building(&organisation, "Annexe").await;
    let meter = app.meter(&home, &[("name", "Chaufferie"), ("carrier", "natural_gas")]).await;
    for year in ["24", "25"] {
        let (from, to) = (format!("1/1/{year}"), format!("31/12/{year}"));
        let bill = [
            ("meter", meter.as_str()),
            ("kind", "settlement"),
            ("from", &from),
            ("to", &to),
            ("quantity", "120 000"),
            ("incl_vat", "9 600"),
        ];
        app.post_files(&urls::reading_bill(&home), &bill, &[]).await.is(303);
    }
    let form = urls::meter_shares(&home, &meter);
    says(&app.get_html(&form).await, &["Depuis toujours : Les Tilleuls 100 %", "Annexe"]);
    let (of_home, of_annex) = (format!("share_{home}"), format!("share_{annex}"));
    let key = |home: &'static str, annex: &'static str| {
        [("from", "1/1/25"), (of_home.as_str(), home), (of_annex.as_str(), annex)]
    };
    let page = app.post_form(&form, &key("60", "30")).await.is(422).html();
    says(&page, &["Les parts font 90 % au lieu de 100 %."]);
    let tried = [&key("66,6667", "33,3333")[..], &[("preview", "1")]].concat();
    let page = app.post_form(&form, &tried).await.is(200).html();
    says(&page, &["Rien n’est encore enregistré", "80 000", "40 000", "value=\"66,6667\""]);
    assert_eq!(total(&app, &annex, "?carrier=natural_gas").await, dec!(0), "it was only tried");

    says(
        &followed(&app, app.post_form(&form, &key("66,6667", "33,3333")).await).await,
        &["C’est enregistré."],
    );
    says(
        &app.get_html(&form).await,
        &["Depuis le 01/01/2025 : Annexe 33,3333 %, Les Tilleuls 66,6667 %", "Jusqu’au 31/12/2024"],
    );
    let (whole, part) =
        (total(&app, &home, "?carrier=natural_gas").await, total(&app, &annex, "?carrier=natural_gas").await);
    assert_eq!((whole + part, part), (dec!(240_000), dec!(120_000) * dec!(0.333333)));
    says(&app.get_html(&urls::energy(&annex)).await, &["Chaufferie", "40 000"]);
    // What somebody else's is belongs to none of ours; a corrected key replaces the one of the same day.
    let corrected = [&key("50", "20")[..], &[("share_others", "30")]].concat();
    app.post_form(&form, &corrected).await.is(303);
    says(&app.get_html(&form).await, &["Annexe 20 %, Les Tilleuls 50 %, Autres occupants 30 %"]);
    assert_eq!(total(&app, &annex, "?carrier=natural_gas").await, dec!(24_000));
    // A bill typed in one building stands in the list of the other.
    says(&app.get_html(&urls::readings(&annex)).await, &["Chaufferie"]);
    let table = app.get(&urls::shares_csv(&home, &meter)).await.is(200).text();
    says(&table, &["Tout le compteur", "24000"]);
    let (other, _) = app.home("Le Verger").await;
    let foreign = app.building(&other, "Ailleurs").await;
    app.get(&urls::meter_shares(&foreign, &meter)).await.is(404);
    test.remove().await;
}

#[tokio::test]
async fn a_yearly_bill_says_how_it_was_divided_over_the_months() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Chaufferie"), ("carrier", "natural_gas")]).await;
    let bill = [
        ("meter", meter.as_str()),
        ("kind", "settlement"),
        ("from", "1/1/21"),
        ("to", "31/12/21"),
        ("quantity", "100 000"),
    ];
    app.post_files(&urls::reading_bill(&building), &bill, &[]).await.is(303);
    let january = async || {
        let body = app.get_json(&format!("/api/v1/buildings/{building}/consumption")).await;
        body["points"][0]["value"].as_str().unwrap().parse::<Decimal>().unwrap().round()
    };
    assert_eq!(january().await, dec!(8493), "31 days of 365");
    says(&app.get_html(&urls::energy(&building)).await, &["répartis également par jour", "part climatique"]);
    let said = [("name", "Chaufferie"), ("carrier", "natural_gas"), ("climate_share", "80")];
    app.post_form(&urls::meter(&building, &meter), &said).await.is(303);
    // 80 000 × 417 / 2286 + 20 000 × 31 / 365
    assert_eq!(january().await, dec!(16292));
    let page = plain(&app.get_html(&urls::energy(&building)).await);
    says(
        &page,
        &[
            "répartis à 80 % selon les degrés-jours 16,5 (Uccle : 2 286 sur la période), le reste (20 %)",
            "celle que vous avez indiquée",
            "<abbr class=\"mark\"",
        ],
    );
    assert_eq!(total(&app, &building, "").await, dec!(100_000));
    test.remove().await;
}
