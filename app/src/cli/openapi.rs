//! `kith openapi`

use super::say;
use crate::http::openapi;

pub(super) fn run() -> Result<(), String> {
    say(openapi::yaml()?.trim_end());
    Ok(())
}
