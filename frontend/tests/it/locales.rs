//! Sentences: every code has one, every key exists and is used, and none speaks as it should not.

use std::collections::BTreeSet;

use eclaireur_frontend::forms::{Problem, ProblemCode};
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_frontend::pages::glossary::TERMS;
use eclaireur_frontend::{
    Flash, alerts, baseline, charts, figures, findings, measures, norms, packages, pages, plan, scenarios,
    schemes, text, words,
};
use eclaireur_models::baseline::acceptance::{Criterion, Remedy};
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::Lang;
use fluent_bundle::FluentResource;
use include_dir::{Dir, DirEntry, include_dir};

static SOURCE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src");
static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

fn files(dir: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => found.extend(files(inner)),
            DirEntry::File(file) => {
                found.push((file.path().to_str().unwrap(), file.contents_utf8().unwrap()));
            }
        }
    }
    found
}

fn asked_by_code() -> Vec<String> {
    let mut keys = words::keys();
    keys.extend(figures::keys());
    keys.extend(alerts::keys());
    keys.extend(charts::keys());
    keys.extend(measures::keys());
    keys.extend(norms::keys());
    keys.extend(packages::keys());
    keys.extend(pages::keys());
    keys.extend(schemes::keys());
    keys.extend(plan::keys());
    keys.extend(scenarios::keys());
    for code in Code::ALL {
        keys.push(format!("finding-{}", code.code()));
        keys.push(format!("finding-{}-title", code.code()));
    }
    keys.extend(ProblemCode::ALL.iter().map(|p| format!("problem-{}", p.code())));
    keys.extend(ErrorKind::keys());
    for term in TERMS {
        keys.push(format!("glossary-{term}"));
        keys.push(format!("glossary-{term}-means"));
    }
    keys.extend(Flash::CODES.iter().map(|code| format!("flash-{code}")));
    keys.extend(Criterion::ALL.iter().map(|c| format!("criterion-{}", c.code())));
    keys.extend(Remedy::ALL.iter().map(|r| format!("remedy-{}", r.code())));
    for month in 1..=12 {
        keys.push(format!("month-{month}"));
        keys.push(format!("month-short-{month}"));
    }
    keys
}

/// Words between quotes that stand where a key is asked for.
fn asked_in(source: &str) -> BTreeSet<&str> {
    let mut keys = BTreeSet::new();
    for call in
        [".t(\"", ".frame(\"", "Say::new(lang, \"", "Say::new(self.lang, \"", "head(\"", " t(\"", "lack(\""]
    {
        for (at, _) in source.match_indices(call) {
            keys.extend(source[at + call.len()..].split('"').next());
        }
    }
    for (at, _) in source.match_indices(".either(") {
        let call = source[at..].split(')').next().unwrap_or_default();
        let after = &source[at..at + call.len()];
        keys.extend(after.split('"').skip(1).step_by(2));
        let rest = source[at..].split("}}").next().unwrap_or_default();
        keys.extend(rest.split('"').skip(1).step_by(2));
    }
    keys
}

#[test]
fn every_file_is_well_formed_and_no_key_stands_twice() {
    for lang in Lang::ALL {
        for (name, source) in text::files(lang) {
            let faults = FluentResource::try_new(source.to_owned()).err().map(|(_, faults)| faults);
            assert!(faults.is_none(), "{lang:?}/{name}: {faults:?}");
        }
        for (key, times) in text::keys(lang) {
            assert_eq!(times, 1, "{lang:?}: {key}");
        }
    }
}

#[test]
fn every_code_has_french_words() {
    for key in asked_by_code() {
        assert!(text::exists(&key), "no French for {key}");
    }
}

#[test]
fn every_key_asked_for_exists() {
    for (name, source) in files(&SOURCE).into_iter().chain(files(&TEMPLATES)) {
        for key in asked_in(source) {
            assert!(text::exists(key), "{name} asks for {key}, which has no French");
        }
    }
}

