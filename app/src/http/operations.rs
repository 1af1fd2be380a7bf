//! The operations of the document, for whoever has to know before the router does: names for the log and the limits,
//! methods for `Allow`, answers for `fields=`.

use std::sync::Arc;

use poem::http::Method;
use serde_json::Value;

use super::schema::Schemas;

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// Its id, `posts.publish`.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path with parameters in braces.
    pub path: String,
    /// The schema of its JSON answer, if it is one.
    pub answer: Option<Value>,
    /// Its query parameters.
    pub query: Vec<String>,
    /// How many slashes its path has: most other paths are told apart by that alone.
    slashes: usize,
    /// How many parameters its path has.
    parameters: usize,
}

/// What a method and a path lead to.
#[derive(Debug)]
pub enum Found {
    /// An operation.
    Operation(Arc<Operation>),
    /// A path that takes other methods.
    OtherMethods(Vec<Method>),
    /// Nothing.
    Nothing,
}

/// All operations.
#[derive(Debug, Default)]
pub struct Operations {
    /// Those with fewer parameters in their paths first.
    all: Vec<Arc<Operation>>,
    /// What their answers refer to.
    pub schemas: Schemas,
}

impl Operations {
    /// Reads a document; `prefix` stands before its paths.
    #[must_use]
    pub fn read(document: &Value, prefix: &str) -> Self {
        let paths = document
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let operations = paths.flat_map(|(path, methods)| {
            let methods = methods.as_object().into_iter().flatten();
            methods.filter_map(move |(method, operation)| {
                read_operation(&format!("{prefix}{path}"), method, operation)
            })
        });
        let mut all: Vec<_> = operations.map(Arc::new).collect();
        all.sort_by_key(|operation| operation.parameters);
        let schemas = document
            .pointer("/components/schemas")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        Self {
            all,
            schemas: Schemas(schemas),
        }
    }

    /// The ids of all of them.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|operation| operation.id.as_str())
    }

    /// What `method` and `path` lead to. HEAD is GET without a body. A path written out goes before one with a parameter
    /// in its place, as in the router.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str) -> Found {
        let wanted = if method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        let slashes = path.matches('/').count();
        let here = self
            .all
            .iter()
            .filter(|operation| operation.slashes == slashes && matches(&operation.path, path));
        let (mut fewest, mut other_methods) = (None, Vec::new());
        for operation in here {
            if operation.parameters != *fewest.get_or_insert(operation.parameters) {
                break;
            }
            if operation.method == *wanted {
                return Found::Operation(operation.clone());
            }
            other_methods.push(operation.method.clone());
        }
        match fewest {
            Some(_) => Found::OtherMethods(other_methods),
            None => Found::Nothing,
        }
    }
}

fn read_operation(path: &str, method: &str, operation: &Value) -> Option<Operation> {
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let in_query =
        parameters.filter(|parameter| parameter.get("in").and_then(Value::as_str) == Some("query"));
    Some(Operation {
        id: operation
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or("unnamed")
            .to_owned(),
        method: method.to_ascii_uppercase().parse().ok()?,
        path: path.to_owned(),
        answer: operation
            .pointer("/responses/200/content/application~1json/schema")
            .cloned(),
        query: in_query
            .filter_map(|parameter| Some(parameter.get("name")?.as_str()?.to_owned()))
            .collect(),
        slashes: path.matches('/').count(),
        parameters: path.matches('{').count(),
    })
}

fn matches(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(expected), Some(part)) if expected == part => {}
            (Some(expected), Some(part)) if expected.starts_with('{') && !part.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn operations() -> Operations {
        let document = json!({"paths": {
            "/posts": {"get": {"operationId": "posts.list"}, "post": {"operationId": "posts.publish"}},
            "/posts/{id}": {"get": {"operationId": "posts.show"}},
            "/posts/mine": {"get": {"operationId": "posts.mine"}},
        }});
        Operations::read(&document, "/api/v1")
    }

    fn found(method: &Method, path: &str) -> String {
        match operations().find(method, path) {
            Found::Operation(operation) => operation.id.clone(),
            Found::OtherMethods(methods) => format!("{methods:?}"),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn paths_lead_to_operations() {
        assert_eq!(found(&Method::GET, "/api/v1/posts"), "posts.list");
        assert_eq!(found(&Method::HEAD, "/api/v1/posts/7"), "posts.show");
        assert_eq!(found(&Method::GET, "/api/v1/posts/mine"), "posts.mine");
        assert_eq!(found(&Method::DELETE, "/api/v1/posts"), "[GET, POST]");
        for nothing in [
            "/posts",
            "/api/v1/posts/",
            "/api/v1/posts/7/8",
            "/api/v1",
            "",
        ] {
            assert_eq!(found(&Method::GET, nothing), "nothing", "{nothing}");
        }
    }
}
