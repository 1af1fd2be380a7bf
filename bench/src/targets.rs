//! What the figures should be: `targets.toml`.

use std::path::Path;

use figment::{
    Figment,
    providers::{Format as _, Toml},
};
use serde::Deserialize;

use crate::measure::Figures;

/// One line of the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Goal {
    pub(crate) scenario: String,
    /// How many clients at a time.
    pub(crate) clients: usize,
    pub(crate) metric: Metric,
    pub(crate) target: f64,
    /// The share by which the target may be missed on a machine that others use too.
    pub(crate) tolerance: f64,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Metric {
    /// Answers a second: at least the target.
    PerSecond,
    /// Answers a second as a share of the plain route's: at least the target.
    OfHello,
    /// Half of the answers came within so many milliseconds: at most the target.
    P50Ms,
    /// 99 % of the answers came within so many milliseconds: at most the target.
    P99Ms,
}

#[derive(Deserialize)]
struct File {
    target: Vec<Goal>,
}

/// Reads the file.
pub(crate) fn read(path: &Path) -> Result<Vec<Goal>, String> {
    let file: File = Figment::from(Toml::file_exact(path))
        .extract()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(file.target)
}

impl Goal {
    /// The measured value and whether it will do; `None` when these figures are not what the target is about.
    pub(crate) fn judge(&self, figures: &Figures) -> Option<(f64, bool)> {
        if self.scenario != figures.scenario || self.clients != figures.clients {
            return None;
        }
        let value = match self.metric {
            Metric::PerSecond => figures.per_second.median,
            Metric::OfHello => figures.of_hello,
            Metric::P50Ms => figures.p50_ms.median,
            Metric::P99Ms => figures.p99_ms.median,
        };
        let good = match self.metric {
            Metric::PerSecond | Metric::OfHello => value >= self.target * (1.0 - self.tolerance),
            Metric::P50Ms | Metric::P99Ms => value <= self.target * (1.0 + self.tolerance),
        };
        Some((value, good))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Spread;

    fn figures(per_second: f64, p99_ms: f64) -> Figures {
        let one = |value| Spread::of(&[value]);
        Figures {
            scenario: "F1",
            what: "",
            clients: 16,
            per_second: one(per_second),
            p50_ms: one(1.0),
            p99_ms: one(p99_ms),
            of_hello: 0.1,
            server_ms: 0.1,
            errors: 0,
            generator: 0.5,
            others: 0.0,
        }
    }

    fn target(metric: Metric, target: f64) -> Goal {
        Goal {
            scenario: "F1".into(),
            clients: 16,
            metric,
            target,
            tolerance: 0.1,
        }
    }

    #[test]
    fn more_is_better_for_rates_and_less_for_times() {
        let good = |target: Goal, figures: &Figures| target.judge(figures).unwrap().1;
        assert!(good(
            target(Metric::PerSecond, 5_000.0),
            &figures(4_600.0, 1.0)
        ));
        assert!(!good(
            target(Metric::PerSecond, 5_000.0),
            &figures(4_400.0, 1.0)
        ));
        assert!(good(target(Metric::P99Ms, 15.0), &figures(1.0, 16.0)));
        assert!(!good(target(Metric::P99Ms, 15.0), &figures(1.0, 17.0)));
        let other = Goal {
            clients: 1,
            ..target(Metric::PerSecond, 1.0)
        };
        assert!(other.judge(&figures(1.0, 1.0)).is_none());
    }

    #[test]
    fn the_file_can_be_read() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("targets.toml");
        assert!(!read(&file).unwrap().is_empty());
    }
}