#[test]
fn every_sentence_is_used() {
    let by_code: BTreeSet<String> = asked_by_code().into_iter().collect();
    let all: Vec<_> = files(&SOURCE).into_iter().chain(files(&TEMPLATES)).collect();
    for key in text::keys(Lang::Fr).into_keys() {
        let quoted = format!("\"{key}\"");
        assert!(by_code.contains(&key) || all.iter().any(|(_, s)| s.contains(&quoted)), "nobody says {key}");
    }
}

#[test]
fn other_languages_say_nothing_that_french_does_not() {
    let french = text::keys(Lang::Fr);
    for lang in Lang::ALL {
        for key in text::keys(lang).into_keys() {
            assert!(french.contains_key(&key), "{lang:?}: {key}");
        }
        assert!(!text::complete(lang) || text::lacking(lang).is_empty(), "{lang:?} is not complete");
        let lacking = text::lacking(lang);
        assert!(!lacking.iter().any(|k| k.starts_with("frame-")), "{lang:?}: the frame lacks {lacking:?}");
    }
}

/// A finding with every fact that a sentence may use.
fn full(code: Code) -> Finding {
    let finding = Finding::new(code).row(14).column("Index").value("12,3456").proposal("1 234,56");
    findings::FACTS.iter().fold(finding, |finding, name| {
        let value = match *name {
            "from" | "to" | "day" => "2025-03-01",
            "carrier" => "natural_gas",
            "unit" => "m3",
            "of" => "bad-date",
            "looks_like" => "table",
            "rule" => "month-of-last-day",
            _ => "12",
        };
        finding.with(name, value)
    })
}

#[test]
fn findings_speak_whether_they_know_much_or_little() {
    for code in Code::ALL {
        for finding in [Finding::new(*code), full(*code)] {
            let sentence = findings::sentence(Lang::Fr, &finding);
            for fault in ["none", "{", "}", "[", "$"] {
                assert!(!sentence.contains(fault), "{}: {sentence}", code.code());
            }
            assert!(sentence.ends_with(['.', '?']), "{}: {sentence}", code.code());
        }
        let placed = findings::sentence(Lang::Fr, &full(*code));
        assert!(
            placed.starts_with("Ligne 14, colonne «\u{a0}Index\u{a0}», feuille «\u{a0}12\u{a0}»\u{a0}: "),
            "{placed}"
        );
    }
}

#[test]
fn the_sentences_of_the_interface_page_come_out_as_written() {
    let html = Finding::new(Code::NotMeterData).with("looks_like", "html");
    assert_eq!(
        findings::sentence(Lang::Fr, &html).replace('\u{a0}', " "),
        "Ce fichier est une page web enregistrée (HTML), pas un tableau. Sur le portail, choisissez « Exporter en CSV »."
    );
    let comma = Finding::new(Code::Implausible)
        .row(14)
        .column("Index")
        .value("12,3456")
        .proposal("1 234,56")
        .with("than", "month")
        .with("factor", 12);
    assert_eq!(
        findings::sentence(Lang::Fr, &comma).replace('\u{a0}', " "),
        "Ligne 14, colonne « Index » : « 12,3456 » est 12 fois plus que le mois passé. Vouliez-vous 1 234,56 ?"
    );
}

#[test]
fn a_baseline_that_lacks_something_says_what_to_bring_and_refuses_nobody() {
    let criteria = Criterion::ALL.iter().map(|c| baseline::criterion(Lang::Fr, *c));
    let remedies = Remedy::ALL.iter().map(|r| baseline::remedy(Lang::Fr, *r));
    let without = [baseline::no_data(Lang::Fr), baseline::no_model(Lang::Fr)];
    for sentence in criteria.chain(remedies).chain(without) {
        assert!(sentence.ends_with('.') && sentence.chars().count() > 20, "{sentence}");
        for fault in ["rejet", "refus", "échou", "criterion-", "remedy-", "{"] {
            assert!(!sentence.contains(fault), "{sentence}");
        }
    }
}

