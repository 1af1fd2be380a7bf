//! `kith serve`

use std::{
    net::SocketAddr,
    sync::{Arc, OnceLock},
    time::Duration,
};

use clap::Args;
use kith_adapters::sql::Database;
use kith_core::previews::ReadPage;
use tokio::{
    net::TcpListener,
    time::{Instant, interval, timeout_at},
};

use super::{Settings, say};
use crate::{
    background,
    config::Config,
    http::{self, rate_limits::RateLimits},
    server::{self, Bounds},
    shutdown, telemetry, wire,
};

/// What jobs, and then the database, get beyond the time for requests: together less than the 30 s after which
/// service managers kill.
const FOR_JOBS: Duration = Duration::from_secs(3);
const FOR_THE_DATABASE: Duration = Duration::from_secs(1);
const FORGET_IDLE_CLIENTS: Duration = Duration::from_mins(1);

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
        let mut config = self.settings.load_with(self.listen, self.no_rate_limits)?;
        telemetry::start_log(&config.log)?;
        let listener = bind(config.http.listen).await?;
        // Port 0 means any: from here on the address is the one that links can be made of.
        if let Ok(bound) = listener.local_addr() {
            config.http.listen = bound;
        }
        if let Some(address) = config.metrics.listen {
            telemetry::start_metrics(address)?;
        }
        let database = wire::open_database(&config).await?;
        database
            .migrate_up()
            .await
            .map_err(|error| format!("migrations: {error}"))?;

        // Uploads come in through files without a name, on the disk that will hold them.
        tempfile::env::override_temp_dir(&wire::scratch_folder(&config)?)
            .map_err(|path| format!("uploads go through {} already", path.display()))?;
        let ports = wire::ports(&config, &database);
        let accounts = wire::account_ports(&config, &ports)?;
        let media = wire::media_ports(&config, &database).await?;
        let shared = wire::shared(&config)?;
        let edge = wire::edge(&config, &database, &accounts, &shared);
        announce(&config, database.description(), edge.ui.is_built());
        let unfinished = edge.unfinished.clone();
        let routes = http::routes(
            wire::apis(&config, &ports, &accounts, &media, &shared),
            edge,
        )?;
        let pages = wire::page_reader(&config)?;
        let background = background::start(
            &database,
            &ports,
            &accounts,
            &media,
            wire::feed_policy(&config),
            wire::for_you_policy(&config),
            pages.map(|pages| -> Arc<dyn ReadPage> { Arc::new(pages) }),
        )
        .await?;
        let housekeeping = tokio::spawn(forget_idle_clients(shared.limits));

        let stopped_at = Arc::new(OnceLock::new());
        let stop = note_when(shutdown::requested(), stopped_at.clone());
        let served = server::serve(listener, routes, bounds(&config), stop).await;
        let stopped_at = stopped_at.get().copied().unwrap_or_else(Instant::now);
        let deadline = stopped_at + config.http.shutdown_grace.get();
        if timeout_at(deadline, unfinished.all_done()).await.is_err() {
            tracing::warn!("some changes were still under way");
        }
        housekeeping.abort();
        if timeout_at(deadline + FOR_JOBS, background.stop())
            .await
            .is_err()
        {
            tracing::warn!(
                "some jobs were still under way; they are done again after the next start"
            );
        }
        close_by(deadline + FOR_JOBS + FOR_THE_DATABASE, &database).await;
        served.map_err(|error| format!("the server stopped: {error}"))
    }
}

/// Closes the database, unless somebody holds it for longer: what is committed is safe either way.
async fn close_by(deadline: Instant, database: &Database) {
    if timeout_at(deadline, database.close()).await.is_err() {
        tracing::warn!("the database was still in use");
    }
}

/// Resolves with `what`, and remembers when that was.
async fn note_when(what: impl Future<Output = ()>, when: Arc<OnceLock<Instant>>) {
    what.await;
    when.get_or_init(Instant::now);
}

async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address)
        .await
        .map_err(|error| format!("http.listen: cannot listen on {address}: {error}"))
}

fn bounds(config: &Config) -> Bounds {
    Bounds {
        connections: usize::try_from(config.http.max_connections).unwrap_or(usize::MAX),
        header_timeout: config.http.header_timeout.get(),
        grace: config.http.shutdown_grace.get(),
    }
}

async fn forget_idle_clients(limits: RateLimits) {
    let mut tick = interval(FORGET_IDLE_CLIENTS);
    loop {
        tick.tick().await;
        limits.forget_idle();
    }
}

fn announce(config: &Config, durability: &str, has_ui: bool) {
    say(format!("Kith answers on http://{}", config.http.listen));
    say(format!("Database: {durability}"));
    match &config.mail.smtp_url {
        Some(_) => say("Mails are sent by SMTP"),
        None => say(format!(
            "Mails are written to {}",
            config.data_dir.join("mail").display()
        )),
    }
    if !has_ui {
        tracing::warn!(
            "only the API is served: this binary was built without the user interface (ui/build)"
        );
    }
}

#[cfg(test)]
mod tests {
    use kith_core::shared::store::Store as _;

    use super::*;

    #[tokio::test]
    async fn a_database_that_somebody_holds_does_not_keep_the_process() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kith.db");
        let database = Database::open_file(&file).await.unwrap();
        let held = database.write().await.unwrap();
        close_by(Instant::now(), &database).await;
        drop(held);
    }
}
