//! How ids and times look on the wire.

use std::borrow::Cow;

use kith_core::shared::{
    clock::Timestamp,
    id::{
        AudienceChangeId, CommentId, EventId, GroupId, GroupInvitationId, MediaId, PollOptionId,
        PostId, SessionId, UserId,
    },
};
use poem_openapi::{
    registry::{MetaSchema, MetaSchemaRef},
    types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type},
};
use serde::{Serialize, Serializer};
use serde_json::Value;
use time::macros::format_description;

/// An id: opaque to clients, a decimal number in text because JavaScript loses integers above 2^53.
/// As a path parameter, anything else is a 404: there is no such thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(i64);

/// A moment: RFC 3339 in UTC with exactly three decimals, `2026-11-21T09:30:00.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Timestamp);

impl Id {
    /// Only the form that the server itself writes, so that one thing has one name.
    fn parse(text: &str) -> Option<Self> {
        text.parse()
            .ok()
            .filter(|id| *id > 0 && i64::to_string(id) == text)
            .map(Self)
    }
}

macro_rules! typed_ids_on_the_wire {
    ($($name:ident),+) => {$(
        impl From<$name> for Id {
            fn from(id: $name) -> Self {
                Self(id.get())
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self::new(id.0)
            }
        }
    )+};
}

typed_ids_on_the_wire!(
    UserId,
    SessionId,
    MediaId,
    PostId,
    CommentId,
    PollOptionId,
    AudienceChangeId,
    GroupId,
    GroupInvitationId,
    EventId
);

impl From<Timestamp> for Moment {
    fn from(moment: Timestamp) -> Self {
        Self(moment)
    }
}

impl Moment {
    fn text(self) -> String {
        let format = format_description!(
            "[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z"
        );
        self.0.to_datetime().format(format).unwrap_or_default()
    }
}

macro_rules! plain_text_type {
    ($name:ident, $format:literal, $schema:expr) => {
        impl Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                concat!("string_", $format).into()
            }

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Inline(Box::new($schema))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(self.as_raw_value().into_iter())
            }
        }
    };
}

plain_text_type!(
    Id,
    "id",
    MetaSchema {
        max_length: Some(19),
        ..MetaSchema::new_with_format("string", "id")
    }
);
plain_text_type!(
    Moment,
    "date-time",
    MetaSchema::new_with_format("string", "date-time")
);

impl ParseFromJSON for Id {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let text = value.as_ref().and_then(Value::as_str);
        text.and_then(Self::parse)
            .ok_or_else(|| ParseError::custom("not an id"))
    }
}

impl ParseFromParameter for Id {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Self::parse(value).ok_or_else(|| ParseError::custom("not an id"))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl ToJSON for Id {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.0.to_string()))
    }
}

impl ParseFromJSON for Moment {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let moment: time::OffsetDateTime =
            ParseFromJSON::parse_from_json(value).map_err(ParseError::propagate)?;
        Ok(Self(moment.into()))
    }
}

impl ParseFromParameter for Moment {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        let moment: time::OffsetDateTime =
            ParseFromParameter::parse_from_parameter(value).map_err(ParseError::propagate)?;
        Ok(Self(moment.into()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl ToJSON for Moment {
    fn to_json(&self) -> Option<Value> {
        Some(Value::String(self.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        assert_eq!(
            Id::parse("7340032000123").map(PostId::from),
            Some(PostId::new(7_340_032_000_123))
        );
        for odd in [
            "",
            "0",
            "-1",
            "+1",
            "01",
            " 1",
            "1 ",
            "1.0",
            "٣",
            "9223372036854775808",
        ] {
            assert_eq!(Id::parse(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_moment_always_has_three_decimals() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_763_722_200_100_999, "2025-11-21T10:50:00.100Z"),
        ] {
            assert_eq!(Moment(Timestamp::from_micros(micros)).text(), text);
        }
    }
}
