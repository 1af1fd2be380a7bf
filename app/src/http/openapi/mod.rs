//! The API document: what the code says, completed and put into order.
//!
//! poem-openapi describes paths, parameters and schemas from the types. What it cannot say is added here, in one place:
//! examples ([`examples`], from `impl Example` of the DTOs), which errors an operation can have ([`responses`] and the
//! features' [`cases`]), and that answers hold all their fields and no others ([`schemas`]). [`lint`] says what is missing.

pub mod cases;
mod examples;
mod lint;
mod merged;
mod responses;
mod schemas;
mod section;

use std::{collections::HashMap, marker::PhantomData};

use poem::{endpoint::BoxEndpoint, http::Method};
use poem_openapi::{
    LicenseObject, OpenApi, OpenApiService,
    registry::{MetaApi, Registry},
};
use serde_json::{Value, json};

use self::merged::Merged;
pub use self::{cases::Case, lint::lint, section::Tag};

/// What the document is called.
pub const TITLE: &str = "Kith";
/// The version of the product.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

const DESCRIPTION: &str = "\
Kith is a social network. Everything its pages do goes through this API.

**Who is asking.** Registration and log-in set a session cookie. Requests that change something are refused when a page of
another site makes them.

**Answers** hold all of their fields; what is missing is null. `fields=id,author(handle)` cuts any JSON answer of a GET down
to what is wanted. Lists come in pages: `limit` and `cursor` in, `items` and `next_cursor` out, null on the last page.

**Requests** are read strictly: unknown fields, numbers for text and the like are refused. Unknown query parameters are
ignored; known ones may be given once.

**Errors** are problem details (RFC 9457). `code` is stable; `request_id`, also in the header `X-Request-Id`, names the
request in the server's log. What one may not see does not exist: 404.";

/// The description of operations without anything behind them: the document needs types, not values.
struct Described<T>(PhantomData<T>);

impl<T: OpenApi> OpenApi for Described<T> {
    fn meta() -> Vec<MetaApi> {
        T::meta()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }

    fn add_routes(self, _routes: &mut HashMap<String, HashMap<Method, BoxEndpoint<'static>>>) {}
}

/// The document of these operations.
pub fn document<T: OpenApi>() -> Result<Value, String> {
    let service = OpenApiService::new(Described::<T>(PhantomData), TITLE, VERSION)
        .description(DESCRIPTION)
        .license(LicenseObject::new("MIT OR Apache-2.0"))
        .server(super::PREFIX);
    let merged: Merged = serde_json::from_str(&service.spec())
        .map_err(|error| format!("the document is no JSON: {error}"))?;
    let mut document = merged.0;
    name_plainly(&mut document);
    schemas::complete(&mut document);
    each_operation(&mut document, |method, operation| {
        responses::prune(method, operation);
        add_fields_parameter(method, operation);
    });
    responses::add_shared_examples(&mut document);
    examples::add(&mut document)?;
    Ok(document)
}

/// A document as YAML.
pub fn yaml(document: &Value) -> Result<String, String> {
    serde_yaml_ng::to_string(document).map_err(|error| format!("the document is no YAML: {error}"))
}

fn each_operation(document: &mut Value, mut each: impl FnMut(&str, &mut Value)) {
    let paths = document
        .get_mut("paths")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten();
    for (_, methods) in paths {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            each(method, operation);
        }
    }
}

/// poem-openapi writes `application/json; charset=utf-8`, but JSON has no such parameter (RFC 8259), and `naive-date` for
/// what OpenAPI calls `date`.
fn name_plainly(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(name_plainly),
        Value::Object(fields) => {
            if let Some(content) = fields.remove("application/json; charset=utf-8") {
                fields.insert("application/json".to_owned(), content);
            }
            if fields
                .get("format")
                .is_some_and(|format| format == "naive-date")
            {
                fields.insert("format".to_owned(), json!("date"));
            }
            fields.values_mut().for_each(name_plainly);
        }
        _ => {}
    }
}

fn add_fields_parameter(method: &str, operation: &mut Value) {
    if method != "get"
        || operation
            .pointer("/responses/200/content/application~1json")
            .is_none()
    {
        return;
    }
    let parameter = json!({
        "name": "fields",
        "in": "query",
        "required": false,
        "description": "Only these fields of the answer, nested ones in parentheses: `id,author(handle)`. On pages, fields of the items.",
        "schema": {"type": "string", "maxLength": 1000},
    });
    match operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
    {
        Some(parameters) => parameters.push(parameter),
        None => operation["parameters"] = json!([parameter]),
    }
}
