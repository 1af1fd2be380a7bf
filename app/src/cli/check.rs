//! `kith config`

use clap::{Args, Subcommand};

use super::{Settings, say};

#[derive(Debug, Args)]
pub(super) struct ConfigCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check the settings and show those in force, without secrets.
    Check {
        #[command(flatten)]
        settings: Settings,
    },
}

impl ConfigCommand {
    pub(super) fn run(self) -> Result<(), String> {
        let What::Check { settings } = self.what;
        let config = settings.load()?;
        let shown = serde_yaml_ng::to_string(&config).map_err(|error| error.to_string())?;
        say(shown.trim_end());
        Ok(())
    }
}
