//! `kith jobs`

use clap::{Args, Subcommand};
use kith_adapters::sql::{Database, JobCount, ParkedEvent, ParkedJob};
use kith_core::shared::{clock::Timestamp, relay::EVERYBODY, store::StoreError};
use poem_openapi::types::ToJSON as _;
use serde_json::{Value, json};
use time::macros::format_description;

use super::{Settings, say};
use crate::{
    background,
    http::{health::Health as _, values::Moment},
    wire,
};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Jobs {
    #[command(subcommand)]
    what: Option<What>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Put a parked job back into the queue, as if it had never failed.
    Retry {
        /// Its number in the list of `kith jobs`
        id: i64,
        #[command(flatten)]
        settings: Settings,
    },
    /// Forget a parked job for good.
    Discard {
        /// Its number in the list of `kith jobs`
        id: i64,
        #[command(flatten)]
        settings: Settings,
    },
    /// Tell a consumer again of an event that was parked for it.
    RetryEvent {
        #[command(flatten)]
        event: Which,
        #[command(flatten)]
        settings: Settings,
    },
    /// Forget an event that was parked for a consumer for good.
    DiscardEvent {
        #[command(flatten)]
        event: Which,
        #[command(flatten)]
        settings: Settings,
    },
}

/// A parked event.
#[derive(Debug, Args)]
struct Which {
    /// Its number in the list of `kith jobs`
    seq: i64,
    /// The consumer that it was parked for
    consumer: String,
}

impl Jobs {
    pub(super) async fn run(self) -> Result<(), String> {
        let settings = match &self.what {
            None => &self.settings,
            Some(
                What::Retry { settings, .. }
                | What::Discard { settings, .. }
                | What::RetryEvent { settings, .. }
                | What::DiscardEvent { settings, .. },
            ) => settings,
        };
        let config = settings.clone().load()?;
        let database = wire::open_database(&config).await?;
        let consumers = background::consumer_names(wire::feed_policy(&config));
        let done = self.with(&database, &consumers).await;
        database.close().await;
        done.map(say)
    }

    /// What to say when it is done.
    async fn with(self, database: &Database, consumers: &[&str]) -> Result<String, String> {
        database.check().await?;
        match self.what {
            None => {
                let work = Work::read(database).await.map_err(unread)?;
                Ok(if self.json { work.json() } else { work.table() })
            }
            Some(What::Retry { id, .. }) => {
                let found = database.retry_parked_job(id).await.map_err(unread)?;
                settled(found, id, "is in the queue again")
            }
            Some(What::Discard { id, .. }) => {
                let found = database.discard_parked_job(id).await.map_err(unread)?;
                settled(found, id, "is forgotten")
            }
            Some(What::RetryEvent { event, .. }) => event.retry(database, consumers).await,
            Some(What::DiscardEvent { event, .. }) => event.discard(database).await,
        }
    }
}

impl Which {
    async fn retry(&self, database: &Database, consumers: &[&str]) -> Result<String, String> {
        let name = self.consumer.as_str();
        if name != EVERYBODY && !consumers.contains(&name) {
            return Err(format!("nobody called {name} hears of events"));
        }
        // Nobody has heard yet of an event that could not be read.
        let is_other = |consumer: &&str| name != EVERYBODY && *consumer != name;
        let others: Vec<&str> = consumers.iter().copied().filter(is_other).collect();
        let found = database.retry_parked_event(self.seq, name, &others).await;
        self.settled(found.map_err(unread)?, "is on its way again")
    }

    async fn discard(&self, database: &Database) -> Result<String, String> {
        let found = database
            .discard_parked_event(self.seq, &self.consumer)
            .await;
        self.settled(found.map_err(unread)?, "is forgotten")
    }

