//! What a document should have, for the test that holds it to that.

use serde_json::{Map, Value};

use super::{cases, examples};
use crate::http::schema::Schemas;

/// Everything that is missing or wrong, one line each.
#[must_use]
pub fn lint(document: &Value) -> Vec<String> {
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let shared = document
        .pointer("/components/examples")
        .cloned()
        .unwrap_or_default();
    let mut lint = Lint {
        shared,
        schemas: Schemas(schemas),
        complaints: Vec::new(),
        ids: Vec::new(),
    };
    for (path, methods) in document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            lint.operation(&format!("{} {path}", method.to_uppercase()), operation);
        }
    }
    for name in examples::of_types().unwrap_or_default().keys() {
        if !lint.schemas.0.contains_key(name) {
            lint.complain(name, "has an example, but is no schema");
        }
    }
    for case in cases::all() {
        if !lint.ids.iter().any(|id| id == case.operation) {
            lint.complain(case.operation, "has an error case, but is no operation");
        }
    }
    lint.complaints
}

struct Lint {
    shared: Value,
    schemas: Schemas,
    complaints: Vec<String>,
    ids: Vec<String>,
}

impl Lint {
    fn complain(&mut self, place: &str, what: &str) {
        self.complaints.push(format!("{place}: {what}"));
    }

    fn operation(&mut self, place: &str, operation: &Value) {
        let text = |key: &str| {
            operation
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let id = text("operationId").to_owned();
        if !is_id(&id) {
            self.complain(place, "wants an operation_id like posts.publish");
        }
        if text("summary").is_empty() || text("summary").ends_with('.') {
            self.complain(place, "wants a summary without a full stop");
        }
        let tags = operation
            .get("tags")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        if tags != 1 {
            self.complain(place, "wants exactly one tag");
        }
        self.content(
            &format!("{place}, request"),
            operation.pointer("/requestBody/content"),
        );
        let responses = operation.get("responses").and_then(Value::as_object);
        for (status, response) in responses.into_iter().flatten() {
            let place = format!("{place}, {status}");
            if response
                .get("description")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .is_empty()
            {
                self.complain(&place, "wants a description");
            }
            self.content(&place, response.get("content"));
        }
        let statuses: Vec<&str> = responses
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
            .collect();
        if !["429", "500", "503"]
            .iter()
            .all(|status| statuses.contains(status))
        {
            self.complain(place, "wants its errors: return Result<_, ApiError>");
        }
        for case in cases::of(&id) {
            if !statuses.contains(&case.status.to_string().as_str()) {
                self.complain(
                    place,
                    &format!(
                        "has the error case {} with a status it never answers",
                        case.code
                    ),
                );
            }
        }
        self.ids.push(id);
    }

    /// An example, or the shared one that it refers to.
    fn resolve<'a>(&'a self, example: &'a Value) -> &'a Value {
        let name = example
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|path| path.rsplit('/').next());
        name.and_then(|name| self.shared.get(name))
            .unwrap_or(example)
    }

    fn content(&mut self, place: &str, content: Option<&Value>) {
        for (kind, media) in content.and_then(Value::as_object).into_iter().flatten() {
            if !kind.contains("json") && !kind.starts_with("multipart/") {
                continue;
            }
            let named = media
                .get("examples")
                .and_then(Value::as_object)
                .into_iter()
                .flatten();
            let examples: Vec<Value> = named
                .filter_map(|(_, example)| self.resolve(example).get("value"))
                .chain(media.get("example"))
                .cloned()
                .collect();
            if examples.is_empty() {
                self.complain(
                    place,
                    "wants an example: #[oai(example)] and impl Example on its type",
                );
            }
            for example in examples {
                let flaws = media
                    .get("schema")
                    .map(|schema| self.schemas.flaws(schema, &example))
                    .unwrap_or_default();
                for flaw in flaws {
                    self.complain(
                        place,
                        &format!("its example is wrong: {} {}", flaw.field, flaw.code),
                    );
                }
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
    };
    id.split_once('.')
        .is_some_and(|(feature, verb)| is_word(feature) && is_word(verb))
}
