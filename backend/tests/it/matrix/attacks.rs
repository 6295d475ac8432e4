//! Somebody with a part reaches for the whole: what lists, pages and forms tell and take beside their address.

use eclaireur_frontend::urls;
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;
use reqwest::Method;
use serde_json::{Value, json};

use super::estate::{Land, land};
use crate::support::{Answer, SignedIn, TestApp, TestDatabase, export};

/// The manager of the first building of *Les Tilleuls*.
async fn narrowed<'a>(app: &'a TestApp, land: &Land) -> SignedIn<'a> {
    let buildings = Some(vec![land.own.buildings[0].0.get()]);
    app.signed_in(Role::Manager(Scope { organisation: land.own.id.get(), buildings })).await
}

async fn sent(person: &SignedIn<'_>, page: &str, name: &str, bytes: &[u8]) -> Answer {
    let part = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
    let form = reqwest::multipart::Form::new().text("csrf", person.csrf.clone()).part("file", part);
    Answer::to(person.request(Method::POST, page).multipart(form)).await
}

#[tokio::test]
async fn lists_name_nothing_that_is_not_theirs() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    // The neighbour's readings are newer than one's own.
    let (_, beside) = &land.own.buildings[1];
    let newer = export("541448820000000039", "2026-05-01", "2026-05-03", 3600, 5).bytes;
    let query = format!("?create_meters=true&building={beside}");
    app.upload(&land.own.code, &query, &newer).await.is(201);
    let theirs = |land: &Land| {
        let mut foreign = vec![land.foreign.code.clone(), "Les Peupliers".to_owned()];
        foreign.extend(land.foreign.buildings.iter().map(|(_, code)| code.clone()));
        foreign
    };
    let manager = narrowed(&app, &land).await;
    let cell = app.signed_in(Role::Cell).await;
    let nobody = app.signed_in_with(&[]).await;
    let (o, federation) = (land.own.code.as_str(), land.federation.1.as_str());
    let beside = [beside.clone(), "Les Tilleuls deux".to_owned(), "02/05/2026".to_owned()].to_vec();
    let lists = |o: &str| {
        vec![
            urls::home(),
            urls::organisations_csv(),
            urls::organisation(o),
            urls::with_query(&urls::organisation(o), &[("archives", "oui")]),
            urls::buildings_csv(o),
            urls::federations(),
            "/api/v1/organisations".to_owned(),
            "/api/v1/buildings".to_owned(),
            format!("/api/v1/buildings?organisation={o}"),
        ]
    };
    for (who, person, of, hidden) in [
        ("a part", &manager, o, [theirs(&land), beside, vec![federation.to_owned()]].concat()),
        ("the cell", &cell, land.helped.code.as_str(), [theirs(&land), vec![o.to_owned()]].concat()),
        (
            "nobody",
            &nobody,
            "nulle-part",
            [theirs(&land), vec![o.to_owned(), federation.to_owned()]].concat(),
        ),
    ] {
        for list in lists(of) {
            let text = person.get(&list).await.text();
            for word in &hidden {
                assert!(!text.contains(word.as_str()), "{who}: {list} names {word}: {text}");
            }
        }
        for foreign in lists(&land.foreign.code).into_iter().filter(|list| list.contains(&land.foreign.code))
        {
            assert_eq!(person.get(&foreign).await.status, 404, "{who}: {foreign}");
        }
    }
    // What asks the whole is not offered to a part, nor counted.
    let page = manager.get_html(&urls::organisation(o)).await;
    for closed in [
        urls::building_new(o),
        urls::organisation_upload(o),
        urls::building_list(o),
        urls::organisation_edit(o),
        urls::cadastre(o),
        urls::export(o),
        urls::imports(o),
    ] {
        assert!(!page.contains(&format!("\"{closed}\"")), "{closed}");
        assert_eq!(manager.get(&closed).await.status, 404, "{closed}");
    }
    assert!(page.contains(&urls::building(&land.own.buildings[0].1)), "{page}");
    let day = manager.get_html(&urls::home()).await;
    assert!(day.contains("02/01/2025"), "the last day of one's own: {day}");
    test.remove().await;
}

