//! How often things may be done, per client address, account or recipient.

use std::{net::IpAddr, sync::Arc};

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};

use super::problem::ApiError;
use crate::config::{LimitsConfig, Rate};

/// What kind of thing is done; each kind has a rate of its own in the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Registering.
    Register,
    /// Logging in, and everything else that tries a password.
    Login,
    /// Whatever sends a mail.
    Mail,
    /// Sending a file.
    Upload,
    /// Any other change.
    Write,
    /// Looking.
    Read,
}

/// Counts in this process. Cheap to clone.
#[derive(Clone)]
pub struct RateLimits(Option<Arc<Limiters>>);

struct Limiters {
    register: DefaultKeyedRateLimiter<String>,
    login: DefaultKeyedRateLimiter<String>,
    mail: DefaultKeyedRateLimiter<String>,
    upload: DefaultKeyedRateLimiter<String>,
    write: DefaultKeyedRateLimiter<String>,
    read: DefaultKeyedRateLimiter<String>,
}

impl RateLimits {
    /// Limits as the settings say.
    #[must_use]
    pub fn new(config: &LimitsConfig) -> Self {
        let limiters = config.enabled.then(|| Limiters {
            register: limiter(config.register),
            login: limiter(config.login),
            mail: limiter(config.mail),
            upload: limiter(config.upload),
            write: limiter(config.write),
            read: limiter(config.read),
        });
        Self(limiters.map(Arc::new))
    }

    /// Counts one `action` from a client address. IPv6 clients have a whole /64 to choose from and are counted as such.
    pub fn check_client(&self, action: Action, address: IpAddr) -> Result<(), ApiError> {
        let network = match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6((u128::from(address) & !u128::from(u64::MAX)).into()),
            address @ IpAddr::V4(_) => address,
        };
        self.check(action, &format!("client {network}"))
    }

    /// Counts one `action` against an account or a recipient, whatever address it comes from. `subject` is an id or a
    /// normalised address.
    pub fn check_subject(&self, action: Action, subject: &str) -> Result<(), ApiError> {
        self.check(action, &format!("subject {subject}"))
    }

    fn check(&self, action: Action, key: &String) -> Result<(), ApiError> {
        let Some(limiters) = &self.0 else {
            return Ok(());
        };
        let limiter = limiters.of(action);
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            ApiError::rate_limited(wait.as_secs() + 1)
        })
    }

    /// Forgets whoever has used up nothing of late; to be called now and then, or the memory of keys grows for ever.
    pub fn forget_idle(&self) {
        let Some(limiters) = &self.0 else { return };
        for action in [
            Action::Register,
            Action::Login,
            Action::Mail,
            Action::Upload,
            Action::Write,
            Action::Read,
        ] {
            limiters.of(action).retain_recent();
            limiters.of(action).shrink_to_fit();
        }
    }
}

impl Limiters {
    fn of(&self, action: Action) -> &DefaultKeyedRateLimiter<String> {
        match action {
            Action::Register => &self.register,
            Action::Login => &self.login,
            Action::Mail => &self.mail,
            Action::Upload => &self.upload,
            Action::Write => &self.write,
            Action::Read => &self.read,
        }
    }
}

fn limiter(rate: Rate) -> DefaultKeyedRateLimiter<String> {
    let step = rate.per.get() / rate.times.get();
    let quota = Quota::with_period(step).unwrap_or(Quota::per_second(rate.times));
    RateLimiter::keyed(quota.allow_burst(rate.times))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Span;

    fn two_logins() -> RateLimits {
        RateLimits::new(&LimitsConfig {
            login: Rate::new(2, Span::hours(1)),
            ..LimitsConfig::default()
        })
    }

    #[test]
    fn what_exceeds_the_rate_is_told_when_to_come_back() {
        let limits = two_logins();
        let client = "192.0.2.1".parse().unwrap();
        assert!(limits.check_client(Action::Login, client).is_ok());
        assert!(limits.check_client(Action::Login, client).is_ok());
        let Err(ApiError::RateLimited(_, seconds)) = limits.check_client(Action::Login, client)
        else {
            panic!("not limited")
        };
        assert!((1..=1801).contains(&seconds), "{seconds}");
    }

    #[test]
    fn others_and_other_actions_are_counted_apart() {
        let limits = two_logins();
        let client: IpAddr = "192.0.2.1".parse().unwrap();
        while limits.check_client(Action::Login, client).is_ok() {}
        assert!(limits.check_client(Action::Write, client).is_ok());
        assert!(
            limits
                .check_client(Action::Login, "192.0.2.2".parse().unwrap())
                .is_ok()
        );
        assert!(limits.check_subject(Action::Login, "192.0.2.1").is_ok());
    }

    #[test]
    fn a_network_of_ipv6_addresses_is_one_client() {
        let limits = two_logins();
        let mut answers = (1..=3)
            .map(|n| limits.check_client(Action::Login, format!("2001:db8::{n}").parse().unwrap()));
        assert!(
            answers.next().unwrap().is_ok()
                && answers.next().unwrap().is_ok()
                && answers.next().unwrap().is_err()
        );
    }

    #[test]
    fn switched_off_nothing_is_counted() {
        let limits = RateLimits::new(&LimitsConfig {
            enabled: false,
            login: Rate::new(1, Span::hours(1)),
            ..LimitsConfig::default()
        });
        for _ in 0..100 {
            assert!(limits.check_subject(Action::Login, "a").is_ok());
        }
    }
}
