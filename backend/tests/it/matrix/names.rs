//! In whose name something is written, what a form must carry, and whose page is handed out again.

use eclaireur::doors::On;
use eclaireur::router::site;
use eclaireur::store::{OrganisationId, Paging, grants, ledger};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Action, Role};
use reqwest::Method;

use super::estate::{Land, Which, land};
use crate::support::{Answer, TestApp, TestDatabase, adviser, export, manager};

async fn entries(app: &TestApp, land: &Land) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for tenant in [None, Some(land.own.id)] {
        let tenant: Option<OrganisationId> = tenant;
        let mut paging = Paging::first(Paging::MOST);
        loop {
            let page = ledger::of(app.app.db.read(), tenant, &paging).await.unwrap();
            all.extend(page.items.into_iter().map(|entry| (entry.kind, entry.actor)));
            if page.next.is_none() {
                break;
            }
            paging.after = page.next;
        }
    }
    all
}

#[tokio::test]
async fn what_somebody_does_stands_in_their_name() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let person = app.signed_in(manager(land.own.id)).await;
    let before = entries(&app, &land).await.len();
    let (_, b) = &land.own.buildings[0];
    let o = land.own.code.as_str();
    let price = [("carrier", "electricity"), ("price", "0,30"), ("unit", "eur"), ("source", "facture")];
    let price = [&price[..], &[("scope", "building")]].concat();
    for (path, fields) in [
        (urls::building_new(o), vec![("name", "Annexe")]),
        (urls::meter_new(b), vec![("name", "Gaz"), ("carrier", "natural_gas")]),
        (urls::prices(b), price),
        (urls::projects(b), vec![("name", "Chaudière")]),
        (urls::sending_confirm(o, &land.own.sending), vec![]),
        (urls::import_undo(&land.own.import), vec![]),
        (urls::building_archive(b), vec![]),
        (urls::building_restore(b), vec![]),
        (urls::organisation_archive(o), vec![]),
        (urls::organisation_restore(o), vec![]),
    ] {
        let answer = person.post_form(&path, &fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
    }
    let days = export(&land.own.ean, "2025-09-01", "2025-09-02", 3600, 4).bytes;
    let part = reqwest::multipart::Part::bytes(days).file_name("jour.csv");
    let form = reqwest::multipart::Form::new().part("file", part);
    let path = format!("/api/v1/organisations/{o}/imports");
    Answer::to(person.request(Method::POST, &path).multipart(form)).await.is(201);
    // Looking computes what is told; that too is nobody else's doing.
    person.get(&urls::building(b)).await.is(200);
    person.get(&urls::cadastre(o)).await.is(200);

    let own = format!("account:{}", person.account);
    let all = entries(&app, &land).await;
    assert!(all.len() > before + 10, "{all:?}");
    let mut new = all.clone();
    // The log of the service first, then the organisation's: what was there before is local.
    new.retain(|(_, actor)| actor != "local");
    assert!(new.len() >= all.len() - before, "written as local: {all:?}");
    let strangers: Vec<_> = new.iter().filter(|(_, actor)| *actor != own && actor != "service").collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    test.remove().await;
}

/// Whether doors of a kind are open to a person.
type Theirs = fn(On) -> bool;

