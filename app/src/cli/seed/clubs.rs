//! The groups of a crowd: one that is very large, and others most of which are small.

use std::collections::BTreeSet;

use kith_adapters::{
    scenery::Chance,
    sql::{Database, PlantedMember},
};
use kith_core::{
    groups::{Group, GroupDescription, GroupPrivacy, GroupRules, GroupTitle, Standing},
    shared::{
        actor::Actor,
        id::{GroupId, UserId},
        ids::Ids,
    },
};

use super::{
    bulk::prolific,
    graph::spread,
    ground::{Ground, failed},
    stage,
};

/// The fewest and the most who belong to a group, but for the largest.
const MEMBERS: (usize, usize) = (2, 10_000);
/// Members live near each other: so many numbers around for each, so that friends are in the same groups.
const NEIGHBOURHOOD: usize = 4;
/// For so many members one is a moderator, and for so many one is banned, one invited, and one asks to join.
const MEMBERS_FOR_A_MODERATOR: usize = 50;
const MEMBERS_FOR_AN_OUTSIDER: usize = 20;
/// Those who belong to very many groups, by number, and to how many.
const JOINERS: std::ops::Range<usize> = 100..108;
const JOINED: usize = 300;
/// Posts of each group but the largest, on average.
const POSTS_EACH: usize = 2;
/// Rows of one transaction.
const BATCH: usize = 50_000;

/// What the largest is called.
const LARGEST: &str = "Everybody between the river and the hills";
const WHEN: [&str; 12] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Morning",
    "Evening",
    "Autumn",
    "Winter",
    "Reluctant",
];
const WHO: [&str; 20] = [
    "gardeners",
    "runners",
    "readers",
    "climbers",
    "bakers",
    "singers",
    "sailors",
    "beekeepers",
    "cyclists",
    "knitters",
    "potters",
    "stargazers",
    "swimmers",
    "walkers",
    "painters",
    "fiddlers",
    "menders",
    "anglers",
    "dancers",
    "chess players",
];
const WHERE: [&str; 15] = [
    "Elm Street",
    "the old harbour",
    "Millbrook",
    "the north side",
    "Castle Hill",
    "Linden Square",
    "the allotments",
    "Saint Agnes",
    "the ferry landing",
    "Quarry Lane",
    "the upper town",
    "Bridge End",
    "the tram depot",
    "Long Meadow",
    "the lighthouse",
];

/// How many groups there are, and how large the largest is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) groups: usize,
    /// Who belongs to the largest.
    pub(super) members: usize,
    /// What is said in the largest.
    pub(super) posts: usize,
    /// What is said of the largest one's event.
    pub(super) responses: usize,
}

/// A group before it is stored, its people by their numbers.
struct Draft {
    privacy: GroupPrivacy,
    owner: usize,
    /// The owner too.
    members: BTreeSet<usize>,
    outsiders: Vec<(usize, Standing)>,
}

/// A group, and who belongs to it by their numbers, the lowest first.
pub(super) struct Club {
    pub(super) id: GroupId,
    pub(super) members: Vec<u32>,
    /// Whether those belong to it who belong to very many.
    pub(super) is_joined: bool,
}

/// All groups of a crowd, the largest first.
#[derive(Default)]
pub(super) struct Clubs {
    pub(super) size: Size,
    pub(super) clubs: Vec<Club>,
}

impl Size {
    /// What is said in all groups.
    pub(super) fn said(self) -> usize {
        match self.groups {
            0 => 0,
            groups => self.posts + (groups - 1) * POSTS_EACH,
        }
    }

    /// Of what is said in all groups, whether this is said in the largest: they are spread over all.
    fn is_in_largest(self, place: usize) -> bool {
        let given = |places: usize| places * self.posts / self.said().max(1);
        given(place + 1) > given(place)
    }

    fn is_joined(self, place: usize) -> bool {
        place.is_multiple_of((self.groups / JOINED).max(1))
    }

