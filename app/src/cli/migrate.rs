//! `kith migrate`

use clap::{Args, Subcommand};

use super::{Settings, say};
use crate::wire;

#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Apply every migration that is missing.
    Up {
        #[command(flatten)]
        settings: Settings,
    },
    /// Take back the latest migrations. Data in the tables that go is lost.
    Down {
        /// How many
        #[arg(long, default_value_t = 1)]
        steps: usize,
        #[command(flatten)]
        settings: Settings,
    },
    /// Show which migrations are applied.
    Status {
        #[command(flatten)]
        settings: Settings,
    },
}

impl Migrate {
    pub(super) async fn run(self) -> Result<(), String> {
        let (What::Up { settings } | What::Down { settings, .. } | What::Status { settings }) =
            &self.what;
        let database = wire::open_database(&settings.clone().load()?).await?;
        let done = match self.what {
            What::Up { .. } => database.migrate_up().await,
            What::Down { steps, .. } => database
                .migrate_down(steps)
                .await
                .map(|taken| say(format!("{taken} taken back"))),
            What::Status { .. } => Ok(()),
        };
        let known = database.migrations().await;
        database.close().await;
        done.map_err(|error| error.to_string())?;
        for migration in known.map_err(|error| error.to_string())? {
            let state = if migration.applied {
                "applied"
            } else {
                "missing"
            };
            say(format!(
                "{:04} {} {state}",
                migration.version, migration.name
            ));
        }
        Ok(())
    }
}
