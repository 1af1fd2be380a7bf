//! A closed loop: each of so many clients asks again as soon as it was answered.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::client::Client;

/// Before anything is counted.
const WARM_UP: Duration = Duration::from_millis(300);

/// What to ask, again and again.
#[derive(Clone)]
pub(crate) struct Requests {
    pub(crate) server: SocketAddr,
    /// Asked in turn.
    pub(crate) each: Arc<Vec<Vec<u8>>>,
    /// The status that is no error.
    pub(crate) expected: u16,
}

/// What one round came to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Outcome {
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) errors: usize,
}

/// Lets `clients` ask for `span`.
pub(crate) async fn round(
    requests: &Requests,
    clients: usize,
    span: Duration,
) -> Result<Outcome, String> {
    let start = Instant::now() + WARM_UP;
    let end = start + span;
    let (times, errors) = gather(requests, clients, start, move |now| now < end).await?;
    Ok(outcome(times, errors, span))
}

/// Lets `clients` ask until `stop` is set.
pub(crate) async fn until(
    requests: &Requests,
    clients: usize,
    stop: Arc<AtomicBool>,
) -> Result<Outcome, String> {
    let start = Instant::now();
    let goes_on = move |_| !stop.load(Ordering::Relaxed);
    let (times, errors) = gather(requests, clients, start, goes_on).await?;
    Ok(outcome(times, errors, start.elapsed()))
}

async fn gather(
    requests: &Requests,
    clients: usize,
    start: Instant,
    goes_on: impl Fn(Instant) -> bool + Clone + Send + 'static,
) -> Result<(Vec<u32>, usize), String> {
    let mut tasks = JoinSet::new();
    for number in 0..clients {
        tasks.spawn(client(requests.clone(), number, start, goes_on.clone()));
    }
    let mut times = Vec::new();
    let mut errors = 0;
    while let Some(done) = tasks.join_next().await {
        let (mut some, failed) = done
            .map_err(|error| error.to_string())?
            .map_err(|error| format!("{}: {error}", requests.server))?;
        times.append(&mut some);
        errors += failed;
    }
    Ok((times, errors))
}

fn outcome(mut times: Vec<u32>, errors: usize, span: Duration) -> Outcome {
    times.sort_unstable();
    Outcome {
        per_second: count(times.len()) / span.as_secs_f64(),
        p50_ms: percentile(&times, 50),
        p99_ms: percentile(&times, 99),
        errors,
    }
}

/// The answered requests' times in microseconds, and how many answers were errors. Whatever is answered while the
/// clock runs counts, also when it was asked before: of slow answers few begin and end within a round.
async fn client(
    requests: Requests,
    number: usize,
    start: Instant,
    goes_on: impl Fn(Instant) -> bool,
) -> std::io::Result<(Vec<u32>, usize)> {
    let mut client = Client::connect(requests.server).await?;
    let mut times = Vec::with_capacity(64 * 1024);
    let mut errors = 0;
    // Clients begin at different places, so that they do not ask for the same thing at the same time.
    let turns = requests.each.iter().cycle().skip(number * 7);
    for request in turns {
        let asked = Instant::now();
        if !goes_on(asked) {
            break;
        }
        let status = client.ask(request).await?.status;
        let answered = Instant::now();
        if status != requests.expected {
            errors += 1;
        } else if answered >= start && goes_on(answered) {
            let micros = (answered - asked).as_micros();
            times.push(u32::try_from(micros).unwrap_or(u32::MAX));
        }
    }
    Ok((times, errors))
}

fn percentile(sorted: &[u32], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted
        .get(at)
        .map_or(f64::NAN, |micros| f64::from(*micros) / 1_000.0)
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 requests")]
fn count(of: usize) -> f64 {
    of as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_taken_of_the_sorted_times() {
        let times: Vec<u32> = (1..=100).map(|n| n * 1_000).collect();
        assert!((percentile(&times, 50) - 51.0).abs() < 1e-9);
        assert!((percentile(&times, 99) - 100.0).abs() < 1e-9);
        assert!(percentile(&[], 50).is_nan());
    }
}
