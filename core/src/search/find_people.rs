//! Finding people.

use std::collections::HashSet;

use super::{NamePrefixes, spelling::one_slip_apart};
use crate::{
    profiles::UserSummary,
    relations::{Person, people_of},
    shared::{
        actor::Actor,
        id::UserId,
        page::{Limit, Page, Shown},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// The most characters that are looked for; what follows them is not.
const LONGEST_QUERY: usize = 100;
/// The most people that one search finds. Who is not among them is found by typing more.
const MOST: usize = 100;
/// How many right spellings of one word are tried.
const SPELLINGS: usize = 3;

/// Finds people by name and handle.
#[derive(Clone)]
pub struct FindPeople {
    ports: Ports,
}

impl FindPeople {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Those whose names or handle have, for every word that was typed, a word that begins so: first who has exactly
    /// the handle, then friends, followed members and followers, then others, the most followed first; 100 at most.
    /// When nobody fits, those who would if one word were spelled otherwise. Every page is
    /// looked for anew: those whom no earlier one has `shown`.
    #[tracing::instrument(name = "search.people", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        typed: &str,
        shown: Shown,
        limit: Limit,
    ) -> Result<Page<Person, Shown>, StoreError> {
        let typed: String = typed.chars().take(LONGEST_QUERY).collect();
        let prefixes = NamePrefixes::parse(&typed);
        if prefixes.is_empty() {
            return Ok(Page {
                items: Vec::new(),
                next: None,
            });
        }
        let mut hits = Hits::up_to(shown.rows_for_next(limit, MOST));
        let mut tx = self.ports.store.read().await?;
        let tx = tx.as_mut();
        hits.add(tx.find_handle(actor.user, handle_in(&typed)).await?);
        hits.look(tx, actor.user, &prefixes).await?;
        if hits.found.is_empty() {
            hits.look_for_slips(tx, actor.user, &prefixes).await?;
        }
        let page = Page::ranked(hits.found, shown, limit, MOST, |found| found.id.get());
        Ok(Page {
            next: page.next,
            items: people_of(tx, actor.user, page.items).await?,
        })
    }
}

fn handle_in(typed: &str) -> &str {
    let typed = typed.trim();
    typed.strip_prefix('@').unwrap_or(typed)
}

/// What was found so far, each once.
struct Hits {
    found: Vec<UserSummary>,
    known: HashSet<UserId>,
    most: usize,
}

impl Hits {
    fn up_to(most: usize) -> Self {
        Self {
            found: Vec::new(),
            known: HashSet::new(),
            most,
        }
    }

    fn add(&mut self, people: impl IntoIterator<Item = UserSummary>) {
        for person in people {
            if self.found.len() < self.most && self.known.insert(person.id) {
                self.found.push(person);
            }
        }
    }

    async fn look(
        &mut self,
        tx: &mut dyn Tx,
        viewer: UserId,
        prefixes: &NamePrefixes,
    ) -> Result<(), StoreError> {
        self.add(tx.find_known(viewer, prefixes, self.most).await?);
        if self.found.len() < self.most {
            self.add(tx.find_anybody(viewer, prefixes, self.most).await?);
        }
        Ok(())
    }

    async fn look_for_slips(
        &mut self,
        tx: &mut dyn Tx,
        viewer: UserId,
        prefixes: &NamePrefixes,
    ) -> Result<(), StoreError> {
        for typed in prefixes.get() {
            let mut meant = tx.words_spelled_like(typed).await?;
            meant.retain(|word| one_slip_apart(word, typed));
            // The first letter is seldom wrong.
            meant.sort_by_cached_key(|word| {
                (word.chars().next() != typed.chars().next(), word.clone())
            });
            for word in meant.iter().take(SPELLINGS) {
                self.look(tx, viewer, &prefixes.with(word, typed)).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        testing::{MockStore, MockTx},
    };

    fn person(id: i64) -> UserSummary {
        UserSummary {
            id: UserId::new(id),
            handle: format!("member{id}"),
            first_name: "Ada".into(),
            last_name: "Byron".into(),
            nickname: None,
            avatar: None,
            is_private: false,
        }
    }

    fn people(ids: &[i64]) -> Vec<UserSummary> {
        ids.iter().map(|id| person(*id)).collect()
    }

    async fn find(
        typed: &str,
        shown: &[i64],
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> (Vec<i64>, Option<Shown>) {
        let store = MockStore::reading(|tx| {
            tx.expect_relationships().returning(|_, _| Ok(Vec::new()));
            prepare(tx);
        });
        let limit = Limit::new(2).unwrap();
        let page = FindPeople::new(ports(store))
            .run(&actor(AUTHOR), typed, Shown::new(shown.to_vec()), limit)
            .await
            .unwrap();
        let ids = page.items.iter().map(|found| found.summary.id.get());
        (ids.collect(), page.next)
    }

    #[tokio::test]
    async fn the_handle_comes_first_then_the_known_then_anybody_each_once() {
        let found = |tx: &mut MockTx| {
            tx.expect_find_handle()
                .withf(|_, handle| handle == "Ada")
                .returning(|_, _| Ok(Some(person(7))));
            tx.expect_find_known().returning(|_, _, _| Ok(people(&[5])));
            tx.expect_find_anybody()
                .returning(|_, _, _| Ok(people(&[7, 3, 5, 4])));
        };
        let first = Some(Shown::new(vec![7, 5]));
        assert_eq!(find(" @Ada ", &[], found).await, (vec![7, 5], first));
        assert_eq!(find(" @Ada ", &[7, 5], found).await, (vec![3, 4], None));
        // Of the first page, 8 and 7, the one blocks the viewer since.
        let next = Some(Shown::new(vec![8, 7, 5, 3]));
        assert_eq!(find(" @Ada ", &[8, 7], found).await, (vec![5, 3], next));
    }

    #[tokio::test]
    async fn when_nobody_fits_one_word_is_spelled_otherwise() {
        let found = |tx: &mut MockTx| {
            let misspelled = NamePrefixes::parse("ada lovelce");
            tx.expect_find_handle().returning(|_, _| Ok(None));
            tx.expect_find_known().returning(|_, _, _| Ok(Vec::new()));
            tx.expect_find_anybody().returning(move |_, prefixes, _| {
                Ok(if *prefixes == misspelled {
                    vec![]
                } else {
                    people(&[3])
                })
            });
            tx.expect_words_spelled_like().returning(|typed| {
                Ok(match typed {
                    "lovelce" => vec!["lovelace".into(), "lovelice9".into()],
                    _ => Vec::new(),
                })
            });
        };
        assert_eq!(find("Ada Lovelce", &[], found).await, (vec![3], None));
    }

    #[tokio::test]
    async fn nothing_typed_finds_nobody_and_asks_nobody() {
        for typed in ["", "  ", "%", "'--"] {
            let page = FindPeople::new(ports(MockStore::untouched()))
                .run(&actor(AUTHOR), typed, Shown::default(), Limit::default())
                .await
                .unwrap();
            assert!(page.items.is_empty() && page.next.is_none());
        }
    }

    #[tokio::test]
    async fn of_what_is_endless_the_beginning_is_looked_for() {
        let found = |tx: &mut MockTx| {
            tx.expect_find_handle()
                .withf(|_, handle| handle.len() == LONGEST_QUERY)
                .returning(|_, _| Ok(Some(person(7))));
            tx.expect_find_known().returning(|_, _, _| Ok(Vec::new()));
            tx.expect_find_anybody().returning(|_, _, _| Ok(Vec::new()));
        };
        assert_eq!(
            find(&"a".repeat(100_000), &[], found).await,
            (vec![7], None)
        );
    }
}
