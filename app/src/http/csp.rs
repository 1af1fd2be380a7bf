//! The content security policy of pages: scripts are ours, or are the very inline scripts that were built into the page.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

/// The policy of these pages. Inline scripts and style sheets are allowed by the hash of their text, style attributes in
/// general; nothing else comes from anywhere but the site itself.
#[must_use]
pub fn policy<'a>(pages: impl IntoIterator<Item = &'a str>) -> String {
    let (mut scripts, mut styles) = (BTreeSet::new(), BTreeSet::new());
    for page in pages {
        scripts.extend(
            inline(page, "script")
                .filter(|(tag, _)| !tag.contains(" src="))
                .map(|(_, text)| source(text)),
        );
        styles.extend(inline(page, "style").map(|(_, text)| source(text)));
    }
    let listed = |sources: BTreeSet<String>| sources.into_iter().collect::<String>();
    [
        "default-src 'self'",
        &format!("script-src 'self'{}", listed(scripts)),
        &format!("style-src 'self'{}", listed(styles)),
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}

fn source(text: &str) -> String {
    format!(
        " 'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

/// The opening tag and the text of each `<name …>…</name>`.
fn inline<'a>(page: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = page;
    std::iter::from_fn(move || {
        let (_, from_tag) = rest.split_once(&open)?;
        let (tag, from_text) = from_tag.split_once('>')?;
        let (text, after) = from_text.split_once(&close)?;
        rest = after;
        Some((tag, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_and_styles_are_named_by_their_hash() {
        let page = r#"<head><style>a{}</style><script src="/x.js"></script><script type="module">go()</script></head>"#;
        let policy = policy([page]);
        let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
        assert!(
            policy.contains(&format!("script-src 'self' 'sha256-{}';", hash("go()"))),
            "{policy}"
        );
        assert!(
            policy.contains(&format!("style-src 'self' 'sha256-{}';", hash("a{}"))),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 2);
        assert!(!policy.contains("script-src 'self' 'unsafe-inline'"));
    }
}
