//! `?fields=id,title,author(handle)`: only these fields of an answer.
//!
//! On a page the names are those of its items; `next_cursor` and what else the page says always stay. Names are checked against the document, so a
//! typing error is a 400 and not an empty answer.

use serde_json::{Map, Value};

use super::schema::Schemas;

const LONGEST: usize = 1000;
const DEEPEST: usize = 5;
/// What of a page is cut: its items, and the one that comes before them.
const ITEMS: [&str; 2] = ["items", "pinned"];

/// Names, each with the names wanted below it; empty means everything below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, Fields)>);

/// Why a selection cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too long, too deep, or not names, commas and parentheses.
    #[error("Write fields as id,title,author(handle), at most 1000 characters and 5 levels.")]
    Malformed,
    /// No such field.
    #[error("The answer has no field {0}.")]
    Unknown(String),
}

impl Fields {
    /// Reads a selection.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        if text.len() > LONGEST {
            return Err(Refused::Malformed);
        }
        let (fields, rest) = parse_list(text, DEEPEST)?;
        if rest.is_empty() {
            Ok(fields)
        } else {
            Err(Refused::Malformed)
        }
    }

    /// Refuses names that an answer of this `schema` does not have.
    pub fn check(&self, schemas: &Schemas, schema: &Value) -> Result<(), Refused> {
        let schema = item_schema(schemas, schema);
        let Some(properties) = properties(schemas, schema) else {
            return match self.0.first() {
                Some((name, _))
                    if schema
                        .get("additionalProperties")
                        .is_none_or(|other| !other.is_object()) =>
                {
                    Err(Refused::Unknown(name.clone()))
                }
                _ => Ok(()),
            };
        };
        for (name, below) in &self.0 {
            let Some(property) = properties.get(name) else {
                return Err(Refused::Unknown(name.clone()));
            };
            below.check(schemas, property)?;
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) {
        if self.0.is_empty() || other.0.is_empty() {
            self.0.clear(); // one of them asks for everything
            return;
        }
        for (name, below) in other.0 {
            add(&mut self.0, &name, below);
        }
    }

    /// Cuts an answer down.
    pub fn keep(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.keep(item)),
            Value::Object(object) if is_page(object) => {
                for part in ITEMS {
                    if let Some(items) = object.get_mut(part) {
                        self.keep(items);
                    }
                }
            }
            Value::Object(object) if !self.0.is_empty() => {
                object.retain(|name, _| self.0.iter().any(|(wanted, _)| wanted == name));
                for (name, below) in &self.0 {
                    if let Some(value) = object.get_mut(name) {
                        below.keep(value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Some pages say more than their items and where the next one starts.
fn is_page(object: &Map<String, Value>) -> bool {
    object.contains_key("items") && object.contains_key("next_cursor")
}

fn properties<'a>(schemas: &'a Schemas, schema: &'a Value) -> Option<&'a Map<String, Value>> {
    let own = schema.get("properties").and_then(Value::as_object);
    let parts = schema.get("allOf").and_then(Value::as_array);
    own.or_else(|| {
        parts?
            .iter()
            .find_map(|part| properties(schemas, schemas.resolve(part)))
    })
}

/// What the names of a selection are about: the items of lists and pages, otherwise the thing itself.
fn item_schema<'a>(schemas: &'a Schemas, schema: &'a Value) -> &'a Value {
    let schema = schemas.resolve(schema);
    if let Some(items) = schema.get("items") {
        return item_schema(schemas, items);
    }
    match schema.get("properties").and_then(Value::as_object) {
        Some(page) if is_page(page) => page
            .get("items")
            .map_or(schema, |items| item_schema(schemas, items)),
        _ => schema,
    }
}

fn parse_list(text: &str, depth: usize) -> Result<(Fields, &str), Refused> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).ok_or(Refused::Malformed)?;
        if name.is_empty() || depth == 0 {
            return Err(Refused::Malformed);
        }
        let (below, after) = match after.strip_prefix('(') {
            Some(inner) => {
                let (below, after) = parse_list(inner, depth - 1)?;
                (below, after.strip_prefix(')').ok_or(Refused::Malformed)?)
            }
            None => (Fields::default(), after),
        };
        add(&mut fields, name, below);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return Ok((Fields(fields), after)),
        }
    }
}

/// A name given twice asks for what either asks for: `author(id),author(handle)` is `author(id,handle)`.
fn add(fields: &mut Vec<(String, Fields)>, name: &str, below: Fields) {
    match fields.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => known.merge(below),
        None => fields.push((name.to_owned(), below)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schemas() -> (Schemas, Value) {
        let document = json!({
            "Post": {"properties": {"id": {"type": "string"}, "author": {"allOf": [{"$ref": "#/components/schemas/User"}], "nullable": true},
                "media": {"type": "array", "items": {"$ref": "#/components/schemas/Media"}}}},
            "User": {"properties": {"id": {"type": "string"}, "handle": {"type": "string"}}},
            "Media": {"properties": {"variants": {"type": "object", "additionalProperties": {"type": "string"}}}},
            "Page": {"properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Post"}}, "next_cursor": {"type": "string"}}},
            "Home": {"properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Post"}}, "next_cursor": {"type": "string"},
                "kind": {"type": "string"}}},
        });
        (
            Schemas(document.as_object().unwrap().clone()),
            json!({"$ref": "#/components/schemas/Page"}),
        )
    }

    fn check(text: &str) -> Result<(), Refused> {
        let (schemas, page) = schemas();
        Fields::parse(text)?.check(&schemas, &page)
    }

    #[test]
    fn a_page_that_says_more_is_a_page_all_the_same() {
        let (schemas, _) = schemas();
        let home = json!({"$ref": "#/components/schemas/Home"});
        let check = |text: &str| Fields::parse(text)?.check(&schemas, &home);
        assert_eq!(check("id,author(handle)"), Ok(()));
        for of_the_page in ["items", "next_cursor", "kind"] {
            let refused = Err(Refused::Unknown(of_the_page.to_owned()));
            assert_eq!(check(of_the_page), refused);
        }
        let mut page =
            json!({"items": [{"id": "1", "title": "t"}], "next_cursor": "n", "kind": "everyone"});
        Fields::parse("id").unwrap().keep(&mut page);
        assert_eq!(
            page,
            json!({"items": [{"id": "1"}], "next_cursor": "n", "kind": "everyone"})
        );
    }

    #[test]
    fn names_are_looked_up_through_pages_lists_and_references() {
        assert_eq!(check("id,author(handle),media(variants(thumb))"), Ok(()));
        assert_eq!(check("id,autor"), Err(Refused::Unknown("autor".to_owned())));
        assert_eq!(
            check("author(handle,email)"),
            Err(Refused::Unknown("email".to_owned()))
        );
        assert_eq!(check("id(x)"), Err(Refused::Unknown("x".to_owned())));
        assert_eq!(check("items"), Err(Refused::Unknown("items".to_owned())));
    }

    #[test]
    fn what_is_pinned_is_cut_as_the_items_are() {
        let mut page =
            json!({"items": [], "next_cursor": null, "pinned": {"id": "1", "title": "t"}});
        Fields::parse("id").unwrap().keep(&mut page);
        assert_eq!(
            page,
            json!({"items": [], "next_cursor": null, "pinned": {"id": "1"}})
        );
    }

    #[test]
    fn nonsense_is_refused() {
        let deep = format!("{}a{}", "a(".repeat(5), ")".repeat(5));
        for text in [
            "",
            ",",
            "a,",
            "a(",
            "a()",
            "a)",
            "a b",
            "a((b))",
            "a.b",
            "é",
            &deep,
            &"a,".repeat(600),
        ] {
            assert_eq!(Fields::parse(text), Err(Refused::Malformed), "{text}");
        }
        assert!(Fields::parse("a(b(c(d(e))))").is_ok());
    }

    #[test]
    fn a_repeated_name_asks_for_both() {
        for (twice, once) in [
            ("a(b),a(c)", "a(b,c)"),
            ("a(b(c)),x,a(b(d))", "a(b(c,d)),x"),
            ("a(b),a", "a"),
            ("a,a(b)", "a"),
        ] {
            assert_eq!(Fields::parse(twice), Fields::parse(once), "{twice}");
        }
    }

    #[test]
    fn answers_are_cut() {
        let mut page = json!({"items": [{"id": "1", "title": "t", "author": {"id": "2", "handle": "ada"}}, {"id": "3", "author": null}], "next_cursor": "n"});
        Fields::parse("id,author(handle)").unwrap().keep(&mut page);
        assert_eq!(
            page,
            json!({"items": [{"id": "1", "author": {"handle": "ada"}}, {"id": "3", "author": null}], "next_cursor": "n"})
        );
    }
}