    fn draft(self, place: usize, people: usize, chance: &mut Chance) -> Draft {
        let is_largest = place == 0;
        let privacy = match chance.below(100) {
            60..85 if !is_largest => GroupPrivacy::Open,
            85.. if !is_largest => GroupPrivacy::Hidden,
            _ => GroupPrivacy::Request,
        };
        let (mut members, around): (BTreeSet<usize>, _) = if is_largest {
            let last = self.members.clamp(1, people);
            ((0..last).collect(), last..people)
        } else {
            let count = spread(chance, MEMBERS, people / 10).min(people);
            let first = chance.below(people);
            let around = first..first + count * NEIGHBOURHOOD;
            let members = drawn(chance, count, &around, people).collect();
            (members, around)
        };
        let owner = if is_largest { 0 } else { around.start % people };
        members.insert(owner);
        if self.is_joined(place) {
            members.extend(JOINERS.filter(|joiner| *joiner < people));
        }
        let outside = members.len() / MEMBERS_FOR_AN_OUTSIDER * 3;
        let mut outsiders: Vec<usize> = drawn(chance, outside, &around, people)
            .filter(|one| !members.contains(one))
            .collect();
        outsiders.sort_unstable();
        outsiders.dedup();
        let standing = |place: usize| match place % 3 {
            0 => Standing::Banned,
            1 if privacy == GroupPrivacy::Request => Standing::Requested,
            _ => Standing::Invited,
        };
        Draft {
            privacy,
            owner,
            outsiders: outsiders
                .into_iter()
                .enumerate()
                .map(|(place, one)| (one, standing(place)))
                .collect(),
            members,
        }
    }
}

fn drawn<'a>(
    chance: &'a mut Chance,
    count: usize,
    around: &std::ops::Range<usize>,
    people: usize,
) -> impl Iterator<Item = usize> + use<'a> {
    let around = around.clone();
    (0..count).map(move |_| (around.start + chance.below(around.len())) % people)
}

impl Draft {
    /// Everybody who stands in some way to the group, the lowest number first.
    fn standings(&self) -> Vec<(usize, Standing)> {
        let inside = self.members.iter().enumerate().map(|(place, one)| {
            let standing = match place % MEMBERS_FOR_A_MODERATOR {
                _ if *one == self.owner => Standing::Owner,
                last if last + 1 == MEMBERS_FOR_A_MODERATOR => Standing::Moderator,
                _ => Standing::Member,
            };
            (*one, standing)
        });
        let mut all: Vec<_> = inside.chain(self.outsiders.iter().copied()).collect();
        all.sort_unstable_by_key(|(one, _)| *one);
        all
    }
}

impl Clubs {
    /// Draws the groups of these people and stores them with those who belong to them.
    pub(super) async fn found(
        size: Size,
        ground: &mut Ground,
        people: &[Actor],
    ) -> Result<Self, String> {
        if people.is_empty() || size.groups == 0 {
            return Ok(Self::default());
        }
        let mut clubs = Vec::with_capacity(size.groups);
        let mut founding = Founding {
            database: ground.database.clone(),
            groups: Vec::new(),
            members: Vec::new(),
        };
        let now = ground.ports.clock.now();
        for place in 0..size.groups {
            let draft = size.draft(place, people.len(), &mut ground.chance);
            let owner = user(people, draft.owner)?;
            let group = Group {
                id: GroupId::new(ground.ports.ids.next()),
                title: GroupTitle::stored(title(place, &mut ground.chance)),
                description: GroupDescription::stored(
                    "What we do, when, and who brings the cake.".to_owned(),
                ),
                rules: GroupRules {
                    privacy: draft.privacy,
                    moderators_decide: place.is_multiple_of(2),
                },
                owner,
                banner: None,
                created_at: now,
            };
            clubs.push(Club {
                id: group.id,
                members: draft
                    .members
                    .iter()
                    .filter_map(|one| u32::try_from(*one).ok())
                    .collect(),
                is_joined: size.is_joined(place),
            });
            let standings = draft.standings();
            let keys = keys(
                standings.len(),
                ground.ports.ids.as_ref(),
                &mut ground.chance,
            );
            for ((one, standing), key) in standings.into_iter().zip(keys) {
                let member = PlantedMember {
                    group: group.id,
                    user: user(people, one)?,
                    standing,
                    invited_by: (standing == Standing::Invited).then_some(owner),
                    key,
                    since: now,
                };
                founding.admit(member).await?;
            }
            founding.groups.push(group);
        }
        stage(size.groups, "founding groups");
        founding.end().await?;
        Ok(Self { size, clubs })
    }

    /// Where something is said, and by whom, of what is said in all groups.
    pub(super) fn speaker<'a>(
        &self,
        place: usize,
        people: &'a [Actor],
        chance: &mut Chance,
    ) -> Option<(GroupId, &'a Actor)> {
        let largest = self.clubs.first()?;
        if self.size.is_in_largest(place) {
            return Some((
                largest.id,
                prolific(chance, people.get(..largest.members.len())?)?,
            ));
        }
        // The larger one of two: where more belong more is said.
        let others = self.clubs.get(1..)?;
        let (one, other) = (chance.pick(others)?, chance.pick(others)?);
        let club = if one.members.len() < other.members.len() {
            other
        } else {
            one
        };
        let speaker = chance.pick(&club.members)?;
        Some((club.id, people.get(usize::try_from(*speaker).ok()?)?))
    }
}

