//! `openapi.yaml` is what the code says, and says all it should.

use std::{env, fs, path::Path};

use kith::http::{
    Apis, PREFIX,
    middleware::rate_limit,
    openapi::{document, lint, yaml},
    operations::Operations,
    rate_limits::Action,
};
use reqwest::Method;

const CHECKED_IN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.yaml");

#[test]
fn openapi_yaml_is_what_the_code_says() {
    let said = yaml(&document::<Apis>().unwrap()).unwrap();
    if env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(CHECKED_IN, &said).unwrap();
    }
    let checked_in = fs::read_to_string(Path::new(CHECKED_IN)).unwrap_or_default();
    // Not assert_eq: nobody wants to read both.
    assert!(
        checked_in == said,
        "openapi.yaml is out of date: just openapi"
    );
}

#[test]
fn every_operation_is_described_in_full() {
    let complaints = lint(&document::<Apis>().unwrap());
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn the_document_is_the_same_every_time() {
    assert_eq!(
        document::<Apis>().unwrap().to_string(),
        document::<Apis>().unwrap().to_string()
    );
}

#[test]
fn rates_are_for_operations_that_exist() {
    let document = document::<Apis>().unwrap();
    let operations = Operations::read(&document, PREFIX);
    let known: Vec<&str> = operations.ids().collect();
    let unknown: Vec<&&str> = rate_limit::OWN_RATE
        .iter()
        .map(|(id, _)| id)
        .filter(|id| !known.contains(id))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn what_takes_files_is_under_the_rate_of_uploads() {
    let document = document::<Apis>().unwrap();
    let mut uploads = Vec::new();
    for operation in document["paths"].as_object().unwrap().values() {
        for described in operation.as_object().unwrap().values() {
            if described["requestBody"]["content"]["multipart/form-data"].is_object() {
                uploads.push(described["operationId"].as_str().unwrap().to_owned());
            }
        }
    }
    assert!(uploads.len() >= 5, "{uploads:?}");
    uploads.retain(|id| rate_limit::action_of(id, &Method::PUT) != Action::Upload);
    assert!(uploads.is_empty(), "{uploads:?}");
}
