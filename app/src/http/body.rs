//! `Body<T>`: a JSON request body, read strictly.
//!
//! Malformed JSON is a 400. Everything else that is wrong with the body is a 422 that names each field at
//! once: missing ones, wrong types (a number is no text), lengths, and fields that do not exist, which are
//! refused rather than ignored so that a typing error never looks like success.

use std::{
    any::TypeId,
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use poem::{FromRequest as _, Request, RequestBody, Result};
use poem_openapi::{
    impl_apirequest_for_payload,
    payload::{ParsePayload, Payload},
    registry::{MetaSchemaRef, Registry},
    types::{ParseFromJSON, Type},
};
use serde_json::Value;

use super::{
    problem::{ApiError, FieldProblem},
    schema::Schemas,
    strict_json,
};

/// A JSON request body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: Type> Payload for Body<T> {
    const CONTENT_TYPE: &'static str = "application/json";

    fn check_content_type(content_type: &str) -> bool {
        let media_type = content_type.split(';').next().unwrap_or_default();
        media_type.trim().eq_ignore_ascii_case(Self::CONTENT_TYPE)
    }

    fn schema_ref() -> MetaSchemaRef {
        T::schema_ref()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

impl<T: ParseFromJSON + 'static> ParsePayload for Body<T> {
    const IS_REQUIRED: bool = true;

    async fn from_request(request: &Request, body: &mut RequestBody) -> Result<Self> {
        let bytes = Vec::<u8>::from_request(request, body).await?;
        Ok(parse(&bytes).map(Self)?)
    }
}

impl_apirequest_for_payload!(Body<T>, T: ParseFromJSON + 'static);

fn parse<T: ParseFromJSON + 'static>(bytes: &[u8]) -> Result<T, ApiError> {
    let value = strict_json::parse(bytes).map_err(|error| {
        let place = format!(
            "The body is not JSON as it should be: line {}, column {}.",
            error.line(),
            error.column()
        );
        ApiError::malformed("malformed_json", place)
    })?;
    let shape = shape_of::<T>();
    let flaws = shape.schemas.flaws(&shape.root, &value);
    if !flaws.is_empty() {
        return Err(ApiError::invalid_fields(flaws));
    }
    // The schema says all that our types check; what a hand-written type still refuses is told without its text,
    // which may repeat the value.
    T::parse_from_json(Some(value)).map_err(|_| {
        let message = "The body does not fit the description of this operation.";
        ApiError::invalid_fields(vec![FieldProblem {
            field: "body".into(),
            code: "invalid".into(),
            message: message.into(),
        }])
    })
}

struct Shape {
    root: Value,
    schemas: Schemas,
}

/// The schema of `T`, worked out once per type.
fn shape_of<T: Type + 'static>() -> Arc<Shape> {
    static SHAPES: LazyLock<RwLock<HashMap<TypeId, Arc<Shape>>>> = LazyLock::new(RwLock::default);
    let known = SHAPES
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&TypeId::of::<T>())
        .cloned();
    known.unwrap_or_else(|| {
        let shape = Arc::new(derive_shape::<T>());
        SHAPES
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(TypeId::of::<T>(), shape.clone());
        shape
    })
}

fn derive_shape<T: Type>() -> Shape {
    let mut registry = Registry::new();
    T::register(&mut registry);
    let schemas = registry
        .schemas
        .iter()
        .filter_map(|(name, schema)| Some((name.clone(), serde_json::to_value(schema).ok()?)));
    Shape {
        root: serde_json::to_value(T::schema_ref()).unwrap_or_default(),
        schemas: Schemas(schemas.collect()),
    }
}

#[cfg(test)]
mod tests {
    use poem_openapi::{Object, types::MaybeUndefined};

    use super::*;

    #[derive(Debug, Object)]
    struct Note {
        #[oai(validator(max_length = 5))]
        title: String,
        count: Option<u32>,
        bio: MaybeUndefined<String>,
    }

    fn errors(body: &str) -> Vec<(String, String)> {
        match parse::<Note>(body.as_bytes()) {
            Err(ApiError::Invalid(problem)) => problem
                .0
                .errors
                .into_iter()
                .map(|e| (e.field, e.code))
                .collect(),
            other => panic!("not a 422: {other:?}"),
        }
    }

    #[test]
    fn a_good_body_is_read_with_its_three_states() {
        let note: Note = parse(br#"{"title":"Hi","count":3,"bio":null}"#).unwrap();
        assert_eq!(
            (note.title.as_str(), note.count, note.bio),
            ("Hi", Some(3), MaybeUndefined::Null)
        );
        let note: Note = parse(br#"{"title":"Hi"}"#).unwrap();
        assert_eq!((note.count, note.bio), (None, MaybeUndefined::Undefined));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let found = errors(r#"{"title":5,"count":"3","admin":true}"#);
        let expected = [
            ("admin", "unknown_field"),
            ("count", "wrong_type"),
            ("title", "wrong_type"),
        ];
        assert_eq!(
            found,
            expected.map(|(field, code)| (field.to_owned(), code.to_owned()))
        );
        assert_eq!(errors("{}"), [("title".to_owned(), "required".to_owned())]);
        assert_eq!(
            errors(r#"{"title":"toolong"}"#),
            [("title".to_owned(), "too_long".to_owned())]
        );
        assert_eq!(errors("[]"), [("body".to_owned(), "wrong_type".to_owned())]);
        assert_eq!(
            errors(r#"{"title":"a","count":-1}"#),
            [("count".to_owned(), "too_small".to_owned())]
        );
    }

    #[test]
    fn text_that_is_no_json_is_malformed() {
        for body in ["", "{", r#"{"title":"a","title":"b"}"#, "\u{feff}{}"] {
            assert!(
                matches!(parse::<Note>(body.as_bytes()), Err(ApiError::Malformed(_))),
                "{body:?}"
            );
        }
    }
}
