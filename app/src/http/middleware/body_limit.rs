//! Bounds bodies: their real bytes, whatever `Content-Length` says, and the time they take to arrive.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};
use poem::{
    Body, Endpoint, IntoResponse as _, Request, Response, Result,
    http::{StatusCode, header},
};
use tokio::time::{Instant, timeout_at};

use super::origin::is_safe;
use crate::http::{
    PREFIX,
    problem::{ApiError, Problem},
};

/// Where uploads may be videos. What kind an upload is shows in its content only; then its own limit holds.
const VIDEO_UPLOADS: &str = "/media";

/// The least a client has to send per second once its first grace is used up.
const SLOWEST_BYTES_PER_SECOND: u64 = 4 * 1024;

/// What a body may be.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimits {
    /// Most bytes of an upload (`multipart/form-data`).
    pub upload: u64,
    /// Most bytes of an upload to where videos are taken.
    pub video: u64,
    /// Most bytes of any other body.
    pub other: u64,
    /// Longest pause within a body, and the grace before the slowest rate applies.
    pub patience: Duration,
}

/// What came of reading the body. Extractors report every failure in their own way, so this decides.
#[derive(Debug, Clone, Default)]
struct Verdict(Arc<AtomicU8>);

const TOO_LARGE: u8 = 1;
const TOO_SLOW: u8 = 2;

impl BodyLimits {
    /// 413 `too_large` or 408 `too_slow` once the body goes beyond the limits.
    pub async fn apply<E: Endpoint>(self, next: Arc<E>, mut request: Request) -> Result<Response> {
        let is_upload = request.content_type().is_some_and(|kind| {
            kind.trim_start()
                .to_ascii_lowercase()
                .starts_with("multipart/")
        });
        let most = match (
            is_upload,
            request.uri().path().strip_prefix(PREFIX) == Some(VIDEO_UPLOADS),
        ) {
            (true, true) => self.video,
            (true, false) => self.upload,
            (false, _) => self.other,
        };
        if declared(&request).is_some_and(|declared| declared > most) {
            return Err(too_large(most).into());
        }
        if is_safe(request.method()) {
            return Ok(next.call(request).await?.into_response());
        }
        let verdict = Verdict::default();
        let body = request.take_body().into_bytes_stream();
        request.set_body(Body::from_bytes_stream(bounded(
            body,
            most,
            self.patience,
            verdict.clone(),
        )));
        let answer = next.call(request).await;
        match verdict.0.load(Ordering::Relaxed) {
            TOO_LARGE => Err(too_large(most).into()),
            TOO_SLOW => Ok(too_slow()),
            _ => Ok(answer?.into_response()),
        }
    }
}

fn declared(request: &Request) -> Option<u64> {
    request
        .headers()
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn too_large(most: u64) -> ApiError {
    ApiError::too_large(format!("The body may have at most {most} bytes."))
}

fn too_slow() -> Response {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "too_slow",
        "The body took too long to arrive.",
    )
    .into_response()
}

fn bounded<S>(
    body: S,
    most: u64,
    patience: Duration,
    verdict: Verdict,
) -> impl Stream<Item = io::Result<Bytes>> + Send
where
    S: Stream<Item = io::Result<Bytes>> + Send + 'static,
{
    let start = Instant::now();
    stream::try_unfold((body.boxed(), 0_u64), move |(mut body, seen)| {
        let verdict = verdict.clone();
        async move {
            let earned = Duration::from_secs(seen / SLOWEST_BYTES_PER_SECOND);
            let deadline = (Instant::now() + patience).min(start + patience + earned);
            let Ok(chunk) = timeout_at(deadline, body.next()).await else {
                verdict.0.store(TOO_SLOW, Ordering::Relaxed);
                return Err(io::ErrorKind::TimedOut.into());
            };
            let Some(chunk) = chunk.transpose()? else {
                return Ok(None);
            };
            let seen = seen + chunk.len() as u64;
            if seen > most {
                verdict.0.store(TOO_LARGE, Ordering::Relaxed);
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            Ok(Some((chunk, (body, seen))))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    async fn read(chunks: Vec<(u64, usize)>, most: u64) -> (usize, u8) {
        let verdict = Verdict::default();
        let body = stream::iter(chunks).then(|(pause, size)| async move {
            tokio::time::sleep(Duration::from_secs(pause)).await;
            Ok(Bytes::from(vec![0; size]))
        });
        let read: Vec<_> = bounded(body, most, PATIENCE, verdict.clone())
            .collect()
            .await;
        (
            read.iter().flatten().map(Bytes::len).sum(),
            verdict.0.load(Ordering::Relaxed),
        )
    }

    #[tokio::test(start_paused = true)]
    async fn bytes_are_counted_as_they_come() {
        assert_eq!(read(vec![(0, 60), (0, 40)], 100).await, (100, 0));
        assert_eq!(read(vec![(0, 60), (0, 41)], 100).await, (60, TOO_LARGE));
    }

    #[tokio::test(start_paused = true)]
    async fn a_long_pause_ends_it() {
        assert_eq!(
            read(vec![(19, 100_000), (19, 100_000)], 1_000_000).await,
            (200_000, 0)
        );
        assert_eq!(
            read(vec![(0, 200_000), (21, 1)], 1_000_000).await,
            (200_000, TOO_SLOW)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn dripping_does_not_help() {
        let (bytes, verdict) = read(vec![(5, 1); 1000], 1_000_000).await;
        assert_eq!(verdict, TOO_SLOW);
        assert!(bytes < 5);
    }
}
