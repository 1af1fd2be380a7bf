//! Reads JSON in which one name may occur twice: poem-openapi writes a path once per struct of operations, so that
//! `GET /me` of one feature would hide `DELETE /me` of another.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// A document whose repeated objects have been laid over each other.
pub(super) struct Merged(pub(super) Value);

impl<'de> Deserialize<'de> for Merged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MergingVisitor).map(Self)
    }
}

struct MergingVisitor;

impl<'de> Visitor<'de> for MergingVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    /// Bounds are written as `100.0`; whole ones read better, and mean the same, as `100`.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only whole numbers far below 2^53 are converted"
    )]
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        let whole = value.fract() == 0.0 && value.abs() < 1e15;
        Ok(if whole {
            (value as i64).into()
        } else {
            value.into()
        })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Merged(item)) = items.next_element()? {
            array.push(item);
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Merged(value))) = entries.next_entry::<String, Merged>()? {
            lay_over(object.entry(name).or_insert(Value::Null), value);
        }
        Ok(object.into())
    }
}

fn lay_over(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                lay_over(under.entry(name).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_written_twice_keeps_the_operations_of_both() {
        let merged: Merged =
            serde_json::from_str(r#"{"/me":{"get":{"x":1.0}},"/me":{"delete":{}}}"#).unwrap();
        assert_eq!(merged.0, json!({"/me": {"get": {"x": 1}, "delete": {}}}));
    }
}
