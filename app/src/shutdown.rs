//! When to stop.

use tokio::signal::unix::{SignalKind, signal};

/// Resolves on SIGTERM, which service managers send, and on SIGINT, which is Ctrl-C.
pub async fn requested() {
    let (terminate, interrupt) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    );
    let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) else {
        tracing::error!("signals cannot be received: only SIGKILL will end this process");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
