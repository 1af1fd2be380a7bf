//! The `kith` binary; everything it does is in the library of the same name.

use std::process::ExitCode;

use clap::Parser as _;
use kith::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse())
}
