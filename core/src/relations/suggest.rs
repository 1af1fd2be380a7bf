//! Whom one may know.

use std::collections::{HashMap, HashSet};

use super::{Person, RelationPolicy, people_of};
use crate::{
    profiles::UserSummary,
    shared::{
        actor::Actor,
        id::UserId,
        page::{Limit, Page, Shown},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// The most suggestions that one has at a time.
const MOST: usize = 50;
/// How many of those in common are named.
const FACES: usize = 3;

/// Why somebody is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Those with whom one is connected are connected with them.
    Mutuals,
    /// They belong to the same groups.
    Groups,
    /// They have interests in common.
    Tags,
    /// Many follow them.
    Popular,
}

/// Somebody with whom one's connections are connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acquaintance {
    /// Who.
    pub member: UserId,
    /// Those in common, as far as the lists that one may see tell.
    pub mutuals: Vec<UserId>,
}

impl Acquaintance {
    fn faces(&self) -> impl Iterator<Item = &UserId> {
        self.mutuals.iter().take(FACES)
    }
}

/// Somebody whom one may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Who, and how one stands to them.
    pub person: Person,
    /// How many are in common.
    pub mutual_count: usize,
    /// Some of those in common.
    pub mutuals: Vec<UserSummary>,
    /// Why.
    pub reason: Reason,
}

/// Suggests people.
#[derive(Clone)]
pub struct Suggest {
    ports: Ports,
    policy: RelationPolicy,
}

impl Suggest {
    pub(super) fn new(ports: Ports, policy: RelationPolicy) -> Self {
        Self { ports, policy }
    }

    /// Those with whom most of one's connections are connected; then those in the same groups; then those with the same
    /// interests; then whom most follow; 50 at most. Every page is made anew: of those whom no earlier one has `shown`.
    #[tracing::instrument(name = "relations.suggest", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        shown: Shown,
        limit: Limit,
    ) -> Result<Page<Suggestion, Shown>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let tx = tx.as_mut();
        let most = shown.rows_for_next(limit, MOST);
        let proved_only = self.policy.suggests_proved_only;
        let found = gather(tx, actor.user, proved_only, most).await?;
        let page = Page::ranked(found, shown, limit, MOST, |(known, _)| known.member.get());
        Ok(Page {
            next: page.next,
            items: introduce(tx, actor.user, page.items).await?,
        })
    }
}

/// Somebody to suggest, with those in common, and why.
type Candidate = (Acquaintance, Reason);

async fn gather(
    tx: &mut dyn Tx,
    viewer: UserId,
    proved_only: bool,
    most: usize,
) -> Result<Vec<Candidate>, StoreError> {
    let of_friends = tx.friends_of_friends(viewer, proved_only, most).await?;
    let mut found: Vec<Candidate> = of_friends
        .into_iter()
        .map(|acquaintance| (acquaintance, Reason::Mutuals))
        .collect();
    // Whoever is found twice was found before: so many more are asked for.
    if found.len() < most {
        let together = tx
            .members_of_same_groups(viewer, proved_only, most + found.len())
            .await?;
        add(&mut found, together, Reason::Groups, most);
    }
    if found.len() < most {
        let alike = tx
            .members_with_same_tags(viewer, proved_only, most + found.len())
            .await?;
        add(&mut found, alike, Reason::Tags, most);
    }
    if found.len() < most {
        let popular = tx
            .popular_members(viewer, proved_only, most + found.len())
            .await?;
        add(&mut found, popular, Reason::Popular, most);
    }
    Ok(found)
}

fn add(found: &mut Vec<Candidate>, members: Vec<UserId>, reason: Reason, most: usize) {
    let known: HashSet<UserId> = found.iter().map(|(known, _)| known.member).collect();
    let unknown = members.into_iter().filter(|member| !known.contains(member));
    found.extend(unknown.map(|member| {
        let mutuals = Vec::new();
        (Acquaintance { member, mutuals }, reason)
    }));
    found.truncate(most);
}

