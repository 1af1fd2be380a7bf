//! `/docs`, the interactive reference, and `/openapi.yaml`, the document behind it. Nothing is fetched from elsewhere.

use poem::{
    Endpoint, IntoResponse as _, Request, Response, RouteMethod, endpoint::make_sync, get,
    http::header,
};
use poem_openapi::OpenApiService;
use serde_json::Value;

use super::{csp, openapi};

/// The page at `/docs`.
#[must_use]
pub fn page(document: &Value) -> RouteMethod {
    let html = html(document);
    let policy = csp::policy([html.as_str()]);
    get(fixed(html, "text/html; charset=utf-8", Some(policy)))
}

/// The document at `/openapi.yaml`.
#[must_use]
pub fn yaml(text: String) -> RouteMethod {
    get(fixed(text, "application/yaml", None))
}

fn fixed(
    text: String,
    kind: &'static str,
    policy: Option<String>,
) -> impl Endpoint<Output = Response> + 'static {
    let text = bytes::Bytes::from(text);
    make_sync(move |_: Request| {
        let mut response = text.clone().into_response().set_content_type(kind);
        response.headers_mut().insert(
            header::CACHE_CONTROL,
            header::HeaderValue::from_static("no-cache"),
        );
        if let Some(policy) = policy.as_ref().and_then(|policy| policy.parse().ok()) {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    })
}

/// poem-openapi's page around an empty document, with ours in its place.
fn html(document: &Value) -> String {
    let empty = OpenApiService::new((), openapi::TITLE, openapi::VERSION);
    // Within a script element `</` would end it, and `<!--` would begin a comment.
    let ours = document.to_string().replace('<', "\\u003c");
    let page = empty.swagger_ui_html().replacen(&empty.spec(), &ours, 1);
    let title = format!(
        "<!doctype html><html lang=\"en\"><head><title>{} API</title>",
        openapi::TITLE
    );
    page.trim_start()
        .replacen("<html charset=\"UTF-8\">\n<head>", &title, 1)
        .replacen("<title>Swagger UI</title>", "", 1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_page_holds_our_document_and_nothing_from_elsewhere() {
        let page = html(&json!({"info": {"description": "</script><b>"}}));
        assert!(page.starts_with("<!doctype html>"));
        assert!(page.contains(r#"let spec = {"info":{"description":"\u003c/script>\u003cb>"}}"#));
        assert!(!page.contains("src=\"http") && !page.contains("<link"));
    }
}
