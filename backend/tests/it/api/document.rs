//! The OpenAPI document: it names what there is, no more and no less, and what is answered is what it says.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur::api::codes::CODES;
use eclaireur::api::document::document;
use eclaireur::api::routes;
use eclaireur::doors::Door;
use eclaireur_frontend::pages::api::{GROUPS, OPERATIONS};
use jsonschema::Validator;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Program, Service, TestApp, TestDatabase};

/// Method, address and operation, of the whole document.
fn operations() -> Vec<(String, String, Value)> {
    let paths = document()["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &Value)| {
        let methods = item.as_object().expect("a path").clone();
        let named = methods.into_iter().filter(|(_, told)| told["operationId"].is_string());
        named.map(|(method, told)| (method.to_uppercase(), path.clone(), told)).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

#[test]
fn every_route_is_in_the_document_and_the_other_way_round() {
    let known: BTreeSet<(String, String)> =
        operations().into_iter().map(|(method, path, _)| (method, path)).collect();
    let routes: BTreeSet<(String, String)> =
        routes::all().iter().map(|door| (door.method.to_owned(), door.path.to_owned())).collect();
    assert_eq!(known, routes);
    assert_eq!(routes.len(), routes::all().len(), "none stands twice");
    assert_eq!(document()["openapi"], "3.1.0");
    assert_eq!(document()["info"]["version"], env!("CARGO_PKG_VERSION"));
}

#[tokio::test]
async fn every_route_is_there_with_its_method() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    for Door { method, path, .. } in routes::all() {
        let address = path.replace(['{', '}'], "");
        let answer = Answer::to(app.request(method.parse::<Method>().unwrap(), &address)).await;
        assert_ne!(answer.status, 405, "{method} {path}");
        let body = answer.bytes.first().map_or(Value::Null, |_| answer.json());
        assert!(answer.status < 500, "{method} {path}: {body}");
    }
    test.remove().await;
}

#[test]
fn every_operation_says_what_it_does_takes_and_answers() {
    let mut ids = BTreeSet::new();
    for (method, path, told) in operations() {
        let name = format!("{method} {path}");
        for key in ["summary", "description"] {
            assert!(told[key].as_str().is_some_and(|text| text.len() > 5), "{name}: no {key}");
        }
        let id = told["operationId"].as_str().unwrap().to_owned();
        assert!(OPERATIONS.contains(&id.as_str()), "{name}: {id} has no French title");
        assert!(ids.insert(id), "{name}: its id stands twice");
        assert!(GROUPS.contains(&told["tags"][0].as_str().unwrap()), "{name}");
        for given in told["parameters"].as_array().into_iter().flatten() {
            bounded(&format!("{name} {}", given["name"]), &given["schema"]);
            assert!(given["description"].is_string(), "{name} {}", given["name"]);
        }
        let answers = told["responses"].as_object().unwrap();
        assert!(answers.keys().any(|status| status.starts_with('2')), "{name}");
        for (status, answer) in answers {
            let answer = resolved(answer);
            assert!(answer["description"].as_str().is_some_and(|text| !text.is_empty()), "{name} {status}");
            let number: u16 = status.parse().unwrap();
            if number >= 400 {
                assert!(answer["content"]["application/problem+json"].is_object(), "{name} {status}");
            }
        }
        assert_eq!(answers.contains_key("304"), method == "GET", "{name}");
        assert_eq!(answers.contains_key("404"), method == "GET" || path.contains('{'), "{name}");
    }
    assert_eq!(ids.len(), OPERATIONS.len(), "{:?}", OPERATIONS.iter().filter(|id| !ids.contains(**id)));
    let security = &document()["components"]["securitySchemes"];
    for (scheme, key, expect) in [
        ("session", "type", "apiKey"),
        ("session", "in", "cookie"),
        ("session", "name", "eclaireur"),
        ("token", "type", "http"),
        ("token", "scheme", "bearer"),
    ] {
        assert_eq!(security[scheme][key], expect, "{scheme} {key}");
    }
}

/// Every parameter has an end: words of a list, a form, or so many letters; numbers between two others.
fn bounded(name: &str, schema: &Value) {
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap_or_default();
    let has = |key: &str| schema.get(key).is_some();
    let good = match kind {
        "string" => has("enum") || has("maxLength") || has("format") || has("pattern"),
        "integer" | "number" => has("minimum") && has("maximum"),
        "boolean" => true,
        _ => false,
    };
    assert!(good, "{name} is not bounded: {schema}");
}

fn resolved(value: &Value) -> &Value {
    let pointer = value["$ref"].as_str().and_then(|to| to.strip_prefix('#'));
    pointer.and_then(|to| document().pointer(to)).unwrap_or(value)
}

#[test]
fn codes_of_problems_stand_once_and_in_the_document() {
    let listed: BTreeSet<&str> = CODES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(listed.len(), CODES.len());
    let told = &document()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    let told: BTreeSet<&str> = told.as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
    assert_eq!(told, listed);
    // What the handlers answer with.
    for source in [
        include_str!("../../../src/error.rs"),
        include_str!("../../../src/api/aids.rs"),
        include_str!("../../../src/api/asked.rs"),
        include_str!("../../../src/api/building_lists.rs"),
        include_str!("../../../src/api/consumption.rs"),
        include_str!("../../../src/api/financing.rs"),
        include_str!("../../../src/api/imports.rs"),
        include_str!("../../../src/api/listed.rs"),
        include_str!("../../../src/api/once.rs"),
        include_str!("../../../src/extract/posted.rs"),
    ] {
        for call in ["unprocessable(\"", "coded(\"", "=> \"error-", "ErrorKind::BadRequest => \""] {
            for (at, _) in source.match_indices(call) {
                let code = source[at + call.len()..].split('"').next().unwrap();
                assert!(listed.contains(code), "{code} is not listed");
            }
        }
    }
}

/// The schema of an answer, with nothing allowed beside what it names.
fn validator(schema: &Value) -> Validator {
    let mut whole = json!({ "$ref": "#/components/answer", "components": document()["components"] });
    whole["components"]["answer"] = schema.clone();
    let mut open = BTreeSet::new();
    parts(&whole, &mut open);
    close(&mut whole, &open, "");
    jsonschema::draft202012::new(&whole).expect("a schema")
}

/// What is put together of several parts is open in each of them, and closed as a whole.
fn parts(schema: &Value, found: &mut BTreeSet<String>) {
    let of = schema["allOf"].as_array().into_iter().flatten();
    found.extend(of.filter_map(|part| part["$ref"].as_str()?.rsplit('/').next().map(str::to_owned)));
    let inner: Vec<&Value> = match schema {
        Value::Object(object) => object.values().collect(),
        Value::Array(all) => all.iter().collect(),
        _ => Vec::new(),
    };
    for inner in inner {
        parts(inner, found);
    }
}

fn close(schema: &mut Value, open: &BTreeSet<String>, name: &str) {
    if let Value::Object(object) = schema {
        let named =
            object.get("properties").is_some_and(|named| named.as_object().is_some_and(|n| !n.is_empty()));
        if object.get("type") == Some(&json!("object")) && named && !open.contains(name) {
            object.entry("additionalProperties").or_insert(json!(false));
        }
        if object.contains_key("allOf") {
            object.insert("unevaluatedProperties".to_owned(), json!(false));
        }
        object.iter_mut().filter(|(key, _)| *key != "allOf").for_each(|(key, inner)| close(inner, open, key));
    } else if let Value::Array(all) = schema {
        for inner in all {
            close(inner, open, "");
        }
    }
}

/// Compares an answer with what the document says of its status.
fn compare(validators: &mut BTreeMap<String, Validator>, name: &str, told: &Value, answer: &Answer) {
    let status = answer.status.to_string();
    let said = told["responses"].get(&status).unwrap_or_else(|| panic!("{name}: {status} {}", answer.text()));
    let said = resolved(said);
    let media_type = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
    let Some(content) = said.get("content") else {
        assert!(answer.bytes.is_empty(), "{name}: {}", answer.text());
        return;
    };
    let content = content.get(&media_type).unwrap_or_else(|| panic!("{name}: {media_type} is not told"));
    if !media_type.ends_with("json") {
        return;
    }
    let validator =
        validators.entry(format!("{name} {status}")).or_insert_with(|| validator(&content["schema"]));
    let body = answer.json();
    let faults: Vec<String> = validator
        .iter_errors(&body)
        .take(5)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name} {status}: {faults:#?}");
}

/// Codes of a list.
async fn codes(service: &Service, path: &str, key: &str) -> Vec<String> {
    let list = Answer::to(service.request(Method::GET, path)).await.is(200).json();
    let items = list["items"].as_array().expect("items").clone();
    items.iter().map(|item| item[key].as_str().expect(key).to_owned()).collect()
}

/// Every GET of the document, filled with everything the demonstration has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_demonstration_answers_is_what_the_document_says() {
    let program = Program::new();
    let service = program.serve(&["--demo"]);
    let organisations = codes(&service, "/api/v1/organisations", "code").await;
    let buildings = codes(&service, "/api/v1/buildings", "code").await;
    let federations = codes(&service, "/api/v1/federations", "code").await;
    let scenarios = codes(&service, "/api/v1/scenarios", "code").await;
    let aids = codes(&service, "/api/v1/aids", "code").await;
    let mut imports = Vec::new();
    for organisation in &organisations {
        let path = format!("/api/v1/organisations/{organisation}/imports?limit=2");
        imports.extend(codes(&service, &path, "id").await);
    }
    let mut validators = BTreeMap::new();
    let mut seen = BTreeMap::<String, usize>::new();
    for (method, path, told) in operations() {
        if method != "GET" {
            continue;
        }
        let mut addresses: Vec<String> = match path.as_str() {
            path if path.contains("/scenarios/") => {
                let of = |code: &String| format!("/api/v1/federations/{}/scenarios/{code}", federations[0]);
                scenarios.iter().map(of).collect()
            }
            path if path.ends_with("/dashboard") => vec![path.replace("{f}", &federations[0])],
            path if path.contains("/aids/") => {
                aids.iter().map(|code| format!("/api/v1/aids/{code}")).collect()
            }
            path => vec![path.to_owned()],
        };
        for (name, values) in [("{o}", &organisations), ("{b}", &buildings), ("{i}", &imports)] {
            addresses = addresses
                .iter()
                .flat_map(|address| {
                    // An address without this name stays one.
                    let values = if address.contains(name) { values.as_slice() } else { &values[..1] };
                    values.iter().map(|value| address.replace(name, value)).collect::<Vec<_>>()
                })
                .collect();
        }
        if path.ends_with("/{f}") {
            let charts: &[&str] = &["months.svg", "months.png", "months.csv", "year-on-year.xlsx"];
            let files = if path.contains("charts") { charts } else { &["bulletin.pdf", "bulletin.xlsx"] };
            addresses.truncate(2);
            addresses = addresses
                .iter()
                .flat_map(|address| files.iter().map(|file| address.replace("{f}", file)))
                .collect();
        }
        if path.ends_with("export.zip") {
            addresses.truncate(1);
        }
        for address in addresses {
            let answer = Answer::to(service.request(Method::GET, &address)).await;
            compare(&mut validators, &format!("{method} {path}"), &told, &answer);
            *seen.entry(path.clone()).or_default() += usize::from(answer.status == 200);
        }
        assert!(seen[&path] > 0, "{path}: nothing was answered");
    }
    for step in ["day", "quarter_hour"] {
        let path = "/api/v1/buildings/{b}/consumption";
        let told = document()["paths"][path]["get"].clone();
        let address = path.replace("{b}", &buildings[0]);
        let address = format!("{address}?step={step}&from=2025-01-01&to=2025-02-01");
        let answer = Answer::to(service.request(Method::GET, &address)).await.is(200);
        compare(&mut validators, &format!("GET {path}"), &told, &answer);
    }
    assert_eq!(service.stop(), Some(0));
}

#[tokio::test]
async fn the_document_and_its_page_are_served_and_the_program_prints_it() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let served = app.get("/api/openapi.json").await.is(200);
    assert_eq!(served.json(), *document());
    let known = app.request(Method::GET, "/api/openapi.json").header("if-none-match", served.header("etag"));
    assert_eq!(Answer::to(known).await.status, 304);
    let page = app.get_html("/api").await;
    for id in OPERATIONS {
        assert!(page.contains(&format!("id=\"op-{id}\"")), "{id}");
    }
    for (code, ..) in CODES {
        assert!(page.contains(&format!("<code>{code}</code>")), "{code}");
    }
    assert!(page.contains("curl -X DELETE") && page.contains("/api/v1/buildings/residence-les-tilleuls/"));
    test.remove().await;
    assert_eq!(Program::new().run(&["openapi"]).is(0).json(), *document());
}