/// Names everybody: one statement for all summaries, one for all relationships.
async fn introduce(
    tx: &mut dyn Tx,
    viewer: UserId,
    candidates: Vec<Candidate>,
) -> Result<Vec<Suggestion>, StoreError> {
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let named: HashSet<UserId> = candidates
        .iter()
        .flat_map(|(acquaintance, _)| acquaintance.faces().chain([&acquaintance.member]))
        .copied()
        .collect();
    let named: Vec<UserId> = named.into_iter().collect();
    let summaries: HashMap<UserId, UserSummary> = tx
        .members(&named)
        .await?
        .into_iter()
        .map(|summary| (summary.id, summary))
        .collect();
    let summary = |id: &UserId| summaries.get(id).cloned();
    let suggested = candidates
        .iter()
        .filter_map(|(known, _)| summary(&known.member));
    let people = people_of(tx, viewer, suggested.collect()).await?;
    let of: HashMap<UserId, &Candidate> = candidates
        .iter()
        .map(|candidate| (candidate.0.member, candidate))
        .collect();
    Ok(people
        .into_iter()
        .filter_map(|person| {
            let (acquaintance, reason) = of.get(&person.summary.id)?;
            Some(Suggestion {
                person,
                mutual_count: acquaintance.mutuals.len(),
                mutuals: acquaintance.faces().filter_map(summary).collect(),
                reason: *reason,
            })
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        testing::{MockStore, MockTx},
    };

    fn member(id: UserId) -> UserSummary {
        UserSummary {
            id,
            handle: format!("member{id}"),
            first_name: "Ada".into(),
            last_name: "Byron".into(),
            nickname: None,
            avatar: None,
            is_private: false,
        }
    }

    fn ids(raw: &[i64]) -> Vec<UserId> {
        raw.iter().map(|id| UserId::new(*id)).collect()
    }

    async fn suggested(
        shown: &[i64],
        limit: u32,
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> Page<Suggestion, Shown> {
        let store = MockStore::reading(|tx| {
            tx.expect_friends_of_friends()
                .times(1)
                .returning(|_, _, _| {
                    Ok(vec![
                        Acquaintance {
                            member: UserId::new(3),
                            mutuals: ids(&[11, 12, 13, 14]),
                        },
                        Acquaintance {
                            member: UserId::new(4),
                            mutuals: ids(&[11]),
                        },
                    ])
                });
            tx.expect_members()
                .returning(|ids| Ok(ids.iter().copied().map(member).collect()));
            tx.expect_relationships().returning(|_, _| Ok(Vec::new()));
            prepare(tx);
        });
        let policy = RelationPolicy {
            ask_again_after: Duration::DAY,
            suggests_proved_only: true,
        };
        let shown = Shown::new(shown.to_vec());
        Suggest::new(ports(store), policy)
            .run(&actor(AUTHOR), shown, Limit::new(limit).unwrap())
            .await
            .unwrap()
    }

    fn brief(page: &Page<Suggestion, Shown>) -> Vec<(i64, Reason)> {
        let brief = |one: &Suggestion| (one.person.summary.id.get(), one.reason);
        page.items.iter().map(brief).collect()
    }

    #[tokio::test]
    async fn those_in_common_count_and_some_are_named() {
        let page = suggested(&[], 1, |_| {}).await;
        let [first] = page.items.as_slice() else {
            panic!("{page:?}")
        };
        assert_eq!(first.mutual_count, 4);
        assert_eq!(page.next, Some(Shown::new(vec![3])));
        let named: Vec<i64> = first.mutuals.iter().map(|face| face.id.get()).collect();
        assert_eq!(named, [11, 12, 13]);
    }

    #[tokio::test]
    async fn groups_interests_and_popularity_fill_up_and_nobody_comes_twice() {
        let page = suggested(&[3], 20, |tx| {
            tx.expect_members_of_same_groups()
                .returning(|_, _, _| Ok(ids(&[3, 7])));
            tx.expect_members_with_same_tags()
                .returning(|_, _, _| Ok(ids(&[4, 7, 5])));
            tx.expect_popular_members()
                .returning(|_, _, _| Ok(ids(&[5, 3, 6])));
        })
        .await;
        let expected = [
            (4, Reason::Mutuals),
            (7, Reason::Groups),
            (5, Reason::Tags),
            (6, Reason::Popular),
        ];
        assert_eq!((brief(&page), page.next), (expected.to_vec(), None));
    }

    #[tokio::test]
    async fn who_left_the_list_since_the_page_before_takes_nobody_along() {
        // Of the first page, 1 and 2, both were followed.
        let page = suggested(&[1, 2], 2, |tx| {
            tx.expect_members_of_same_groups()
                .returning(|_, _, _| Ok(Vec::new()));
            tx.expect_members_with_same_tags()
                .returning(|_, _, _| Ok(ids(&[5])));
            tx.expect_popular_members()
                .returning(|_, _, _| Ok(Vec::new()));
        })
        .await;
        let expected = [(3, Reason::Mutuals), (4, Reason::Mutuals)];
        assert_eq!(brief(&page), expected);
        assert_eq!(page.next, Some(Shown::new(vec![1, 2, 3, 4])));
    }
}
