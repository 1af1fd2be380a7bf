//! Rounds of all scenarios by turns, so that what disturbs the machine disturbs all of them.

use std::time::Duration;

use crate::{
    cpu::Used,
    load::{Outcome, round},
    scenario::Scenario,
};

/// How it is measured.
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    pub(crate) span: Duration,
    /// The process whose time is counted as the server's.
    pub(crate) server: u32,
}

/// Median, least and most of the rounds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Spread {
    pub(crate) fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
        Self {
            median: at(sorted.len() / 2),
            least: at(0),
            most: at(sorted.len().saturating_sub(1)),
        }
    }
}

/// One scenario at one number of clients, over all rounds.
#[derive(Debug, Clone)]
pub(crate) struct Figures {
    pub(crate) scenario: &'static str,
    pub(crate) what: &'static str,
    pub(crate) clients: usize,
    pub(crate) per_second: Spread,
    pub(crate) p50_ms: Spread,
    pub(crate) p99_ms: Spread,
    /// Answers a second as a share of the plain route's.
    pub(crate) of_hello: f64,
    /// Processor time of the server for an answer, in milliseconds.
    pub(crate) server_ms: f64,
    pub(crate) errors: usize,
    /// Processors that the generator kept busy; near 1 the figure is the generator's.
    pub(crate) generator: f64,
    /// Processors that other processes kept busy.
    pub(crate) others: f64,
}

/// Measures the scenarios, the first of which is the plain route, with `clients` at a time.
pub(crate) async fn by_turns(
    scenarios: &[Scenario],
    clients: usize,
    plan: &Plan,
) -> Result<Vec<Figures>, String> {
    let mut outcomes: Vec<Vec<(Outcome, Used)>> = vec![Vec::new(); scenarios.len()];
    for _ in 0..plan.rounds {
        for (scenario, outcomes) in scenarios.iter().zip(&mut outcomes) {
            let before = Used::now(plan.server);
            let outcome = round(&scenario.requests, clients, plan.span).await?;
            outcomes.push((outcome, Used::now(plan.server).since(before)));
        }
    }
    let mut figures: Vec<Figures> = scenarios
        .iter()
        .zip(&outcomes)
        .map(|(scenario, outcomes)| summary(scenario, clients, plan, outcomes))
        .collect();
    let hello = figures
        .first()
        .map_or(f64::NAN, |hello| hello.per_second.median);
    for figure in &mut figures {
        figure.of_hello = figure.per_second.median / hello;
    }
    Ok(figures)
}

fn summary(
    scenario: &Scenario,
    clients: usize,
    plan: &Plan,
    outcomes: &[(Outcome, Used)],
) -> Figures {
    let spread = |value: fn(&Outcome) -> f64| {
        Spread::of(
            &outcomes
                .iter()
                .map(|(outcome, _)| value(outcome))
                .collect::<Vec<_>>(),
        )
    };
    let median = |value: &dyn Fn(&(Outcome, Used)) -> f64| {
        Spread::of(&outcomes.iter().map(value).collect::<Vec<_>>()).median
    };
    let seconds = plan.span.as_secs_f64();
    // The processor time covers the warm-up too, which is why it is set against the whole time.
    let whole = seconds + 0.3;
    Figures {
        scenario: scenario.id,
        what: scenario.what,
        clients,
        per_second: spread(|outcome| outcome.per_second),
        p50_ms: spread(|outcome| outcome.p50_ms),
        p99_ms: spread(|outcome| outcome.p99_ms),
        of_hello: f64::NAN,
        server_ms: median(&|(outcome, used)| used.server * 1_000.0 / (outcome.per_second * whole)),
        errors: outcomes.iter().map(|(outcome, _)| outcome.errors).sum(),
        generator: median(&|(_, used)| used.generator / whole),
        others: median(&|(_, used)| used.others() / whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_told_by_its_middle_and_its_ends() {
        let spread = Spread::of(&[5.0, 1.0, 3.0]);
        assert!((spread.median - 3.0).abs() < 1e-9);
        assert!((spread.least - 1.0).abs() < 1e-9);
        assert!((spread.most - 5.0).abs() < 1e-9);
    }
}
