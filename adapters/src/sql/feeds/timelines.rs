//! Timelines.

use async_trait::async_trait;
use kith_core::{
    feeds::TimelineRepo,
    posts::Audience,
    shared::{
        id::{PostId, UserId},
        relay::{Handled, Place},
        store::StoreError,
    },
};

use crate::sql::{
    column::named,
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::listed,
};

/// What is to be known of a post that is to be spread, with the key of the last follower of this part, or friend for a
/// post for friends; null when the part is the last one.
const PART: &str = "\
select p.author_id, p.audience, case p.audience when 'friends' then \
(select f.friend_key from relations f where f.user_id = p.author_id and f.friendship = 'friends' and f.friend_key > $2 \
order by f.friend_key limit 1 offset $3) else \
(select f.follow_key from relations f where f.other_id = p.author_id and f.follow = 'following' and f.follow_key > $2 \
order by f.follow_key limit 1 offset $3) end as upto \
from posts p where p.id = $1 and p.deleted_at is null \
and not exists (select 1 from relation_counts c where c.user_id = p.author_id and c.is_pulled)";

/// Whom a post may be meant for; whether it is theirs to see is decided when home is read. Walks one index.
const SPREAD_TO_FOLLOWERS: &str = "\
insert into timelines (user_id, post_id, author_id) select r.user_id, $1, $2 from relations r \
where r.other_id = $2 and r.follow = 'following' and r.follow_key > $3 and r.follow_key <= $4 on conflict do nothing";
const SPREAD_TO_FRIENDS: &str = "\
insert into timelines (user_id, post_id, author_id) select r.user_id, $1, $2 from relations f cross join relations r \
where f.user_id = $2 and f.friendship = 'friends' and f.friend_key > $3 and f.friend_key <= $4 \
and r.user_id = f.other_id and r.other_id = $2 and r.follow = 'following' on conflict do nothing";
const SPREAD_TO_NAMED: &str = "\
insert into timelines (user_id, post_id, author_id) select r.user_id, $1, $2 from post_selected s cross join relations r \
where s.post_id = $1 and r.user_id = s.user_id and r.other_id = $2 and r.follow = 'following' on conflict do nothing";

const FILL: &str = concat!(
    "insert into timelines (user_id, post_id, author_id) select $3, p.id, p.author_id \
     from posts p left join users a on a.id = p.author_id \
     where p.author_id = $1 and p.deleted_at is null and p.audience <> 'group' \
     and p.id > coalesce((select e.post_id from timeline_ends e where e.user_id = $3), 0) \
     and exists (select 1 from relations r \
     where r.user_id = $3 and r.other_id = $1 and r.follow = 'following' and not r.pulled) and ",
    listed!(post "p", author "a", viewer "$3"),
    " order by p.id desc limit $2 on conflict do nothing"
);

const CLEAR: &str = "delete from timelines where user_id = $1 and author_id = $2";

const IS_BIG: &str =
    "select user_id from relation_counts where user_id = $1 and not is_pulled and followers > $2";
const PULL: &str =
    "update relation_counts set is_pulled = true where user_id = $1 and not is_pulled";
macro_rules! pull_for {
    ($whom:literal) => {
        concat!(
            "update relations set pulled = true where other_id = $1 and follow = 'following' and not pulled and ",
            $whom
        )
    };
}
const PULL_FOR_SMALLER: &str = pull_for!("user_id < $1");
const PULL_FOR_LARGER: &str = pull_for!("user_id > $1");
/// Who followed while the author became pulled.
const PULL_FOR_ONE: &str = "\
update relations set pulled = true where user_id = $2 and other_id = $1 and follow = 'following' and not pulled \
and exists (select 1 from relation_counts c where c.user_id = $1 and c.is_pulled)";

