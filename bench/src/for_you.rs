//! For you: lists that are made, and lists that are there.

use std::{net::SocketAddr, time::Instant};

use crate::{
    client::{Client, get},
    measure::Spread,
    say,
    scenario::{Scenario, ask, items_in, log_in},
};

/// Readers of a class in a seeded crowd.
const READERS: usize = 8;
const FOR_YOU: &str = "/api/v1/feeds/for-you?limit=20";
/// The scenario's name, what is asked, and the first part of the readers' handles.
const CLASSES: [(&str, &str, &str); 3] = [
    ("Y1", "For you of one who follows 150", "typical"),
    ("Y1h", "For you of one who follows 3 000", "heavy"),
    ("Y1n", "For you of one who follows nobody", "new"),
];

/// Logs the readers in, and says how long each waits who comes first and has a list made. Nothing to measure in a crowd
/// too small to have them.
pub(crate) async fn prepare(
    server: SocketAddr,
    client: &mut Client,
    password: &str,
) -> Result<Vec<Scenario>, String> {
    let mut scenarios = Vec::new();
    for (id, what, class) in CLASSES {
        let mut each = Vec::new();
        let mut waited = Vec::new();
        for number in 1..=READERS {
            let logged_in = log_in(client, &format!("{class}_{number}"), password).await;
            if logged_in.is_err() && scenarios.is_empty() {
                return Ok(Vec::new());
            }
            let request = get(FOR_YOU, &logged_in?);
            let begun = Instant::now();
            let page = ask(client, &request, 200).await?;
            waited.push(begun.elapsed().as_secs_f64() * 1_000.0);
            if items_in(&page)? == 0 {
                return Err(format!("For you of {class}_{number} is empty"));
            }
            each.push(request);
        }
        let waited = Spread::of(&waited);
        say(format!(
            "{what}: the list is made in {:.1} ms ({:.1}–{:.1})",
            waited.median, waited.least, waited.most
        ));
        scenarios.push(Scenario::of(server, (id, what), each, 200));
    }
    Ok(scenarios)
}
