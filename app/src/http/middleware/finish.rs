//! A change that has begun runs to its end.
//!
//! When a client goes away, hyper drops the future that works on its request, wherever it is waiting. For a read that is
//! what one wants. For a change it could be the moment between a commit and what has to follow it, or in the middle of
//! writing files. So the handlers of unsafe methods run in a task of their own, which nobody drops; at shutdown the server
//! waits for those that are under way.

use std::{panic, sync::Arc};

use poem::{Endpoint, IntoResponse as _, Request, Response, Result};
use tokio::sync::watch;
use tracing::Instrument as _;

use super::{origin::is_safe, request_id};
use crate::http::problem::ApiError;

/// Keeps count of the changes under way. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Unfinished(watch::Sender<()>);

impl Unfinished {
    /// Resolves when no change is under way.
    pub async fn all_done(&self) {
        self.0.closed().await;
    }

    /// Runs unsafe requests in tasks of their own.
    pub async fn apply<E: Endpoint + 'static>(
        self,
        next: Arc<E>,
        request: Request,
    ) -> Result<Response> {
        if is_safe(request.method()) {
            return Ok(next.call(request).await?.into_response());
        }
        let under_way = self.0.subscribe();
        let work = async move {
            let answer = next
                .call(request)
                .await
                .map(poem::IntoResponse::into_response);
            drop(under_way);
            answer
        };
        let work = request_id::carry(request_id::current(), work.in_current_span());
        match tokio::spawn(work).await {
            Ok(answer) => answer,
            Err(failed) => match failed.try_into_panic() {
                Ok(reason) => panic::resume_unwind(reason),
                Err(_) => Err(ApiError::internal().into()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use poem::{endpoint::make, http::Method};
    use tokio::sync::oneshot;

    use super::*;

    fn request(method: Method) -> Request {
        Request::builder().method(method).finish()
    }

    #[tokio::test]
    async fn a_change_goes_on_when_its_client_is_gone() {
        let unfinished = Unfinished::default();
        let (go_on, wait) = oneshot::channel::<()>();
        let (done, is_done) = oneshot::channel::<()>();
        let parts = Arc::new(std::sync::Mutex::new(Some((wait, done))));
        let endpoint = make(move |_| {
            let parts = parts.lock().unwrap().take();
            async move {
                let (wait, done) = parts.unwrap();
                wait.await.unwrap();
                done.send(()).unwrap();
            }
        });
        let mut call = Box::pin(
            unfinished
                .clone()
                .apply(Arc::new(endpoint), request(Method::POST)),
        );
        assert!(futures_util::poll!(&mut call).is_pending());
        drop(call);
        go_on.send(()).unwrap();
        is_done.await.unwrap();
        unfinished.all_done().await;
    }

    #[tokio::test]
    async fn a_panic_reaches_whoever_catches_panics() {
        let endpoint = make(|_| async { panic!("on purpose") as () });
        let call =
            tokio::spawn(Unfinished::default().apply(Arc::new(endpoint), request(Method::POST)));
        assert!(call.await.unwrap_err().is_panic());
    }
}
