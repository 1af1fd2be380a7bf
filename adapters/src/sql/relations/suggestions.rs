//! Whom somebody may know.

use async_trait::async_trait;
use kith_core::{
    profiles::UserSummary,
    relations::{Acquaintance, SuggestionRepo},
    shared::{id::UserId, store::StoreError},
};

use crate::sql::{
    column::{at_most, id_list},
    error::StoreResult as _,
    search::{MemberRow, member_columns},
    store::{SqlTx, on},
    visibility::severed,
};

/// Nothing stands between `$1` and the member that would make a suggestion pointless: one look at a primary key.
macro_rules! unconnected {
    ($member:literal) => {
        concat!(
            "not exists (select 1 from relations o where o.user_id = $1 and o.other_id = ",
            $member,
            " and (o.follow <> 'none' or o.friendship <> 'none' or o.severed or o.muting \
             or o.follow_declined_at is not null or o.friendship_declined_at is not null))"
        )
    };
}

/// The member under the alias `u` may be suggested to `$1`, who is not connected with them; with `$3` only when their
/// address is proved.
macro_rules! suggestible {
    () => {
        "u.id <> $1 and u.suspended_at is null and (not $3 or u.email_verified_at is not null) \
         and not exists (select 1 from dismissed_suggestions d where d.user_id = $1 and d.other_id = u.id) \
         and not exists (select 1 from relations b where b.user_id = u.id and b.other_id = $1 \
         and (b.follow = 'requested' or b.follow_declined_at is not null or b.friendship_declined_at is not null))"
    };
}

/// Whether a field of the connection's privacy, under `p`, lets `$1`, who follows them or is a friend, see the list; the
/// relation to them is under `r`.
macro_rules! shows {
    ($field:literal) => {
        concat!(
            "(p.",
            $field,
            " in ('everyone', 'followers') or (p.",
            $field,
            " = 'friends' and r.friendship = 'friends'))"
        )
    };
}

pub(in crate::sql) use shows;

/// Of each connection's list the hundred that began last, so that one who knows everybody costs no more than others.
macro_rules! newest_hundred {
    ($key:literal, $state:literal) => {
        concat!(
            "coalesce((select n.",
            $key,
            " from relations n where n.user_id = r.other_id and n.",
            $state,
            " order by n.",
            $key,
            " desc limit 1 offset 99), 0)"
        )
    };
}

/// `mine`: the hundred newest friends and the hundred newest followed, with which of their lists count and from which
/// key on. `reached`: who is in those lists, and by whom. Of the five hundred with most in common who are no
/// connections, those who may be suggested; a row for each that they have in common.
const FRIENDS_OF_FRIENDS: &str = concat!(
    "with mine as materialized (select r.other_id as id, ",
    shows!("friends"),
    " as shows_friends, ",
    shows!("follows"),
    " as shows_follows, ",
    newest_hundred!("friend_key", "friendship = 'friends'"),
    " as friends_from, ",
    newest_hundred!("follow_key", "follow = 'following'"),
    " as follows_from from (\
     select * from (select other_id, friendship from relations \
     where user_id = $1 and friendship = 'friends' order by friend_key desc limit 100) befriended union \
     select * from (select other_id, friendship from relations \
     where user_id = $1 and follow = 'following' order by follow_key desc limit 100) followed) r \
     cross join users c cross join profile_privacy p \
     where c.id = r.other_id and c.suspended_at is null and p.user_id = r.other_id), \
     reached as materialized (\
     select f.other_id as id, m.id as via from mine m cross join relations f where m.shows_friends \
     and f.user_id = m.id and f.friendship = 'friends' and f.friend_key >= m.friends_from union \
     select f.other_id as id, m.id as via from mine m cross join relations f where m.shows_follows \
     and f.user_id = m.id and f.follow = 'following' and f.follow_key >= m.follows_from), \
     nearest as materialized (select g.id, g.mutuals from \
     (select id, count(*) as mutuals from reached group by id) g where ",
    unconnected!("g.id"),
    " order by g.mutuals desc, g.id limit 500), \
     suggested as materialized (select t.id, t.mutuals from nearest t cross join users u where u.id = t.id and ",
    suggestible!(),
    " order by t.mutuals desc, t.id limit $2) \
     select s.id, e.via from suggested s join reached e on e.id = s.id order by s.mutuals desc, s.id, e.via"
);

/// Of a hundred of the viewer's groups the two hundred who came last to each are looked at. Whom the lists of members leave
/// out is not suggestible either.
const SAME_GROUPS: &str = concat!(
    "with mine as materialized (select own.group_id as id, coalesce((select n.member_key from group_members n \
     where n.group_id = own.group_id and n.belongs order by n.member_key desc limit 1 offset 199), 0) as first \
     from (select group_id from group_members where user_id = $1 and belongs order by group_id limit 100) own \
     cross join groups h where h.id = own.group_id and h.deleted_at is null), \
     together as materialized (select s.user_id as id, count(*) as shared from mine m cross join group_members s \
     where s.group_id = m.id and s.belongs and s.member_key >= m.first group by s.user_id) \
     select u.id from together l cross join users u where u.id = l.id and ",
    unconnected!("u.id"),
    " and ",
    suggestible!(),
    " order by l.shared desc, u.id desc limit $2"
);

