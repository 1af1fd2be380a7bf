//! The command line.

mod check;
mod jobs;
mod migrate;
mod openapi;
mod seed;
mod serve;
mod user;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::config::{Config, Flags, load};

/// Kith: a social network in one binary.
#[derive(Debug, Parser)]
#[command(name = "kith", version, about, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Apply missing migrations, then serve the API, the UI and the background work.
    Serve(serve::Serve),
    /// Change or show the state of the database's tables.
    Migrate(migrate::Migrate),
    /// Fill an empty database with people, posts and pictures, to look at or to measure with.
    Seed(seed::Seed),
    /// Show the queue of background work, and mend what was given up.
    Jobs(jobs::Jobs),
    /// Look at the settings.
    Config(check::ConfigCommand),
    /// Open accounts, set passwords, make administrators.
    User(user::User),
    /// Print the description of the API, as openapi.yaml holds it.
    Openapi,
}

/// Which settings are in force. Flags win over the environment, the environment over the file.
#[derive(Debug, Clone, Args)]
struct Settings {
    /// Settings file [default: kith.toml, if there is one]
    #[arg(long, value_name = "FILE", env = "KITH_CONFIG")]
    config: Option<PathBuf>,
    /// Folder of the embedded database, uploads and unsent mails [default: data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database address, as `postgres://user:password@host/name` [default: a file in the data folder]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Settings {
    fn load(self) -> Result<Config, String> {
        self.load_with(None, false)
    }

    fn load_with(self, listen: Option<SocketAddr>, no_rate_limits: bool) -> Result<Config, String> {
        let Self {
            config: file,
            data,
            database,
        } = self;
        load(&Flags {
            file,
            listen,
            data,
            database,
            no_rate_limits,
        })
    }
}

/// Runs one command: 0 when it succeeded, 1 when it failed and said why on standard error, 2 (from clap) for a command
/// line that cannot be understood.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let done = match cli.command {
        Command::Serve(command) => block_on(command.run()),
        Command::Migrate(command) => block_on(command.run()),
        Command::Seed(command) => block_on(command.run()),
        Command::Jobs(command) => block_on(command.run()),
        Command::Config(command) => command.run(),
        Command::User(command) => block_on(command.run()),
        Command::Openapi => openapi::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason);
            ExitCode::FAILURE
        }
    }
}

fn block_on(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    runtime
        .map_err(|error| format!("the runtime cannot be started: {error}"))?
        .block_on(work)
}

/// Prints a line for whoever ran the command. A closed pipe is not worth a panic.
fn say(line: impl AsRef<str>) {
    use std::io::Write as _;
    let _closed = writeln!(std::io::stdout().lock(), "{}", line.as_ref());
}

fn complain(reason: &str) {
    use std::io::Write as _;
    let _closed = writeln!(std::io::stderr().lock(), "kith: {reason}");
}
