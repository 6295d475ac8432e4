//! Every address of the site with something that does not exist in it: a page in French, never our fault.

use eclaireur_frontend::urls::{self, pattern};
use reqwest::Method;

use crate::support::{Answer, EAN, TestApp, on_both, one_day};

use super::between;

/// What somebody may put where a code or an id stands, and the statuses it may come to.
const GARBAGE: [(&str, &[u16]); 12] = [
    ("nulle-part", &[404]),
    ("0000000000000", &[404]),
    ("zzzzzzzzzzzzz", &[404]),
    ("-1", &[404]),
    ("%27%20OR%201=1--", &[404]),
    ("%3Cscript%3E", &[404]),
    ("..%2F..%2Fetc%2Fpasswd", &[404]),
    ("caf%C3%A9%20%F0%9F%98%80", &[404]),
    ("{{7*7}}", &[404]),
    ("%25s%25n", &[404]),
    ("%00", &[404]),
    ("%FF", &[400, 404]),
];

/// The addresses that the router knows only as something to send to.
const POST_ONLY: [&str; 19] = [
    pattern::AUDIT_PHOTOS,
    pattern::AUDIT_ROOFS,
    pattern::READING_SHEETS_PDF,
    pattern::READING_BILL_ATTACH,
    pattern::ORGANISATION_ARCHIVE,
    pattern::ORGANISATION_RESTORE,
    pattern::BUILDING_ARCHIVE,
    pattern::BUILDING_RESTORE,
    pattern::IMPORT_LIST_CONFIRM,
    pattern::IMPORT_AS_LIST,
    pattern::SENDING_CONFIRM,
    pattern::SENDING_DROP,
    pattern::MAPPING_FORGET,
    pattern::MAPPING_RESTORE,
    pattern::IMPORT_CONFIRM,
    pattern::IMPORT_UNDO,
    pattern::IMPORT_AGAIN,
    pattern::ACCESS_KEY_REVOKE,
    pattern::ACCESS_SHARE_REVOKE,
];

/// Names of fields, of every form.
const FIELDS: [&str; 19] = [
    "name",
    "postcode",
    "activity",
    "commune",
    "bce",
    "carrier",
    "ean",
    "serial",
    "meter",
    "date",
    "from",
    "to",
    "kind",
    "quantity",
    "index_total",
    "incl_vat",
    "valid_from",
    "heated_area_m2",
    "unit",
];

/// What somebody may type there.
const STRANGE: [&str; 8] =
    ["", "a\0b", "\u{202e}\u{feff}", "😀'\"<>&;--", "-0", "NaN", "1e400", "99999999999999999999999999999999"];

/// The pattern with each of its gaps filled, in order; the last value serves for the rest.
fn filled(pattern: &str, values: &[&str]) -> String {
    let (mut out, mut rest, mut n) = (String::new(), pattern, 0);
    while let Some((before, after)) = rest.split_once('{') {
        let (_, tail) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push_str(values[n.min(values.len() - 1)]);
        (rest, n) = (tail, n + 1);
    }
    out + rest
}

fn said_in_french(answer: &Answer, path: &str) {
    let page = answer.html();
    assert!(page.contains("<html lang=\"fr-BE\">"), "{path}: {page}");
    // A link of a mail that is not there says what to do instead.
    if answer.status == 404 && page.contains("<h1>Ce lien ne sert plus</h1>") {
        return;
    }
    let words = match answer.status {
        400 if path.starts_with("/r/") => "Rien n’a été gardé",
        404 if path.starts_with("/r/") => "Ce lien ne sert plus",
        404 => "Cette page n’existe pas ou ne vous est pas ouverte.",
        405 => "Cette adresse ne sert pas à cela.",
        _ => "Cette demande n’a pas pu être comprise.",
    };
    assert!(page.contains(words), "{path}: {page}");
    assert!(page.contains(answer.header("x-request-id")), "{path}: no reference in {page}");
}

