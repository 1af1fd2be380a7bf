//! What goes wrong with relations, on the wire.

use kith_core::{
    relations::{ChangeRelationError, DismissSuggestionError},
    shared::clock::Timestamp,
};
use time::macros::format_description;

use crate::http::problem::ApiError;

impl From<ChangeRelationError> for ApiError {
    fn from(error: ChangeRelationError) -> Self {
        match error {
            ChangeRelationError::NotFound => Self::not_found(),
            ChangeRelationError::Myself => {
                Self::forbidden("own_profile", "This is your own profile.")
            }
            ChangeRelationError::RequestGone => Self::gone(
                "request_gone",
                "There is no request any more. It was taken back, or it never was.",
            ),
            ChangeRelationError::AskAgainLater(moment) => {
                Self::too_early("ask_again_later", ask_again_later(moment), moment)
            }
            ChangeRelationError::Store(error) => error.into(),
        }
    }
}

impl From<DismissSuggestionError> for ApiError {
    fn from(error: DismissSuggestionError) -> Self {
        match error {
            DismissSuggestionError::NotFound => Self::not_found(),
            DismissSuggestionError::Store(error) => error.into(),
        }
    }
}

fn ask_again_later(moment: Timestamp) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]");
    let when = moment.to_datetime().format(format).unwrap_or_default();
    format!("This was declined not long ago. You can ask again after {when} UTC.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moment_is_told_to_the_minute() {
        let moment = Timestamp::from_micros(1_768_478_400_000_000);
        assert_eq!(
            ask_again_later(moment),
            "This was declined not long ago. You can ask again after 2026-01-15 12:00 UTC."
        );
    }
}
