//! Every address × every role × own, foreign and missing: what is closed answers as if it did not exist.
//!
//! The lines come from `router::site`, so that none can be left out; the table that a person reviews is the snapshot
//! beside this file. A new address shows there as a new line.

mod attacks;
mod crawl;
mod estate;
mod names;
mod people;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use eclaireur::doors::{Door, On};
use eclaireur::router::site;
use eclaireur_frontend::urls::pattern;
use eclaireur_models::access::{Action, Subject};
use reqwest::Method;

use crate::support::{Answer, TestApp, TestDatabase, on_both};
use estate::{Land, MISSING, Which, land};
use people::{Walker, everybody};

/// Lines whose own object is not in the estate: the door opens and the thing behind it is missing.
const NOT_THERE: [&str; 37] = [
    // The second building has no audit.
    "GET /batiments/{b}/carnet/carnet.pdf",
    // Of so few members nothing is drawn.
    "GET /federations/{f}/scenarios/{o}/{n}/graphiques/{c}",
    "GET /federations/{f}/secteur/graphiques/{c}",
    "POST /compte/sessions",
    "POST /organisations/{o}/acces/cles/revoquer",
    "POST /organisations/{o}/acces/partages/revoquer",
    "POST /batiments/{b}/partager",
    "GET /administration/comptes/{a}",
    "POST /administration/comptes/{a}",
    "GET /compte/adresse/{s}",
    "POST /compte/adresse/{s}",
    "GET /federations/{f}/membres/{o}",
    "GET /fiches/{s}",
    "POST /fiches/{s}",
    "POST /organisations/{o}/federations",
    "GET /batiments/{b}/autoconsommation.csv",
    "GET /batiments/{b}/autoconsommation.xlsx",
    "GET /batiments/{b}/financer/{p}/reponse",
    "GET /imports/{i}/facture",
    "GET /imports/{i}/annote",
    "GET /imports/{i}/fichier",
    "GET /imports/{i}/colonnes",
    "POST /imports/{i}/colonnes",
    "POST /imports/{i}/liste",
    "POST /imports/{i}/importer-a-nouveau",
    "GET /batiments/{b}/pieces/{p}",
    "POST /organisations/{o}/colonnes/{m}/oublier",
    "POST /organisations/{o}/colonnes/{m}/retenir",
    "GET /batiments/{b}/compteurs/{m}/releves/corriger",
    "POST /batiments/{b}/compteurs/{m}/releves/corriger",
    "GET /assets/{hash}/{name}",
    "DELETE /api/v1/imports/{i}",
    "GET /api/v1/imports/{i}/file",
    "DELETE /api/v1/buildings/{b}/alerts/{id}",
    "DELETE /api/v1/buildings/{b}/facts/{id}",
    "DELETE /api/v1/buildings/{b}/prices/{id}",
    "DELETE /api/v1/buildings/{b}/events/{id}",
];

fn line(door: &Door) -> String {
    format!("{} {}", door.method, door.path)
}

/// What the rule is asked about an object; none of one that is missing.
fn subject(land: &Land, on: On, which: Which, path: &str) -> Option<Subject> {
    if on == On::Service {
        return Some(Subject::Service);
    }
    let federation = match which {
        Which::Own | Which::Beside | Which::Helped => land.federation.0.get(),
        // Somebody else's: no reviewer here has it.
        Which::Foreign => -1,
        Which::Missing => return None,
    };
    let estate = land.estate(which)?;
    let (organisation, asks_help) = (estate.id.get(), which == Which::Helped);
    let whole = Subject::Organisation { organisation, asks_help };
    let building = estate.buildings[usize::from(which == Which::Beside)].0.get();
    let listed = ["/batiments", "/liste-"].iter().any(|word| path.contains(word));
    Some(match on {
        On::Organisation | On::Whole => whole,
        On::Import if listed => whole,
        On::Building | On::Import | On::Meter | On::Share => {
            Subject::Buildings { organisation, buildings: vec![building], asks_help }
        }
        On::Sending => {
            let first = estate.buildings[0].0.get();
            Subject::Buildings { organisation, buildings: vec![first], asks_help }
        }
        On::Federation => Subject::Federation { federation },
        On::Member => Subject::Member { federation, organisation, consents: false },
        On::Service => Subject::Service,
    })
}