    fn settled(&self, found: bool, what: &str) -> Result<String, String> {
        let Self { seq, consumer } = self;
        if found {
            Ok(format!("Event {seq} for {consumer} {what}."))
        } else {
            Err(format!("there is no parked event {seq} for {consumer}"))
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that `map_err` takes"
)]
fn unread(error: StoreError) -> String {
    format!("the queue cannot be read: {error}")
}

fn settled(found: bool, id: i64, what: &str) -> Result<String, String> {
    if found {
        Ok(format!("Job {id} {what}."))
    } else {
        Err(format!("there is no parked job {id}"))
    }
}

/// The queue and all that was given up.
struct Work {
    counts: Vec<JobCount>,
    jobs: Vec<ParkedJob>,
    events: Vec<ParkedEvent>,
}

impl Work {
    async fn read(database: &Database) -> Result<Self, StoreError> {
        Ok(Self {
            counts: database.job_counts().await?,
            jobs: database.parked_jobs().await?,
            events: database.parked_events().await?,
        })
    }

    fn json(&self) -> String {
        let queue: serde_json::Map<String, Value> = self
            .counts
            .iter()
            .map(|count| (count.state.to_lowercase(), json!(count.jobs)))
            .collect();
        let jobs: Vec<Value> = self.jobs.iter().map(parked_job).collect();
        let events: Vec<Value> = self.events.iter().map(parked_event).collect();
        let work = json!({ "queue": queue, "parked_jobs": jobs, "parked_events": events });
        format!("{work:#}")
    }

    fn table(&self) -> String {
        let counts = self
            .counts
            .iter()
            .map(|count| vec![count.state.to_lowercase(), count.jobs.to_string()]);
        let jobs = self.jobs.iter().map(|job| {
            vec![
                job.id.to_string(),
                clock_face(job.moment()),
                job.failures.to_string(),
                job.job.clone(),
                one_line(&job.reason),
            ]
        });
        let events = self.events.iter().map(|event| {
            vec![
                event.seq.to_string(),
                clock_face(event.moment()),
                event.consumer.clone(),
                event.event.clone(),
                one_line(&event.reason),
            ]
        });
        [
            section("The queue", &["STATE", "JOBS"], counts),
            section(
                "Parked jobs (kith jobs retry ID, kith jobs discard ID)",
                &["ID", "SINCE (UTC)", "FAILURES", "JOB", "REASON"],
                jobs,
            ),
            section(
                "Parked events (kith jobs retry-event SEQ CONSUMER, kith jobs discard-event SEQ CONSUMER)",
                &["SEQ", "SINCE (UTC)", "CONSUMER", "EVENT", "REASON"],
                events,
            ),
        ]
        .join("\n")
    }
}

fn parked_job(job: &ParkedJob) -> Value {
    json!({
        "id": job.id,
        "parked_at": Moment(job.moment()).to_json(),
        "failures": job.failures,
        "job": as_json(&job.job),
        "reason": job.reason,
    })
}

fn parked_event(event: &ParkedEvent) -> Value {
    json!({
        "seq": event.seq,
        "parked_at": Moment(event.moment()).to_json(),
        "consumer": event.consumer,
        "event": as_json(&event.event),
        "reason": event.reason,
    })
}

/// What is stored as JSON; text that is none is shown as it is.
fn as_json(stored: &str) -> Value {
    serde_json::from_str(stored).unwrap_or_else(|_| Value::from(stored))
}

fn clock_face(moment: Timestamp) -> String {
    let face = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    moment.to_datetime().format(face).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading and its rows in columns as wide as their widest cell; "none" when there are no rows.
fn section(heading: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return format!("{heading}: none\n");
    }
    let head: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    let mut widths = vec![0; columns.len()];
    for row in std::iter::once(&head).chain(&rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = format!("{heading}\n");
    for row in std::iter::once(&head).chain(&rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str("  ");
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_however_long_their_cells() {
        let rows = [["7", "längst"], ["11", "a"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            section("Work", &["ID", "WHAT"], rows.into_iter()),
            "Work\n  ID  WHAT\n  7   längst\n  11  a\n"
        );
        assert_eq!(section("Work", &["ID"], std::iter::empty()), "Work: none\n");
    }

    #[test]
    fn a_reason_of_many_lines_stays_in_its_row() {
        assert_eq!(one_line("no\n  such\tstreet "), "no such street");
    }
}
