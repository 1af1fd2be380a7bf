//! The built pages, the reference, and what there is without them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::Method;
use sha2::{Digest as _, Sha256};

use super::site::{Answer, Setup, Site};

const SCRIPT: &str = "/_app/immutable/entry.4f2a.js";
const PLAIN: &[u8] = include_bytes!("../../fixtures/ui/_app/immutable/entry.4f2a.js");
const BROTLI: &[u8] = include_bytes!("../../fixtures/ui/_app/immutable/entry.4f2a.js.br");
const GZIP: &[u8] = include_bytes!("../../fixtures/ui/_app/immutable/entry.4f2a.js.gz");
const PAGE: &str = include_str!("../../fixtures/ui/200.html");

#[tokio::test]
async fn addresses_of_the_application_are_its_page() {
    let site = Site::start().await;
    for path in [
        "/",
        "/@ada",
        "/@ada.lovelace",
        "/posts/7",
        "/settings/sessions",
    ] {
        let answer = site.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, "text/html; charset=utf-8"),
            "{path}"
        );
        assert_eq!(answer.text(), PAGE, "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn what_looks_like_a_file_or_is_hidden_is_not_there() {
    let site = Site::start().await;
    for path in [
        "/missing.png",
        "/_app/immutable/gone.js",
        "/.git/config",
        "/.env",
        "/a/.hidden/b",
        "/metrics",
        "/api",
        "/api/v3/x",
        "/..%2f..%2fetc%2fpasswd",
    ] {
        site.get(path).await.problem(404, "not_found");
    }
    Answer::read(site.request(Method::POST, "/"))
        .await
        .problem(405, "method_not_allowed");
    Answer::read(site.request(Method::POST, "/missing.png"))
        .await
        .problem(404, "not_found");
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_sent_packed() {
    let site = Site::start().await;
    let ask = |coding: &'static str| {
        Answer::read(
            site.request(Method::GET, SCRIPT)
                .header("accept-encoding", coding),
        )
    };
    for (coding, encoding, bytes) in [
        ("gzip, br", "br", BROTLI),
        ("gzip", "gzip", GZIP),
        ("br;q=0", "", PLAIN),
    ] {
        let answer = ask(coding).await;
        assert_eq!(
            (answer.header("content-encoding"), answer.bytes.as_slice()),
            (encoding, bytes)
        );
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(
            answer.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let site = Site::start().await;
    let etag = site.get("/").await.header("etag").to_owned();
    assert!(
        etag.starts_with('"') && etag.ends_with('"') && etag.len() > 10,
        "{etag}"
    );
    for known in [etag.clone(), format!("\"other\", W/{etag}"), "*".to_owned()] {
        let again = Answer::read(
            site.request(Method::GET, "/")
                .header("if-none-match", known),
        )
        .await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
        assert_eq!(again.header("etag"), etag);
    }
    let other = Answer::read(
        site.request(Method::GET, "/")
            .header("if-none-match", "\"other\""),
    )
    .await;
    assert_eq!(other.status, 200);
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let site = Site::start().await;
    let head = Answer::read(site.request(Method::HEAD, "/")).await;
    assert_eq!(
        (
            head.status.as_u16(),
            head.header("content-length"),
            head.bytes.len()
        ),
        (200, PAGE.len().to_string().as_str(), 0)
    );
    let api = Answer::read(site.request(Method::HEAD, "/api/v1/things")).await;
    assert_eq!((api.status.as_u16(), api.bytes.len()), (200, 0));
}

#[tokio::test]
async fn inline_scripts_are_allowed_by_their_hash() {
    let site = Site::start().await;
    let (_, rest) = PAGE.split_once("<script>").unwrap();
    let (script, _) = rest.split_once("</script>").unwrap();
    let policy = site
        .get("/@ada")
        .await
        .header("content-security-policy")
        .to_owned();
    assert!(
        policy.contains(&format!(
            "script-src 'self' 'sha256-{}';",
            STANDARD.encode(Sha256::digest(script))
        )),
        "{policy}"
    );
}

#[tokio::test]
async fn without_pages_the_api_says_so() {
    let site = Site::start_with(Setup {
        has_ui: false,
        ..Setup::default()
    })
    .await;
    let home = site.get("/").await;
    assert_eq!(
        (home.status.as_u16(), home.header("content-type")),
        (200, "text/plain; charset=utf-8")
    );
    assert!(home.text().contains("/docs"), "{}", home.text());
    site.get("/posts/7").await.problem(404, "not_found");
    assert_eq!(site.api("/things").await.status, 200);
}

#[tokio::test]
async fn the_reference_is_served_from_here_alone() {
    let site = Site::start().await;
    let docs = site.get("/docs").await;
    assert_eq!(docs.header("content-type"), "text/html; charset=utf-8");
    assert!(docs.text().contains("\"things.list\""));
    assert!(
        docs.header("content-security-policy")
            .contains("script-src 'self' 'sha256-")
    );
    let yaml = site.get("/openapi.yaml").await;
    assert_eq!(yaml.header("content-type"), "application/yaml");
    assert!(yaml.text().contains("operationId: things.list"));
}

#[tokio::test]
async fn the_reference_can_be_switched_off() {
    let mut setup = Setup {
        has_ui: false,
        ..Setup::default()
    };
    setup.config.http.docs = false;
    let site = Site::start_with(setup).await;
    for path in ["/docs", "/openapi.yaml"] {
        site.get(path).await.problem(404, "not_found");
    }
}