#[async_trait]
impl TimelineRepo for SqlTx {
    async fn spread_post(
        &mut self,
        post: PostId,
        from: Option<Place>,
        most: u64,
    ) -> Result<Handled, StoreError> {
        let above = from.unwrap_or_default();
        let offset = i64::try_from(most.saturating_sub(1)).unwrap_or(i64::MAX);
        let part: Option<(i64, String, Option<i64>)> = on!(self, c => sqlx::query_as(PART)
            .bind(post.get()).bind(above).bind(offset).fetch_optional(c).await)
        .store_err()?;
        let Some((author, audience, upto)) = part else {
            return Ok(Handled::LIGHTLY);
        };
        let followers = match named("posts.audience", &audience, Audience::parse)? {
            Audience::Public | Audience::Followers => SPREAD_TO_FOLLOWERS,
            Audience::Friends => SPREAD_TO_FRIENDS,
            Audience::Selected => return self.spread_to_named(post, author).await,
            // Home takes what is in groups from there.
            Audience::Unlisted | Audience::OnlyMe | Audience::Group => {
                return Ok(Handled::LIGHTLY);
            }
        };
        let rows = on!(self, c => sqlx::query(followers)
            .bind(post.get()).bind(author).bind(above).bind(upto.unwrap_or(i64::MAX))
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()?;
        Ok(Handled {
            rows: rows + Handled::LIGHTLY.rows,
            rest: upto,
        })
    }

    async fn fill_timeline(
        &mut self,
        reader: UserId,
        author: UserId,
        most: u32,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(FILL)
            .bind(author.get()).bind(i64::from(most)).bind(reader.get())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn clear_timeline(&mut self, reader: UserId, author: UserId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(CLEAR).bind(reader.get()).bind(author.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn pull_when_big(
        &mut self,
        author: UserId,
        follower: UserId,
        above: u32,
    ) -> Result<(), StoreError> {
        let is_big: Option<(i64,)> = on!(self, c => sqlx::query_as(IS_BIG)
            .bind(author.get()).bind(i64::from(above)).fetch_optional(c).await)
        .store_err()?;
        if is_big.is_some() {
            // Members are changed in the order of their ids, as by whoever changes a pair: neither holds the author's
            // counts while it waits for the row of a member with a smaller id. Who follows meanwhile has an event of
            // their own.
            for statement in [PULL_FOR_SMALLER, PULL, PULL_FOR_LARGER] {
                on!(self, c => sqlx::query(statement).bind(author.get()).execute(c).await.map(drop))
                    .store_err()?;
            }
            return Ok(());
        }
        on!(self, c => sqlx::query(PULL_FOR_ONE).bind(author.get()).bind(follower.get()).execute(c).await.map(drop))
            .store_err()
    }
}

impl SqlTx {
    /// In one part: a post names few.
    async fn spread_to_named(&mut self, post: PostId, author: i64) -> Result<Handled, StoreError> {
        let rows = on!(self, c => sqlx::query(SPREAD_TO_NAMED).bind(post.get()).bind(author)
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()?;
        Ok(Handled {
            rows: rows + Handled::LIGHTLY.rows,
            rest: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const SPREADING: &[Asked] = &[
        asked(PART, &["7", "0", "255"]).sorting(0),
        asked(SPREAD_TO_FOLLOWERS, &["7", "8", "0", "9223372036854775807"]).sorting(0),
        asked(SPREAD_TO_FRIENDS, &["7", "8", "0", "9223372036854775807"]).sorting(0),
        asked(SPREAD_TO_NAMED, &["7", "8"]).sorting(0),
        asked(FILL, &["7", "200", "8"]).sorting(0),
        asked(CLEAR, &["7", "8"]),
        asked(IS_BIG, &["7", "1000"]),
        asked(PULL, &["7"]),
        asked(PULL_FOR_SMALLER, &["7"]),
        asked(PULL_FOR_LARGER, &["7"]),
        asked(PULL_FOR_ONE, &["7", "8"]),
    ];
    each_engine!(
        spreading_looks_at_those_alone_whom_a_post_reaches,
        SPREADING
    );
}
