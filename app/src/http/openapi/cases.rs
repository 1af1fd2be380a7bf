//! Errors that belong to one operation: their codes, for clients to act on.

use crate::http::{
    accounts, audiences, comments, events, feeds, groups, media, polls, posts, profiles, relations,
    tags,
};

/// One way for an operation to fail, beyond what every operation of its kind can answer.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The operation's id.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: &'static str,
    /// What the answer says.
    pub detail: &'static str,
    /// From when on the same can succeed.
    pub retry_at: Option<&'static str>,
}

impl Case {
    /// `operation` can answer `status` with `code`.
    #[must_use]
    pub const fn new(
        operation: &'static str,
        status: u16,
        code: &'static str,
        detail: &'static str,
    ) -> Self {
        Self {
            operation,
            status,
            code,
            detail,
            retry_at: None,
        }
    }

    /// The same, for what can succeed from `moment` on.
    #[must_use]
    pub const fn until(mut self, moment: &'static str) -> Self {
        self.retry_at = Some(moment);
        self
    }
}

/// The cases of each feature, from its `cases.rs`.
const FEATURES: [&[Case]; 12] = [
    accounts::cases::CASES,
    audiences::cases::CASES,
    comments::cases::CASES,
    events::cases::CASES,
    feeds::cases::CASES,
    groups::cases::CASES,
    media::cases::CASES,
    polls::cases::CASES,
    posts::cases::CASES,
    profiles::cases::CASES,
    relations::cases::CASES,
    tags::cases::CASES,
];

/// The cases of one operation.
pub fn of(operation: &str) -> impl Iterator<Item = &'static Case> {
    FEATURES
        .into_iter()
        .flatten()
        .filter(move |case| case.operation == operation)
}

/// All cases.
pub fn all() -> impl Iterator<Item = &'static Case> {
    FEATURES.into_iter().flatten()
}
