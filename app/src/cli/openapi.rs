//! `kith openapi`

use super::say;
use crate::http::{Apis, openapi};

pub(super) fn run() -> Result<(), String> {
    let document = openapi::document::<Apis>()?;
    say(openapi::yaml(&document)?.trim_end());
    Ok(())
}
