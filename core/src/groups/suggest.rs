//! Which groups one may care for.

use std::collections::HashSet;

use super::view::GroupView;
use crate::shared::{
    actor::Actor,
    id::GroupId,
    page::{Limit, Page, Shown},
    ports::Ports,
    store::{StoreError, Tx},
};

/// The most groups that are suggested at a time.
const MOST: usize = 50;

/// Suggests groups.
#[derive(Clone)]
pub struct SuggestGroups {
    ports: Ports,
}

impl SuggestGroups {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Those to which most friends belong; then those where something was posted last; 50 at most. Every page is made anew:
    /// of those which no earlier one has `shown`.
    #[tracing::instrument(name = "groups.suggest", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        shown: Shown,
        limit: Limit,
    ) -> Result<Page<GroupView, Shown>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let tx = tx.as_mut();
        let most = shown.rows_for_next(limit, MOST);
        let found = gather(tx, actor, most).await?;
        let page = Page::ranked(found, shown, limit, MOST, |group| group.get());
        let items = if page.items.is_empty() {
            Vec::new()
        } else {
            tx.groups_by_id(actor.user, &page.items).await?
        };
        Ok(Page {
            items,
            next: page.next,
        })
    }
}

async fn gather(tx: &mut dyn Tx, actor: &Actor, most: usize) -> Result<Vec<GroupId>, StoreError> {
    let mut found = tx.groups_of_friends(actor.user, most).await?;
    if found.len() < most {
        let known: HashSet<GroupId> = found.iter().copied().collect();
        // What is found twice was found before: so many more are asked for.
        let active = tx.active_groups(actor.user, most + found.len()).await?;
        found.extend(active.into_iter().filter(|group| !known.contains(group)));
        found.truncate(most);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::fixtures::view_of,
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    fn ids(raw: &[i64]) -> Vec<GroupId> {
        raw.iter().copied().map(GroupId::new).collect()
    }

    async fn suggested(
        of_friends: &'static [i64],
        active: &'static [i64],
        shown: &[i64],
        limit: u32,
    ) -> (Vec<i64>, Option<Vec<i64>>) {
        let store = MockStore::reading(move |tx| {
            tx.expect_groups_of_friends()
                .returning(move |_, _| Ok(ids(of_friends)));
            tx.expect_active_groups()
                .returning(move |_, _| Ok(ids(active)));
            tx.expect_groups_by_id().returning(|viewer, groups| {
                Ok(groups.iter().map(|group| view_of(*group, viewer)).collect())
            });
        });
        let page = SuggestGroups::new(ports(store))
            .run(
                &actor(AUTHOR),
                Shown::new(shown.to_vec()),
                Limit::new(limit).unwrap(),
            )
            .await
            .unwrap();
        let found = page.items.iter().map(|view| view.group.id.get()).collect();
        (found, page.next.map(|shown| shown.ids().to_vec()))
    }

    #[tokio::test]
    async fn active_groups_fill_up_and_none_comes_twice() {
        let all = suggested(&[3, 4], &[4, 5, 3, 6], &[], 20).await;
        assert_eq!(all, (vec![3, 4, 5, 6], None));
        let none = suggested(&[], &[], &[], 20).await;
        assert_eq!(none, (vec![], None));
    }

    #[tokio::test]
    async fn pages_go_on_with_what_none_has_shown() {
        let first = suggested(&[3, 4], &[5, 6], &[], 2).await;
        assert_eq!(first, (vec![3, 4], Some(vec![3, 4])));
        // One joined the third meanwhile.
        let next = suggested(&[4], &[5, 6], &[3, 4], 2).await;
        assert_eq!(next, (vec![5, 6], None));
    }
}
