//! Makes large textual answers small. poem's own middleware compresses streams, ranges and what is compressed already,
//! ignores refusals (`q=0`), forgets `Vary` and unpacks requests without a limit.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse as _, Request, Response, Result,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    web::{Compress, CompressionAlgo, CompressionLevel},
};

/// Below this, packing costs more than it saves.
const WORTH_IT: usize = 1024;
const TEXTUAL: [&str; 8] = [
    "application/json",
    "application/yaml",
    "text/html",
    "text/calendar",
    "text/css",
    "text/plain",
    "text/javascript",
    "image/svg+xml",
];

/// Codings that a client takes, best first.
#[must_use]
pub fn accepted(headers: &HeaderMap) -> Vec<CompressionAlgo> {
    let offers: Vec<(String, bool)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(read_offer)
        .collect();
    let wanted = |name: &str| {
        offers
            .iter()
            .any(|(offer, welcome)| offer == name && *welcome)
    };
    let known = [("br", CompressionAlgo::BR), ("gzip", CompressionAlgo::GZIP)];
    known
        .into_iter()
        .filter(|(name, _)| wanted(name))
        .map(|(_, coding)| coding)
        .collect()
}

fn read_offer(offer: &str) -> (String, bool) {
    let mut parts = offer.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts.find_map(|part| {
        part.strip_prefix("q=")
            .and_then(|weight| weight.parse::<f32>().ok())
    });
    (name, weight.is_none_or(|weight| weight > 0.0))
}

/// Packs the answer if that is possible, worth it and wanted.
pub async fn apply<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let coding = accepted(request.headers()).into_iter().next();
    let mut response = next.call(request).await?.into_response();
    if !is_packable(&response) {
        return Ok(response);
    }
    response
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("accept-encoding"));
    let body = response.take_body().into_bytes().await?;
    let worth_it = body.len() >= WORTH_IT;
    response.set_body(body);
    Ok(match coding {
        Some(coding) if worth_it => {
            response.headers_mut().remove(header::CONTENT_LENGTH);
            Compress::new(response, coding)
                .with_quality(CompressionLevel::Fastest)
                .into_response()
        }
        _ => response,
    })
}

fn is_packable(response: &Response) -> bool {
    let kind = response
        .content_type()
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default()
        .trim();
    let headers = response.headers();
    response.status() == StatusCode::OK
        && TEXTUAL
            .iter()
            .any(|textual| kind.eq_ignore_ascii_case(textual))
        && !headers.contains_key(header::CONTENT_ENCODING)
        && !headers.contains_key(header::CONTENT_RANGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(offers: &str) -> Option<CompressionAlgo> {
        accepted(&HeaderMap::from_iter([(
            header::ACCEPT_ENCODING,
            HeaderValue::from_str(offers).unwrap(),
        )]))
        .first()
        .copied()
    }

    #[test]
    fn refusals_count() {
        assert_eq!(first("gzip, deflate, br"), Some(CompressionAlgo::BR));
        assert_eq!(first("gzip;q=0.5, br;q=0"), Some(CompressionAlgo::GZIP));
        for none in ["", "identity", "gzip;q=0, br;q=0.0", "zstd"] {
            assert_eq!(first(none), None, "{none}");
        }
    }
}
