//! The OpenAPI document, made from the handlers and the types they answer with; served at `/api/openapi.json`, printed by
//! `eclaireur openapi`, shown at `/api`.
//!
//! What every operation shares (problems, tags, ways of signing in) is added here, so that no handler repeats it.

mod example;
mod page;

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::{Response as Answer, ResponseBuilder};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr};
use utoipa::{Modify, OpenApi as _};

use super::codes::CODES;
use super::problem::Problem;
use super::{
    aids, alerts, assessments, building_lists, buildings, consumption, dashboard, events, facts, federations,
    financing, imports, meters, organisations, prices, reports, requests,
};
use crate::error::AppResult;
pub use page::show;

/// Name of the session cookie.
const COOKIE: &str = "eclaireur";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Éclaireur",
        description = "Energy of the buildings of the non-profit sector: readings, figures, alerts, aids.\n\n\
            Totals and amounts are plain decimals as text, so that nothing is lost. Days are `2026-11-21`, instants carry their \
            offset, `to` is always excluded. Enum values are snake_case, codes of the catalogue kebab-case.\n\n\
            Lists come by page: `limit`, then `cursor` with the `next` of the page before, which also stands in `Link`. Answers \
            carry an `ETag`; send it back in `If-None-Match` and an unchanged answer is 304.\n\n\
            Errors are `application/problem+json` with a stable `code`.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    paths(
        organisations::list, organisations::show, organisations::export,
        buildings::of_organisation, buildings::create, buildings::list, buildings::show,
        meters::list, meters::create, meters::read,
        imports::create, imports::list, imports::show, imports::file, imports::undo, building_lists::create,
        consumption::show, assessments::indicators, assessments::whole, reports::chart,
        alerts::list, alerts::answer, alerts::withdraw,
        facts::list, facts::create, facts::withdraw,
        prices::list, prices::create, prices::withdraw,
        events::list, events::create, events::withdraw,
        reports::list, reports::file,
        financing::show, financing::projects, requests::list, requests::obstacles, financing::ask, aids::list, aids::show,
        federations::list, federations::scenarios, federations::scenario, dashboard::show,
    ),
    components(schemas(Problem)),
    tags(
        (name = "organisations", description = "Who owns or runs buildings."),
        (name = "buildings", description = "Buildings and where they stand."),
        (name = "meters", description = "Meters, and readings by hand."),
        (name = "imports", description = "Files of readings and lists of buildings."),
        (name = "figures", description = "Consumption, indicators, alerts, charts."),
        (name = "facts", description = "What is known: facts, prices, events."),
        (name = "reports", description = "Reports as files."),
        (name = "aids", description = "Aids, loans, and what can be had."),
        (name = "federations", description = "Federations and scenarios."),
    ),
    security(("session" = []), ("token" = [])),
    modifiers(&Shared),
)]
struct Document;

/// Problems that any operation may answer with, by their name among the components, with their status.
const PROBLEMS: [(&str, u16); 11] = [
    ("BadRequest", 400),
    ("SignInFirst", 401),
    ("Forbidden", 403),
    ("NotFound", 404),
    ("Conflict", 409),
    ("TooLarge", 413),
    ("Unprocessable", 422),
    ("TooMany", 429),
    ("Internal", 500),
    ("Unavailable", 503),
    ("Full", 507),
];

/// What every operation shares.
struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        for (name, status) in PROBLEMS {
            components.responses.insert(name.to_owned(), RefOr::T(problem(status)));
        }
        components.responses.insert("NotModified".to_owned(), RefOr::T(not_modified()));
        let of_person =
            "The session of somebody who signed in; `__Host-eclaireur` where the service stands behind TLS.";
        let of_program =
            "A key of an organisation, which whoever manages it makes: it reads, or reads and imports.";
        let cookie = ApiKey::Cookie(ApiKeyValue::with_description(COOKIE, of_person));
        let cookie = SecurityScheme::ApiKey(cookie);
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(of_program));
        let bearer = SecurityScheme::Http(bearer.build());
        components.add_security_scheme("session", cookie);
        components.add_security_scheme("token", bearer);
        for (path, item) in &mut document.paths.paths {
            let names_something = path.contains('{');
            for (method, operation) in
                [("GET", &mut item.get), ("POST", &mut item.post), ("DELETE", &mut item.delete)]
            {
                if let Some(operation) = operation {
                    complete(operation, method, names_something);
                }
            }
        }
    }
}

fn complete(operation: &mut Operation, method: &str, names_something: bool) {
    let responses = &mut operation.responses.responses;
    if method == "GET" {
        if let Some(RefOr::T(answer)) = responses.get_mut("200") {
            let tag = "Names what was answered; weak (`W/`) where it is the hash of the body.";
            answer.headers.insert("ETag".to_owned(), RefOr::T(text_header(tag)));
        }
        responses.insert("304".to_owned(), Ref::from_response_name("NotModified").into());
    }
    // What a list of words says of itself stands on its parameter.
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter
            && parameter.description.is_none()
            && let Some(RefOr::T(Schema::Object(schema))) = &parameter.schema
        {
            parameter.description.clone_from(&schema.description);
        }
    }
    let keyed = operation
        .parameters
        .iter()
        .flatten()
        .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "Idempotency-Key"));
    for (name, status) in PROBLEMS {
        let possible = match status {
            404 => names_something || method == "GET",
            409 | 507 => method != "GET",
            413 => method == "POST",
            429 => keyed || operation.operation_id.as_deref() == Some("ask-financing"),
            _ => true,
        };
        let status = status.to_string();
        if possible && !responses.contains_key(&status) {
            responses.insert(status, Ref::from_response_name(name).into());
        }
    }
}

fn text_header(description: &str) -> utoipa::openapi::header::Header {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().schema(Some(text)).description(Some(description)).build()
}

fn not_modified() -> Answer {
    ResponseBuilder::new().description("You have it already (`If-None-Match`).").build()
}

fn problem(status: u16) -> Answer {
    let codes = CODES.iter().filter(|(_, of, _)| *of == status);
    let said: Vec<String> = codes.map(|(code, _, means)| format!("* `{code}` {means}")).collect();
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(said.join("\n")).content("application/problem+json", body).build()
}

static WHOLE: LazyLock<(Value, String)> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    bytes_have_no_schema(&mut document["paths"]);
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    (document, text)
});

/// A file is its bytes: OpenAPI 3.1 describes them by their media type alone.
fn bytes_have_no_schema(told: &mut Value) {
    let is_file = |media_type: &str| !media_type.ends_with("json") && !media_type.starts_with("multipart/");
    match told {
        Value::Object(all) => {
            for (key, inner) in all.iter_mut() {
                if key == "content"
                    && let Value::Object(content) = inner
                {
                    let files = content.iter_mut().filter(|(media_type, _)| is_file(media_type));
                    files.filter_map(|(_, content)| content.as_object_mut()).for_each(|content| {
                        content.remove("schema");
                    });
                }
                bytes_have_no_schema(inner);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(bytes_have_no_schema),
        _ => {}
    }
}

/// The document.
pub fn document() -> &'static Value {
    &WHOLE.0
}

/// The document as text.
pub fn text() -> &'static str {
    &WHOLE.1
}

/// GET /api/openapi.json
pub async fn json_file() -> AppResult<Response> {
    let json = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, json)], text()).into_response())
}
