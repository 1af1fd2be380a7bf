//! Rating a password while it is typed.

use super::{AccountPorts, Email, PersonalWords, Strength, strength};
use crate::shared::secret::Password;

/// A password and what is known of the person who types it, as far as the form is filled in.
#[derive(Debug, Clone)]
pub struct StrengthInput {
    /// The password.
    pub password: Password,
    /// Email address.
    pub email: Option<String>,
    /// Names, nickname, handle.
    pub names: Vec<String>,
}

/// Rates a password by the rule that registering, changing and resetting apply.
pub struct PasswordStrength {
    ports: AccountPorts,
}

impl PasswordStrength {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// The rating. Nothing is stored or logged.
    #[must_use]
    pub fn run(&self, input: &StrengthInput) -> Strength {
        let mut words = PersonalWords::of_site(&self.ports.policy.site_name);
        if let Some(Ok(email)) = input.email.as_deref().map(Email::parse) {
            words.add_email(&email);
        }
        for name in &input.names {
            words.add(name);
        }
        strength(&input.password, &words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::fixtures::ports, testing::MockStore};

    #[test]
    fn what_the_form_says_of_the_person_counts() {
        let ports = ports(MockStore::untouched());
        let rate = |names: &[&str]| {
            PasswordStrength::new(&ports).run(&StrengthInput {
                password: Password::new("Featherstonehaugh".into()),
                email: Some("not yet".into()),
                names: names.iter().map(ToString::to_string).collect(),
            })
        };
        assert_eq!(rate(&[]).refusal, None);
        assert_eq!(
            rate(&["Featherstonehaugh"]).refusal.unwrap().code,
            "too_personal"
        );
    }
}
