//! Which part of a profile is shown to whom.

/// Who sees one part of a profile. Each includes those that follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldAudience {
    /// Every member who may see the profile.
    Everyone,
    /// Followers and friends.
    Followers,
    /// Friends.
    Friends,
    /// The owner alone.
    OnlyMe,
}

impl FieldAudience {
    /// Every choice, the widest first.
    pub const ALL: [Self; 4] = [Self::Everyone, Self::Followers, Self::Friends, Self::OnlyMe];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Followers => "followers",
            Self::Friends => "friends",
            Self::OnlyMe => "only_me",
        }
    }

    /// Reads [`Self::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.as_str() == name)
    }

    /// Whether somebody who stands in `relation` to the owner belongs to it.
    #[must_use]
    pub const fn admits(self, relation: Relation) -> bool {
        match (self, relation) {
            (_, Relation::Myself)
            | (Self::Everyone, _)
            | (Self::Followers, Relation::Friend | Relation::Follower)
            | (Self::Friends, Relation::Friend) => true,
            (Self::Followers, Relation::Stranger)
            | (Self::Friends, Relation::Follower | Relation::Stranger)
            | (Self::OnlyMe, Relation::Friend | Relation::Follower | Relation::Stranger) => false,
        }
    }
}

/// How a viewer stands to the owner of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is their own.
    Myself,
    /// They are friends, which includes following.
    Friend,
    /// The viewer follows the owner.
    Follower,
    /// Neither.
    Stranger,
}

/// What the owner chose for each part, and whether others see when they are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// Email address.
    pub email: FieldAudience,
    /// Day of birth.
    pub date_of_birth: FieldAudience,
    /// Gender.
    pub gender: FieldAudience,
    /// Where they live.
    pub location: FieldAudience,
    /// What they do.
    pub job: FieldAudience,
    /// List of friends.
    pub friends: FieldAudience,
    /// Lists of followers and of those they follow.
    pub follows: FieldAudience,
    /// List of pictures.
    pub media: FieldAudience,
    /// Whether others see that they are online.
    pub show_presence: bool,
}

impl Default for Privacy {
    /// Everything for everyone who may see the profile, as the register form says.
    fn default() -> Self {
        let everyone = FieldAudience::Everyone;
        Self {
            email: everyone,
            date_of_birth: everyone,
            gender: everyone,
            location: everyone,
            job: everyone,
            friends: everyone,
            follows: everyone,
            media: everyone,
            show_presence: true,
        }
    }
}

/// The parts that each have an audience, and whether a viewer sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one independent answer for each part"
)]
pub struct Parts {
    /// Email address.
    pub email: bool,
    /// Day of birth.
    pub date_of_birth: bool,
    /// Gender.
    pub gender: bool,
    /// Where they live.
    pub location: bool,
    /// What they do.
    pub job: bool,
    /// List of friends.
    pub friends: bool,
    /// Lists of followers and of those they follow.
    pub follows: bool,
    /// List of pictures.
    pub media: bool,
}

/// The rule: what somebody who stands in `relation` to the owner sees of the profile. `None` is the reduced profile of a
/// private one: name, handle, pictures and counts.
#[must_use]
pub fn visible_parts(relation: Relation, privacy: &Privacy, is_private: bool) -> Option<Parts> {
    if is_private && relation == Relation::Stranger {
        return None;
    }
    Some(Parts {
        email: privacy.email.admits(relation),
        date_of_birth: privacy.date_of_birth.admits(relation),
        gender: privacy.gender.admits(relation),
        location: privacy.location.admits(relation),
        job: privacy.job.admits(relation),
        friends: privacy.friends.admits(relation),
        follows: privacy.follows.admits(relation),
        media: privacy.media.admits(relation),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELATIONS: [Relation; 4] = [
        Relation::Myself,
        Relation::Friend,
        Relation::Follower,
        Relation::Stranger,
    ];

    #[test]
    fn each_audience_admits_exactly_those_it_names() {
        let table = [
            (FieldAudience::Everyone, [true, true, true, true]),
            (FieldAudience::Followers, [true, true, true, false]),
            (FieldAudience::Friends, [true, true, false, false]),
            (FieldAudience::OnlyMe, [true, false, false, false]),
        ];
        for (audience, expected) in table {
            assert_eq!(
                RELATIONS.map(|relation| audience.admits(relation)),
                expected,
                "{audience:?}"
            );
        }
    }

    #[test]
    fn a_private_profile_is_reduced_for_strangers_alone_whatever_its_fields_say() {
        for audience in FieldAudience::ALL {
            let privacy = Privacy {
                email: audience,
                ..Privacy::default()
            };
            for relation in RELATIONS {
                let private = visible_parts(relation, &privacy, true);
                assert_eq!(private.is_none(), relation == Relation::Stranger);
                let public = visible_parts(relation, &privacy, false).unwrap();
                assert_eq!(public.email, audience.admits(relation));
                assert!(private.is_none_or(|private| private == public));
            }
        }
    }

    #[test]
    fn each_part_asks_its_own_audience() {
        type Shows = fn(&Parts) -> bool;
        let hidden = FieldAudience::OnlyMe;
        let open = Privacy::default();
        let one_hidden: [(Privacy, Shows); 8] = [
            (
                Privacy {
                    email: hidden,
                    ..open
                },
                |parts| parts.email,
            ),
            (
                Privacy {
                    date_of_birth: hidden,
                    ..open
                },
                |parts| parts.date_of_birth,
            ),
            (
                Privacy {
                    gender: hidden,
                    ..open
                },
                |parts| parts.gender,
            ),
            (
                Privacy {
                    location: hidden,
                    ..open
                },
                |parts| parts.location,
            ),
            (
                Privacy {
                    job: hidden,
                    ..open
                },
                |parts| parts.job,
            ),
            (
                Privacy {
                    friends: hidden,
                    ..open
                },
                |parts| parts.friends,
            ),
            (
                Privacy {
                    follows: hidden,
                    ..open
                },
                |parts| parts.follows,
            ),
            (
                Privacy {
                    media: hidden,
                    ..open
                },
                |parts| parts.media,
            ),
        ];
        for (index, (privacy, _)) in one_hidden.iter().enumerate() {
            let parts = visible_parts(Relation::Friend, privacy, false).unwrap();
            let shown = one_hidden.map(|(_, part)| part(&parts));
            assert!(
                shown
                    .iter()
                    .enumerate()
                    .all(|(part, shown)| *shown == (part != index)),
                "{index}"
            );
        }
    }

    #[test]
    fn names_survive_their_stored_form() {
        for audience in FieldAudience::ALL {
            assert_eq!(FieldAudience::parse(audience.as_str()), Some(audience));
        }
        assert_eq!(FieldAudience::parse("public"), None);
    }
}
