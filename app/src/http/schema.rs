//! Checks a JSON value against a schema of the API document and says everything that is wrong with it,
//! each flaw under the name of its field. Request bodies, the document's examples and, in tests, every
//! answer of the server are held to the same schemas by this one walk.

use serde_json::{Map, Value};

use super::problem::FieldProblem;

/// More flaws than this are not told: nobody reads them, and a hostile body could name thousands.
const MOST_FLAWS: usize = 20;
/// Longest part of a client's own names that is repeated to it.
const LONGEST_NAME: usize = 64;

/// The schemas that `$ref` can point to, by name.
#[derive(Debug, Clone, Default)]
pub struct Schemas(pub Map<String, Value>);

impl Schemas {
    /// Follows `$ref`.
    #[must_use]
    pub fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|path| path.rsplit('/').next());
        name.and_then(|name| self.0.get(name)).unwrap_or(schema)
    }

    /// Everything that is wrong with `value`; empty when it fits.
    #[must_use]
    pub fn flaws(&self, schema: &Value, value: &Value) -> Vec<FieldProblem> {
        let mut walk = Walk {
            schemas: self,
            flaws: Vec::new(),
        };
        walk.check(schema, value, "");
        walk.flaws
    }
}

struct Walk<'a> {
    schemas: &'a Schemas,
    flaws: Vec<FieldProblem>,
}

impl Walk<'_> {
    fn flaw(&mut self, at: &str, code: &str, message: impl Into<String>) {
        if self.flaws.len() < MOST_FLAWS {
            let field = if at.is_empty() { "body" } else { at };
            self.flaws.push(FieldProblem {
                field: field.to_owned(),
                code: code.to_owned(),
                message: message.into(),
            });
        }
    }

    fn check(&mut self, schema: &Value, value: &Value, at: &str) {
        let schema = self.schemas.resolve(schema);
        for part in list(schema, "allOf") {
            self.check(part, value, at);
        }
        if value.is_null() && schema.get("nullable") == Some(&Value::Bool(true)) {
            return;
        }
        if let Some(expected) = schema.get("type").and_then(Value::as_str)
            && !is_a(value, expected)
        {
            self.flaw(
                at,
                "wrong_type",
                format!("This must be {}.", with_article(expected)),
            );
            return;
        }
        match value {
            Value::Object(fields) => self.check_object(schema, fields, at),
            Value::Array(items) => self.check_array(schema, items, at),
            Value::String(text) => self.check_text(schema, text, at),
            Value::Number(number) => {
                self.check_number(schema, number.as_f64().unwrap_or(f64::NAN), at);
            }
            Value::Bool(_) | Value::Null => {}
        }
    }

    fn check_object(&mut self, schema: &Value, fields: &Map<String, Value>, at: &str) {
        let required: Vec<&str> = list(schema, "required").filter_map(Value::as_str).collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        for name in &required {
            let nullable = properties
                .and_then(|all| all.get(*name))
                .is_some_and(|property| self.is_nullable(property));
            if !fields.contains_key(*name) || (fields.get(*name) == Some(&Value::Null) && !nullable)
            {
                self.flaw(&join(at, name), "required", "Please fill this in.");
            }
        }
        for (name, value) in fields {
            match properties.and_then(|all| all.get(name)) {
                Some(_) if value.is_null() => {}
                Some(property) => self.check(property, value, &join(at, name)),
                None => self.check_other(schema, value, &join(at, name)),
            }
        }
    }

    fn check_other(&mut self, schema: &Value, value: &Value, at: &str) {
        match schema.get("additionalProperties") {
            Some(other) if other.is_object() => self.check(other, value, at),
            Some(Value::Bool(true)) => {}
            _ if schema.get("properties").is_some() || schema.get("type").is_some() => {
                self.flaw(at, "unknown_field", "There is no such field.");
            }
            _ => {}
        }
    }

    fn check_array(&mut self, schema: &Value, items: &[Value], at: &str) {
        if size(schema, "maxItems").is_some_and(|most| items.len() > most) {
            let most = size(schema, "maxItems").unwrap_or_default();
            self.flaw(at, "too_many_items", format!("Use at most {most}."));
            return;
        }
        if size(schema, "minItems").is_some_and(|least| items.len() < least) {
            let least = size(schema, "minItems").unwrap_or_default();
            self.flaw(at, "too_few_items", format!("Use at least {least}."));
        }
        if let Some(each) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.check(each, item, &join(at, &index.to_string()));
            }
        }
    }

    fn check_text(&mut self, schema: &Value, text: &str, at: &str) {
        let length = text.chars().count();
        if let Some(most) = size(schema, "maxLength").filter(|most| length > *most) {
            self.flaw(at, "too_long", format!("Use at most {most} characters."));
        }
        if let Some(least) = size(schema, "minLength").filter(|least| length < *least) {
            self.flaw(at, "too_short", format!("Use at least {least} characters."));
        }
        let mut choices = list(schema, "enum").filter_map(Value::as_str).peekable();
        if choices.peek().is_some() {
            let choices: Vec<&str> = choices.collect();
            if !choices.contains(&text) {
                self.flaw(
                    at,
                    "not_allowed",
                    format!("Choose one of: {}.", choices.join(", ")),
                );
            }
        }
        if let Some(format) = schema.get("format").and_then(Value::as_str)
            && !fits_format(text, format)
        {
            self.flaw(
                at,
                "invalid_format",
                format!("This must be {}.", with_article(format)),
            );
        }
    }

    fn check_number(&mut self, schema: &Value, number: f64, at: &str) {
        let (format_least, format_most) = integer_range(
            schema
                .get("format")
                .and_then(Value::as_str)
                .unwrap_or_default(),
        );
        let most = schema
            .get("maximum")
            .and_then(Value::as_f64)
            .or(format_most);
        let least = schema
            .get("minimum")
            .and_then(Value::as_f64)
            .or(format_least);
        if let Some(most) = most.filter(|most| number > *most) {
            self.flaw(at, "too_large", format!("Use at most {most}."));
        }
        if let Some(least) = least.filter(|least| number < *least) {
            self.flaw(at, "too_small", format!("Use at least {least}."));
        }
    }

    fn is_nullable(&self, schema: &Value) -> bool {
        self.schemas.resolve(schema).get("nullable") == Some(&Value::Bool(true))
    }
}