#[tokio::test]
async fn every_form_asks_for_its_token_and_for_our_own_page() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let own = format!("http://{}", app.address);
    let before = [app.rows("block").await, app.rows("building").await, app.rows("import").await];
    let doors = site(&app.app).doors().to_vec();
    let whose: [(Role, Theirs); 3] = [
        (manager(land.own.id), |on| !matches!(on, On::Service | On::Federation)),
        (Role::Reviewer { federation: land.federation.0.get() }, |on| on == On::Federation),
        (Role::Administrator, |on| on == On::Service),
    ];
    for (role, is_theirs) in whose {
        let person = app.signed_in(role).await;
        let cookie = format!("eclaireur={}", person.session);
        let mut asked = 0;
        for door in doors.iter().filter(|door| !matches!(door.method, "GET" | "HEAD")) {
            let Some(path) = land.address(door.path, Which::Own) else { continue };
            let method: Method = door.method.parse().unwrap();
            let send = |headers: &[(&str, &str)], body: String| {
                let request = app.request(method.clone(), &path).header("cookie", &cookie).body(body);
                let request = request.header("content-type", "application/x-www-form-urlencoded");
                Answer::to(
                    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)),
                )
            };
            let token = format!("csrf={}", person.csrf);
            // The sheet of a meter opens by its secret alone: no session is there to be abused.
            if path.starts_with("/r/") {
                continue;
            }
            for (why, headers) in [
                ("another page", &[("origin", "https://evil.example")][..]),
                ("another page, as browsers say it", &[("sec-fetch-site", "cross-site")]),
                ("a page of no origin", &[("origin", "null")]),
                ("nothing of where it comes from", &[]),
            ] {
                let answer = send(headers, token.clone()).await;
                assert_eq!(answer.status, 403, "{} {path} from {why}: {}", door.method, answer.text());
            }
            // Programs send no forms: their origin is asked, above.
            if path.starts_with("/api/") {
                continue;
            }
            let of_others = matches!(door.need.action, Action::Invest | Action::Accompany);
            let theirs = !of_others && is_theirs(door.need.on);
            for body in [String::new(), "csrf=".to_owned(), format!("csrf={}", "A".repeat(43))] {
                let status = send(&[("origin", &own)], body.clone()).await.status;
                // A door that is closed says nothing of tokens.
                assert!(
                    status == 403 || (!theirs && [404, 303].contains(&status)),
                    "{path} {body}: {status}"
                );
                asked += usize::from(status == 403);
            }
        }
        assert!(asked > 0);
    }
    let after = [app.rows("block").await, app.rows("building").await, app.rows("import").await];
    assert_eq!(before, after, "nothing was written");
    test.remove().await;
}

#[tokio::test]
async fn a_page_that_is_kept_is_handed_to_nobody_else() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let (_, b) = &land.own.buildings[0];
    let pages = [urls::building(b), urls::cost(b), urls::quality(b), urls::yearly_report(b)];
    let whole = app.signed_in(manager(land.own.id)).await;
    let mandate = app.signed_in(adviser(land.own.id)).await;
    let cell = app.signed_in(Role::Cell).await;
    for page in &pages {
        // Twice: the second comes from what is kept.
        let first = [whole.get_html(page).await, whole.get_html(page).await];
        assert_eq!(first[0], first[1]);
        assert!(!first[0].contains("name=\"csrf\"") || first[0].contains(&whole.csrf), "{page}");
        let theirs = mandate.get_html(page).await;
        assert!(!theirs.contains(&whole.csrf), "{page}: the token of another session");
        assert_eq!(cell.get(page).await.status, 404, "{page}");
        assert_eq!(app.get(page).await.status, 303, "{page}");
    }
    // A grant that is revoked opens nothing, kept or not.
    let (by, tx) = (app.app.by(), app.app.db.begin().await.unwrap());
    for held in grants::of_account(&tx, mandate.account).await.unwrap() {
        grants::revoke(&tx, &by, held.id).await.unwrap();
    }
    tx.commit().await.unwrap();
    for page in &pages {
        assert_eq!(mandate.get(page).await.status, 404, "{page}");
        assert_eq!(whole.get(page).await.status, 200, "{page}");
    }
    for chart in ["months.svg", "quality.svg"] {
        let path = format!("/api/v1/buildings/{b}/charts/{chart}");
        let status = whole.get(&path).await.status;
        assert_ne!(status, 401, "{path}");
        assert_eq!(mandate.get(&path).await.status, 404, "{path}");
    }
    test.remove().await;
}
