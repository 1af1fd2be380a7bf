//! The pictures of a post, in order.

use std::collections::HashSet;

use crate::{
    media::Media,
    shared::{
        fields::{FormCheck, Refusal},
        id::MediaId,
        text,
    },
};

/// The most pictures of one post.
pub const PICTURES_MAX: usize = 10;
/// The most characters of a picture's description.
pub const ALT_TEXT_MAX: usize = 1_500;

/// A picture as a form names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureInput {
    /// An upload.
    pub media: MediaId,
    /// Its description; absent leaves the one it has.
    pub alt_text: Option<String>,
}

/// A picture to be shown in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The upload.
    pub media: MediaId,
    /// The description it gets; `None` leaves the one it has.
    pub alt_text: Option<String>,
}

/// Checks a form's list of pictures: at most [`PICTURES_MAX`], each once, each description at most
/// [`ALT_TEXT_MAX`] characters. Errors are noted under `media`, `media.0.id` and `media.0.alt_text`.
pub(super) fn parse_pictures(form: &mut FormCheck, inputs: Vec<PictureInput>) -> Vec<Picture> {
    if inputs.len() > PICTURES_MAX {
        form.refuse(
            "media",
            Refusal::new(
                "too_many_items",
                format!("Add at most {PICTURES_MAX} pictures."),
            ),
        );
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut pictures = Vec::with_capacity(inputs.len());
    for (place, input) in inputs.into_iter().enumerate() {
        if !seen.insert(input.media) {
            form.refuse(
                &id_field(place),
                Refusal::new("duplicate", "This picture is in the post already."),
            );
        }
        let alt_text = input
            .alt_text
            .map(|raw| text::optional_block(Some(&raw), ALT_TEXT_MAX))
            .transpose();
        if let Some(alt_text) = form.field(&format!("media.{place}.alt_text"), alt_text) {
            pictures.push(Picture {
                media: input.media,
                alt_text: alt_text.map(Option::unwrap_or_default),
            });
        }
    }
    pictures
}

/// Notes the pictures at `places` as unusable. One answer for what is missing, foreign, in use or broken:
/// which of them it is concerns the uploader alone.
pub(super) fn refuse_unusable(form: &mut FormCheck, places: &[usize]) {
    for place in places {
        let message = "This picture cannot be used. Please upload it again.";
        form.refuse(&id_field(*place), Refusal::new("unusable_media", message));
    }
}

/// Whether `wanted` differs from what a post `has`: other pictures, another order, another description.
pub(super) fn pictures_differ(has: &[Media], wanted: &[Picture]) -> bool {
    has.len() != wanted.len()
        || has.iter().zip(wanted).any(|(has, wanted)| {
            has.id != wanted.media
                || wanted
                    .alt_text
                    .as_ref()
                    .is_some_and(|alt_text| *alt_text != has.alt_text)
        })
}

fn id_field(place: usize) -> String {
    format!("media.{place}.id")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(id: i64, alt_text: Option<&str>) -> PictureInput {
        PictureInput {
            media: MediaId::new(id),
            alt_text: alt_text.map(str::to_owned),
        }
    }

    fn refusals(inputs: Vec<PictureInput>) -> Vec<(String, &'static str)> {
        let mut form = FormCheck::default();
        parse_pictures(&mut form, inputs);
        form.finish()
            .err()
            .map(|errors| errors.0.into_iter().map(|e| (e.field, e.code)).collect())
            .unwrap_or_default()
    }

    #[test]
    fn ten_pictures_are_enough() {
        assert_eq!(refusals((0..10).map(|id| input(id, None)).collect()), []);
        assert_eq!(
            refusals((0..11).map(|id| input(id, None)).collect()),
            [("media".to_owned(), "too_many_items")]
        );
    }

    #[test]
    fn a_picture_appears_once() {
        assert_eq!(
            refusals(vec![input(1, None), input(2, None), input(1, None)]),
            [("media.2.id".to_owned(), "duplicate")]
        );
    }

    #[test]
    fn descriptions_are_cleaned_and_bounded() {
        let mut form = FormCheck::default();
        let pictures = parse_pictures(
            &mut form,
            vec![
                input(1, Some(" A cat ")),
                input(2, Some(" ")),
                input(3, None),
            ],
        );
        let alt_texts: Vec<_> = pictures.iter().map(|p| p.alt_text.as_deref()).collect();
        assert_eq!(alt_texts, [Some("A cat"), Some(""), None]);
        let long = "a".repeat(ALT_TEXT_MAX + 1);
        assert_eq!(
            refusals(vec![input(1, Some(&long))]),
            [("media.0.alt_text".to_owned(), "too_long")]
        );
    }
}
