//! Logged-in browsers.

use time::Duration;

use super::AccountPolicy;
use crate::shared::{
    actor::{Actor, Role},
    clock::Timestamp,
    id::{SessionId, UserId},
    secret::{SecretToken, TokenHash},
};

/// How long a session may go unnoted as being in use: keeps reading requests from writing.
const NOTED_EVERY: Duration = Duration::HOUR;
const LONGEST_USER_AGENT: usize = 300;
const LONGEST_IP: usize = 45;

/// The browser or program at the other end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Client {
    /// Its `User-Agent`; may be empty.
    pub user_agent: String,
    /// Its network address as the trusted proxies tell it; may be empty.
    pub ip: String,
}

impl Client {
    /// Cuts both texts to what is stored, without control characters.
    #[must_use]
    pub fn bounded(&self) -> Self {
        let cut = |text: &str, most| {
            text.chars()
                .filter(|c| !c.is_control())
                .take(most)
                .collect()
        };
        Self {
            user_agent: cut(&self.user_agent, LONGEST_USER_AGENT),
            ip: cut(&self.ip, LONGEST_IP),
        }
    }
}

/// One logged-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// The browser it was opened with.
    pub client: Client,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_seen_at: Timestamp,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
}

/// A session found by its token, as far as a request needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiveSession {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// What they may do.
    pub role: Role,
    /// When it was last noted as being in use.
    pub last_seen_at: Timestamp,
}

impl LiveSession {
    /// Who is asking.
    #[must_use]
    pub const fn actor(self) -> Actor {
        Actor {
            user: self.user,
            session: self.id,
            role: self.role,
        }
    }

    /// Whether its use should be noted now.
    #[must_use]
    pub fn is_note_due(self, now: Timestamp) -> bool {
        now.since(self.last_seen_at) >= NOTED_EVERY
    }
}

/// A session about to be stored, with the hash of its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The session.
    pub session: Session,
    /// The hash its token is looked up by.
    pub token_hash: TokenHash,
}

impl NewSession {
    /// A session that starts `now`, for the bearer of `token`.
    #[must_use]
    pub fn open(
        id: SessionId,
        user: UserId,
        client: &Client,
        token: &SecretToken,
        now: Timestamp,
        policy: &AccountPolicy,
    ) -> Self {
        let session = Session {
            id,
            user,
            client: client.bounded(),
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus(policy.session_lifetime),
        };
        Self {
            session,
            token_hash: token.hash(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_says_of_itself_is_bounded() {
        let client = Client {
            user_agent: format!("Mozilla\r\n{}", "x".repeat(999)),
            ip: "::1".into(),
        }
        .bounded();
        assert_eq!(client.user_agent.chars().count(), LONGEST_USER_AGENT);
        assert!(!client.user_agent.contains('\n'));
    }

    #[test]
    fn use_is_noted_once_an_hour() {
        let then = Timestamp::from_micros(0);
        let live = LiveSession {
            id: SessionId::new(1),
            user: UserId::new(2),
            role: Role::Member,
            last_seen_at: then,
        };
        assert!(!live.is_note_due(then.plus(Duration::minutes(59))));
        assert!(live.is_note_due(then.plus(Duration::minutes(60))));
    }
}
