//! What poem-openapi's schemas leave open: objects have the described fields and no others; answers have all of them,
//! null where there is nothing to say.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Leaves out what is empty, as RFC 9457 has it.
const SPARSE: [&str; 1] = ["Problem"];

/// Completes the schemas of a document.
pub(super) fn complete(document: &mut Value) {
    let answered = answered(document);
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (name, schema) in schemas.iter_mut() {
        if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
            schema["additionalProperties"] = json!(false);
        }
        if answered.contains(name.as_str()) && !SPARSE.contains(&name.as_str()) {
            require_all(schema);
        }
    }
}

fn require_all(schema: &mut Value) {
    let required = schema
        .get("required")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for (name, property) in properties.iter_mut() {
        if !required.iter().any(|required| required == name) {
            make_nullable(property);
        }
    }
    let names: Vec<String> = properties.keys().cloned().collect();
    schema["required"] = names.into();
}

fn make_nullable(schema: &mut Value) {
    if schema.get("$ref").is_some() {
        *schema = json!({ "allOf": [schema.take()] });
    }
    schema["nullable"] = json!(true);
}

/// The names of all schemas that answers are made of.
fn answered(document: &Value) -> BTreeSet<String> {
    let empty = Map::new();
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let mut names = BTreeSet::new();
    let paths = document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let operations = paths.flat_map(|(_, methods)| methods.as_object().into_iter().flatten());
    for (_, operation) in operations {
        if let Some(responses) = operation.get("responses") {
            collect(responses, schemas, &mut names);
        }
    }
    names
}

fn collect(value: &Value, schemas: &Map<String, Value>, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, schemas, names)),
        Value::Object(fields) => {
            let name = fields
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|path| path.rsplit('/').next());
            if let Some(name) = name
                && names.insert(name.to_owned())
                && let Some(schema) = schemas.get(name)
            {
                collect(schema, schemas, names);
            }
            fields
                .values()
                .for_each(|field| collect(field, schemas, names));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_closed_and_complete_and_requests_are_closed() {
        let mut document = json!({
            "paths": {"/a": {"post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}},
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Out"}}}}},
            }}},
            "components": {"schemas": {
                "In": {"required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
                "Out": {"required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"$ref": "#/components/schemas/Part"}}},
                "Part": {"properties": {"x": {"type": "integer"}}},
            }},
        });
        complete(&mut document);
        let schemas = &document["components"]["schemas"];
        assert_eq!(
            schemas["In"],
            json!({"required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "additionalProperties": false})
        );
        assert_eq!(schemas["Out"]["required"], json!(["a", "b", "c"]));
        assert_eq!(
            schemas["Out"]["properties"]["b"],
            json!({"type": "string", "nullable": true})
        );
        assert_eq!(
            schemas["Out"]["properties"]["c"],
            json!({"allOf": [{"$ref": "#/components/schemas/Part"}], "nullable": true})
        );
        assert_eq!(schemas["Part"]["required"], json!(["x"]));
    }
}
