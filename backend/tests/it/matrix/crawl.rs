//! Everything a page shows leads somewhere for whoever is shown it: followed link by link, as each role.
//!
//! A form is sent without its token: behind an open door it is refused as stale (403), a closed door says 404. Nothing is
//! changed by it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use eclaireur::router::site;
use reqwest::Method;

use super::estate::land;
use super::people::{Comes, everybody};
use crate::support::{Answer, TestApp, TestDatabase};

/// Addresses that are followed, at most.
const MOST: usize = 600;
/// Addresses of one line of the router that are followed, at most.
const MOST_OF_ONE: usize = 6;

/// Addresses in a page by the attribute that names them.
fn shown(html: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut links, mut forms) = (BTreeSet::new(), BTreeSet::new());
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            Some(rest.split('"').next()?.replace("&#38;", "&").replace("&amp;", "&"))
        };
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match name {
            "form" if attribute("method").as_deref() == Some("get") => links.extend(attribute("action")),
            "form" => forms.extend(attribute("action")),
            "button" => forms.extend(attribute("formaction")),
            _ => links.extend(["href", "src", "data"].into_iter().filter_map(attribute)),
        }
    }
    let ours = |all: BTreeSet<String>| all.into_iter().filter(|a| a.starts_with('/')).collect();
    (ours(links), ours(forms))
}

/// The line of the router that an address belongs to.
fn pattern<'p>(patterns: &BTreeSet<&'p str>, address: &str) -> Option<&'p str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let literal = |pattern: &str| pattern.split('/').filter(|part| !part.starts_with('{')).count();
    let fits = |pattern: &&&str| {
        let wanted: Vec<&str> = pattern.split('/').collect();
        wanted.len() == parts.len()
            && wanted.iter().zip(&parts).all(|(w, p)| if w.starts_with('{') { !p.is_empty() } else { w == p })
    };
    patterns.iter().filter(fits).max_by_key(|pattern| literal(pattern)).copied()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_shown_may_be_done() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let land = land(&app).await;
    let doors = site(&app.app).doors().to_vec();
    let patterns: BTreeSet<&str> = doors.iter().map(|door| door.path).collect();
    let mut wrong = Vec::new();
    let mut told = String::new();
    for walker in everybody(&app, &land).await {
        if matches!(walker.comes, Comes::Token(..)) {
            continue;
        }
        let (mut seen, mut tried) = (BTreeSet::new(), BTreeSet::new());
        let mut of_pattern: BTreeMap<&str, usize> = BTreeMap::new();
        let mut next: VecDeque<(String, String)> =
            VecDeque::from([("/".to_owned(), "the beginning".to_owned())]);
        while let Some((address, from)) = next.pop_front() {
            let address = address.split('#').next().unwrap_or_default().to_owned();
            if seen.len() >= MOST || !seen.insert(address.clone()) {
                continue;
            }
            let Some(line) = pattern(&patterns, &address) else {
                wrong.push(format!("{}: {address} on {from} is no address of ours", walker.what));
                continue;
            };
            let times = of_pattern.entry(line).or_default();
            *times += 1;
            if *times > MOST_OF_ONE {
                continue;
            }
            let answer = Answer::to(walker.request(Method::GET, &address)).await;
            let to = answer.location();
            match answer.status {
                200 => {}
                303 if to.starts_with('/') && !to.starts_with("/connexion") => {
                    next.push_back((to, from.clone()))
                }
                status => {
                    wrong.push(format!("{}: {address} on {from} answers {status} {to}", walker.what));
                    continue;
                }
            }
            if !answer.header("content-type").starts_with("text/html") {
                continue;
            }
            let (links, forms) = shown(&answer.text());
            next.extend(links.into_iter().map(|link| (link, address.clone())));
            for form in forms {
                let Some(line) = pattern(&patterns, &form) else {
                    wrong.push(format!("{}: the form {form} on {address} goes nowhere", walker.what));
                    continue;
                };
                if !doors.iter().any(|door| door.path == line && door.method == "POST") {
                    wrong.push(format!("{}: the form {form} on {address} is not posted there", walker.what));
                }
                // One's own forms leave one where one is; anybody's have no token to lack.
                if matches!(walker.comes, Comes::Plain(_)) || !tried.insert(form.clone()) {
                    continue;
                }
                let request = walker.request(Method::POST, &form).body("csrf=none");
                let request = request.header("content-type", "application/x-www-form-urlencoded");
                let status = Answer::to(request).await.status;
                if status != 403 {
                    wrong.push(format!("{}: the form {form} on {address} answers {status}", walker.what));
                }
            }
        }
        told += &format!("{}: {} addresses, {} forms\n", walker.what, seen.len(), tried.len());
        assert!(seen.len() > 5, "{}: {seen:?}", walker.what);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}\n{told}", wrong.len(), wrong.join("\n"));
    println!("{told}");
    test.remove().await;
}
