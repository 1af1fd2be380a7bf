//! What a log-in cannot do without: the hash of a password, computed by the hasher that Kith uses.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use kith_adapters::{ids::SystemRandom, password::Argon2Hasher};
use kith_core::{accounts::PasswordHasher as _, shared::secret::Password};

use crate::say;

/// Hashes one password after the other for `span` and prints how many a second, and the processor time of each.
pub(crate) async fn run(span: Duration) -> Result<(), String> {
    let hasher = Argon2Hasher::new(Arc::new(SystemRandom), 1, 1).map_err(|e| e.to_string())?;
    let password = Password::new("lantern-harbour-42".to_owned());
    let stored = hasher.hash(&password).await.map_err(|e| e.to_string())?;
    let (began, used) = (Instant::now(), crate::cpu::Used::now(std::process::id()));
    let mut done = 0_u32;
    while began.elapsed() < span {
        let matches = hasher.verify(&password, Some(&stored)).await;
        if !matches.map_err(|error| error.to_string())? {
            return Err("the password does not match its own hash".to_owned());
        }
        done += 1;
    }
    let used = crate::cpu::Used::now(std::process::id()).since(used);
    say(format!(
        "{:.1} hashes a second, {:.2} ms of processor time each",
        f64::from(done) / began.elapsed().as_secs_f64(),
        used.generator * 1_000.0 / f64::from(done),
    ));
    Ok(())
}
