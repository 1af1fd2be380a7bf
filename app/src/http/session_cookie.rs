//! The cookie that keeps a browser logged in.

use kith_core::shared::secret::SecretToken;
use poem::http::{HeaderMap, header};

/// The longest a browser keeps a cookie, in seconds (400 days, RFC 6265bis). The server ends unused sessions earlier.
const MAX_AGE: u32 = 400 * 24 * 60 * 60;
/// A longer `Cookie` header is not searched: nothing of ours comes near it.
const LONGEST_HEADER: usize = 8 * 1024;

/// Writes and reads the session cookie. Over https it is called `__Host-kith`, which browsers accept only with
/// `Secure`, from this very host and for all paths; over plain http, for a machine at home, `kith_session`.
#[derive(Debug, Clone, Copy)]
pub struct SessionCookie {
    secure: bool,
}

impl SessionCookie {
    /// The cookie of a site whose public address is https (`secure`) or not.
    #[must_use]
    pub const fn new(secure: bool) -> Self {
        Self { secure }
    }

    /// The cookie's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        if self.secure {
            "__Host-kith"
        } else {
            "kith_session"
        }
    }

    /// The `Set-Cookie` value that logs a browser in.
    #[must_use]
    pub fn issue(self, token: &SecretToken) -> String {
        self.write(token.expose(), MAX_AGE)
    }

    /// The `Set-Cookie` value that makes a browser forget the session.
    #[must_use]
    pub fn clear(self) -> String {
        self.write("", 0)
    }

    fn write(self, value: &str, max_age: u32) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!(
            "{}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}",
            self.name()
        )
    }

    /// The token a request came with. Whatever is malformed, oversized or ambiguous (the cookie twice) counts as
    /// no token at all: somebody unknown, never somebody else.
    #[must_use]
    pub fn read(self, headers: &HeaderMap) -> Option<SecretToken> {
        let mut values = headers
            .get_all(header::COOKIE)
            .iter()
            .filter(|header| header.len() <= LONGEST_HEADER)
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.name())
            .map(|(_, value)| value);
        let only = values.next()?;
        if values.next().is_some() {
            return None;
        }
        SecretToken::parse(only)
    }
}

#[cfg(test)]
mod tests {
    use poem::http::HeaderValue;

    use super::*;

    const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn read(cookies: &[&str]) -> Option<SecretToken> {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(
                header::COOKIE,
                HeaderValue::from_bytes(cookie.as_bytes()).unwrap(),
            );
        }
        SessionCookie::new(false).read(&headers)
    }

    #[test]
    fn what_was_issued_is_read_back() {
        let token = SecretToken::parse(TOKEN).unwrap();
        let issued = SessionCookie::new(false).issue(&token);
        assert_eq!(
            issued,
            format!("kith_session={TOKEN}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax")
        );
        assert_eq!(
            read(&[&format!("a=b; kith_session={TOKEN}; c=d")]),
            Some(token.clone())
        );
        assert_eq!(
            read(&["a=b", &format!("kith_session={TOKEN}")]),
            Some(token)
        );
    }

    #[test]
    fn over_https_the_name_binds_the_cookie_to_the_host() {
        let cookie = SessionCookie::new(true);
        assert_eq!(
            cookie.clear(),
            "__Host-kith=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn doubtful_cookies_mean_nobody() {
        let good = format!("kith_session={TOKEN}");
        let oversized = format!("{good}; pad={}", "x".repeat(LONGEST_HEADER));
        for cookies in [
            &["kith_session="][..],
            &["kith_session=short"],
            &[&good, &good],
            &[&format!("{good}; {good}")],
            &[&oversized],
            &["\u{ff}"],
        ] {
            assert_eq!(read(cookies), None, "{cookies:?}");
        }
    }
}