async fn ask(walker: &Walker<'_>, door: &Door, path: &str) -> Answer {
    let method: Method = door.method.parse().unwrap();
    let request = walker.request(method.clone(), path);
    if method == Method::POST {
        let body = format!("csrf={}", walker.csrf());
        return Answer::to(request.header("content-type", "application/x-www-form-urlencoded").body(body))
            .await;
    }
    Answer::to(request).await
}

/// What everybody sees of a closed door: nothing of the request but its own reference.
fn face(answer: &Answer) -> (u16, String, String) {
    let reference = answer.header("x-request-id").to_owned();
    let body = answer.text().replace(&reference, "REFERENCE");
    (answer.status, answer.header("content-type").to_owned(), body)
}

/// Whether the door let somebody through, as far as an answer tells: neither sent to sign in nor away.
fn is_closed(answer: &Answer) -> bool {
    match answer.status {
        303 => answer.location().starts_with("/connexion"),
        401 | 404 => true,
        _ => false,
    }
}

/// Reading first; what throws something away last.
fn rank(door: &Door) -> u8 {
    let last = ["annuler", "abandonner", "archiver", "restaurer", "retirer", "effacer"];
    match door.method {
        "GET" => 0,
        "POST" if last.iter().any(|word| door.path.ends_with(word)) => 2,
        "POST" => 1,
        _ => 3,
    }
}

struct Walk<'a> {
    land: &'a Land,
    wrong: Vec<String>,
    marks: BTreeMap<String, BTreeMap<&'static str, &'static str>>,
}

impl Walk<'_> {
    /// One line, one person: every object.
    async fn through(&mut self, walker: &Walker<'_>, door: &Door) {
        let on = door.need.on;
        let whiches: &[Which] = if on == On::Service {
            &[Which::Own]
        } else {
            &[Which::Own, Which::Beside, Which::Helped, Which::Foreign, Which::Missing]
        };
        let mut closed: Option<(u16, String, String)> = None;
        let (mut opened, mut beside) = (Vec::new(), false);
        for which in whiches {
            let Some(path) = self.land.address(door.path, *which) else { return };
            // A sending belongs to the first building alone; federations have no second one.
            if *which == Which::Beside
                && matches!(on, On::Sending | On::Federation | On::Member | On::Organisation)
            {
                continue;
            }
            beside |= *which == Which::Beside;
            let subject = subject(self.land, on, *which, door.path);
            let may = subject.is_some_and(|subject| walker.may(door.need.action, &subject));
            // What changes something is done once, to one's own.
            let unsafe_elsewhere = door.method != "GET" && may && opened.len() == 1;
            if unsafe_elsewhere {
                opened.push(*which);
                continue;
            }
            let answer = ask(walker, door, &path).await;
            let said = format!("{} {} as {}: {}", door.method, path, walker.what, answer.status);
            if answer.status >= 500 {
                self.wrong.push(format!("{said}, broken: {}", answer.text()));
            }
            if may {
                opened.push(*which);
                // The meter, the project and the readings are the first building's; no sheet with a code was ever made,
                // and what is for everybody may ask for a secret that nobody has.
                let elsewhere = ["/qr/", "/droits/"].iter().any(|of| door.path.contains(of))
                    || door.need.action == Action::Look
                    || *which == Which::Beside
                        && ["{m}", "{p}", "{f}", "mois.svg"].iter().any(|of| door.path.contains(of));
                if is_closed(&answer) && !elsewhere && !NOT_THERE.contains(&line(door).as_str()) {
                    self.wrong.push(format!("{said}, though it is theirs"));
                }
                continue;
            }
            if !is_closed(&answer) {
                self.wrong.push(format!("{said}, though it is closed ({which:?})"));
                continue;
            }
            let mut face = face(&answer);
            if answer.status == 303 {
                face.2 = String::new();
            }
            match &closed {
                None => closed = Some(face),
                Some(first) if *first != face => {
                    self.wrong.push(format!("{said}: another answer than before ({which:?})"));
                }
                Some(_) => {}
            }
        }
        let opens = |which| opened.contains(&which);
        let mark = match (opens(Which::Own), opens(Which::Helped)) {
            (true, _) if beside && !opens(Which::Beside) => "1st",
            (true, _) => "x",
            (false, true) => "help",
            (false, false) => "·",
        };
        self.marks.entry(line(door)).or_default().insert(walker.column, mark);
    }
}

