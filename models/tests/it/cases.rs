//! The cases of `fixtures/cases`: what somebody tells of a project, judged as the command line judges a file, and what comes
//! out of it.

use std::collections::BTreeMap;

use eclaireur_models::catalog::{Catalog, Given};
use eclaireur_models::financing::plan::codes::{HYPOTHESES, WARNINGS};
use eclaireur_models::financing::{Case, Financing, SchemeAnswer, assess};
use serde::Deserialize;
use toml::Value;

use crate::folders;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    base: BTreeMap<String, toml::Table>,
    case: Vec<OneCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneCase {
    name: String,
    #[serde(rename = "origin")]
    _origin: String,
    base: String,
    on: Option<Value>,
    #[serde(default)]
    tell: toml::Table,
    #[serde(default)]
    forget: Vec<String>,
    work: Option<Vec<Value>>,
    source: Option<Vec<Value>>,
    #[serde(default)]
    expect: BTreeMap<String, Expect>,
    plan: Option<PlanExpect>,
}

/// What is said of the plan: by path, `years.0.net`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanExpect {
    #[serde(default)]
    is: BTreeMap<String, Value>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    warnings: Vec<String>,
    #[serde(default)]
    no_warnings: Vec<String>,
    #[serde(default)]
    hypotheses: Vec<String>,
    #[serde(default)]
    missing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    verdict: Option<String>,
    total: Option<String>,
    certainty: Option<String>,
    before_cap: Option<String>,
    advance: Option<String>,
    balance: Option<String>,
    #[serde(default)]
    warnings: Vec<String>,
    #[serde(default)]
    conditions: BTreeMap<String, String>,
    #[serde(default)]
    settled_by: BTreeMap<String, String>,
    #[serde(default)]
    missing: BTreeMap<String, String>,
    #[serde(default)]
    hypotheses: BTreeMap<String, String>,
    #[serde(default)]
    never: Vec<String>,
}

/// The text of a case as somebody would have written it.
fn written(case: &OneCase, bases: &BTreeMap<String, toml::Table>) -> String {
    let mut text = bases.get(&case.base).cloned().unwrap_or_default();
    assert!(!text.is_empty(), "{}: no base {}", case.name, case.base);
    let split = |code: &str| code.split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    for code in &case.forget {
        let (table, key) = split(code);
        let gone = text.get_mut(&table).and_then(Value::as_table_mut).and_then(|t| t.remove(&key));
        assert!(gone.is_some(), "{}: the base does not tell {code}", case.name);
    }
    for (code, value) in &case.tell {
        let (table, key) = split(code);
        let table = text.entry(table).or_insert_with(|| Value::Table(toml::Table::new()));
        table.as_table_mut().unwrap().insert(key, value.clone());
    }
    if let Some(on) = &case.on {
        text.insert("on".to_owned(), on.clone());
    }
    if let Some(work) = &case.work {
        text.insert("work".to_owned(), Value::Array(work.clone()));
    }
    if let Some(source) = &case.source {
        text.insert("source".to_owned(), Value::Array(source.clone()));
    }
    toml::to_string(&text).unwrap()
}

fn check(name: &str, answer: &SchemeAnswer, expect: &Expect) {
    let json = serde_json::to_value(answer).unwrap();
    let code = &answer.code;
    let is = |key: &str, value: &serde_json::Value, expect: &Option<String>| {
        if let Some(expect) = expect {
            assert_eq!(value, expect, "{name} · {code} · {key}: {json:#}");
        }
    };
    is("verdict", &json["verdict"], &expect.verdict);
    is("total", &json["total"], &expect.total);
    is("certainty", &json["certainty"], &expect.certainty);
    is("before_cap", &json["amounts"][0]["before_cap"], &expect.before_cap);
    is("advance", &json["payment"]["advance"], &expect.advance);
    is("balance", &json["payment"]["balance"], &expect.balance);
    let condition = |wanted: &str| {
        let of = |key: &str| answer.conditions.iter().find(|a| a.code == key);
        assert!(of(wanted).is_some(), "{name} · {code}: no condition {wanted}");
        of(wanted).unwrap()
    };
    for (wanted, expect) in &expect.conditions {
        let said = serde_json::to_value(condition(wanted).answer).unwrap();
        assert_eq!(&said, expect, "{name} · {code} · {wanted}");
    }
    for (wanted, expect) in &expect.settled_by {
        assert_eq!(condition(wanted).settled_by.as_ref(), Some(expect), "{name} · {code} · {wanted}");
    }
    for (wanted, expect) in &expect.missing {
        assert_eq!(condition(wanted).missing_fact.as_ref(), Some(expect), "{name} · {code} · {wanted}");
    }
    for warning in &expect.warnings {
        assert!(answer.warnings.contains(warning), "{name} · {code}: no {warning} in {:?}", answer.warnings);
    }
    for (hypothesis, expect) in &expect.hypotheses {
        let all = answer.amounts.iter().flat_map(|a| &a.hypotheses);
        let said = all.clone().find(|h| h.code == *hypothesis).map(|h| h.amount.to_string());
        assert_eq!(said.as_ref(), Some(expect), "{name} · {code} · {hypothesis}");
    }
    for never in &expect.never {
        assert_ne!(json["total"], *never, "{name} · {code}");
    }
}

