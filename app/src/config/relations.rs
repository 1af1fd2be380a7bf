//! How members may approach each other.

use kith_core::relations::RelationPolicy;
use serde::{Deserialize, Serialize};

use super::Span;

/// `[relations]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RelationsConfig {
    /// How long after a decline one may not ask the same person, or the same group, again.
    pub ask_again_after: Span,
}

impl Default for RelationsConfig {
    fn default() -> Self {
        Self {
            ask_again_after: Span::hours(7 * 24),
        }
    }
}

impl RelationsConfig {
    /// The settings as the use cases take them, where mail `is_delivered` or lies in files.
    #[must_use]
    pub fn policy(&self, is_delivered: bool) -> RelationPolicy {
        RelationPolicy {
            ask_again_after: self.ask_again(),
            suggests_proved_only: is_delivered,
        }
    }

    /// How long after a decline one may not ask again.
    #[must_use]
    pub fn ask_again(&self) -> time::Duration {
        let longest = time::Duration::MAX;
        self.ask_again_after.get().try_into().unwrap_or(longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_need_not_be_proved_where_no_mail_could_prove_it() {
        let relations = RelationsConfig::default();
        assert!(relations.policy(true).suggests_proved_only);
        assert!(!relations.policy(false).suggests_proved_only);
    }
}
