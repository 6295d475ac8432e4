//! The document as the page `/api` shows it.

use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use eclaireur_frontend::pages::api::{
    ApiAnswer, ApiCode, ApiGroup, ApiOperation, ApiPage, ApiParameter, GROUPS,
};
use serde_json::Value;

use super::super::codes::CODES;
use super::{document, example};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// Characters of an example that are shown.
const SHOWN: usize = 2_400;

/// GET /api
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    let code = |(code, status, text): &(&str, u16, &str)| ApiCode {
        code: (*code).to_owned(),
        status: *status,
        text: (*text).to_owned(),
    };
    let page = ApiPage {
        shell: visitor.shell(&app, None),
        groups: groups(document()),
        codes: CODES.iter().map(code).collect(),
    };
    Ok(Html(page.html()?).into_response())
}

/// Every operation of the document, by subject.
fn groups(document: &Value) -> Vec<ApiGroup> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let all: Vec<(&str, ApiOperation)> = paths
        .flat_map(|(path, item)| {
            let methods = ["get", "post", "delete"].into_iter();
            methods.filter_map(move |method| Some((method, path.as_str(), item.get(method)?)))
        })
        .map(|(method, path, told)| {
            let tag = told["tags"][0].as_str().unwrap_or_default();
            (tag, operation(document, method, path, told))
        })
        .collect();
    let of = |code: &str| all.iter().filter(|(tag, _)| *tag == code).map(|(_, one)| one.clone()).collect();
    let groups = GROUPS.iter().map(|code| ApiGroup { code: (*code).to_owned(), operations: of(code) });
    groups.filter(|group: &ApiGroup| !group.operations.is_empty()).collect()
}

fn operation(document: &Value, method: &str, path: &str, told: &Value) -> ApiOperation {
    let words = |key: &str| told[key].as_str().unwrap_or_default();
    let paragraphs = [words("summary")].into_iter().chain(words("description").split("\n\n"));
    let given = told["parameters"].as_array().into_iter().flatten().map(|one| parameter(document, one));
    let answers = told["responses"].as_object().into_iter().flatten();
    ApiOperation {
        id: words("operationId").to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        text: paragraphs.filter(|text| !text.is_empty()).map(str::to_owned).collect(),
        parameters: given.collect(),
        answers: answers.map(|(status, answer)| told_as(document, status, answer)).collect(),
        call: call(document, method, path, told),
        answer: answered(document, told),
    }
}

fn parameter(document: &Value, told: &Value) -> ApiParameter {
    let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    ApiParameter {
        name: text("name"),
        place: text("in"),
        required: told["required"] == true,
        form: form(example::resolved(document, &told["schema"])),
        text: text("description"),
    }
}

/// Type and bounds of a value.
fn form(schema: &Value) -> String {
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        return words.join(" | ");
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"].get(0)?.as_str()).unwrap_or("any");
    let mut parts = vec![schema["format"].as_str().unwrap_or(kind).to_owned()];
    let bounds = |least: &str, most: &str| match (schema[least].as_i64(), schema[most].as_i64()) {
        (Some(least), Some(most)) => Some(format!("{least} – {most}")),
        (Some(least), None) => Some(format!("≥ {least}")),
        (None, Some(most)) => Some(format!("≤ {most}")),
        (None, None) => None,
    };
    parts.extend(bounds("minimum", "maximum"));
    parts.extend(bounds("minLength", "maxLength"));
    parts.join(", ")
}

/// One status; of a problem only its codes, which are told once for all.
fn told_as(document: &Value, status: &str, answer: &Value) -> ApiAnswer {
    let answer = example::resolved(document, answer);
    let said = answer["description"].as_str().unwrap_or_default();
    let codes: Vec<String> = said
        .lines()
        .filter_map(|line| line.strip_prefix("* `")?.split('`').next())
        .map(str::to_owned)
        .collect();
    let text = if codes.is_empty() { vec![said.replace('`', "")] } else { codes };
    ApiAnswer { status: status.to_owned(), text }
}

/// What can be typed to try it.
fn call(document: &Value, method: &str, path: &str, told: &Value) -> String {
    let mut address = path.to_owned();
    for given in told["parameters"].as_array().into_iter().flatten() {
        let name = given["name"].as_str().unwrap_or_default();
        let sample = given.get("example").cloned().unwrap_or_else(|| example::of(document, &given["schema"]));
        let sample = sample.as_str().map_or_else(|| sample.to_string(), str::to_owned);
        if given["in"] == "path" {
            address = address.replace(&format!("{{{name}}}"), &sample);
        }
    }
    let verb = if method == "get" { String::new() } else { format!("-X {} ", method.to_uppercase()) };
    let head = format!("curl {verb}-H \"Authorization: Bearer $CLE\"");
    let content = &told["requestBody"]["content"];
    let body = match content["application/json"].get("schema") {
        Some(schema) => {
            let sample = example::of(document, schema).to_string().replace('\'', "’");
            format!(" \\\n  -H \"Content-Type: application/json\" \\\n  -d '{sample}'")
        }
        None if content["multipart/form-data"].is_object() => " -F file=@releves.csv".to_owned(),
        None => String::new(),
    };
    format!("{head}{body} \\\n  \"$ECLAIREUR{address}\"")
}

/// What comes back, where that is JSON.
fn answered(document: &Value, told: &Value) -> Option<String> {
    let good = ["200", "201"].into_iter().find_map(|status| told["responses"].get(status))?;
    let schema = good["content"]["application/json"].get("schema")?;
    let text = serde_json::to_string_pretty(&example::of(document, schema)).ok()?;
    let cut: String = text.chars().take(SHOWN).collect();
    Some(if cut.len() < text.len() { format!("{cut}\n…") } else { text })
}