on_both! {
    async fn every_address_opens_to_whom_it_says_and_to_nobody_else(test) {
        walked(test).await;
    }
}

async fn walked(test: &TestDatabase) {
    let app = TestApp::start(test).await;
    let land = land(&app).await;
    let mut doors = site(&app.app).doors().to_vec();
    doors.sort_by_key(rank);
    let walkers = everybody(&app, &land).await;
    let mut walk = Walk { land: &land, wrong: Vec::new(), marks: BTreeMap::new() };
    for rank_of in 0..=3 {
        for walker in &walkers {
            for door in doors.iter().filter(|door| rank(door) == rank_of) {
                let ends = door.need.action == Action::Own || door.path == pattern::SIGN_OUT;
                if ends && door.method != "GET" {
                    // One's own account: not the one that walks on.
                    let people::Comes::Session(_) = &walker.comes else { continue };
                    let again = again(&app, walker).await;
                    walk.through(&again, door).await;
                } else {
                    walk.through(walker, door).await;
                }
            }
        }
    }
    assert!(walk.wrong.is_empty(), "{} wrong:\n{}", walk.wrong.len(), walk.wrong.join("\n"));
    insta::assert_snapshot!("every-address", table(&walk, &doors, &walkers));
}

/// The same role, as another person.
async fn again<'a>(app: &'a TestApp, walker: &Walker<'_>) -> Walker<'a> {
    let comes = people::Comes::Session(Box::new(app.signed_in_with(walker.who.grants()).await));
    Walker { column: walker.column, what: walker.what, who: walker.who.clone(), comes }
}

/// As a person reads it: what an address asks, and whom it lets through.
fn table(walk: &Walk<'_>, doors: &[Door], walkers: &[Walker<'_>]) -> String {
    let mut text = String::from(
        "x opens, · does not, 1st: of the first building alone, help: of organisations that ask for it\n",
    );
    for walker in walkers {
        let _ = writeln!(text, "{:<5} {}", walker.column, walker.what);
    }
    let mut lines: Vec<&Door> = doors.iter().collect();
    lines.sort_by_key(|door| (door.path, door.method));
    let cells = |marks: Vec<&str>| {
        marks.into_iter().fold(String::new(), |mut line, mark| {
            let _ = write!(line, "{mark:<5}");
            line
        })
    };
    let heads = cells(walkers.iter().map(|walker| walker.column).collect());
    let _ = writeln!(text, "\n{:<7}{:<62}{:<24}{heads}", "", "", "");
    for door in lines {
        let asks = format!("{} {:?}", door.need.action.code(), door.need.on).to_lowercase();
        let marks = walk.marks.get(&line(door));
        let mark = |w: &Walker<'_>| marks.and_then(|marks| marks.get(w.column)).copied().unwrap_or("?");
        let marks = cells(walkers.iter().map(mark).collect());
        let _ =
            writeln!(text, "{}", format!("{:<7}{:<62}{asks:<24}{marks}", door.method, door.path).trim_end());
    }
    text
}

#[tokio::test]
async fn an_address_of_nobody_is_nobodys() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let person = app.signed_in_with(&[]).await;
    for path in
        ["/nulle-part".to_owned(), format!("/batiments/{MISSING}/nulle-part"), "/api/v1/rien".to_owned()]
    {
        assert_eq!(app.get(&path).await.status, 404, "{path}");
        assert_eq!(person.get(&path).await.status, 404, "{path}");
    }
    test.remove().await;
}
