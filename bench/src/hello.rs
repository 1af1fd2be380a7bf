//! The anchor: a plain poem route behind the accept loop that Kith itself uses.

use std::{net::SocketAddr, time::Duration};

use kith::server::{Bounds, serve};
use poem::{EndpointExt as _, Route, get, handler};
use tokio::net::TcpListener;

#[handler]
fn hello() -> &'static str {
    "hello"
}

/// Serves `GET /` until the process is ended.
pub(crate) async fn run(listen: SocketAddr) -> Result<(), String> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| format!("{listen}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    crate::say(format!("hello answers on http://{address}"));
    let bounds = Bounds {
        connections: 1_000,
        header_timeout: Duration::from_secs(10),
        grace: Duration::from_secs(1),
    };
    let routes = Route::new().at("/", get(hello)).map_to_response();
    serve(listener, routes, bounds, std::future::pending())
        .await
        .map_err(|error| error.to_string())
}