fn list<'a>(schema: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    schema
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn size(schema: &Value, key: &str) -> Option<usize> {
    schema
        .get(key)
        .and_then(Value::as_u64)
        .and_then(|size| usize::try_from(size).ok())
}

fn join(at: &str, name: &str) -> String {
    let name: String = name.chars().take(LONGEST_NAME).collect();
    if at.is_empty() {
        name
    } else {
        format!("{at}.{name}")
    }
}

fn is_a(value: &Value, expected: &str) -> bool {
    match expected {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn integer_range(format: &str) -> (Option<f64>, Option<f64>) {
    match format {
        "uint8" => (Some(0.0), Some(f64::from(u8::MAX))),
        "uint16" => (Some(0.0), Some(f64::from(u16::MAX))),
        "uint32" => (Some(0.0), Some(f64::from(u32::MAX))),
        "uint64" => (Some(0.0), None),
        "int32" => (Some(f64::from(i32::MIN)), Some(f64::from(i32::MAX))),
        _ => (None, None),
    }
}

fn fits_format(text: &str, format: &str) -> bool {
    use time::{
        Date, OffsetDateTime, format_description::well_known::Rfc3339, macros::format_description,
    };
    match format {
        "id" => text
            .parse::<i64>()
            .is_ok_and(|id| id > 0 && id.to_string() == text),
        "date-time" => OffsetDateTime::parse(text, &Rfc3339).is_ok(),
        "date" | "naive-date" => {
            Date::parse(text, format_description!("[year]-[month]-[day]")).is_ok()
        }
        _ => true,
    }
}

fn with_article(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        "id" => "an id",
        "date-time" => "a date and time like 2026-11-21T09:30:00.000Z",
        "date" | "naive-date" => "a date like 1990-04-23",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn codes(schema: &Value, value: &Value) -> Vec<(String, String)> {
        let schemas = Schemas(
            json!({"Pet": {
                "type": "object",
                "required": ["name", "tag"],
                "properties": {
                    "name": {"type": "string", "minLength": 2, "maxLength": 4},
                    "tag": {"type": "string", "nullable": true},
                    "born": {"type": "string", "format": "date"},
                },
            }})
            .as_object()
            .unwrap()
            .clone(),
        );
        schemas
            .flaws(schema, value)
            .into_iter()
            .map(|flaw| (flaw.field, flaw.code))
            .collect()
    }

    fn pair(field: &str, code: &str) -> (String, String) {
        (field.to_owned(), code.to_owned())
    }

    #[test]
    fn what_fits_has_no_flaw() {
        let pet = json!({"$ref": "#/components/schemas/Pet"});
        assert_eq!(
            codes(
                &pet,
                &json!({"name": "Rex", "tag": null, "born": "2020-02-29"})
            ),
            []
        );
        assert_eq!(
            codes(&pet, &json!({"name": "Rex", "tag": "x", "born": null})),
            []
        );
    }

    #[test]
    fn every_flaw_is_told_under_its_field() {
        let pets =
            json!({"type": "array", "maxItems": 2, "items": {"$ref": "#/components/schemas/Pet"}});
        let found = codes(
            &pets,
            &json!([{"name": 5, "born": "2021-02-29"}, {"name": null, "tag": "t", "owner": 1}]),
        );
        let expected = [
            pair("0.tag", "required"),
            pair("0.born", "invalid_format"),
            pair("0.name", "wrong_type"),
            pair("1.name", "required"),
            pair("1.owner", "unknown_field"),
        ];
        assert_eq!(found, expected);
        assert_eq!(
            codes(&pets, &json!([1, 2, 3])),
            [pair("", "too_many_items")].map(|(_, code)| pair("body", &code))
        );
    }

    #[test]
    fn lengths_count_characters_and_choices_are_named() {
        let name = json!({"type": "string", "minLength": 2, "maxLength": 4});
        assert_eq!(codes(&name, &json!("éééé")), []);
        assert_eq!(codes(&name, &json!("ééééé")), [pair("body", "too_long")]);
        assert_eq!(codes(&name, &json!("é")), [pair("body", "too_short")]);
        assert_eq!(
            codes(&json!({"type": "string", "enum": ["a", "b"]}), &json!("c")),
            [pair("body", "not_allowed")]
        );
    }

    #[test]
    fn a_value_is_never_repeated() {
        let schemas = Schemas::default();
        let flaws = schemas.flaws(&json!({"type": "integer"}), &json!("hunter2"));
        assert!(!format!("{flaws:?}").contains("hunter2"));
    }

    #[test]
    fn numbers_keep_their_bounds() {
        let percent = json!({"type": "number", "minimum": 0, "maximum": 100});
        assert_eq!(codes(&percent, &json!(100)), []);
        assert_eq!(codes(&percent, &json!(100.5)), [pair("body", "too_large")]);
        assert_eq!(codes(&percent, &json!(-1)), [pair("body", "too_small")]);
    }
}
