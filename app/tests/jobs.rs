//! `kith jobs`, through the binary, on a database whose worker and relay have given things up.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test every surprise is a failure"
)]

use std::{
    path::Path,
    process::{Command, Output},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use kith_adapters::{
    background::{Background, Pace},
    clock::SystemClock,
    ids::{SystemRandom, TimeOrderedIds},
    sql::Database,
};
use kith_core::shared::{
    clock::{Clock, Timestamp},
    event::Event,
    id::PostId,
    jobs::{Job, JobError, RunJob},
    ports::Ports,
    relay::Relay,
    store::Store as _,
};
use serde_json::{Value, json};
use tokio::time::timeout;

/// Sends no mail.
struct NoPostOffice;

#[async_trait]
impl RunJob for NoPostOffice {
    async fn run(&self, job: Job) -> Result<(), JobError> {
        match job {
            Job::MailPasswordReset { .. } => Err(JobError::Hopeless("no such street".into())),
            _ => Ok(()),
        }
    }
}

fn reset(email: &str) -> Job {
    Job::MailPasswordReset {
        email: email.to_owned(),
    }
}

/// A data folder in which two mails and one event were given up.
async fn with_parked_work(folder: &Path) -> Database {
    let database = Database::open_file(&folder.join("kith.db")).await.unwrap();
    database.migrate_up().await.unwrap();
    let mut tx = database.write().await.unwrap();
    tx.enqueue(&reset("ada@example.org"), None).await.unwrap();
    tx.enqueue(&reset("mary@example.org"), None).await.unwrap();
    tx.emit(Event::PostPublished {
        post: PostId::new(7),
    })
    .await
    .unwrap();
    let seq = tx.pending_events(1).await.unwrap()[0].seq;
    let noon = Timestamp::from_micros(1_763_726_400_000_000);
    for consumer in ["account_mails", "names"] {
        tx.park_event(seq, consumer, "the consumer panicked", noon)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    give_up_jobs(&database, 2).await;
    database
}

async fn give_up_jobs(database: &Database, how_many: usize) {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: clock.clone(),
        ids: Arc::new(TimeOrderedIds::new(clock.clone(), 0)),
        random: Arc::new(SystemRandom),
    };
    let background = Background::start(
        database,
        &clock,
        Relay::new(ports, Vec::new()),
        Arc::new(NoPostOffice),
        Pace::default(),
    )
    .await
    .unwrap();
    timeout(Duration::from_secs(20), async {
        while database.parked_jobs().await.unwrap().len() < how_many {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap();
    background.stop().await;
}

fn kith_jobs(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kith"))
        .arg("jobs")
        .args(arguments)
        .arg("--data")
        .arg(folder)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = kith_jobs(folder, arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn listed(folder: &Path) -> Value {
    serde_json::from_str(&printed(folder, &["--json"])).unwrap()
}

#[tokio::test]
async fn what_was_given_up_is_shown_retried_and_discarded() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_parked_work(folder.path()).await;

    let shown = printed(folder.path(), &[]);
    for part in [
        "ada@example.org",
        "mary@example.org",
        "no such street",
        "mails",
        "2025-11-21 12:00:00",
    ] {
        assert!(shown.contains(part), "{part} is missing in\n{shown}");
    }
    let list = listed(folder.path());
    let [ada, mary] = [&list["parked_jobs"][0], &list["parked_jobs"][1]];
    assert_eq!(
        ada["job"],
        json!({"job": "mail_password_reset", "email": "ada@example.org"})
    );
    assert_eq!(
        list["parked_events"][0]["parked_at"],
        "2025-11-21T12:00:00.000Z"
    );

    // What the timetable has enqueued may wait, too.
    let waiting = list["queue"]["pending"].as_u64().unwrap_or(0);
    printed(folder.path(), &["retry", &ada["id"].to_string()]);
    printed(folder.path(), &["discard", &mary["id"].to_string()]);
    let list = listed(folder.path());
    assert_eq!(list["parked_jobs"], json!([]));
    assert_eq!(list["queue"]["pending"], waiting + 1);

    let seq = list["parked_events"][0]["seq"].to_string();
    let said = printed(folder.path(), &["retry-event", &seq, "account_mails"]);
    assert_eq!(
        said,
        format!("Event {seq} for account_mails is on its way again.\n")
    );
    printed(folder.path(), &["discard-event", &seq, "names"]);
    assert_eq!(listed(folder.path())["parked_events"], json!([]));

    give_up_jobs(&database, 1).await;
    assert_eq!(database.parked_jobs().await.unwrap().len(), 1);
    database.close().await;
}

#[tokio::test]
async fn a_number_that_is_not_parked_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    with_parked_work(folder.path()).await.close().await;
    for (arguments, reason) in [
        (&["retry", "999"][..], "no parked job 999"),
        (
            &["retry-event", "999", "account_mails"],
            "no parked event 999 for account_mails",
        ),
        (
            &["discard-event", "999", "account_mails"],
            "no parked event 999 for account_mails",
        ),
        (&["retry-event", "1", "nobody"], "nobody called nobody"),
    ] {
        let output = kith_jobs(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(reason), "{said}");
    }
}
