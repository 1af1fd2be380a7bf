//! Measures Kith beside a plain route served in the same way. `bench/run` starts both and calls this.

mod classes;
mod client;
mod cpu;
mod events;
mod for_you;
mod groups;
mod hash;
mod hello;
mod load;
mod measure;
mod reactions;
mod scenario;
mod spread;
mod talk;
mod targets;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand};
use measure::{Figures, Plan};

#[derive(Parser)]
#[command(version, about)]
struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Serve the plain route.
    Hello {
        /// Address and port to listen on
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: SocketAddr,
    },
    /// Hash passwords, to compare log-ins with.
    Hash {
        /// For so many seconds
        #[arg(long, default_value_t = 2.0)]
        seconds: f64,
    },
    /// Measure; fails when a target is missed or an answer is an error.
    Measure(Measure),
    /// Publish and wait until the last follower has it, while others read.
    Spread(Spread),
}

#[derive(clap::Args)]
struct Spread {
    /// Where Kith answers
    #[arg(long)]
    kith: SocketAddr,
    /// Whose posts
    #[arg(long, default_value = "member_1")]
    author: String,
    /// Password of the seeded members
    #[arg(long)]
    password: String,
    /// How many posts, one after the other
    #[arg(long, default_value_t = 20)]
    posts: usize,
    /// How many others read their homes all the while, at first without any posts
    #[arg(long, default_value_t = 1)]
    readers: usize,
}

#[derive(clap::Args)]
struct Measure {
    /// Where Kith answers
    #[arg(long)]
    kith: SocketAddr,
    /// Kith's process
    #[arg(long)]
    pid: u32,
    /// Where the plain route answers
    #[arg(long)]
    hello: SocketAddr,
    /// Password of the seeded members
    #[arg(long)]
    password: String,
    /// What the figures should be
    #[arg(long)]
    targets: PathBuf,
    /// Rounds of all scenarios by turns
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Length of one scenario in a round
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Only these scenarios, by their ids [default: all]
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

fn main() -> ExitCode {
    let done = match Bench::parse().what {
        // As many threads as the processors it is pinned to, like Kith.
        What::Hello { listen } => tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())
            .and_then(|runtime| runtime.block_on(hello::run(listen))),
        What::Measure(measure) => on_one_thread(measure.run()),
        What::Spread(spread) => on_one_thread(spread.run()),
        What::Hash { seconds } => on_one_thread(hash::run(Duration::from_secs_f64(seconds))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            say(format!("kith-bench: {reason}"));
            ExitCode::FAILURE
        }
    }
}

fn on_one_thread(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(work))
}

impl Spread {
    async fn run(self) -> Result<(), String> {
        spread::run(&self).await
    }
}

impl Measure {
    async fn run(self) -> Result<(), String> {
        let targets = targets::read(&self.targets)?;
        let mut scenarios = vec![scenario::hello(self.hello)];
        let prepared = scenario::prepare(self.kith, &self.password).await?;
        scenarios.extend(prepared.into_iter().filter(|one| self.wants(one.id)));
        let plan = Plan {
            rounds: self.rounds,
            span: Duration::from_secs_f64(self.seconds),
            server: self.pid,
        };
        let mut figures = Vec::new();
        for clients in [1, 16] {
            figures.extend(measure::by_turns(&scenarios, clients, &plan).await?);
        }
        table(&figures);
        let wanted = targets.iter().filter(|goal| self.wants(&goal.scenario));
        let missed = judge(wanted, &figures);
        let errors: usize = figures.iter().map(|figure| figure.errors).sum();
        if missed + errors > 0 {
            return Err(format!(
                "{missed} targets missed, {errors} answers were errors"
            ));
        }
        Ok(())
    }

    fn wants(&self, scenario: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|id| id == scenario)
    }
}

fn table(figures: &[Figures]) {
    say(
        "| scenario | clients | answers/s (least–most) | of hello | p50 ms | p99 ms | server ms each | errors | generator's CPU | others' CPU |",
    );
    say("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for figure in figures {
        say(format!(
            "| {} {} | {} | {:.0} ({:.0}–{:.0}) | {:.3} | {:.2} | {:.2} ({:.2}–{:.2}) | {} | {} | {:.2} | {:.2} |",
            figure.scenario,
            figure.what,
            figure.clients,
            figure.per_second.median,
            figure.per_second.least,
            figure.per_second.most,
            figure.of_hello,
            figure.p50_ms.median,
            figure.p99_ms.median,
            figure.p99_ms.least,
            figure.p99_ms.most,
            server_time(figure),
            figure.errors,
            figure.generator,
            figure.others,
        ));
    }
}

/// The plain route is another process.
fn server_time(figure: &Figures) -> String {
    match figure.scenario {
        "hello" => "–".to_owned(),
        _ => format!("{:.3}", figure.server_ms),
    }
}

/// Prints each target beside the figure; gives how many were missed.
fn judge<'a>(targets: impl Iterator<Item = &'a targets::Goal>, figures: &[Figures]) -> usize {
    let mut missed = 0;
    for target in targets {
        let judged = figures.iter().find_map(|figure| target.judge(figure));
        let (value, word) = match judged {
            Some((value, true)) => (value, "pass"),
            Some((value, false)) => (value, "FAIL"),
            None => (f64::NAN, "FAIL"),
        };
        missed += usize::from(word == "FAIL");
        say(format!(
            "{word}  {} with {} clients, {:?}: {value:.3}, target {} ({:.2} of it)",
            target.scenario,
            target.clients,
            target.metric,
            target.target,
            value / target.target,
        ));
    }
    missed
}

/// Prints a line. A closed pipe is not worth a panic.
fn say(line: impl AsRef<str>) {
    use std::io::Write as _;
    let _closed = writeln!(std::io::stdout().lock(), "{}", line.as_ref());
}
