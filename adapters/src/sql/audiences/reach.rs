//! How many people audiences reach.

use kith_core::{
    audiences::Reach,
    shared::{id::UserId, store::StoreError},
};

use crate::sql::{
    column::{id_list, unsigned},
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// Reads an entry for every member.
const MEMBERS: &str = "\
select (select count(*) from users) - (select count(*) from users where suspended_at is not null)";

/// What joins `r.user_id` with the author enough for `followers`; severed pairs follow nobody.
macro_rules! connected {
    () => {
        "(r.follow = 'following' or r.friendship = 'friends')"
    };
}
/// Whom the author blocks, and kept counts, without the few who are suspended: a list of a hundred thousand followers
/// is not read, whatever SQLite knows of the index of who is suspended (`cross join`). Who blocks the author is not taken
/// off: the number would tell of the block.
macro_rules! reach {
    ($named:literal) => {
        concat!(
            "select \
             (select count(*) from relations r join users u on u.id = r.other_id \
             where r.user_id = $1 and r.blocking and u.suspended_at is null), \
             cast(coalesce((select c.followers from relation_counts c where c.user_id = $1), 0) as bigint) \
             + (select count(*) from relations f join relations r on r.user_id = f.other_id and r.other_id = $1 \
             where f.user_id = $1 and f.friendship = 'friends' and r.follow <> 'following') \
             - (select count(*) from users u cross join relations r \
             where u.suspended_at is not null and r.user_id = u.id and r.other_id = $1 and ",
            connected!(),
            "), \
             cast(coalesce((select c.friends from relation_counts c where c.user_id = $1), 0) as bigint) \
             - (select count(*) from users u cross join relations r \
             where u.suspended_at is not null and r.user_id = u.id and r.other_id = $1 and r.friendship = 'friends'), \
             (select count(*) from relations r join users u on u.id = r.user_id \
             where r.other_id = $1 and u.suspended_at is null and ",
            connected!(),
            " and r.user_id in (",
            $named,
            "))"
        )
    };
}
const REACH_LITE: &str = reach!("select value from json_each($2)");
const REACH_PG: &str = reach!("select unnest($2)");

/// See [`kith_core::audiences::AudienceRepo::count_members`].
pub(super) async fn count_members(tx: &mut SqlTx) -> Result<u64, StoreError> {
    let members: i64 = on!(tx, c => sqlx::query_scalar(MEMBERS).fetch_one(c).await).store_err()?;
    unsigned("count of members", members)
}

/// See [`kith_core::audiences::AudienceRepo::reach`].
pub(super) async fn reach(
    tx: &mut SqlTx,
    author: UserId,
    named: &[UserId],
    members: u64,
) -> Result<Reach, StoreError> {
    let ids: Vec<i64> = named.iter().map(|name| name.get()).collect();
    let (blocked, followers, friends, selected): (i64, i64, i64, i64) = on!(tx, c =>
        lite sqlx::query_as(REACH_LITE).bind(author.get()).bind(id_list(&ids)).fetch_one(c).await,
        pg sqlx::query_as(REACH_PG).bind(author.get()).bind(&ids).fetch_one(c).await)
    .store_err()?;
    let blocked: u64 = unsigned("count of blocked members", blocked)?;
    Ok(Reach {
        // The author does not count either.
        public: members.saturating_sub(blocked).saturating_sub(1),
        followers: unsigned("count of followers", followers)?,
        friends: unsigned("count of friends", friends)?,
        selected: unsigned("count of names", selected)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const REACH: &[Asked] =
        &[asked_apart(REACH_LITE, REACH_PG, &["7", "{8,9}"]).reading(&["users_suspended"])];
    each_engine!(
        what_audiences_reach_is_told_without_reading_everybody,
        REACH
    );
}
