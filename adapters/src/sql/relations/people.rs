//! Lists of members, each walking an index in its order, with how the reader stands to everyone in it.
//!
//! `$1` reads, `$2` owns the list, `$3` is the key before which the page starts, the `$4` how many rows, `$5` to `$8` what the names begin with. `left join` keeps
//! SQLite from starting with the members: every relation has one. Who is severed from the reader or suspended is left
//! out here, before the page is cut.

use kith_core::{
    relations::{MutualsOf, PeopleList, Person},
    search::NamePrefixes,
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::rows::{ListedRow, person_columns};
use crate::sql::{
    error::StoreResult as _,
    search::named_like,
    store::{SqlTx, on},
};

macro_rules! people {
    (person $person:literal, where $held:literal, key $key:literal) => {
        people!(person $person, where $held, key $key, besides " and not coalesce(m.severed, false)")
    };
    (person $person:literal, where $held:literal, key $key:literal, besides $besides:literal) => {
        concat!(
            "select ",
            person_columns!(),
            ", l.",
            $key,
            " as list_key from relations l left join users p on p.id = l.",
            $person,
            " left join relations m on m.user_id = $1 and m.other_id = l.",
            $person,
            " left join relations t on t.user_id = l.",
            $person,
            " and t.other_id = $1 where ",
            $held,
            " and l.",
            $key,
            " < $3 and p.suspended_at is null",
            $besides,
            " and ",
            named_like!(user concat!("l.", $person), words "$5", "$6", "$7", "$8"),
            " order by l.",
            $key,
            " desc limit $4"
        )
    };
}

const FOLLOWERS: &str =
    people!(person "user_id", where "l.other_id = $2 and l.follow = 'following'", key "follow_key");
const FOLLOWING: &str =
    people!(person "other_id", where "l.user_id = $2 and l.follow = 'following'", key "follow_key");
const FRIENDS: &str = people!(person "other_id", where "l.user_id = $2 and l.friendship = 'friends'", key "friend_key");
const FOLLOW_REQUESTS: &str =
    people!(person "user_id", where "l.other_id = $2 and l.follow = 'requested'", key "follow_key");
const SENT_FOLLOW_REQUESTS: &str =
    people!(person "other_id", where "l.user_id = $2 and l.follow = 'requested'", key "follow_key");
const FRIEND_REQUESTS: &str = people!(person "other_id", where "l.user_id = $2 and l.friendship = 'incoming'", key "friend_key");
const SENT_FRIEND_REQUESTS: &str = people!(person "other_id", where "l.user_id = $2 and l.friendship = 'outgoing'", key "friend_key");
/// The one list of those who are severed from its reader.
const BLOCKS: &str =
    people!(person "other_id", where "l.user_id = $2 and l.blocking", key "block_key", besides "");
const MUTES: &str = people!(person "other_id", where "l.user_id = $2 and l.muting", key "mute_key");

/// Those with whom both are connected: `m` is the reader's side, `w` the owner's. `$4` and `$5` say which of the
/// owner's lists are compared. A connection is never severed.
macro_rules! mutuals {
    () => {
        " from relations m left join relations w on w.user_id = $2 and w.other_id = m.other_id \
         left join users p on p.id = m.other_id \
         left join relations t on t.user_id = m.other_id and t.other_id = $1 \
         where m.user_id = $1 and (m.follow = 'following' or m.friendship = 'friends') \
         and ((w.friendship = 'friends' and $4) or (w.follow = 'following' and $5)) and p.suspended_at is null \
         and m.other_id < $3"
    };
}
const MUTUALS: &str = concat!(
    "select ",
    person_columns!(),
    ", m.other_id as list_key",
    mutuals!(),
    " and ",
    named_like!(user "m.other_id", words "$7", "$8", "$9", "$10"),
    " order by m.other_id desc limit $6"
);
const COUNT_MUTUALS: &str = concat!("select count(*)", mutuals!());

/// See [`kith_core::relations::RelationRepo::people`].
pub(super) async fn page(
    tx: &mut SqlTx,
    list: PeopleList,
    owner: UserId,
    viewer: UserId,
    named: &NamePrefixes,
    after: After,
    limit: Limit,
) -> Result<Page<Person>, StoreError> {
    let [first, second, third, fourth] = named.get();
    let statement = match list {
        PeopleList::Followers => FOLLOWERS,
        PeopleList::Following => FOLLOWING,
        PeopleList::Friends => FRIENDS,
        PeopleList::Mutuals(of) => {
            return mutuals(tx, of, owner, viewer, named, after, limit).await;
        }
        PeopleList::FollowRequests => FOLLOW_REQUESTS,
        PeopleList::SentFollowRequests => SENT_FOLLOW_REQUESTS,
        PeopleList::FriendRequests => FRIEND_REQUESTS,
        PeopleList::SentFriendRequests => SENT_FRIEND_REQUESTS,
        PeopleList::Blocks => BLOCKS,
        PeopleList::Mutes => MUTES,
    };
    let rows = on!(tx, c => sqlx::query_as(statement)
        .bind(viewer.get()).bind(owner.get()).bind(before(after)).bind(limit.plus_one())
        .bind(first).bind(second).bind(third).bind(fourth)
        .fetch_all(c).await)
    .store_err()?;
    cut(rows, limit)
}

/// See [`kith_core::relations::RelationRepo::count_mutuals`].
pub(super) async fn count_mutuals(
    tx: &mut SqlTx,
    of: MutualsOf,
    owner: UserId,
    viewer: UserId,
) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, c => sqlx::query_as(COUNT_MUTUALS)
        .bind(viewer.get()).bind(owner.get()).bind(before(None)).bind(of.friends).bind(of.following)
        .fetch_one(c).await)
    .store_err()?;
    Ok(count)
}

