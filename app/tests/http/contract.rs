//! Every answer that a test gets is held to the document: a status that it names, a body that fits.

use std::sync::LazyLock;

use kith::http::{
    Apis, PREFIX, openapi,
    operations::{Found, Operations},
    schema::Schemas,
};
use reqwest::{Method, StatusCode};
use serde_json::Value;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| openapi::document::<Apis>().unwrap());
static OPERATIONS: LazyLock<Operations> = LazyLock::new(|| Operations::read(&DOCUMENT, PREFIX));

/// Panics when the answer is not what the document promises. `path` stands without the prefix.
pub(crate) fn check(method: &Method, path: &str, status: StatusCode, body: &Value) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let Found::Operation(operation) = OPERATIONS.find(method, &format!("{PREFIX}{path}")) else {
        return;
    };
    let template = operation.path.strip_prefix(PREFIX).unwrap();
    let place = format!("{method} {template}, {}", status.as_u16());
    let responses = &DOCUMENT["paths"][template][method.as_str().to_lowercase()]["responses"];
    let described = &responses[status.as_str()];
    assert!(
        described.is_object(),
        "{place} is not in the document: {body}"
    );
    let content = described["content"].as_object();
    let Some((_, media)) = content
        .into_iter()
        .flatten()
        .find(|(kind, _)| kind.contains("json"))
    else {
        return;
    };
    if query.contains("fields=") && status.is_success() {
        return;
    }
    let schemas: &Schemas = &OPERATIONS.schemas;
    let flaws = schemas.flaws(&media["schema"], body);
    assert!(
        flaws.is_empty(),
        "{place} does not fit the document: {flaws:?}\n{body}"
    );
}
