//! A member in a list of members.

use super::Relationship;
use crate::profiles::UserSummary;

/// A member, and how the one who reads the list stands to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub summary: UserSummary,
    /// How the reader stands to them.
    pub relationship: Relationship,
}
