//! People: how they come in, what they hold, how they leave.

use eclaireur::store::organisations;
use eclaireur_frontend::urls;
use reqwest::Method;

use crate::support::{Answer, SignedIn, TestApp, TestDatabase, adviser, manager, reviewer};

#[tokio::test]
async fn who_is_signed_in_sees_what_was_granted_and_nothing_else() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (ours, theirs) = (app.organisation("Les Tilleuls").await, app.organisation("Le Chêne").await);
    let id = organisations::by_code(app.app.db.read(), &ours).await.unwrap().unwrap().id;
    let federation = eclaireur::store::FederationId::new(1);
    let people: [(SignedIn<'_>, u16, u16); 3] = [
        (app.signed_in(manager(id)).await, 200, 200),
        (app.signed_in(adviser(id)).await, 200, 404),
        (app.signed_in_with(&[]).await, 404, 404),
    ];
    assert_eq!(reviewer(federation).code(), "reviewer");
    for (person, page, manage) in &people {
        assert_eq!(person.get(&urls::organisation(&ours)).await.status, *page);
        assert_eq!(person.get(&urls::organisation(&theirs)).await.status, 404);
        let archived = person.post_form(&urls::organisation_archive(&ours), &[]).await.status;
        assert_eq!(archived == 404, *manage == 404, "{archived}");
    }
    // A form that does not carry the token of the session is another page's.
    let request = people[0].0.request(Method::POST, &urls::building_new(&ours)).body("name=x");
    Answer::to(request.header("content-type", "application/x-www-form-urlencoded")).await.is(403);
    test.remove().await;
}
