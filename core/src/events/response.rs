//! Whether one comes, and how many do.

use serde::{Deserialize, Serialize};

/// What a member can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// They come.
    Going,
    /// They do not.
    NotGoing,
    /// They may.
    Maybe,
}

/// What stands beside a member's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventResponse {
    /// They come.
    Going,
    /// They may come.
    Maybe,
    /// They do not come.
    NotGoing,
    /// They would come, and wait for a place.
    Waiting,
}

impl EventResponse {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Going, Self::Maybe, Self::NotGoing, Self::Waiting];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Going => "going",
            Self::Maybe => "maybe",
            Self::NotGoing => "not_going",
            Self::Waiting => "waiting",
        }
    }

    /// Reads [`EventResponse::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|response| response.as_str() == name)
    }
}

/// How many said what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// Who comes.
    pub going: u64,
    /// Who may come.
    pub maybe: u64,
    /// Who does not.
    pub not_going: u64,
    /// Who waits for a place.
    pub waiting: u64,
}

impl EventCounts {
    /// How many stand so.
    #[must_use]
    pub fn of(&self, response: EventResponse) -> u64 {
        match response {
            EventResponse::Going => self.going,
            EventResponse::Maybe => self.maybe,
            EventResponse::NotGoing => self.not_going,
            EventResponse::Waiting => self.waiting,
        }
    }

    /// The same without some of those who stand so.
    #[must_use]
    pub fn without(mut self, response: EventResponse, some: u64) -> Self {
        let count = self.of_mut(response);
        *count = count.saturating_sub(some);
        self
    }

    /// The counts after one response became another.
    #[must_use]
    pub fn after(mut self, before: Option<EventResponse>, after: Option<EventResponse>) -> Self {
        if let Some(before) = before {
            self = self.without(before, 1);
        }
        if let Some(after) = after {
            *self.of_mut(after) += 1;
        }
        self
    }

    fn of_mut(&mut self, response: EventResponse) -> &mut u64 {
        match response {
            EventResponse::Going => &mut self.going,
            EventResponse::Maybe => &mut self.maybe,
            EventResponse::NotGoing => &mut self.not_going,
            EventResponse::Waiting => &mut self.waiting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_their_stored_form() {
        for response in EventResponse::ALL {
            assert_eq!(EventResponse::parse(response.as_str()), Some(response));
        }
        assert_eq!(EventResponse::parse("late"), None);
    }

    #[test]
    fn counts_follow_what_is_said() {
        let mut counts = EventCounts::default();
        for response in EventResponse::ALL {
            counts = counts.after(None, Some(response));
            assert_eq!(counts.of(response), 1);
        }
        let changed = counts.after(Some(EventResponse::Maybe), Some(EventResponse::Going));
        assert_eq!((changed.maybe, changed.going), (0, 2));
        assert_eq!(changed.after(Some(EventResponse::Going), None).going, 1);
        assert_eq!(counts.without(EventResponse::Maybe, 9).maybe, 0);
    }
}
