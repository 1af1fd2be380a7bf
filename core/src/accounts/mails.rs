//! Every mail of this feature: text and HTML say the same, and user text is text in both.

use time::Duration;

use super::{Account, AccountPolicy, Email};
use crate::shared::secret::SecretToken;

/// A mail ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To which address.
    pub to: Email,
    /// To whom, by name.
    pub to_name: String,
    /// Subject, one line.
    pub subject: String,
    /// The mail as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A link to press.
struct Action {
    label: &'static str,
    url: String,
}

/// Proves that the address in force is the member's.
pub(super) fn verification(account: &Account, token: &SecretToken, policy: &AccountPolicy) -> Mail {
    let site = &policy.site_name;
    compose(
        (&account.email, &account.display_name()),
        format!("Confirm your email address for {site}"),
        &[
            format!("Welcome to {site}, {}.", account.first_name),
            "Please confirm that this address is yours.".to_owned(),
        ],
        Some(link(policy, "/verify", token, "Confirm this address")),
        &[
            good_for(policy.verification_lifetime),
            format!("If you did not register at {site}, ignore this mail."),
        ],
    )
}

/// Sets a new password.
pub(super) fn password_reset(
    account: &Account,
    token: &SecretToken,
    policy: &AccountPolicy,
) -> Mail {
    let site = &policy.site_name;
    compose(
        (&account.email, &account.display_name()),
        format!("Set a new password for {site}"),
        &[
            format!("Hello {},", account.first_name),
            format!(
                "somebody, hopefully you, asked to set a new password for @{}.",
                account.handle.as_str()
            ),
        ],
        Some(link(policy, "/reset", token, "Set a new password")),
        &[
            good_for(policy.reset_lifetime),
            "If it was not you, ignore this mail: your password stays as it is.".to_owned(),
        ],
    )
}

/// Confirms a new address, to that address.
pub(super) fn email_change(
    account: &Account,
    new_email: &Email,
    token: &SecretToken,
    policy: &AccountPolicy,
) -> Mail {
    let site = &policy.site_name;
    compose(
        (new_email, &account.display_name()),
        format!("Confirm your new email address for {site}"),
        &[
            format!("Hello {},", account.first_name),
            format!(
                "please confirm that @{} is to use this address from now on.",
                account.handle.as_str()
            ),
        ],
        Some(link(policy, "/verify", token, "Use this address")),
        &[
            good_for(policy.verification_lifetime),
            "If you did not ask for this, ignore this mail.".to_owned(),
        ],
    )
}

/// Tells the owner of an address that somebody else wanted to use it.
pub(super) fn email_already_used(owner: &Account, policy: &AccountPolicy) -> Mail {
    let site = &policy.site_name;
    compose(
        (&owner.email, &owner.display_name()),
        format!("Your email address at {site}"),
        &[
            format!("Hello {},", owner.first_name),
            format!(
                "somebody asked to use this address for another account at {site}. It belongs to yours, so nothing was changed."
            ),
            "If it was you: log in to the account that has this address and change it there first."
                .to_owned(),
        ],
        None,
        &["If it was not you, there is nothing to do.".to_owned()],
    )
}

/// Tells a member that the password was changed.
pub(super) fn password_changed(account: &Account, policy: &AccountPolicy) -> Mail {
    let site = &policy.site_name;
    compose(
        (&account.email, &account.display_name()),
        format!("Your password for {site} was changed"),
        &[
            format!("Hello {},", account.first_name),
            format!(
                "the password of @{} was changed, and every other browser was logged out.",
                account.handle.as_str()
            ),
        ],
        Some(forgot_password(policy)),
        &["If it was not you, set a new password now.".to_owned()],
    )
}

/// Tells the old address that another one is in force.
pub(super) fn email_changed(account: &Account, old_email: &Email, policy: &AccountPolicy) -> Mail {
    let site = &policy.site_name;
    compose(
        (old_email, &account.display_name()),
        format!("Your email address for {site} was changed"),
        &[
            format!("Hello {},", account.first_name),
            format!(
                "@{} uses another email address from now on; {site} writes to it instead of this one.",
                account.handle.as_str()
            ),
        ],
        None,
        &[format!(
            "If it was not you, write to the people who run {site} at once."
        )],
    )
}

fn link(policy: &AccountPolicy, page: &str, token: &SecretToken, label: &'static str) -> Action {
    // After `#`, so that the token never reaches a server log, a proxy or a Referer header.
    Action {
        label,
        url: format!("{}{page}#token={}", policy.base_url, token.expose()),
    }
}

fn forgot_password(policy: &AccountPolicy) -> Action {
    Action {
        label: "Set a new password",
        url: format!("{}/forgot", policy.base_url),
    }
}

fn good_for(span: Duration) -> String {
    let hours = span.whole_hours();
    let (count, unit) = if hours >= 1 {
        (hours, "hour")
    } else {
        (span.whole_minutes(), "minute")
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("The link is good for {count} {unit}{plural} and can be used once.")
}

fn compose(
    to: (&Email, &str),
    subject: String,
    before: &[String],
    action: Option<Action>,
    after: &[String],
) -> Mail {
    let mut text = before.join("\n\n");
    let mut body: String = before.iter().map(|line| paragraph(line)).collect();
    if let Some(Action { label, url }) = action {
        text = format!("{text}\n\n{label}:\n{url}");
        body = format!(
            "{body}<p><a href=\"{0}\">{label}</a></p>\n<p>{0}</p>\n",
            escaped(&url)
        );
    }
    text = format!("{text}\n\n{}\n", after.join("\n\n"));
    body.extend(after.iter().map(|line| paragraph(line)));
    Mail {
        to: to.0.clone(),
        to_name: to.1.to_owned(),
        html: format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>{body}</body></html>\n",
            escaped(&subject)
        ),
        subject,
        text,
    }
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{accounts::fixtures::ada, testing::CountingRandom};

    #[test]
    fn a_link_starts_with_the_configured_address_and_is_in_both_forms() {
        let token = SecretToken::generate(&CountingRandom::default());
        let policy = AccountPolicy {
            base_url: "https://kith.example.org".into(),
            ..AccountPolicy::default()
        };
        let mail = password_reset(&ada(), &token, &policy);
        let url = format!("https://kith.example.org/reset#token={}", token.expose());
        assert!(mail.text.contains(&url), "{}", mail.text);
        assert!(
            mail.html.contains(&format!("href=\"{url}\"")),
            "{}",
            mail.html
        );
        assert!(mail.text.contains("good for 1 hour and"), "{}", mail.text);
    }

    #[test]
    fn names_are_text_in_html() {
        let mut account = ada();
        account.first_name = "<b>A&\"da".into();
        let mail = password_changed(&account, &AccountPolicy::default());
        assert!(
            mail.html.contains("&lt;b&gt;A&amp;&quot;da"),
            "{}",
            mail.html
        );
        assert!(mail.text.contains("<b>A&\"da"), "{}", mail.text);
    }

    #[test]
    fn each_mail_goes_where_it_must() {
        let (policy, account) = (AccountPolicy::default(), ada());
        let token = SecretToken::generate(&CountingRandom::default());
        let other = Email::stored("new@example.org".into());
        assert_eq!(verification(&account, &token, &policy).to, account.email);
        assert_eq!(email_change(&account, &other, &token, &policy).to, other);
        assert_eq!(email_changed(&account, &other, &policy).to, other);
        assert_eq!(email_already_used(&account, &policy).to, account.email);
    }
}
