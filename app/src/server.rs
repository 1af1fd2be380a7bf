//! The accept loop. poem's own server sets no limit to how long a client may take over the head of a request,
//! does not set `TCP_NODELAY`, and spins when the process is out of file descriptors; this one does better.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use poem::{
    Endpoint, Response,
    http::uri::Scheme,
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};

/// Wait before the next try after a failed `accept`, which is mostly about too many open files.
const ACCEPT_BACK_OFF: Duration = Duration::from_millis(50);
const MAX_HEAD_BYTES: usize = 64 * 1024;
const MAX_HTTP2_HEADER_BYTES: u32 = 32 * 1024;
const MAX_HTTP2_STREAMS: u32 = 100;
const HTTP2_KEEP_ALIVE: Duration = Duration::from_secs(30);

/// What bounds clients.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Most connections at a time; further ones wait to be accepted.
    pub connections: usize,
    /// How long the head of a request may take; also how long an idle connection is kept.
    pub header_timeout: Duration,
    /// How long running requests may take to finish after `stop`.
    pub grace: Duration,
}

/// Serves `endpoint` until `stop`, then lets running requests finish.
pub async fn serve<E>(
    listener: TcpListener,
    endpoint: E,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
) -> io::Result<()>
where
    E: Endpoint<Output = Response> + 'static,
{
    let endpoint = Arc::new(endpoint);
    let builder = builder(bounds.header_timeout);
    let slots = Arc::new(Semaphore::new(bounds.connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let (stream, peer, slot) = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &slots) => accepted?,
        };
        // A connection that dies this early is the client's loss alone.
        let Ok(local) = stream.local_addr() else {
            continue;
        };
        let (endpoint, begun) = (endpoint.clone(), Arc::new(AtomicBool::new(false)));
        let has_begun = begun.clone();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            begun.store(true, Ordering::Relaxed);
            let endpoint = endpoint.clone();
            let addresses = (LocalAddr(local.into()), RemoteAddr(peer.into()));
            async move {
                let request = (request, addresses.0, addresses.1, Scheme::HTTP).into();
                Ok::<_, Infallible>(hyper::Response::from(endpoint.get_response(request).await))
            }
        });
        let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            tokio::pin!(connection);
            // hyper bounds the head of a request only once it knows the version of HTTP, for which it would wait
            // for ever. Whoever has not sent a whole head by now is let go.
            let mut ended = timeout(bounds.header_timeout, &mut connection).await;
            if ended.is_err() && has_begun.load(Ordering::Relaxed) {
                ended = Ok(connection.await);
            }
            if let Ok(Err(error)) = ended {
                tracing::debug!(%error, "connection ended");
            }
            drop(slot);
        });
    }
    drop(listener);
    let open = bounds.connections - slots.available_permits();
    tracing::info!(open, "stopping: running requests finish");
    tokio::select! {
        () = graceful.shutdown() => {}
        () = sleep(bounds.grace) => tracing::warn!("some requests did not finish in time"),
    }
    Ok(())
}

fn builder(header_timeout: Duration) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(header_timeout)
        .max_buf_size(MAX_HEAD_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HTTP2_KEEP_ALIVE)
        .max_concurrent_streams(MAX_HTTP2_STREAMS)
        .max_header_list_size(MAX_HTTP2_HEADER_BYTES);
    builder
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = slots
        .clone()
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "TCP_NODELAY");
                }
                return Ok((stream, peer, slot));
            }
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                sleep(ACCEPT_BACK_OFF).await;
            }
        }
    }
}
