//! The API document: what the code says, completed and put into order.

mod merged;

use std::{collections::HashMap, marker::PhantomData};

use poem::{endpoint::BoxEndpoint, http::Method};
use poem_openapi::{
    OpenApi, OpenApiService,
    registry::{MetaApi, Registry},
};
use serde_json::Value;

use self::merged::Merged;

/// What the document is called.
pub const TITLE: &str = "Kith";
/// The version of the product.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

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
    let service =
        OpenApiService::new(Described::<T>(PhantomData), TITLE, VERSION).server(super::PREFIX);
    let merged: Merged = serde_json::from_str(&service.spec())
        .map_err(|error| format!("the document is no JSON: {error}"))?;
    Ok(merged.0)
}

/// The document as YAML.
pub fn yaml() -> Result<String, String> {
    let document = document::<super::Apis>()?;
    serde_yaml_ng::to_string(&document).map_err(|error| format!("the document is no YAML: {error}"))
}