#[test]
fn problems_say_what_to_do() {
    for code in ProblemCode::ALL {
        let facts = [
            "max",
            "min",
            "value",
            "thousands",
            "decimals",
            "expected",
            "last",
            "on",
            "accepted",
            "meter",
            "lowest",
            "highest",
            "digits",
            "sum",
            "place",
            "step",
            "day",
            "name",
            "members",
        ];
        let problem = facts.into_iter().fold(Problem::new(*code), |p, name| p.with(name, "12"));
        let sentence = problem.sentence(Lang::Fr);
        assert!(
            sentence.ends_with('.') && !sentence.contains(['{', '$', '[']),
            "{}: {sentence}",
            code.code()
        );
    }
}

#[test]
fn nobody_is_addressed_as_tu_blamed_or_shouted_at_and_france_stays_in_france() {
    const NEVER: [&str; 33] = [
        "fioul",
        "ehpad",
        "esat",
        "siret",
        "linky",
        "pdl",
        "enedis",
        "dpe",
        "cee",
        "maprimerénov",
        "mairie",
        "baseline",
        "offtake",
        "upload",
        "owner",
        "oups",
        "tu",
        "toi",
        "ton",
        "ta",
        "tes",
        "ok",
        "email",
        "login",
        "user",
        "dashboard",
        "audit réglementaire",
        "décret tertiaire",
        "loi 1901",
        "maître d’œuvre",
        "erreur inconnue",
        "soixante-dix",
        "quatre-vingt",
    ];
    for (name, source) in text::files(Lang::Fr) {
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            let words = line.split_once(" = ").map_or(line, |(_, words)| words).to_lowercase();
            let bare: String = words
                .chars()
                .map(|c| if c.is_alphanumeric() || "’-".contains(c) { c } else { ' ' })
                .collect();
            let spaced = format!(" {} ", bare.split_whitespace().collect::<Vec<_>>().join(" "));
            for never in NEVER {
                assert!(!spaced.contains(&format!(" {never} ")), "{name} says {never}: {line}");
            }
            assert!(!words.contains('!'), "{name} shouts: {line}");
            assert!(!words.contains('\''), "{name}: a straight apostrophe: {line}");
        }
    }
}

#[test]
fn templates_hold_no_words() {
    for (name, source) in files(&TEMPLATES) {
        if std::path::Path::new(name).extension().is_some_and(|e| e == "typ") {
            only_codes_in_quotes(name, source);
            continue;
        }
        let mut rest = source;
        let mut bare = String::new();
        while let Some(at) = rest.find(['{', '<']) {
            bare.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = match rest.get(..2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => "#}",
                _ => ">",
            };
            // An expression inside a tag may hold a sign that ends tags.
            let skip = if end == ">" { end_of_tag(rest) } else { rest.find(end).unwrap() + 2 };
            rest = &rest[skip..];
        }
        bare.push_str(rest);
        let words = bare.replace("Éclaireur", "");
        assert!(!words.chars().any(char::is_alphabetic), "{name} speaks: {}", words.trim());
    }
}

/// A report's template is a program: what it prints stands in quotes or square brackets.
fn only_codes_in_quotes(name: &str, source: &str) {
    for line in source.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for quoted in line.split('"').skip(1).step_by(2).filter(|q| *q != "Eclaireur Sans") {
            let code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-#/ ".contains(c);
            let letters = quoted.contains(' ') && quoted.contains(char::is_alphabetic);
            assert!(quoted.chars().all(code) && !letters, "{name} speaks: {quoted}");
        }
        // In brackets everything begins with a number sign, but for punctuation.
        let bare = line
            .trim()
            .split(' ')
            .find(|word| word.starts_with(char::is_uppercase) && !word.contains(['"', '(', '.', '#']));
        assert!(bare.is_none() || line.contains("Eclaireur Sans"), "{name} speaks: {line}");
        assert!(line.is_ascii(), "{name} speaks: {line}");
    }
}

fn end_of_tag(source: &str) -> usize {
    let mut at = 0;
    while let Some(next) = source[at..].find(['{', '>']) {
        at += next;
        if source[at..].starts_with("{{") {
            at += source[at..].find("}}").unwrap() + 2;
        } else if source[at..].starts_with("{%") {
            at += source[at..].find("%}").unwrap() + 2;
        } else if source[at..].starts_with('>') {
            return at + 1;
        } else {
            at += 1;
        }
    }
    source.len()
}
