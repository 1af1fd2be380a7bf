//! The people of the demo community and what they write, circle by circle: friends who share a pastime.

mod allotment;
mod analogue;
mod bakers;
mod choir;
mod climbers;
mod neighbours;
mod readers;
mod runners;

use kith_adapters::scenery::Scene;
use kith_core::{accounts::Gender, posts::Audience, shared::actor::Actor};

/// Friends who share a pastime.
pub(super) struct Circle {
    /// Who they are.
    pub(super) people: &'static [Person],
    /// What they wrote lately, oldest first.
    pub(super) posts: &'static [Draft],
}

/// All circles.
pub(super) const CIRCLES: &[Circle] = &[
    allotment::CIRCLE,
    climbers::CIRCLE,
    analogue::CIRCLE,
    bakers::CIRCLE,
    choir::CIRCLE,
    neighbours::CIRCLE,
    runners::CIRCLE,
    readers::CIRCLE,
];

/// Somebody of the community.
pub(super) struct Person {
    pub(super) handle: &'static str,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) nickname: Option<&'static str>,
    pub(super) gender: Gender,
    /// Day of birth, `YYYY-MM-DD`.
    pub(super) born: &'static str,
    pub(super) town: &'static str,
    pub(super) job: &'static str,
    pub(super) bio: &'static str,
    pub(super) tags: &'static [&'static str],
    pub(super) is_private: bool,
}

const fn person(
    handle: &'static str,
    first_name: &'static str,
    last_name: &'static str,
    gender: Gender,
    born: &'static str,
) -> Person {
    Person {
        handle,
        first_name,
        last_name,
        nickname: None,
        gender,
        born,
        town: "",
        job: "",
        bio: "",
        tags: &[],
        is_private: false,
    }
}

impl Person {
    const fn called(self, nickname: &'static str) -> Self {
        Self {
            nickname: Some(nickname),
            ..self
        }
    }

    const fn of(self, town: &'static str, job: &'static str) -> Self {
        Self { town, job, ..self }
    }

    const fn about(self, bio: &'static str, tags: &'static [&'static str]) -> Self {
        Self { bio, tags, ..self }
    }

    const fn private(self) -> Self {
        Self {
            is_private: true,
            ..self
        }
    }
}

/// A post to be.
pub(super) struct Draft {
    /// Which of the circle's people wrote it.
    pub(super) by: usize,
    pub(super) title: Option<&'static str>,
    pub(super) text: &'static str,
    /// What its pictures show, and their descriptions.
    pub(super) pictures: &'static [(Scene, &'static str)],
    pub(super) audience: Audience,
    /// Who of the circle is named, where that is the audience.
    pub(super) names: &'static [usize],
}

const fn say(by: usize, text: &'static str) -> Draft {
    Draft {
        by,
        title: None,
        text,
        pictures: &[],
        audience: Audience::Public,
        names: &[],
    }
}

impl Draft {
    const fn titled(self, title: &'static str) -> Self {
        Self {
            title: Some(title),
            ..self
        }
    }

    const fn shows(self, pictures: &'static [(Scene, &'static str)]) -> Self {
        Self { pictures, ..self }
    }

    const fn followers(self) -> Self {
        Self {
            audience: Audience::Followers,
            ..self
        }
    }

    const fn friends(self) -> Self {
        Self {
            audience: Audience::Friends,
            ..self
        }
    }

    const fn among(self, names: &'static [usize]) -> Self {
        Self {
            audience: Audience::Selected,
            names,
            ..self
        }
    }

    const fn unlisted(self) -> Self {
        Self {
            audience: Audience::Unlisted,
            ..self
        }
    }

    const fn only_me(self) -> Self {
        Self {
            audience: Audience::OnlyMe,
            ..self
        }
    }
}

/// Who has this handle, among `actors`: everybody of all circles, in their order.
pub(super) fn actor<'a>(actors: &'a [Actor], handle: &str) -> Result<&'a Actor, String> {
    let mut people = CIRCLES.iter().flat_map(|circle| circle.people);
    let place = people.position(|person| person.handle == handle);
    place
        .and_then(|place| actors.get(place))
        .ok_or_else(|| format!("nobody is called {handle}"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn everybody_has_a_handle_of_their_own_and_every_post_an_author() {
        let people = || CIRCLES.iter().flat_map(|circle| circle.people);
        let handles: HashSet<_> = people().map(|person| person.handle).collect();
        assert_eq!(handles.len(), people().count());
        for circle in CIRCLES {
            assert!(
                circle
                    .posts
                    .iter()
                    .all(|post| post.by < circle.people.len())
            );
        }
    }

    #[test]
    fn no_text_is_written_twice() {
        let texts = || CIRCLES.iter().flat_map(|circle| circle.posts);
        let unique: HashSet<_> = texts().map(|post| post.text).collect();
        assert_eq!(unique.len(), texts().count());
    }
}