/// Of those with the same interest the two hundred newest are looked at.
const SAME_TAGS: &str = concat!(
    "with mine as materialized (select t.tag_key, coalesce((select n.user_id from profile_tags n \
     where n.tag_key = t.tag_key order by n.user_id desc limit 1 offset 199), 0) as first \
     from profile_tags t where t.user_id = $1), \
     alike as materialized (select s.user_id as id, count(*) as shared from mine m cross join profile_tags s \
     where s.tag_key = m.tag_key and s.user_id >= m.first group by s.user_id) \
     select u.id from alike l cross join users u where u.id = l.id and not u.is_private and ",
    unconnected!("u.id"),
    " and ",
    suggestible!(),
    " order by l.shared desc, u.id desc limit $2"
);

/// The five hundred most followed members, and the hundred newest for a place where nobody follows anybody yet.
const POPULAR: &str = concat!(
    "with known as materialized (select id, max(followers) as followers from (\
     select * from (select user_id as id, followers from relation_counts \
     order by followers desc, user_id desc limit 500) followed union all \
     select * from (select id, 0 as followers from users order by id desc limit 100) newest) everybody group by id) \
     select u.id from known k cross join users u where u.id = k.id and not u.is_private and ",
    unconnected!("u.id"),
    " and ",
    suggestible!(),
    " order by k.followers desc, u.id desc limit $2"
);

macro_rules! members {
    ($ids:literal) => {
        concat!(
            "select ",
            member_columns!(),
            " from ",
            $ids,
            " cross join users u where u.id = o.id"
        )
    };
}
const MEMBERS_LITE: &str = members!("(select value as id from json_each($1)) o");
const MEMBERS_PG: &str = members!("unnest($1) as o (id)");

const DISMISSIBLE: &str = concat!(
    "select count(*) from users u where u.id = $2 and u.id <> $1 and u.suspended_at is null and not ",
    severed!(viewer "$1", other "u.id"),
);
const DISMISS: &str =
    "insert into dismissed_suggestions (user_id, other_id) values ($1, $2) on conflict do nothing";

#[async_trait]
impl SuggestionRepo for SqlTx {
    async fn friends_of_friends(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<Acquaintance>, StoreError> {
        let rows: Vec<(i64, i64)> = on!(self, c => sqlx::query_as(FRIENDS_OF_FRIENDS)
            .bind(viewer.get()).bind(at_most(limit)).bind(proved_only).fetch_all(c).await)
        .store_err()?;
        let mut found: Vec<Acquaintance> = Vec::with_capacity(limit);
        for (member, via) in rows {
            let (member, via) = (UserId::new(member), UserId::new(via));
            match found.last_mut() {
                Some(last) if last.member == member => last.mutuals.push(via),
                _ => found.push(Acquaintance {
                    member,
                    mutuals: vec![via],
                }),
            }
        }
        Ok(found)
    }

    async fn members_of_same_groups(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<UserId>, StoreError> {
        ids(self, SAME_GROUPS, viewer, proved_only, limit).await
    }

    async fn members_with_same_tags(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<UserId>, StoreError> {
        ids(self, SAME_TAGS, viewer, proved_only, limit).await
    }

    async fn popular_members(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<UserId>, StoreError> {
        ids(self, POPULAR, viewer, proved_only, limit).await
    }

    async fn members(&mut self, ids: &[UserId]) -> Result<Vec<UserSummary>, StoreError> {
        let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
        let rows: Vec<MemberRow> = on!(self, c =>
            lite sqlx::query_as(MEMBERS_LITE).bind(id_list(&ids)).fetch_all(c).await,
            pg sqlx::query_as(MEMBERS_PG).bind(&ids).fetch_all(c).await)
        .store_err()?;
        Ok(rows.into_iter().map(UserSummary::from).collect())
    }

    async fn dismiss_suggestion(
        &mut self,
        viewer: UserId,
        other: UserId,
    ) -> Result<bool, StoreError> {
        let there: i64 = on!(self, c => sqlx::query_scalar(DISMISSIBLE).bind(viewer.get()).bind(other.get()).fetch_one(c).await)
            .store_err()?;
        if there == 0 {
            return Ok(false);
        }
        on!(self, c => sqlx::query(DISMISS).bind(viewer.get()).bind(other.get()).execute(c).await.map(drop))
            .store_err()?;
        Ok(true)
    }
}

async fn ids(
    tx: &mut SqlTx,
    statement: &'static str,
    viewer: UserId,
    proved_only: bool,
    limit: usize,
) -> Result<Vec<UserId>, StoreError> {
    let ids: Vec<i64> = on!(tx, c => sqlx::query_scalar(statement)
        .bind(viewer.get()).bind(at_most(limit)).bind(proved_only).fetch_all(c).await)
    .store_err()?;
    Ok(ids.into_iter().map(UserId::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const SUGGESTIONS: &[Asked] = &[
        asked(FRIENDS_OF_FRIENDS, &["7", "50", "1"]),
        asked(SAME_GROUPS, &["7", "50", "1"]),
        asked(SAME_TAGS, &["7", "50", "1"]),
        asked(POPULAR, &["7", "50", "1"]).walking(&["users_pkey", "relation_counts_popular"]),
        asked_apart(MEMBERS_LITE, MEMBERS_PG, &["{7,8}"]),
        asked(DISMISSIBLE, &["7", "8"]),
    ];
    each_engine!(suggestions_read_no_more_than_is_limited, SUGGESTIONS);
}
