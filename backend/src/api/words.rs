//! Closed lists of words, as the document of the API says them: taken from where they are defined, never written twice.

use eclaireur_frontend::forms::{QUALITIES, Scope};
use eclaireur_models::building::{Carrier, Direction, EventKind, Kind, LegalForm, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::units::Unit;
use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};

use super::codes::CODES;
use crate::store::alert_notes::State;

/// The same with a sentence of its own.
pub fn described(mut schema: Object, text: &str) -> Object {
    schema.description = Some(text.to_owned());
    schema
}

/// One of these.
pub fn one_of<'a>(codes: impl IntoIterator<Item = &'a str>) -> Object {
    let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).build()
}

fn one_or_none<'a>(codes: impl IntoIterator<Item = &'a str>) -> Object {
    let words = codes.into_iter().map(serde_json::Value::from);
    let all: Vec<serde_json::Value> = words.chain([serde_json::Value::Null]).collect();
    let either = SchemaType::Array(vec![Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(either).enum_values(Some(all)).build()
}

/// An energy, or water.
pub fn carrier() -> Object {
    described(one_of(Carrier::ALL.iter().map(|one| one.code())), "Which energy, or water.")
}

/// The same, or none.
pub fn maybe_carrier() -> Object {
    described(one_or_none(Carrier::ALL.iter().map(|one| one.code())), "Which energy, or water.")
}

/// Which way energy goes.
pub fn direction() -> Object {
    described(one_of(Direction::ALL.iter().map(|one| one.code())), "Which way.")
}

/// Which counter of a meter.
pub fn register() -> Object {
    described(one_of(Register::ALL.iter().map(|one| one.code())), "Which counter.")
}

/// What a series holds.
pub fn kind() -> Object {
    described(one_of(Kind::ALL.iter().map(|one| one.code())), "What it holds.")
}

/// What something is counted in.
pub fn unit() -> Object {
    described(one_of(Unit::ALL.iter().map(|one| one.code())), "Its unit.")
}

/// How good a value is.
pub fn quality() -> Object {
    described(one_of(Quality::ALL.iter().map(|one| one.code())), "How good it is.")
}

/// How good a statement can be.
pub fn stated_quality() -> Object {
    described(one_of(QUALITIES.iter().map(|one| one.code())), "How good it is.")
}

/// What happened.
pub fn event_kind() -> Object {
    described(one_of(EventKind::ALL.iter().map(|one| one.code())), "What happened.")
}

/// The legal form of an organisation, or none.
pub fn maybe_legal_form() -> Object {
    described(one_or_none(LegalForm::ALL.iter().map(|one| one.code())), "Legal form.")
}

/// Whose a price is.
pub fn scope() -> Object {
    described(
        one_of([Scope::Building.code(), Scope::Organisation.code()]),
        "Of this building, or of every building of the organisation.",
    )
}

/// Where somebody stands with an alert.
pub fn alert_state() -> Object {
    described(one_of(State::ALL.iter().map(|one| one.code())), "Where one stands.")
}

/// Why a request was not answered.
pub fn problem_code() -> Object {
    described(one_of(CODES.iter().map(|(code, _, _)| *code)), "Stable word: what a program may rely on.")
}

/// A plain decimal, as text, so that nothing is lost.
pub fn decimal() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^-?[0-9]{1,29}(\.[0-9]{1,28})?$"))
        .description(Some("A plain decimal."))
        .examples([serde_json::json!("0.2134")])
        .build()
}

/// The same, or none.
pub fn maybe_decimal() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::Array(vec![Type::String, Type::Null]))
        .pattern(Some(r"^-?[0-9]{1,29}(\.[0-9]{1,28})?$"))
        .description(Some("A plain decimal; null where nothing is known."))
        .examples([serde_json::json!("2450.5")])
        .build()
}
