//! How often who may do something may do it: bring files in, ask what a case would get, invite.

use eclaireur::store::limits::{self, Limit};
use eclaireur::store::secret;
use eclaireur_frontend::urls;
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::access::{Person, id_of, manager_of};
use super::says;
use crate::support::{Answer, TestApp, manager, monthly_table, on_both};

const HOUR: i64 = 3600;
const QUARTER: i64 = 900;

/// So much was tried already.
async fn tried(app: &TestApp, bucket: &str, limit: Limit) {
    let tx = app.app.db.begin().await.unwrap();
    for _ in 0..limit.most {
        limits::take(&tx, bucket, limit, app.app.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A table that nobody sent before.
fn table(seed: u8) -> Vec<u8> {
    [monthly_table(), format!("\r\nTotal;{seed}\r\n").into_bytes()].concat()
}

async fn upload(person: &Person<'_>, path: &str, seed: u8) -> Answer {
    let file = Part::bytes(table(seed)).file_name("mois.csv");
    let form = Form::new().text("csrf", secret::derived(&person.session, "csrf")).part("file", file);
    let request = person.app.request(Method::POST, path).header("sec-fetch-site", "same-origin");
    Answer::to(request.header("cookie", format!("eclaireur={}", person.session)).multipart(form)).await
}

fn waits(answer: &Answer, at_most: u32) {
    let wait = answer.header("retry-after").parse::<u32>();
    assert!(wait.is_ok_and(|s| (1..=at_most).contains(&s)), "{}", answer.header("retry-after"));
}

on_both! {
    async fn files_of_one_person_are_counted_on_pages_and_by_program_and_nobody_elses(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let anne = manager_of(&app, &home, "anne@example.be").await;
        let luc = manager_of(&app, &home, "luc@example.be").await;
        upload(&anne, &urls::building_upload(&building), 1).await.is(303);
        let most = Limit { window_s: HOUR, most: 599 };
        tried(&app, &format!("sending:account:{}", anne.account), most).await;

        let kept = app.rows("import").await;
        for path in [urls::building_upload(&building), urls::organisation_upload(&home), urls::building_list(&home)] {
            let refused = upload(&anne, &path, 2).await.is(429);
            waits(&refused, 3600);
            says(&refused.html(), &["Trop de demandes en peu de temps.", "minutes, puis recommencez", "Rien n’a été perdu."]);
        }
        let api = format!("/api/v1/organisations/{home}/imports");
        let refused = upload(&anne, &api, 2).await.problem(429, "too-many-requests");
        assert_eq!(refused["status"], 429);
        assert_eq!(app.rows("import").await, kept);
        // The form is still shown, others go on, and an hour later so does she.
        anne.html(&urls::building_upload(&building)).await;
        upload(&luc, &urls::building_upload(&building), 2).await.is(303);
        app.app.clock.advance(HOUR);
        upload(&anne, &urls::building_upload(&building), 3).await.is(303);
    }

    async fn cases_of_one_network_are_counted_and_the_empty_form_is_not(test) {
        let app = TestApp::start(test).await;
        // Once there is an account, whoever asks is nobody we know.
        let home = app.organisation("Les Tilleuls").await;
        let known = app.signed_in(manager(id_of(&app, &home).await)).await;
        let case = urls::with_query(&urls::simulator(), &[("organisation.legal_form", "asbl")]);
        app.get(&case).await.is(200);
        tried(&app, &format!("case:net:{}", secret::hash("127.0.0.1")), Limit { window_s: QUARTER, most: 299 }).await;
        let refused = app.get(&case).await.is(429);
        waits(&refused, 900);
        says(&refused.html(), &["Trop de demandes en peu de temps."]);
        app.get(&urls::letter_pdf()).await.is(429);
        let asked = app.request(Method::POST, "/api/v1/financing").json(&serde_json::json!({}));
        Answer::to(asked).await.problem(429, "too-many-requests");
        app.get(&urls::simulator()).await.is(200);
        known.get(&case).await.is(200);
        app.app.clock.advance(QUARTER);
        app.get(&case).await.is(200);
    }

    async fn invitations_are_counted_by_who_sends_them_and_by_whom_they_reach(test) {
        let app = TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let anne = manager_of(&app, &home, "anne@example.be").await;
        let luc = manager_of(&app, &home, "luc@example.be").await;
        let invite = async |by: &Person<'_>, email: &str| {
            let form = [("role", "manager"), ("email", email), ("scope", "all")];
            by.post(&urls::access_invite(&home), &form).await
        };
        for _ in 0..10 {
            invite(&anne, "max@example.be").await.is(200);
        }
        for by in [&anne, &luc] {
            waits(&invite(by, " MAX@example.be").await.is(429), 24 * 3600);
        }
        invite(&anne, "zoe@example.be").await.is(200);
        tried(&app, &format!("invite:account:{}", luc.account), Limit { window_s: HOUR, most: 59 }).await;
        invite(&luc, "eva@example.be").await.is(429);
        invite(&anne, "eva@example.be").await.is(200);
    }
}
