//! Examples of requests and answers, put together from those of their parts.
//!
//! Each feature keeps the examples of its types in `examples.json`, by the type's name in the document; a type may also
//! say `#[oai(example)]` and implement `poem_openapi::types::Example`. Lists, pages and other wrappers need none of their
//! own. The lint holds every example to its schema.

use serde_json::{Map, Value, json};

use super::each_operation;
use crate::http::schema::Schemas;

const DEEPEST: usize = 8;

/// The examples of each feature.
const FEATURES: [&str; 15] = [
    include_str!("../accounts/examples.json"),
    include_str!("../audiences/examples.json"),
    include_str!("../comments/examples.json"),
    include_str!("../events/examples.json"),
    include_str!("../feeds/examples.json"),
    include_str!("../groups/examples.json"),
    include_str!("../media/examples.json"),
    include_str!("../polls/examples.json"),
    include_str!("../posts/examples.json"),
    include_str!("../previews/examples.json"),
    include_str!("../profiles/examples.json"),
    include_str!("../reactions/examples.json"),
    include_str!("../relations/examples.json"),
    include_str!("../search/examples.json"),
    include_str!("../tags/examples.json"),
];

/// The examples of all types, by name.
pub(super) fn of_types() -> Result<Map<String, Value>, String> {
    let mut all = Map::new();
    for feature in FEATURES {
        let examples: Map<String, Value> =
            serde_json::from_str(feature).map_err(|error| format!("examples.json: {error}"))?;
        all.extend(examples);
    }
    Ok(all)
}

/// Gives every request body and every JSON answer an example, as far as its parts have one.
pub(super) fn add(document: &mut Value) -> Result<(), String> {
    let examples = of_types()?;
    for (name, schema) in document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
    {
        if let (Some(example), Some(schema)) = (examples.get(name), schema.as_object_mut()) {
            schema.insert("example".to_owned(), example.clone());
        }
    }
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let schemas = Schemas(schemas);
    each_operation(document, |_, operation| {
        let request = operation
            .pointer_mut("/requestBody/content")
            .and_then(Value::as_object_mut);
        add_to_content(&schemas, request);
        for (status, response) in operation
            .get_mut("responses")
            .and_then(Value::as_object_mut)
            .into_iter()
            .flatten()
        {
            if status.starts_with('2') {
                add_to_content(
                    &schemas,
                    response.get_mut("content").and_then(Value::as_object_mut),
                );
            }
        }
    });
    Ok(())
}

fn add_to_content(schemas: &Schemas, content: Option<&mut Map<String, Value>>) {
    for (_, media) in content.into_iter().flatten() {
        let example = media
            .get("schema")
            .and_then(|schema| example_of(schemas, schema, DEEPEST));
        if let Some(example) = example {
            media["example"] = example;
        }
    }
}

fn example_of(schemas: &Schemas, schema: &Value, depth: usize) -> Option<Value> {
    let schema = schemas.resolve(schema);
    if depth == 0 {
        return None;
    }
    if let Some(example) = schema.get("example") {
        return Some(example.clone());
    }
    if let Some(part) = schema
        .get("allOf")
        .and_then(Value::as_array)
        .and_then(|parts| parts.first())
    {
        return example_of(schemas, part, depth - 1);
    }
    match schema.get("type").and_then(Value::as_str)? {
        "object" => example_of_object(schemas, schema, depth),
        "array" => Some(json!([example_of(
            schemas,
            schema.get("items")?,
            depth - 1
        )?])),
        "string" => example_of_text(schema),
        "boolean" => Some(json!(true)),
        "integer" => Some(schema.get("minimum").cloned().unwrap_or(json!(1))),
        _ => None,
    }
}

fn example_of_object(schemas: &Schemas, schema: &Value, depth: usize) -> Option<Value> {
    if let Some(other) = schema
        .get("additionalProperties")
        .filter(|other| other.is_object())
    {
        return Some(json!({ "name": example_of(schemas, other, depth - 1)? }));
    }
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| {
        required
            .into_iter()
            .flatten()
            .any(|required| required == name)
    };
    let mut example = Map::new();
    for (name, property) in schema.get("properties")?.as_object()? {
        let nothing = (property.get("nullable") == Some(&Value::Bool(true))).then_some(Value::Null);
        match example_of(schemas, property, depth - 1).or(nothing) {
            Some(value) => {
                example.insert(name.clone(), value);
            }
            None if is_required(name) => return None,
            None => {}
        }
    }
    Some(Value::Object(example))
}

fn example_of_text(schema: &Value) -> Option<Value> {
    if let Some(first) = schema
        .get("enum")
        .and_then(Value::as_array)
        .and_then(|choices| choices.first())
    {
        return Some(first.clone());
    }
    let text = match schema.get("format").and_then(Value::as_str)? {
        "id" => "7340032000123",
        "date-time" => "2026-11-21T09:30:00.000Z",
        "naive-date" | "date" => "1990-04-23",
        "binary" => "(the bytes of a file)",
        _ => return None,
    };
    Some(json!(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers_are_filled_with_the_examples_of_their_parts() {
        let schemas = json!({
            "Post": {"type": "object", "example": {"id": "1", "title": "Hello"}, "properties": {}},
            "Page": {"type": "object", "properties": {
                "items": {"type": "array", "items": {"$ref": "#/components/schemas/Post"}},
                "next_cursor": {"type": "string", "nullable": true},
            }},
        });
        let schemas = Schemas(schemas.as_object().unwrap().clone());
        let page = example_of(
            &schemas,
            &json!({"$ref": "#/components/schemas/Page"}),
            DEEPEST,
        );
        assert_eq!(
            page,
            Some(json!({"items": [{"id": "1", "title": "Hello"}], "next_cursor": null}))
        );
    }

    #[test]
    fn plain_text_has_no_example_of_its_own() {
        assert_eq!(
            example_of(&Schemas::default(), &json!({"type": "string"}), DEEPEST),
            None
        );
    }
}
