//! Who used the processor, from `/proc`.

use std::fs;

/// The kernel counts in hundredths of a second on every machine that Linux runs Rust on.
const TICKS_PER_SECOND: f64 = 100.0;

/// Processor time so far, in seconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Used {
    pub(crate) server: f64,
    pub(crate) generator: f64,
    pub(crate) everybody: f64,
}

impl Used {
    /// As of now, with the server being process `server`.
    pub(crate) fn now(server: u32) -> Self {
        Self {
            server: of_process(&server.to_string()),
            generator: of_process("self"),
            everybody: of_machine(),
        }
    }

    /// What was used since `earlier`.
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self {
            server: self.server - earlier.server,
            generator: self.generator - earlier.generator,
            everybody: self.everybody - earlier.everybody,
        }
    }

    /// What neither server nor generator used.
    pub(crate) fn others(self) -> f64 {
        (self.everybody - self.server - self.generator).max(0.0)
    }
}

/// User and system time of a process (`proc_pid_stat(5)`, fields 14 and 15).
fn of_process(id: &str) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    ticks(after_name.split_whitespace().skip(11).take(2))
}

/// Time in which any processor did anything (`proc_stat(5)`: all but idle and iowait).
fn of_machine() -> f64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let line = stat.lines().next().unwrap_or_default();
    let fields = line.split_whitespace().skip(1).take(8).enumerate();
    ticks(
        fields
            .filter(|(at, _)| !matches!(at, 3 | 4))
            .map(|(_, field)| field),
    )
}

fn ticks<'a>(fields: impl Iterator<Item = &'a str>) -> f64 {
    let sum: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
    sum / TICKS_PER_SECOND
}
