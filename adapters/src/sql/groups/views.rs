//! Groups as one member sees them, with the people beside them.

use std::collections::HashMap;

use kith_core::{
    groups::{GroupList, GroupView, Invitation},
    profiles::UserSummary,
    search::NamePrefixes,
    shared::{
        id::{GroupId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    lists,
    rows::{Invited, Seen, SeenRow},
    sql,
};
use crate::sql::{
    column::{id_list, unsigned},
    error::StoreResult as _,
    search::{MemberRow, rare_title},
    store::{SqlTx, on},
};

/// See [`kith_core::groups::GroupRepo::group_for`].
pub(super) async fn one(
    tx: &mut SqlTx,
    viewer: UserId,
    id: GroupId,
) -> Result<Option<GroupView>, StoreError> {
    let row: Option<SeenRow> = on!(tx, c => sqlx::query_as(lists::ONE)
        .bind(viewer.get()).bind(id.get()).fetch_optional(c).await)
    .store_err()?;
    Ok(views(tx, viewer, row.into_iter().collect()).await?.pop())
}

/// See [`kith_core::groups::GroupRepo::groups`].
pub(super) async fn page(
    tx: &mut SqlTx,
    list: GroupList,
    viewer: UserId,
    titled: &NamePrefixes,
    after: After,
    limit: Limit,
) -> Result<Page<GroupView>, StoreError> {
    let [first, second, third, fourth] = titled.get();
    let rare = match list {
        GroupList::All | GroupList::Newest => rare_title(tx, titled).await?,
        _ => None,
    };
    let statement = tx.of_engine(match (list, rare) {
        (GroupList::All, None) => [lists::BY_ACTIVITY; 2],
        (GroupList::All, Some(_)) => [lists::TITLED_BY_ACTIVITY; 2],
        (GroupList::Newest, None) => [lists::NEWEST; 2],
        (GroupList::Newest, Some(_)) => [lists::TITLED_NEWEST; 2],
        (GroupList::Mine, _) => [lists::MINE; 2],
        (GroupList::WithFriends, _) => [lists::WITH_FRIENDS_LITE, lists::WITH_FRIENDS_PG],
        (GroupList::Invitations, _) => [lists::INVITATIONS; 2],
        (GroupList::Requests, _) => [lists::REQUESTS; 2],
    });
    let rows: Vec<SeenRow> = on!(tx, c => {
        let query = sqlx::query_as(statement)
            .bind(viewer.get()).bind(after.unwrap_or(i64::MAX)).bind(limit.plus_one())
            .bind(first).bind(second).bind(third).bind(fourth);
        match rare {
            Some(rare) => query.bind(rare),
            None => query,
        }
        .fetch_all(c).await
    })
    .store_err()?;
    let page = Page::cut(rows, limit, SeenRow::key);
    Ok(Page {
        items: views(tx, viewer, page.items).await?,
        next: page.next,
    })
}

pub(super) async fn views(
    tx: &mut SqlTx,
    viewer: UserId,
    rows: Vec<SeenRow>,
) -> Result<Vec<GroupView>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let seen: Vec<Seen> = rows
        .into_iter()
        .map(SeenRow::seen)
        .collect::<Result<_, _>>()?;
    let mut friends = friends(tx, viewer, &seen).await?;
    let shown = seen
        .iter()
        .flat_map(|seen| [Some(seen.group.owner), seen.invited.and_then(|i| i.by)])
        .flatten()
        .chain(friends.values().flat_map(|friends| friends.newest.clone()))
        .collect();
    let people = there_for(tx, viewer, shown).await?;
    let views = seen.into_iter().map(|seen| {
        let friends = friends.remove(&seen.group.id).unwrap_or_default();
        GroupView {
            owner: people.get(&seen.group.owner).cloned(),
            standing: seen.standing,
            invitation: seen.invited.map(|invited| invitation(invited, &people)),
            member_count: seen.member_count,
            request_count: seen.request_count,
            friends: friends
                .newest
                .iter()
                .filter_map(|friend| people.get(friend).cloned())
                .collect(),
            friend_count: friends.count,
            group: seen.group,
        }
    });
    Ok(views.collect())
}

/// An invitation with who sent it, when that one is among `people`.
pub(super) fn invitation(invited: Invited, people: &HashMap<UserId, UserSummary>) -> Invitation {
    Invitation {
        id: invited.id,
        by: invited.by.and_then(|by| people.get(&by).cloned()),
        at: invited.at,
    }
}

/// Which of somebody's friends belong to a group.
#[derive(Default)]
struct Friends {
    count: u64,
    newest: Vec<UserId>,
}

async fn friends(
    tx: &mut SqlTx,
    viewer: UserId,
    seen: &[Seen],
) -> Result<HashMap<GroupId, Friends>, StoreError> {
    let ids: Vec<i64> = seen.iter().map(|seen| seen.group.id.get()).collect();
    let rows: Vec<(i64, i64, i64)> = on!(tx, c =>
        lite sqlx::query_as(lists::FRIENDS_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(lists::FRIENDS_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
    .store_err()?;
    let mut friends: HashMap<GroupId, Friends> = HashMap::new();
    for (group, friend, count) in rows {
        let of_group = friends.entry(GroupId::new(group)).or_default();
        of_group.count = unsigned("count of friends", count)?;
        of_group.newest.push(UserId::new(friend));
    }
    Ok(friends)
}

/// Those of `users` who are there for `viewer`.
pub(in crate::sql) async fn there_for(
    tx: &mut SqlTx,
    viewer: UserId,
    users: Vec<UserId>,
) -> Result<HashMap<UserId, UserSummary>, StoreError> {
    let mut ids: Vec<i64> = users.into_iter().map(UserId::get).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<MemberRow> = on!(tx, c =>
        lite sqlx::query_as(sql::THERE_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(sql::THERE_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
    .store_err()?;
    let summaries = rows.into_iter().map(UserSummary::from);
    Ok(summaries.map(|summary| (summary.id, summary)).collect())
}
