//! The log and the figures for monitoring.

use std::{
    io::{self, Write},
    net::SocketAddr,
    panic::{self, PanicHookInfo},
    time::Duration,
};

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::{
    config::{LogConfig, LogFormat},
    http::middleware::trace::{LATENCY, REQUESTS},
};

/// Upper edges of the latency histogram, in seconds.
const LATENCY_BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];
/// Figures that nothing has touched for so long are forgotten.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts logging as configured, to standard error; standard output belongs to what commands print. The error names the
/// key whose value cannot be used.
pub fn start_log(config: &LogConfig) -> Result<(), String> {
    let filter = EnvFilter::builder()
        .parse(&config.filter)
        .map_err(|error| format!("log.filter: {error}"))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(OneLine);
    let started = match config.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| format!("the log cannot be started: {error}"))?;
    panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Panics go to the log like everything else: on one line, under the request that they end.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map_or_else(String::new, ToString::to_string);
    let message = panic.payload_as_str().unwrap_or("without a message");
    tracing::error!(place, message, "panicked");
}

/// Serves `/metrics` on `address`, for Prometheus to fetch.
pub fn start_metrics(address: SocketAddr) -> Result<(), String> {
    let failed = |error: &dyn std::fmt::Display| {
        format!("metrics.listen: figures cannot be served on {address}: {error}")
    };
    PrometheusBuilder::new()
        .with_http_listener(address)
        .upkeep_timeout(UPKEEP)
        .set_buckets_for_metric(Matcher::Full(LATENCY.to_owned()), &LATENCY_BUCKETS)
        .map_err(|error| failed(&error))?
        .install()
        .map_err(|error| failed(&error))?;
    metrics::describe_counter!(REQUESTS, "Requests by operation and status.");
    metrics::describe_histogram!(
        LATENCY,
        metrics::Unit::Seconds,
        "Time until the head of the answer, by operation."
    );
    Ok(())
}

/// Writes each event as one line: a line break inside a logged value must not begin a line of its own, or whoever chose
/// the value could forge the log.
#[derive(Debug, Clone, Copy)]
struct OneLine;

impl<'a> MakeWriter<'a> for OneLine {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        *self
    }
}

impl Write for OneLine {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        io::stderr().lock().write_all(&one_line(event))?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}

fn one_line(event: &[u8]) -> Vec<u8> {
    let text = event.strip_suffix(b"\n").unwrap_or(event);
    let mut line = Vec::with_capacity(event.len());
    for byte in text {
        match byte {
            b'\n' => line.extend(b"\\n"),
            b'\r' => line.extend(b"\\r"),
            byte => line.push(*byte),
        }
    }
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logged_value_cannot_begin_a_line() {
        assert_eq!(
            one_line(b"seen a\r\nERROR forged\n"),
            b"seen a\\r\\nERROR forged\n"
        );
        assert_eq!(one_line(b"plain\n"), b"plain\n");
    }
}