#[tokio::test]
async fn a_form_takes_nothing_for_another_building() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let [(_, mine), (_, beside)] = &land.own.buildings;
    // A meter of the neighbour, of the same organisation.
    let fields = [("name", "Voisin"), ("carrier", "electricity"), ("ean", "541448820000000039")];
    let foreign = app.meter(beside, &fields).await;
    let manager = narrowed(&app, &land).await;
    let rows = |table: &'static str| app.rows(table);
    let before = (rows("block").await, rows("price").await, rows("fact").await, rows("allocation").await);

    // An import of one's own, turned to the neighbour in the very form that confirms it.
    let import = urls::import(&land.own.previews[0]);
    for choice in [format!("meter:{foreign}"), format!("new:{beside}")] {
        for page in [import.clone(), urls::import_confirm(&land.own.previews[0])] {
            let fields = [("series_0", choice.as_str()), ("series_0-0", choice.as_str())];
            assert_eq!(manager.post_form(&page, &fields).await.status, 404, "{page} {choice}");
        }
    }
    let page = manager.get_html(&import).await;
    for hidden in ["Voisin", "Les Tilleuls deux", beside.as_str(), foreign.as_str()] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    // A file for one's own building that speaks of the neighbour's meter: nothing counts, and it is not theirs to see.
    let days = export("541448820000000039", "2025-06-01", "2025-06-03", 3600, 9).bytes;
    let staged = sent(&manager, &urls::building_upload(mine), "voisin.csv", &days).await;
    assert_eq!(staged.status, 303, "{}", staged.text());
    let staged = staged.location();
    assert_eq!(manager.get(&staged).await.status, 404, "{staged}");
    assert_eq!(manager.post_form(&format!("{staged}/confirmer"), &[]).await.status, 404);

    // Its EAN is taken; which meter has it is told to who may see it.
    let same = [("name", "Le nôtre"), ("carrier", "electricity"), ("ean", "541448820000000039")];
    let page = manager.post_form(&urls::meter_new(mine), &same).await.is(422).html();
    assert!(page.contains("Un autre compteur de l’organisation porte déjà ce code EAN"), "{page}");
    assert!(!page.contains("Voisin"), "{page}");
    let body = json!({ "carrier": "electricity", "ean": "541448820000000039" });
    let meters = format!("/api/v1/buildings/{mine}/meters");
    let refused = Answer::to(manager.request(Method::POST, &meters).json(&body)).await.is(422).text();
    assert!(refused.contains("ean-taken-elsewhere") && !refused.contains("Voisin"), "{refused}");

    // What concerns every building of the organisation.
    let price = [("carrier", "electricity"), ("price", "0,30"), ("unit", "eur"), ("source", "facture")];
    let whole = [&price[..], &[("scope", "organisation")]].concat();
    assert_eq!(manager.post_form(&urls::prices(mine), &whole).await.status, 404);
    let page = manager.get_html(&urls::prices(mine)).await;
    assert!(page.contains("value=\"building\"") && !page.contains("value=\"organisation\""), "{page}");
    let fact = [("donnee", "organisation.full_time_equivalents"), ("value", "12"), ("source", "moi")];
    assert_eq!(manager.post_form(&urls::facts(mine), &fact).await.status, 404);
    let shares = urls::meter_shares(mine, &land.own.meter);
    let key = [("from", "2025-01-01"), (beside.as_str(), "100")];
    assert_eq!(manager.post_form(&shares, &key).await.status, 404);
    assert_eq!(manager.get(&shares).await.status, 404);
    assert_eq!(manager.get(&urls::shares_csv(mine, &land.own.meter)).await.status, 404);
    // Another's thing under one's own address.
    for path in [
        urls::meter(mine, &foreign),
        urls::meter_readings(mine, &foreign),
        urls::meter(mine, &land.foreign.meter),
        urls::project(mine, &land.foreign.project),
        urls::sending(&land.own.code, &land.foreign.sending),
        urls::attachment(mine, &"0".repeat(64)),
    ] {
        let status = manager.get(&path).await.status;
        let same_name = path == urls::project(mine, &land.foreign.project);
        assert!(status == 404 || same_name, "{path}: {status}");
    }
    let after = (rows("block").await, rows("price").await, rows("fact").await, rows("allocation").await);
    assert_eq!(before, after, "nothing was written");

    // The manager of the whole may do all of it.
    let whole_manager = app.signed_in(crate::support::manager(land.own.id)).await;
    assert_eq!(whole_manager.get(&staged).await.status, 200);
    let page = whole_manager.post_form(&urls::meter_new(mine), &same).await.is(422).html();
    assert!(page.contains("Voisin"), "{page}");
    whole_manager.post_form(&urls::prices(mine), &whole).await.is(303);
    test.remove().await;
}

