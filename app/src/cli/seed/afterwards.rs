//! What becomes of some posts of the community afterwards: they are shared, edited, pinned, and kept.

use kith_core::{
    posts::{Audience, NewShare, PostEdit},
    shared::{
        actor::Actor,
        clock::Timestamp,
        id::{PostId, UserId},
    },
};
use time::Duration;

use super::{
    agenda::Agenda,
    circles::actor,
    ground::{Ground, failed},
};

/// Something that is done to a post.
enum Deed {
    /// Somebody shares it with these words.
    Share(&'static str, &'static str, Audience),
    /// Its author writes something else.
    Edit(&'static str),
    /// Its author says this before it is shown.
    Warn(&'static str),
    /// Its author's profile begins with it.
    Pin,
    /// Somebody keeps it.
    Keep(&'static str),
}

/// The beginning of a post's text, what is done to it, and how many minutes later.
const DEEDS: &[(&str, Deed, i64)] = &[
    (
        "What helped me when I began",
        Deed::Share(
            "mateo_r",
            "I say this for a living and have never said it as well.",
            Audience::Public,
        ),
        190,
    ),
    ("What helped me when I began", Deed::Pin, 900),
    ("What helped me when I began", Deed::Keep("amara"), 200),
    (
        "Practised on the piano in the station.",
        Deed::Share("hyejin_k", "", Audience::Public),
        75,
    ),
    (
        "Trip report: two days",
        Deed::Share(
            "sofie_l",
            "For everybody who asks where I was. The seal is real.",
            Audience::Followers,
        ),
        240,
    ),
    (
        "Full house. You could hear them listening.",
        Deed::Share(
            "rosalind",
            "Third row. I cried into my programme and I would do it again.",
            Audience::Public,
        ),
        660,
    ),
    (
        "Recordings of last week's rehearsal",
        Deed::Share(
            "leila_h",
            "For those of us who were late on Wednesday, that is, all of us.",
            Audience::Public,
        ),
        95,
    ),
    (
        "Three in the morning, snow on the roof",
        Deed::Share("derek_w", "Now that is early.", Audience::Public),
        310,
    ),
    (
        "First proper morning on the plot",
        Deed::Edit(
            "First proper morning on the plot in three weeks. The bindweed sends its regards, and so does the robin.",
        ),
        35,
    ),
    (
        "Measured the new loop properly",
        Deed::Edit(
            "Measured the new loop properly, twice, with the instrument from work. It is 9.87 km. I am very sorry to everyone who has been telling people ten.",
        ),
        50,
    ),
    ("What we agreed at the meeting", Deed::Pin, 20),
    ("The method, because four of you asked", Deed::Pin, 45),
    (
        "The method, because four of you asked",
        Deed::Keep("noor_s"),
        60,
    ),
    (
        "A slug the length of a tram.",
        Deed::Warn("A very large slug, from close by"),
        5,
    ),
];

/// A deed to come.
struct Due {
    author: usize,
    post: PostId,
    deed: &'static Deed,
}

/// Deeds come after the posts that they are done to, among the posts that follow.
#[derive(Default)]
pub(super) struct Afterwards {
    waiting: Agenda<Due>,
}

impl Afterwards {
    /// A post was published by the person with the number `author`.
    pub(super) fn expect(&mut self, post: (PostId, Timestamp), author: usize, text: &str) {
        let deeds = DEEDS
            .iter()
            .filter(|(beginning, ..)| text.starts_with(beginning));
        for (_, deed, minutes) in deeds {
            let due = Due {
                author,
                post: post.0,
                deed,
            };
            let at = post.1.plus(Duration::minutes(*minutes));
            self.waiting.note(at, due);
        }
    }

    /// Does what lies before this moment.
    pub(super) async fn until(
        &mut self,
        ground: &Ground,
        actors: &[Actor],
        moment: Timestamp,
    ) -> Result<(), String> {
        for (at, one) in self.waiting.due(moment) {
            ground.clock.set(at);
            let author = actors.get(one.author).ok_or("a post belongs to nobody")?;
            one.deed.carry_out(ground, actors, author, one.post).await?;
        }
        Ok(())
    }
}

impl Deed {
    async fn carry_out(
        &self,
        ground: &Ground,
        actors: &[Actor],
        author: &Actor,
        post: PostId,
    ) -> Result<(), String> {
        let posts = &ground.posts;
        match self {
            Self::Share(by, words, audience) => {
                let share = NewShare {
                    content: (*words).to_owned(),
                    audience: *audience,
                    selected: Vec::<UserId>::new(),
                };
                let shared = posts.share.run(actor(actors, by)?, post, share, None);
                shared.await.map(drop).map_err(failed("a share"))
            }
            Self::Edit(text) => {
                let edit = PostEdit {
                    content: Some((*text).to_owned()),
                    ..PostEdit::default()
                };
                let edited = posts.edit.run(author, post, edit);
                edited.await.map(drop).map_err(failed("an edit"))
            }
            Self::Warn(warning) => {
                let edit = PostEdit {
                    warning: Some((*warning).to_owned()),
                    ..PostEdit::default()
                };
                let edited = posts.edit.run(author, post, edit);
                edited.await.map(drop).map_err(failed("a warning"))
            }
            Self::Pin => posts
                .pin
                .run(author, post)
                .await
                .map_err(failed("what is pinned")),
            Self::Keep(by) => ground
                .bookmarks
                .add
                .run(actor(actors, by)?, post)
                .await
                .map_err(failed("a bookmark")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::seed::circles::CIRCLES;

    #[test]
    fn every_deed_is_done_to_one_post_by_somebody_who_is_there() {
        let people: Vec<&str> = CIRCLES
            .iter()
            .flat_map(|circle| circle.people)
            .map(|person| person.handle)
            .collect();
        for (beginning, deed, _) in DEEDS {
            let posts = CIRCLES.iter().flat_map(|circle| circle.posts);
            let found = posts.filter(|post| post.text.starts_with(beginning));
            assert_eq!(found.count(), 1, "{beginning}");
            if let Deed::Share(by, ..) | Deed::Keep(by) = deed {
                assert!(people.contains(by), "{by}");
            }
        }
    }
}
