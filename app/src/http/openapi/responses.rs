//! Which errors an operation can have. All share one response type, which knows every status; here those are taken out
//! that cannot happen, and the rest get an example.

use serde_json::{Map, Value, json};

use super::cases::{self, Case};
use crate::http::problem::PROBLEM_JSON;

/// Every status that an error can have.
const STATUSES: [u16; 11] = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503];
/// What every operation can answer.
const EVERYWHERE: [u16; 3] = [429, 500, 503];

/// Takes out impossible errors, gives the others examples, and writes header names as people do.
pub(super) fn prune(method: &str, operation: &mut Value) {
    let id = operation
        .get("operationId")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let possible = possible_errors(method, operation);
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for status in EVERYWHERE {
        responses
            .entry(status.to_string())
            .or_insert_with(|| standard(status));
    }
    responses.retain(|status, response| {
        rename_headers(response);
        describe(response);
        let Some(content) = response
            .pointer_mut("/content/application~1problem+json")
            .and_then(Value::as_object_mut)
        else {
            return true;
        };
        let status = status.parse::<u16>().unwrap_or_default();
        let mut examples = Map::new();
        if let Some((code, _)) = general(status).filter(|_| possible.contains(&status)) {
            examples.insert(
                code.to_owned(),
                json!({ "$ref": format!("#/components/examples/{code}") }),
            );
        }
        for case in cases::of(&id).filter(|case| case.status == status) {
            examples.insert(case.code.to_owned(), case_example(case));
        }
        let can_happen = !examples.is_empty();
        content.insert("examples".to_owned(), examples.into());
        can_happen
    });
}

/// The errors that many operations share, once; operations refer to them.
pub(super) fn add_shared_examples(document: &mut Value) {
    let shared = STATUSES.iter().filter_map(|status| {
        let (code, detail) = general(*status)?;
        Some((code.to_owned(), example(*status, code, detail)))
    });
    let shared: Map<String, Value> = shared.collect();
    if let Some(components) = document
        .get_mut("components")
        .and_then(Value::as_object_mut)
    {
        components.insert("examples".to_owned(), shared.into());
    }
}

/// What middleware may answer for an operation that has no errors of its own.
fn standard(status: u16) -> Value {
    let description = general(status).map_or("An error.", |(_, detail)| detail);
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({ "description": description, "content": { PROBLEM_JSON: { "schema": schema } } })
}

/// The error statuses that follow from what the operation takes.
fn possible_errors(method: &str, operation: &Value) -> Vec<u16> {
    let parameters: Vec<&Value> = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .collect();
    let has = |key: &str, value: &str| {
        parameters
            .iter()
            .any(|parameter| parameter.get(key).and_then(Value::as_str) == Some(value))
    };
    let (is_get, has_body) = (method == "get", operation.get("requestBody").is_some());
    let ways = operation.get("security").and_then(Value::as_array);
    let is_open = ways.is_none_or(|ways| {
        ways.iter()
            .any(|way| way.as_object().is_some_and(Map::is_empty))
    });
    let conditions = [
        (400, is_get || has_body || !parameters.is_empty()),
        (401, !is_open),
        (403, !is_get),
        (404, has("in", "path")),
        (409, has("name", "Idempotency-Key")),
        (413, has_body),
        (415, has_body),
        (422, has_body),
        (429, true),
        (500, true),
        (503, true),
    ];
    conditions
        .into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(status, _)| status)
        .collect()
}

/// What every operation of its kind answers with a status.
const fn general(status: u16) -> Option<(&'static str, &'static str)> {
    Some(match status {
        400 => ("malformed_request", "The request cannot be read."),
        401 => ("not_logged_in", "Log in first."),
        403 => (
            "cross_origin",
            "Changes can only be made from this site itself.",
        ),
        404 => (
            "not_found",
            "There is nothing here, or it is not for you to see.",
        ),
        409 => (
            "idempotency_mismatch",
            "This key was used with another request.",
        ),
        413 => ("too_large", "The body may have at most 1048576 bytes."),
        415 => (
            "unsupported_media_type",
            "This operation takes another media type; see the reference.",
        ),
        422 => ("validation_failed", "Some fields need another look."),
        429 => ("rate_limited", "Too many attempts. Try again in 30 s."),
        500 => (
            "internal",
            "Something went wrong on our side. The request id names it in the server's log.",
        ),
        503 => ("busy", "The server is busy. Try again shortly."),
        _ => return None,
    })
}

fn case_example(case: &Case) -> Value {
    let mut example = example(case.status, case.code, case.detail);
    let problem = example.get_mut("value").and_then(Value::as_object_mut);
    if let (Some(problem), Some(moment)) = (problem, case.retry_at) {
        problem.insert("retry_at".to_owned(), json!(moment));
    }
    example
}

fn example(status: u16, code: &str, detail: &str) -> Value {
    let title = poem::http::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("Error");
    let mut problem = Map::new();
    for (name, value) in [
        ("type", json!("about:blank")),
        ("title", json!(title)),
        ("status", json!(status)),
        ("detail", json!(detail)),
        ("code", json!(code)),
        ("request_id", json!("9e3779b97f4a7c15")),
    ] {
        problem.insert(name.to_owned(), value);
    }
    if code == "validation_failed" {
        let errors = json!([{"field": "title", "code": "too_long", "message": "Use at most 200 characters."}]);
        problem.insert("errors".to_owned(), errors);
    }
    json!({ "value": problem })
}

/// A plain `Json<T>` answer has no words of its own; what it holds is described by its schema.
fn describe(response: &mut Value) {
    if let Some(description) = response
        .get_mut("description")
        .filter(|description| *description == "")
    {
        *description = json!("As asked.");
    }
}

/// poem-openapi writes `RETRY-AFTER`.
fn rename_headers(response: &mut Value) {
    let Some(headers) = response.get_mut("headers").and_then(Value::as_object_mut) else {
        return;
    };
    let renamed = std::mem::take(headers)
        .into_iter()
        .map(|(name, header)| (as_people_write(&name), header));
    *headers = renamed.collect();
}

fn as_people_write(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
    });
    words.collect::<Vec<_>>().join("-")
}
