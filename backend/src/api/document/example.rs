//! An example of what a schema describes: its own where it has one, else the simplest that fits.

use serde_json::{Map, Value, json};

/// How deep an example goes.
const DEEPEST: usize = 8;

/// What a `$ref` of the document points at; the schema itself otherwise.
pub(super) fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let pointer = schema["$ref"].as_str().and_then(|to| to.strip_prefix('#'));
    pointer.and_then(|to| document.pointer(to)).unwrap_or(schema)
}

/// An example of this schema.
pub(super) fn of(document: &Value, schema: &Value) -> Value {
    at(document, schema, 0)
}

fn at(document: &Value, schema: &Value, depth: usize) -> Value {
    let schema = resolved(document, schema);
    if let Some(own) = schema.get("example").or_else(|| schema["examples"].get(0)) {
        return own.clone();
    }
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    for either in ["oneOf", "anyOf"] {
        let choices = schema[either].as_array().into_iter().flatten();
        if let Some(first) = choices.clone().find(|one| one["type"] != "null") {
            return at(document, first, depth + 1);
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let all = parts.iter().map(|part| at(document, part, depth + 1));
        let merged = all.filter_map(|part| part.as_object().cloned()).flatten();
        return Value::Object(merged.collect());
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"].get(0)?.as_str());
    match kind {
        Some("object") => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            let mut all: Map<String, Value> =
                fields.map(|(name, field)| (name.clone(), at(document, field, depth + 1))).collect();
            all.retain(|_, value| !value.is_null());
            Value::Object(all)
        }
        Some("array") => json!([at(document, &schema["items"], depth + 1)]),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or_else(|| json!(1)),
        Some("boolean") => json!(false),
        Some("string") => match schema["format"].as_str() {
            Some("date") => json!("2026-11-21"),
            Some("date-time") => json!("2026-11-21T09:00:00+01:00"),
            _ => json!("…"),
        },
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_its_own_or_the_simplest_that_fits() {
        let document = json!({ "components": { "schemas": {
            "Loop": { "type": "object", "properties": { "of": { "$ref": "#/components/schemas/Loop" } } },
        } } });
        for (schema, expect) in [
            (json!({ "type": "string", "example": "a" }), json!("a")),
            (json!({ "type": ["string", "null"], "examples": ["b"] }), json!("b")),
            (json!({ "type": "string", "enum": ["x", "y"] }), json!("x")),
            (json!({ "oneOf": [{ "type": "null" }, { "type": "integer", "minimum": 3 }] }), json!(3)),
            (json!({ "type": "array", "items": { "type": "boolean" } }), json!([false])),
            (json!({ "type": "string", "format": "date" }), json!("2026-11-21")),
            (json!({}), Value::Null),
        ] {
            assert_eq!(of(&document, &schema), expect, "{schema}");
        }
        assert!(of(&document, &json!({ "$ref": "#/components/schemas/Loop" })).is_object(), "it ends");
    }
}
