//! How many there are, for one viewer.
//!
//! Counts are kept with the rows they count. The few whom a viewer's lists leave out, who are severed from the viewer or
//! suspended, are taken off when a count is read.

use kith_core::{
    relations::Connections,
    shared::{id::UserId, store::StoreError},
};

use crate::sql::{
    column::unsigned,
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::hidden,
};

/// `$1` looks, `$2` is counted. `f` is the side of who is left out, `o` the owner's.
const CONNECTIONS: &str = concat!(
    "select coalesce(k.followers, 0) - h.followers, coalesce(k.following, 0) - h.following, \
     coalesce(k.friends, 0) - h.friends \
     from (select coalesce(sum(case f.follow when 'following' then 1 else 0 end), 0) as followers, \
     coalesce(sum(case o.follow when 'following' then 1 else 0 end), 0) as following, \
     coalesce(sum(case o.friendship when 'friends' then 1 else 0 end), 0) as friends from ",
    hidden!(viewer "$1"),
    " hidden \
     left join relations f on f.user_id = hidden.id and f.other_id = $2 \
     left join relations o on o.user_id = $2 and o.other_id = hidden.id) h \
     left join relation_counts k on k.user_id = $2"
);

/// What waits for the member `$1`, as `follow_requests` and `friend_requests`. Nobody who is severed can have asked: only who
/// is suspended is taken off. `cross join` has SQLite begin with those, and not with all followers of the member: of an index
/// that is empty, as this one of who is suspended mostly is, it knows no statistics.
macro_rules! waiting {
    () => {
        "\
select coalesce(k.follow_requests, 0) - h.follow_requests as follow_requests, \
coalesce(k.friend_requests, 0) - h.friend_requests as friend_requests \
from (select coalesce(sum(case f.follow when 'requested' then 1 else 0 end), 0) as follow_requests, \
coalesce(sum(case f.friendship when 'outgoing' then 1 else 0 end), 0) as friend_requests \
from users hidden cross join relations f \
where hidden.suspended_at is not null and f.user_id = hidden.id and f.other_id = $1) h \
left join relation_counts k on k.user_id = $1"
    };
}
pub(in crate::sql) use waiting;

/// See [`kith_core::relations::RelationRepo::connections`].
pub(super) async fn connections(
    tx: &mut SqlTx,
    owner: UserId,
    viewer: UserId,
) -> Result<Connections, StoreError> {
    let (followers, following, friends): (i64, i64, i64) = on!(tx, c => sqlx::query_as(CONNECTIONS)
        .bind(viewer.get()).bind(owner.get()).fetch_one(c).await)
    .store_err()?;
    Ok(Connections {
        followers: unsigned("relation_counts.followers", followers)?,
        following: unsigned("relation_counts.following", following)?,
        friends: unsigned("relation_counts.friends", friends)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const COUNTS: &[Asked] = &[asked(CONNECTIONS, &["7", "8"]).reading(&["users_suspended"])];
    each_engine!(a_count_looks_at_those_alone_whom_it_takes_off, COUNTS);
}