on_both! {
    async fn what_does_not_exist_is_said_on_every_address(test) {
        let app = TestApp::start(test).await;
        let patterns = pattern::ALL.iter().filter(|p| p.contains('{'));
        for pattern in patterns {
            // Links of mails are tried so often in a quarter of an hour, no more.
            app.app.clock.advance(900);
            for (value, statuses) in GARBAGE {
                let path = filled(pattern, &[value]);
                let answer = app.get(&path).await;
                let expect: &[u16] =
                    if POST_ONLY.contains(pattern) && value != "%00" { &[405] } else { statuses };
                assert!(expect.contains(&answer.status), "GET {path}: {}", answer.text());
                // What is no link is said in a frame of its own, that leads nowhere.
                if *pattern == pattern::SHARED && answer.status == 404 && value != "%00" {
                    assert!(answer.html().contains("Ce lien ne sert plus"), "{path}");
                } else {
                    said_in_french(&answer, &path);
                }
                let answer = app.post_form(&path, &[]).await;
                assert!(matches!(answer.status, 400 | 404 | 405), "POST {path}: {}", answer.text());
                said_in_french(&answer, &path);
            }
        }
        for path in ["/nulle-part", "/batiments", "/batiments/", "/index.php", "/assets/x", "/%00", "//", "/api2"] {
            let answer = app.get(path).await.is(404);
            said_in_french(&answer, path);
        }
    }

    async fn what_belongs_to_another_building_does_not_exist(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let neighbour = app.building(&home, "Aile B").await;
        let (_, foreign) = app.home("Le Verger").await;
        let meter = app.meter(&building, &[("carrier", "electricity")]).await;
        let pdf = [("document", "a.pdf", &b"%PDF-1.7"[..])];
        let page = app.post_files(&urls::reading_bill_attach(&building), &[], &pdf).await.is(200).html();
        let document = between(&page, "name=\"attachment\" value=\"", "\"").to_owned();
        app.get(&urls::meter(&building, &meter)).await.is(200);
        app.get(&urls::attachment(&building, &document)).await.is(200);
        let theirs = [(&foreign, &meter), (&neighbour, &meter)].map(|(b, m)| urls::meter(b, m));
        for path in theirs.into_iter().chain([urls::attachment(&foreign, &document)]) {
            let answer = app.get(&path).await.is(404);
            said_in_french(&answer, &path);
        }
        for (value, _) in GARBAGE {
            for pattern in [pattern::METER, pattern::ATTACHMENT] {
                let path = filled(pattern, &[&building, value]);
                let answer = app.get(&path).await;
                assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.text());
            }
        }
        app.post_form(&urls::meter(&foreign, &meter), &[("carrier", "electricity")]).await.is(404);
    }

    async fn queries_that_nobody_would_write_are_answered(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        let of_building = [urls::building, urls::readings].map(|of| of(&building));
        let of_organisation = [urls::organisation, urls::imports].map(|of| of(&home));
        for path in of_building.into_iter().chain(of_organisation).chain([urls::home()]) {
            for query in [
                "?page=99999999999999999999", "?page=-1", "?page=", "?annee=99999", "?annee=-5&energie=charbon",
                "?annee=2024&energie=water", "?q=%25%5C_'&activite=%3Cb%3E&archives=non", "?fait=inconnu&import=%3Cb%3E",
                "?fait=import-confirmed&import=x", "?=&&&=", "?q=%FF", "?q=%00",
            ] {
                let answer = app.get(&format!("{path}{query}")).await;
                let expect = if query.contains("%00") { 400 } else { 200 };
                assert_eq!(answer.status, expect, "{path}{query}: {}", answer.text());
                assert!(!answer.html().contains("<b>"), "{path}{query}");
            }
        }
        for (path, status) in [
            (format!("{}?annee=1999", urls::months_csv(&building)), 200),
            (format!("{}?energie=charbon", urls::months_csv(&building)), 200),
            (format!("{}?annee=1999", urls::months_svg(&building)), 200),
            (format!("{}?annee=99999", urls::months_svg(&building)), 200),
        ] {
            assert_eq!(app.get(&path).await.status, status, "{path}");
        }
    }

    async fn forms_that_nobody_would_send_are_answered(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        let paths = pattern::ALL.iter().map(|p| {
            let first = if p.starts_with("/organisations/") { &home } else { &building };
            filled(p, &[first, "0000000000000"])
        });
        for path in paths {
            for value in STRANGE {
                let fields = FIELDS.map(|name| (name, value));
                let answer = app.post_form(&path, &fields).await;
                assert!(answer.status < 500, "POST {path} with {value:?}: {}", answer.text());
            }
            let answer = Answer::to(app.request(Method::PATCH, &path)).await;
            assert!(matches!(answer.status, 404 | 405), "PATCH {path}: {}", answer.text());
        }
    }
}
