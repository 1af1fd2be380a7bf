//! What was found, as clients see it.

use kith_core::relations::Person;
use poem_openapi::{Enum, Object};

use crate::http::relations::PersonDto;

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "SearchType", rename_all = "snake_case")]
pub enum SearchTypeDto {
    /// Everything there is.
    All,
    /// People.
    Users,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "SearchHitType", rename_all = "snake_case")]
pub enum HitTypeDto {
    /// A member.
    User,
}

/// Something that was found.
#[derive(Debug, Clone, Object)]
#[oai(rename = "SearchHit")]
pub struct SearchHitDto {
    /// What it is.
    #[oai(rename = "type")]
    pub kind: HitTypeDto,
    /// The member.
    pub user: PersonDto,
}

impl From<Person> for SearchHitDto {
    fn from(person: Person) -> Self {
        Self {
            kind: HitTypeDto::User,
            user: person.into(),
        }
    }
}
