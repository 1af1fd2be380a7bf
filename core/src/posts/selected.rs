//! The people named by a post for selected people.

use std::collections::HashSet;

use super::audience::Audience;
use crate::shared::{
    fields::{FormCheck, Refusal},
    id::UserId,
};

/// The most people whom one post names.
pub const SELECTED_MAX: usize = 200;

/// The form's field.
const FIELD: &str = "selected_user_ids";

/// Checks a form's list of names against the audience that the post is going to have: names belong to
/// [`Audience::Selected`] and to nothing else. At most [`SELECTED_MAX`], each once. Whether they are connected with
/// the author is asked of the store: see [`refuse_unconnected`].
pub(super) fn check_names(form: &mut FormCheck, audience: Audience, names: &[UserId]) {
    if audience != Audience::Selected {
        if !names.is_empty() {
            let message = "People are named only in a post for selected people.";
            form.refuse(FIELD, Refusal::new("not_selected", message));
        }
        return;
    }
    if names.is_empty() {
        let message = "Choose who is to see the post.";
        form.refuse(FIELD, Refusal::new("required", message));
    }
    if names.len() > SELECTED_MAX {
        let message = format!("Choose at most {SELECTED_MAX} people.");
        form.refuse(FIELD, Refusal::new("too_many_items", message));
        return;
    }
    let mut seen = HashSet::new();
    for (place, name) in names.iter().enumerate() {
        if !seen.insert(name) {
            let message = "This person is chosen already.";
            form.refuse(&name_field(place), Refusal::new("duplicate", message));
        }
    }
}

/// Notes the names at `places` as not connected. One answer for strangers, for who blocks and for who does not exist.
pub(super) fn refuse_unconnected(form: &mut FormCheck, places: &[usize]) {
    for place in places {
        let message = "This person neither follows you nor is your friend.";
        form.refuse(&name_field(*place), Refusal::new("not_connected", message));
    }
}

fn name_field(place: usize) -> String {
    format!("{FIELD}.{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(audience: Audience, names: &[i64]) -> Vec<(String, &'static str)> {
        let names: Vec<UserId> = names.iter().copied().map(UserId::new).collect();
        let mut form = FormCheck::default();
        check_names(&mut form, audience, &names);
        form.finish()
            .err()
            .map(|errors| errors.0.into_iter().map(|e| (e.field, e.code)).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_post_for_selected_people_names_one_to_two_hundred() {
        let names: Vec<i64> = (1..=201).collect();
        assert_eq!(refusals(Audience::Selected, &names[..1]), []);
        assert_eq!(refusals(Audience::Selected, &names[..200]), []);
        assert_eq!(
            refusals(Audience::Selected, &names),
            [(FIELD.to_owned(), "too_many_items")]
        );
        assert_eq!(
            refusals(Audience::Selected, &[]),
            [(FIELD.to_owned(), "required")]
        );
    }

    #[test]
    fn everybody_is_named_once() {
        assert_eq!(
            refusals(Audience::Selected, &[5, 6, 5]),
            [("selected_user_ids.2".to_owned(), "duplicate")]
        );
    }

    #[test]
    fn no_other_audience_has_names() {
        for audience in Audience::ALL {
            if audience != Audience::Selected {
                assert_eq!(refusals(audience, &[]), [], "{audience:?}");
                assert_eq!(
                    refusals(audience, &[5]),
                    [(FIELD.to_owned(), "not_selected")]
                );
            }
        }
    }

    #[test]
    fn the_unconnected_are_named_by_their_place() {
        let mut form = FormCheck::default();
        refuse_unconnected(&mut form, &[0, 7]);
        let refused = form.finish().unwrap_err().0;
        let fields: Vec<_> = refused.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(
            fields,
            [
                ("selected_user_ids.0", "not_connected"),
                ("selected_user_ids.7", "not_connected")
            ]
        );
    }
}