/// The codes that a list gives somebody, all of them on one page.
async fn codes(person: &SignedIn<'_>, path: String) -> Vec<String> {
    let listed = person.get(&path).await.is(200).json();
    let items = listed["items"].as_array().unwrap().clone();
    assert_eq!(listed["total"], items.len(), "{path}");
    items.iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_body_takes_nothing_for_another_building() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let [(_, mine), (_, beside)] = &land.own.buildings;
    let o = &land.own.code;
    let manager = narrowed(&app, &land).await;
    let whole = app.signed_in(crate::support::manager(land.own.id)).await;
    let api = |rest: String| format!("/api/v1{rest}");
    let (facts, prices) = (api(format!("/buildings/{mine}/facts")), api(format!("/buildings/{mine}/prices")));
    let price = |scope: &str| json!({ "carrier": "electricity", "price_eur": "0.3", "scope": scope, "source": "facture" });
    let fact = |code: &str| json!({ "fact": code, "value": "12", "source": "moi", "quality": "declared" });
    let everywhere = "organisation.full_time_equivalents";

    // What concerns every building of the organisation: stated by the manager of the whole, taken back by nobody else.
    let before = (app.rows("price").await, app.rows("fact").await);
    for (path, body) in [(&prices, price("organisation")), (&facts, fact(everywhere))] {
        Answer::to(manager.request(Method::POST, path).json(&body)).await.problem(404, "not-found");
    }
    assert_eq!((app.rows("price").await, app.rows("fact").await), before, "nothing was written");
    for (path, theirs, both) in [
        (&prices, price("building"), price("organisation")),
        (&facts, fact("building.heated_area_m2"), fact(everywhere)),
    ] {
        let own = Answer::to(manager.request(Method::POST, path).json(&theirs)).await.is(201).json();
        let held = Answer::to(whole.request(Method::POST, path).json(&both)).await.is(201).json();
        let one = |row: &Value| format!("{path}/{}", row["id"].as_str().unwrap());
        Answer::to(manager.request(Method::DELETE, &one(&held))).await.problem(404, "not-found");
        Answer::to(manager.request(Method::DELETE, &one(&own))).await.is(204);
        Answer::to(whole.request(Method::DELETE, &one(&held))).await.is(204);
    }

    // Lists name what is theirs, and nothing else.
    for path in [
        api("/buildings".to_owned()),
        api(format!("/buildings?organisation={o}")),
        api(format!("/organisations/{o}/buildings")),
    ] {
        assert_eq!(codes(&manager, path.clone()).await, std::slice::from_ref(mine), "{path}");
        let mut all = vec![mine.clone(), beside.clone()];
        all.sort();
        assert_eq!(codes(&whole, path.clone()).await, all, "{path}");
    }
    assert_eq!(codes(&manager, api("/organisations".to_owned())).await, std::slice::from_ref(o));
    let foreign = api(format!("/buildings?organisation={}", land.foreign.code));
    manager.get(&foreign).await.problem(404, "not-found");
    assert!(codes(&manager, api("/federations".to_owned())).await.is_empty());
    let reviewer = app.signed_in(Role::Reviewer { federation: land.federation.0.get() }).await;
    assert_eq!(
        codes(&reviewer, api("/federations".to_owned())).await,
        std::slice::from_ref(&land.federation.1)
    );
    test.remove().await;
}

#[tokio::test]
async fn readings_that_came_with_others_are_named_and_not_shown() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let [(_, mine), (_, beside)] = &land.own.buildings;
    let fields = [("name", "Voisin"), ("carrier", "electricity"), ("ean", "541448820000000039")];
    app.meter(beside, &fields).await;
    let mut both = export(&land.own.ean, "2025-07-01", "2025-07-02", 3600, 1).bytes;
    let other = export("541448820000000039", "2025-07-01", "2025-07-02", 3600, 2).bytes;
    let head = other.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    both.extend_from_slice(&other[head..]);
    let import =
        app.upload(&land.own.code, "", &both).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let manager = narrowed(&app, &land).await;
    assert_eq!(manager.get(&urls::import(&import)).await.status, 404);
    // The list of what was added, and the slots of a day with where each comes from.
    let slots = |day: &str| {
        let page = urls::meter_readings(mine, &land.own.meter);
        urls::with_query(&page, &[("jour", day), ("mois", &day[..7])])
    };
    for (page, shows) in
        [(urls::readings(mine), true), (slots("2025-07-01"), false), (slots("2025-01-01"), true)]
    {
        let html = manager.get_html(&page).await;
        assert!(!html.contains(&urls::import(&import)), "{page}: {html}");
        assert_eq!(html.contains(&urls::import(&land.own.import)), shows, "{page}: {html}");
    }
    test.remove().await;
}

