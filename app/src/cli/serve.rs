//! `kith serve`

use std::net::SocketAddr;

use clap::Args;
use tokio::net::TcpListener;

use super::{Settings, say};
use crate::{
    config::Config,
    http,
    server::{self, Bounds},
    shutdown, telemetry, wire,
};

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: Settings,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// Let everybody do everything as often as they like; for tests and benchmarks
    #[arg(long)]
    no_rate_limits: bool,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.settings.load_with(self.listen, self.no_rate_limits)?;
        telemetry::start(&config.log)?;
        let database = wire::open_database(&config).await?;
        database
            .migrate_up()
            .await
            .map_err(|error| format!("migrations: {error}"))?;
        let ports = wire::ports(&config, &database);
        let media = wire::media_ports(&config)?;
        let shared = wire::shared(&config)?;
        let routes = http::routes(
            wire::apis(&config, &ports, &media, &shared),
            wire::edge(&database, &shared),
        );

        let listener = bind("http.listen", config.http.listen).await?;
        announce(&config, &listener, database.description());
        let served = server::serve(listener, routes, bounds(&config), shutdown::requested()).await;
        database.close().await;
        served.map_err(|error| format!("the server stopped: {error}"))
    }
}

async fn bind(key: &str, address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address)
        .await
        .map_err(|error| format!("{key}: cannot listen on {address}: {error}"))
}

fn bounds(config: &Config) -> Bounds {
    Bounds {
        connections: usize::try_from(config.http.max_connections).unwrap_or(usize::MAX),
        header_timeout: config.http.header_timeout.get(),
        grace: config.http.shutdown_grace.get(),
    }
}

fn announce(config: &Config, listener: &TcpListener, durability: &str) {
    let address = listener.local_addr().unwrap_or(config.http.listen);
    say(format!("Kith answers on http://{address}"));
    say(format!("Database: {durability}"));
    match &config.mail.smtp_url {
        Some(_) => say("Mails are sent by SMTP"),
        None => say(format!(
            "Mails are written to {}",
            config.data_dir.join("mail").display()
        )),
    }
}
