//! A poll as it is written.

use std::collections::HashSet;

use time::Duration;

use super::poll::{PollTerms, ResultsFrom};
use crate::shared::{
    clock::Timestamp,
    fields::{FormCheck, Refusal},
    id::PollOptionId,
    ids::Ids,
    text,
};

/// The fewest options of a poll.
pub const OPTIONS_MIN: usize = 2;
/// The most options of a poll.
pub const OPTIONS_MAX: usize = 10;
/// The most characters of an option.
pub const OPTION_MAX: usize = 100;
/// How long a poll that ends is open at least.
const OPEN_LEAST: Duration = Duration::minutes(5);
/// How long a poll that ends is open at most.
const OPEN_MOST: Duration = Duration::days(365);

/// A poll as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollInput {
    /// What one can choose, in order.
    pub options: Vec<String>,
    /// How it is to be held.
    pub terms: PollTerms,
}

/// One of the options of a [`NewPoll`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOption {
    /// Its id.
    pub id: PollOptionId,
    /// What it says.
    pub text: String,
}

/// A [`PollInput`] that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPoll {
    /// How it is held.
    pub terms: PollTerms,
    /// The options, in order, with ids that grow.
    pub options: Vec<NewOption>,
}

/// Checks the form's poll: [`OPTIONS_MIN`] to [`OPTIONS_MAX`] options of one line each that differ in more than
/// capitals; an end at a time that can be waited for; and an end at all where results are shown then.
pub(crate) fn parse_poll(
    form: &mut FormCheck,
    input: &PollInput,
    ids: &dyn Ids,
    now: Timestamp,
) -> NewPoll {
    check_count(form, input.options.len());
    let mut seen = HashSet::new();
    let mut options = Vec::new();
    for (place, raw) in input.options.iter().enumerate() {
        let field = format!("poll.options.{place}");
        let Some(text) = form.field(&field, text::line(raw, OPTION_MAX)) else {
            continue;
        };
        if !seen.insert(text.to_lowercase()) {
            let message = "This option is there already.";
            form.refuse(&field, Refusal::new("duplicate", message));
        }
        options.push(NewOption {
            id: PollOptionId::new(ids.next()),
            text,
        });
    }
    check_end(form, input.terms, now);
    NewPoll {
        terms: input.terms,
        options,
    }
}

fn check_count(form: &mut FormCheck, count: usize) {
    if count < OPTIONS_MIN {
        let message = format!("Give at least {OPTIONS_MIN} options.");
        form.refuse("poll.options", Refusal::new("too_few_items", message));
    } else if count > OPTIONS_MAX {
        let message = format!("Give at most {OPTIONS_MAX} options.");
        form.refuse("poll.options", Refusal::new("too_many_items", message));
    }
}

fn check_end(form: &mut FormCheck, terms: PollTerms, now: Timestamp) {
    let refusal = match terms.ends_at {
        None if terms.results == ResultsFrom::AtEnd => {
            Refusal::new("required", "Results at the end need an end.")
        }
        Some(end) if end < now.plus(OPEN_LEAST) => {
            Refusal::new("too_soon", "Let the poll be open for five minutes or more.")
        }
        Some(end) if end > now.plus(OPEN_MOST) => {
            Refusal::new("too_late", "Let the poll end within a year.")
        }
        _ => return,
    };
    form.refuse("poll.ends_at", refusal);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{posts::fixtures::now, testing::CountingIds};

    fn input(options: &[&str]) -> PollInput {
        PollInput {
            options: options.iter().map(|&text| text.to_owned()).collect(),
            terms: PollTerms {
                multiple: false,
                ends_at: None,
                results: ResultsFrom::AfterVote,
            },
        }
    }

    fn checked(input: &PollInput) -> Result<NewPoll, Vec<(String, &'static str)>> {
        let mut form = FormCheck::default();
        let poll = parse_poll(&mut form, input, &CountingIds::default(), now());
        match form.finish() {
            Ok(()) => Ok(poll),
            Err(errors) => Err(errors.0.into_iter().map(|e| (e.field, e.code)).collect()),
        }
    }

    fn refused(input: &PollInput) -> Vec<(String, &'static str)> {
        checked(input).unwrap_err()
    }

    #[test]
    fn options_keep_their_order_and_get_ids_that_grow() {
        let poll = checked(&input(&[" Tea ", "Coffee"])).unwrap();
        let options: Vec<_> = poll
            .options
            .iter()
            .map(|option| (option.id.get(), option.text.as_str()))
            .collect();
        assert_eq!(options, [(1, "Tea"), (2, "Coffee")]);
    }

    #[test]
    fn there_are_two_to_ten_options() {
        let many: Vec<String> = (0..11).map(|number| format!("Option {number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(checked(&input(&many[..2])).is_ok() && checked(&input(&many[..10])).is_ok());
        assert_eq!(
            refused(&input(&many[..1])),
            [("poll.options".into(), "too_few_items")]
        );
        assert_eq!(
            refused(&input(&many)),
            [("poll.options".into(), "too_many_items")]
        );
    }

    #[test]
    fn each_option_says_something_else_in_a_hundred_characters() {
        let long = "é".repeat(101);
        let errors = refused(&input(&["Tea", " ", "TEA", &long, "a\nb"]));
        assert_eq!(
            errors,
            [
                ("poll.options.1".into(), "required"),
                ("poll.options.2".into(), "duplicate"),
                ("poll.options.3".into(), "too_long"),
                ("poll.options.4".into(), "invalid_characters"),
            ]
        );
        assert!(checked(&input(&["Tea", &long[..200]])).is_ok());
    }

    #[test]
    fn an_end_lies_five_minutes_to_a_year_ahead() {
        let ending = |span: Duration| {
            let mut input = input(&["Tea", "Coffee"]);
            input.terms.ends_at = Some(now().plus(span));
            input
        };
        for span in [OPEN_LEAST, OPEN_MOST] {
            assert!(checked(&ending(span)).is_ok(), "{span}");
        }
        for (span, code) in [
            (OPEN_LEAST - Duration::MICROSECOND, "too_soon"),
            (-Duration::DAY, "too_soon"),
            (OPEN_MOST + Duration::MICROSECOND, "too_late"),
        ] {
            assert_eq!(refused(&ending(span)), [("poll.ends_at".into(), code)]);
        }
    }

    #[test]
    fn results_at_the_end_need_an_end() {
        let mut input = input(&["Tea", "Coffee"]);
        input.terms.results = ResultsFrom::AtEnd;
        assert_eq!(refused(&input), [("poll.ends_at".into(), "required")]);
        input.terms.ends_at = Some(now().plus(Duration::DAY));
        assert!(checked(&input).is_ok());
    }
}