#[tokio::test]
async fn a_grant_holds_from_its_first_day_to_its_last() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let role = Role::Adviser(Scope::whole(land.own.id.get()));
    let day = |text: &str| text.parse::<Day>().unwrap();
    let page = urls::building(&land.own.buildings[0].1);
    for (from, to, status) in [
        ("2026-11-21", None, 200),
        ("2026-11-22", None, 404),
        ("2026-01-01", Some("2026-11-21"), 404),
        ("2026-01-01", Some("2026-11-22"), 200),
    ] {
        let grant = Grant { role: role.clone(), from: day(from), to: to.map(day) };
        let person = app.signed_in_with(&[grant]).await;
        assert_eq!(person.get(&page).await.status, status, "{from} {to:?}");
        let list = person.get("/api/v1/buildings").await.is(200).json();
        assert_eq!(list["total"], if status == 200 { 2 } else { 0 }, "{from} {to:?}");
    }
    test.remove().await;
}

/// The meter of the first building serves the second from a day on.
async fn moved(app: &TestApp, land: &Land) {
    let [(_, mine), (_, beside)] = &land.own.buildings;
    let (from_mine, to_beside) = (format!("share_{mine}"), format!("share_{beside}"));
    let key = [("from", "2025-01-01"), (from_mine.as_str(), "0"), (to_beside.as_str(), "100")];
    let whole = app.signed_in(crate::support::manager(land.own.id)).await;
    let form = urls::meter_shares(mine, &land.own.meter);
    assert_eq!(whole.post_form(&form, &key).await.location().split('?').nth(1), Some("fait=saved"));
    // It is part of what the whole organisation has.
    whole.get(&urls::meter(mine, &land.own.meter)).await.is(200);
}

#[tokio::test]
async fn a_meter_that_serves_another_building_now_is_no_longer_its_former_ones() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let (mine, meter) = (&land.own.buildings[0].1, &land.own.meter);
    let manager = narrowed(&app, &land).await;
    let pages =
        [urls::meter_readings(mine, meter), urls::meter(mine, meter), urls::meter_replaced(mine, meter)];
    for page in &pages {
        manager.get(page).await.is(200);
    }
    assert!(manager.get_html(&urls::reading_links(mine)).await.contains("Général"));
    moved(&app, &land).await;
    for page in &pages {
        assert_eq!(manager.get(page).await.status, 404, "{page}");
    }
    for form in &pages[1..] {
        assert_eq!(manager.post_form(form, &[("name", "x")]).await.status, 404, "{form}");
    }
    assert_eq!(manager.post_form(&urls::correction(mine, meter), &[]).await.status, 404);
    for page in [urls::reading_links(mine), urls::reading_index(mine)] {
        assert!(!manager.get_html(&page).await.contains("Général"), "{page}");
    }
    test.remove().await;
}

#[tokio::test]
async fn a_preview_is_asked_again_whose_it_is_when_it_is_confirmed() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let mine = &land.own.buildings[0].1;
    let manager = narrowed(&app, &land).await;
    let days = |on: &str, to: &str| export(&land.own.ean, on, to, 3600, 9).bytes;
    let confirm = |staged: &str| format!("{staged}/confirmer");
    let mine_still =
        sent(&manager, &urls::building_upload(mine), "a.csv", &days("2025-07-01", "2025-07-02")).await;
    manager.post_form(&confirm(&mine_still.location()), &[]).await.is(303);
    // The preview is of one's own building; then its meter becomes the neighbour's.
    let staged =
        sent(&manager, &urls::building_upload(mine), "b.csv", &days("2025-08-01", "2025-08-02")).await;
    let staged = staged.location();
    manager.get(&staged).await.is(200);
    moved(&app, &land).await;
    let before = app.rows("block").await;
    assert_eq!(manager.post_form(&confirm(&staged), &[]).await.status, 404);
    assert_eq!(app.rows("block").await, before, "nothing was written");
    test.remove().await;
}
