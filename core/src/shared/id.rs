//! Typed identifiers. All ids are 64-bit, made by the application and ordered by time of creation
//! (see [`Ids`](super::ids::Ids)); on the wire they are decimal strings, because JavaScript loses integers above 2^53.

use std::{fmt, num::ParseIntError, str::FromStr};

use serde::{Deserialize, Serialize};

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a number that came from [`Ids`](super::ids::Ids) or from the store.
            #[must_use]
            pub const fn new(raw: i64) -> Self {
                Self(raw)
            }

            /// The number as it is stored.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

typed_ids! {
    /// A person with an account.
    UserId,
    /// A session: one logged-in browser.
    SessionId,
    /// A mailed link: verification, reset or change of address.
    TokenId,
    /// An uploaded picture.
    MediaId,
    /// A post.
    PostId,
    /// A comment on a post.
    CommentId,
    /// One of the options of a poll.
    PollOptionId,
    /// A change of the audience of many posts.
    AudienceChangeId,
    /// A group.
    GroupId,
    /// An invitation to a group that waits for its answer.
    GroupInvitationId,
    /// An event in a group.
    EventId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = PostId::new(7_340_032_000_123);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn text_that_is_no_number_is_no_id() {
        assert!("12a".parse::<UserId>().is_err());
        assert!("".parse::<UserId>().is_err());
    }
}
