//! Letting in everybody who asked, at once.

use kith_core::shared::{id::UserId, store::StoreError};

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// The counts of `$1` and of all who asked. In the order of their ids, as every change of counts, so that no two wait for
/// each other.
const MOVE_COUNTS: &str = "\
insert into relation_counts (user_id, followers, following, follow_requests) \
select moved.id, moved.followers, moved.following, moved.follow_requests from (\
select user_id as id, 0 as followers, 1 as following, 0 as follow_requests \
from relations where other_id = $1 and follow = 'requested' \
union all \
select other_id, count(*), 0, -count(*) from relations where other_id = $1 and follow = 'requested' group by other_id\
) moved where true order by moved.id \
on conflict (user_id) do update set \
followers = relation_counts.followers + excluded.followers, \
following = relation_counts.following + excluded.following, \
follow_requests = relation_counts.follow_requests + excluded.follow_requests";
/// What was asked keeps its place in the lists.
const LET_IN: &str = "\
update relations set follow = 'following', follow_declined_at = null, \
pulled = coalesce((select is_pulled from relation_counts where user_id = $1), false) \
where other_id = $1 and follow = 'requested' returning user_id";

/// See [`kith_core::relations::RelationRepo::accept_follow_requests`].
pub(super) async fn accept_follow_requests(
    tx: &mut SqlTx,
    user: UserId,
) -> Result<Vec<UserId>, StoreError> {
    on!(tx, c => sqlx::query(MOVE_COUNTS).bind(user.get()).execute(c).await.map(drop))
        .store_err()?;
    let followers: Vec<(i64,)> =
        on!(tx, c => sqlx::query_as(LET_IN).bind(user.get()).fetch_all(c).await).store_err()?;
    let mut followers: Vec<UserId> = followers.into_iter().map(|(id,)| UserId::new(id)).collect();
    followers.sort();
    Ok(followers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const LETTING_IN: &[Asked] = &[asked(MOVE_COUNTS, &["7"]), asked(LET_IN, &["7"])];
    each_engine!(only_who_asked_is_looked_at, LETTING_IN);
}
