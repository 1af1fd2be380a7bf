//! Every request gets a name that its log lines, its answer and its problem share.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use poem::{Endpoint, IntoResponse as _, Request, Response, Result, http::HeaderValue};

const HEADER: &str = "x-request-id";

tokio::task_local! {
    static CURRENT: RequestId;
}

/// Names one request: 16 hexadecimal digits. Made here, never taken from a client, who could forge log lines with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(u64);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The request that this task works for, if it works for one.
#[must_use]
pub fn current() -> Option<RequestId> {
    CURRENT.try_with(|id| *id).ok()
}

/// Runs `work` on behalf of the present request; for work that moves to a task of its own.
pub async fn carry<T>(id: Option<RequestId>, work: impl Future<Output = T>) -> T {
    match id {
        Some(id) => CURRENT.scope(id, work).await,
        None => work.await,
    }
}

/// Makes the ids of one process: a random start and a step that visits every number before repeating one.
#[derive(Debug)]
pub struct RequestIds(AtomicU64);

impl RequestIds {
    /// Ids that begin at `seed`, which should be random, so that two processes do not share them.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> RequestId {
        // The golden ratio in 64 bits: odd, hence a full cycle, and neighbours look nothing alike.
        RequestId(self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed))
    }

    /// Names the request, and the response in `X-Request-Id`.
    pub async fn apply<E: Endpoint>(
        self: Arc<Self>,
        next: Arc<E>,
        request: Request,
    ) -> Result<Response> {
        let id = self.next();
        let mut response = CURRENT.scope(id, next.call(request)).await?.into_response();
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert(HEADER, value);
        }
        Ok(response)
    }
}