/// What is still to be stored.
struct Founding {
    database: Database,
    groups: Vec<Group>,
    members: Vec<PlantedMember>,
}

impl Founding {
    async fn admit(&mut self, member: PlantedMember) -> Result<(), String> {
        self.members.push(member);
        if self.members.len() == BATCH {
            let planted = self.database.plant_group_members(&self.members).await;
            planted.map_err(failed("memberships"))?;
            self.members.clear();
        }
        Ok(())
    }

    async fn end(self) -> Result<(), String> {
        let planted = self.database.plant_group_members(&self.members).await;
        planted.map_err(failed("memberships"))?;
        for groups in self.groups.chunks(BATCH) {
            let planted = self.database.plant_groups(groups).await;
            planted.map_err(failed("groups"))?;
        }
        Ok(())
    }
}

/// Keys in any order: when somebody came has nothing to do with their number.
fn keys(count: usize, ids: &dyn Ids, chance: &mut Chance) -> Vec<i64> {
    let mut keys: Vec<i64> = (0..count).map(|_| ids.next()).collect();
    for place in (1..count).rev() {
        keys.swap(place, chance.below(place + 1));
    }
    keys
}

fn title(place: usize, chance: &mut Chance) -> String {
    if place == 0 {
        return LARGEST.to_owned();
    }
    let mut word = |of: &[&'static str]| chance.pick(of).copied().unwrap_or_default();
    format!("{} {} of {}", word(&WHEN), word(&WHO), word(&WHERE))
}

fn user(people: &[Actor], place: usize) -> Result<UserId, String> {
    let actor = people.get(place).ok_or("a member of a group is nobody")?;
    Ok(actor.user)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size {
        groups: 1_000,
        members: 800,
        posts: 500,
        responses: 0,
    };

    fn drafts(seed: u64) -> Vec<Draft> {
        let mut chance = Chance::new(seed);
        (0..SIZE.groups)
            .map(|place| SIZE.draft(place, 2_000, &mut chance))
            .collect()
    }

    #[test]
    fn most_groups_are_small_and_one_is_as_large_as_asked_for() {
        let drafts = drafts(1);
        assert_eq!(drafts[0].members.len(), 800);
        let small = drafts.iter().filter(|one| one.members.len() < 20).count();
        let large = drafts.iter().filter(|one| one.members.len() > 100).count();
        assert!(small > 600 && large >= 5, "{small} {large}");
        for privacy in GroupPrivacy::ALL {
            assert!(drafts.iter().any(|one| one.privacy == privacy));
        }
    }

    #[test]
    fn nobody_stands_to_a_group_in_two_ways_and_each_has_its_owner() {
        for draft in drafts(2) {
            let standings = draft.standings();
            let people: BTreeSet<usize> = standings.iter().map(|(one, _)| *one).collect();
            assert_eq!(people.len(), standings.len());
            let owners = standings
                .iter()
                .filter(|(_, standing)| *standing == Standing::Owner);
            assert_eq!(owners.count(), 1);
            let asks = standings
                .iter()
                .any(|(_, standing)| *standing == Standing::Requested);
            assert!(!asks || draft.privacy == GroupPrivacy::Request);
        }
    }

    #[test]
    fn the_same_number_gives_the_same_groups_and_another_does_not() {
        let members = |seed| -> Vec<BTreeSet<usize>> {
            drafts(seed).into_iter().map(|one| one.members).collect()
        };
        assert_eq!(members(1), members(1));
        assert_ne!(members(1), members(2));
    }

    #[test]
    fn a_few_belong_to_very_many() {
        let joined = drafts(3)
            .iter()
            .filter(|one| JOINERS.clone().all(|joiner| one.members.contains(&joiner)))
            .count();
        assert!(joined >= JOINED, "{joined}");
    }

    #[test]
    fn what_is_said_is_spread_over_the_largest_and_the_others() {
        let said = SIZE.said();
        let in_largest = (0..said).filter(|place| SIZE.is_in_largest(*place)).count();
        assert_eq!((said, in_largest), (500 + 999 * 2, 500));
        assert_eq!(Size::default().said(), 0);
    }
}
