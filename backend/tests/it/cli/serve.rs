//! `serve`: where it listens, what it refuses, how it ends.

use reqwest::Method;

use crate::support::{Answer, Program};

use super::refused;

#[test]
fn nobody_but_this_machine_is_served() {
    let program = Program::new();
    for bind in ["0.0.0.0:0", "[::]:0", "192.0.2.1:3000"] {
        let words = [bind, "no accounts yet", "127.0.0.1"];
        refused(program.run(&["serve", "--bind", bind]), &words);
        refused(program.run_with(&[("ECLAIREUR_BIND", bind)], &["serve"]), &words);
    }
    refused(program.run(&["serve", "--bind", "partout"]), &["partout"]);
    assert!(!program.folder().join("data").exists(), "refused before anything is made");
}

#[tokio::test]
async fn it_says_where_it_is_answers_and_ends_when_asked() {
    let program = Program::new();
    let service = program.serve(&[]);
    let answer = Answer::to(service.request(Method::GET, "/readyz")).await.is(200);
    assert_eq!(answer.json()["status"], "ready");
    let said = program.run(&["serve", "--bind", service.address()]);
    refused(said, &[service.address(), "--bind 127.0.0.1:3001"]);
    // A command beside the service sees and changes the same.
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    let page = Answer::to(service.request(Method::GET, "/")).await.is(200).html();
    assert!(page.contains("Les Tilleuls"), "{page}");
    assert_eq!(service.stop(), Some(0));
    assert_eq!(program.run(&["organisation", "list"]).is(0).out, "les-tilleuls\tLes Tilleuls\n");
}
