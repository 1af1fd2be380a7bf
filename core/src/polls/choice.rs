//! What may be chosen.

use std::collections::HashSet;

use super::poll::Poll;
use crate::shared::{
    fields::{FormCheck, InvalidFields, Refusal},
    id::PollOptionId,
};

/// The form's field.
const FIELD: &str = "option_ids";

/// Checks a choice against the poll: options of this poll, each once, and one at most unless it takes several. Gives it in
/// the order of the options. None at all takes a vote back.
pub(super) fn check_choice(
    poll: &Poll,
    chosen: &[PollOptionId],
) -> Result<Vec<PollOptionId>, InvalidFields> {
    let mut form = FormCheck::default();
    let mut seen = HashSet::new();
    for (place, option) in chosen.iter().enumerate() {
        let field = format!("{FIELD}.{place}");
        if !poll.options.iter().any(|known| known.id == *option) {
            let message = "The poll has no such option.";
            form.refuse(&field, Refusal::new("unknown_option", message));
        } else if !seen.insert(*option) {
            let message = "This option is chosen already.";
            form.refuse(&field, Refusal::new("duplicate", message));
        }
    }
    if chosen.len() > 1 && !poll.terms.multiple {
        let message = "Choose one option only.";
        form.refuse(FIELD, Refusal::new("single_choice", message));
    }
    form.finish()?;
    let options = poll.options.iter().map(|option| option.id);
    Ok(options.filter(|option| seen.contains(option)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polls::fixtures::{options, poll};

    fn check(multiple: bool, chosen: &[i64]) -> Result<Vec<PollOptionId>, Vec<(String, &str)>> {
        let mut poll = poll(&[("Tea", 0), ("Coffee", 0), ("Neither", 0)], &[]);
        poll.terms.multiple = multiple;
        check_choice(&poll, &options(chosen))
            .map_err(|errors| errors.0.into_iter().map(|e| (e.field, e.code)).collect())
    }

    #[test]
    fn one_option_or_none_of_a_poll_for_one() {
        assert_eq!(check(false, &[2]), Ok(options(&[2])));
        assert_eq!(check(false, &[]), Ok(options(&[])));
        assert_eq!(
            check(false, &[1, 2]),
            Err(vec![("option_ids".into(), "single_choice")])
        );
    }

    #[test]
    fn several_come_in_the_order_of_the_options() {
        assert_eq!(check(true, &[3, 1]), Ok(options(&[1, 3])));
    }

    #[test]
    fn options_of_others_and_repeats_are_named() {
        assert_eq!(
            check(true, &[1, 9, 1]),
            Err(vec![
                ("option_ids.1".into(), "unknown_option"),
                ("option_ids.2".into(), "duplicate")
            ])
        );
    }
}