async fn mutuals(
    tx: &mut SqlTx,
    of: MutualsOf,
    owner: UserId,
    viewer: UserId,
    named: &NamePrefixes,
    after: After,
    limit: Limit,
) -> Result<Page<Person>, StoreError> {
    let [first, second, third, fourth] = named.get();
    let rows = on!(tx, c => sqlx::query_as(MUTUALS)
        .bind(viewer.get()).bind(owner.get()).bind(before(after)).bind(of.friends).bind(of.following)
        .bind(limit.plus_one())
        .bind(first).bind(second).bind(third).bind(fourth)
        .fetch_all(c).await)
    .store_err()?;
    cut(rows, limit)
}

/// Keys are positive and grow with time: the first page is what is before the largest.
fn before(after: After) -> i64 {
    after.unwrap_or(i64::MAX)
}

fn cut(rows: Vec<ListedRow>, limit: Limit) -> Result<Page<Person>, StoreError> {
    let page = Page::cut(rows, limit, ListedRow::key);
    let people: Result<_, _> = page.items.into_iter().map(ListedRow::person).collect();
    Ok(Page {
        items: people?,
        next: page.next,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const PAGE: &[&str] = &["7", "8", "9223372036854775807", "21", "a", "b", "", ""];
    const LISTS: &[Asked] = &[
        asked(FOLLOWERS, PAGE).sorting(0),
        asked(FOLLOWING, PAGE).sorting(0),
        asked(FRIENDS, PAGE).sorting(0),
        asked(
            MUTUALS,
            &[
                "7",
                "8",
                "9223372036854775807",
                "1",
                "1",
                "21",
                "a",
                "b",
                "",
                "",
            ],
        )
        .sorting(0),
        asked(COUNT_MUTUALS, &["7", "8", "9223372036854775807", "1", "1"]),
        asked(FOLLOW_REQUESTS, PAGE).sorting(0),
        asked(SENT_FOLLOW_REQUESTS, PAGE).sorting(0),
        asked(FRIEND_REQUESTS, PAGE).sorting(0),
        asked(SENT_FRIEND_REQUESTS, PAGE).sorting(0),
        asked(BLOCKS, PAGE).sorting(0),
        asked(MUTES, PAGE).sorting(0),
    ];
    each_engine!(every_list_walks_an_index_without_sorting, LISTS);
}