/// Every fault of a plan, so that one run tells them all.
fn faults_of_plan(name: &str, all: &Financing, expect: &PlanExpect) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |is_so: bool, what: String| {
        if !is_so {
            faults.push(format!("{name} · {what}"));
        }
    };
    must(all.missing == expect.missing, format!("lacks {:?}", all.missing));
    must(all.plan.is_none() != expect.missing.is_empty(), "a plan where nothing lacks".to_owned());
    let json = serde_json::to_value(&all.plan).unwrap();
    let at = |path: &str| json.pointer(&format!("/{}", path.replace('.', "/"))).cloned().unwrap_or_default();
    for (path, expect) in &expect.is {
        let found = at(path);
        let same = match expect {
            Value::String(text) => found == *text,
            number => found.as_f64().is_some() && found.as_f64() == number.to_string().parse().ok(),
        };
        must(same, format!("{path}: {found}, not {expect}"));
    }
    for path in &expect.absent {
        must(at(path).is_null(), format!("{path}: {}", at(path)));
    }
    if let Some(plan) = &all.plan {
        let warns = |code: &String| plan.warnings.contains(&code.as_str());
        let assumes = |code: &String| plan.hypotheses.contains(&code.as_str());
        must(expect.warnings.iter().all(warns), format!("warns of {:?}", plan.warnings));
        must(!expect.no_warnings.iter().any(warns), format!("warns of {:?}", plan.warnings));
        must(expect.hypotheses.iter().all(assumes), format!("assumes {:?}", plan.hypotheses));
        must(plan.warnings.iter().all(|w| WARNINGS.contains(w)), format!("codes of {:?}", plan.warnings));
        must(
            plan.hypotheses.iter().all(|h| HYPOTHESES.contains(h)),
            format!("codes of {:?}", plan.hypotheses),
        );
    }
    faults
}

#[test]
fn cases_come_out_as_computed_by_hand() {
    let catalog = Catalog::embedded().unwrap_or_else(|p| panic!("{p:#?}"));
    let (mut walked, mut faults) = (0, Vec::new());
    for entry in std::fs::read_dir(folders::workspace().join("fixtures/cases")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        // Cases of climate have a test of their own.
        let is_mine = text.contains("\n[[case]]\n");
        if !is_mine {
            continue;
        }
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &file.case {
            let text = written(case, &file.base);
            let read = Case::read(&text, &catalog).unwrap_or_else(|e| panic!("{}: {e}", case.name));
            let json = serde_json::to_string(&json_of(&text)).unwrap();
            assert_eq!(Case::read(&json, &catalog).as_ref(), Ok(&read), "{}: JSON says the same", case.name);
            let all = assess(&read, &catalog, "2026-11-21".parse().unwrap());
            for (code, expect) in &case.expect {
                let answer = all.schemes.iter().find(|s| s.code == *code);
                check(&case.name, answer.unwrap_or_else(|| panic!("no scheme {code}")), expect);
            }
            if let Some(expect) = &case.plan {
                faults.extend(faults_of_plan(&case.name, &all, expect));
            }
            walked += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(walked > 80, "{walked} cases");
}

/// The same case as JSON: days become text.
fn json_of(text: &str) -> serde_json::Value {
    fn of(given: &Given) -> serde_json::Value {
        match given {
            Given::Text(text) => text.clone().into(),
            Given::Number(number) => serde_json::from_str(&number.to_string()).unwrap(),
            Given::YesNo(yes) => (*yes).into(),
            Given::Day(day) => day.to_string().into(),
            Given::Table(table) => {
                serde_json::Value::Object(table.iter().map(|(k, v)| (k.clone(), of(v))).collect())
            }
            Given::List(all) => all.iter().map(of).collect(),
        }
    }
    of(&Given::read(text).unwrap())
}
