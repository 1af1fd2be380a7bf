//! What a list is made of: one statement, each of whose arms stops at a bound.

use async_trait::async_trait;
use kith_core::{
    feeds::{Candidate, CandidateRepo, HotPart, TakingPart},
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        store::StoreError,
    },
    tags::Tag,
};
use serde::Deserialize;
use sqlx::FromRow;

use super::{popular, suitable, taking_part};
use crate::sql::{
    column::{id_list, unsigned},
    error::StoreResult as _,
    posts::rows::{closeness as nearness, from_number},
    store::{SqlTx, on},
    visibility::closeness,
};

/// `people`: whose newest posts are looked at one by one, since no timeline has them: a hundred friends, a hundred pulled
/// authors and the strangers `$3`. `own_tags`: the fifty tags that the viewer followed last, and the interests.
/// `tagged`: the forty newest posts of each. `liked`: whose posts the viewer reacted to, among the hundred newest ones.
/// `found`: those, of the thirty newest of each of the people the three newest that others may see, the two hundred newest of
/// the timeline and of what is public, the twenty newest of each of the thirty of the viewer's groups where something was
/// posted last, and the popular ones `$4`. Of all these what suits, since `$2`.
macro_rules! candidates {
    (strangers $strangers:literal, popular $popular:literal, tagged $tagged:literal, written $written:literal,
     in_groups $in_groups:literal) => {
        concat!(
            "with people as materialized (\
             select id from (select other_id as id from relations where user_id = $1 and friendship = 'friends' \
             order by friend_key desc limit 100) befriended union \
             select id from (select other_id as id from relations where user_id = $1 and pulled \
             order by other_id desc limit 100) pulled union ",
            $strangers,
            "), own_tags as materialized (\
             select tag, max(followed) as followed from (\
             select tag, followed from (select tag, 1 as followed from tag_follows where user_id = $1 \
             order by follow_key desc limit 50) followed_ones union all \
             select tag_key as tag, 0 as followed from profile_tags where user_id = $1) both_kinds group by tag), \
             tagged as materialized (\
             select g.post_id as id, count(*) as shared, min(case o.followed when 1 then o.tag end) as followed_tag, \
             min(case o.followed when 0 then o.tag end) as interest from own_tags o cross join ",
            $tagged,
            " group by g.post_id), \
             liked as materialized (\
             select lp.author_id as id, count(*) as often from (select post_id from post_reactions where user_id = $1 \
             order by post_id desc limit 100) lately cross join posts lp where lp.id = lately.post_id group by lp.author_id), \
             found as materialized (\
             select id from (select post_id as id from timelines where user_id = $1 order by post_id desc limit 200) written union \
             select w.id from people m cross join ",
            $written,
            " union \
             select id from tagged union \
             select id from (select id from posts where audience = 'public' and deleted_at is null \
             order by id desc limit 200) newest union \
             select w.id from (select g.id from group_members gm cross join groups g where gm.user_id = $1 and gm.belongs \
             and g.id = gm.group_id and g.deleted_at is null order by g.activity_key desc limit 30) m cross join ",
            $in_groups,
            " union ",
            $popular,
            ") select p.id, p.author_id, p.created_at, cast(",
            closeness!(relation "r"),
            " as bigint) as closeness, p.audience = 'group' as in_group, cast(coalesce(l.often, 0) as bigint) as reacted, ",
            taking_part!(),
            ", cast(coalesce(k.shared, 0) as bigint) as shared, k.followed_tag, k.interest \
             from found f cross join posts p left join users a on a.id = p.author_id \
             left join relations r on r.user_id = $1 and r.other_id = p.author_id \
             left join post_tallies t on t.post_id = p.id \
             left join tagged k on k.id = f.id left join liked l on l.id = p.author_id \
             where p.id = f.id and p.created_at > $2 and ",
            suitable!()
        )
    };
}
/// One value of JSON: there are hundreds of rows.
const CANDIDATES_LITE: &str = concat!(
    "select json_group_array(json_array(id, author_id, created_at, closeness, in_group, reacted, reactions, comments, shares, shared, \
     followed_tag, interest)) from (",
    candidates!(
        strangers "select value as id from json_each($3)",
        popular "select value as id from json_each($4)",
        tagged "post_tags g where g.tag = o.tag and g.post_id >= coalesce((select n.post_id from post_tags n \
            where n.tag = o.tag order by n.post_id desc limit 1 offset 39), 0)",
        written "posts w where w.author_id = m.id and w.deleted_at is null and w.audience <> 'group' and w.id >= coalesce(\
            (select id from (select n.id, n.audience from posts n where n.author_id = m.id and n.deleted_at is null \
            and n.audience <> 'group' order by n.id desc limit 30) lately \
            where audience <> 'only_me' order by id desc limit 1 offset 2), \
            (select n.id from posts n where n.author_id = m.id and n.deleted_at is null and n.audience <> 'group' \
            order by n.id desc limit 1 offset 29), 0)",
        in_groups "posts w where w.group_id = m.id and w.deleted_at is null and w.id >= coalesce((select n.id from posts n \
            where n.group_id = m.id and n.deleted_at is null order by n.id desc limit 1 offset 19), 0)"
    ),
    ") candidate"
);
/// PostgreSQL is told to take so many from each: left to guess, it would expect a third of all.
const CANDIDATES_PG: &str = candidates!(
    strangers "select s.id from unnest($3) as s (id)",
    popular "select s.id from unnest($4) as s (id)",
    tagged "lateral (select n.post_id from post_tags n where n.tag = o.tag order by n.post_id desc limit 40) g",
    written "lateral (select id from (select n.id, n.audience from posts n where n.author_id = m.id and n.deleted_at is null \
        and n.audience <> 'group' order by n.id desc limit 30) lately where audience <> 'only_me' order by id desc limit 3) w",
    in_groups "lateral (select n.id from posts n where n.group_id = m.id and n.deleted_at is null order by n.id desc limit 20) w"
);

/// The order of the fields is that of the statement.
#[derive(FromRow, Deserialize)]
struct CandidateRow {
    id: i64,
    author_id: i64,
    created_at: i64,
    closeness: i64,
    #[serde(deserialize_with = "from_number")]
    in_group: bool,
    reacted: i64,
    reactions: i64,
    comments: i64,
    shares: i64,
    shared: i64,
    followed_tag: Option<String>,
    interest: Option<String>,
}

impl CandidateRow {
    fn candidate(self) -> Result<Candidate, StoreError> {
        Ok(Candidate {
            post: PostId::new(self.id),
            author: UserId::new(self.author_id),
            created_at: Timestamp::from_micros(self.created_at),
            closeness: nearness(self.closeness)?,
            in_group: self.in_group,
            mutuals: 0,
            via: None,
            reacted: unsigned("reacted", self.reacted)?,
            taking_part: TakingPart {
                reactions: unsigned("reactions", self.reactions)?,
                comments: unsigned("comments", self.comments)?,
                shares: unsigned("shares", self.shares)?,
            },
            shared_tags: unsigned("shared", self.shared)?,
            followed_tag: self.followed_tag.map(Tag::stored),
            interest: self.interest.map(Tag::stored),
        })
    }
}

#[async_trait]
impl CandidateRepo for SqlTx {
    async fn candidates(
        &mut self,
        viewer: UserId,
        strangers: &[UserId],
        popular: &[PostId],
        since: Timestamp,
    ) -> Result<Vec<Candidate>, StoreError> {
        let strangers: Vec<i64> = strangers.iter().map(|id| id.get()).collect();
        let popular: Vec<i64> = popular.iter().map(|id| id.get()).collect();
        let (viewer, since) = (viewer.get(), since.as_micros());
        let rows: Vec<CandidateRow> = on!(self, c =>
            lite {
                let rows: String = sqlx::query_scalar(CANDIDATES_LITE)
                    .bind(viewer).bind(since).bind(id_list(&strangers)).bind(id_list(&popular))
                    .fetch_one(c).await.store_err()?;
                serde_json::from_str(&rows).map_err(|error| StoreError::Failed(Box::new(error)))
            },
            pg sqlx::query_as(CANDIDATES_PG)
                .bind(viewer).bind(since).bind(&strangers).bind(&popular)
                .fetch_all(c).await.store_err())?;
        rows.into_iter().map(CandidateRow::candidate).collect()
    }

    async fn popular_posts(&mut self, since: Timestamp) -> Result<Option<Vec<PostId>>, StoreError> {
        popular::kept(self, since).await
    }

    async fn keep_popular(
        &mut self,
        bucket: Timestamp,
        posts: &[PostId],
    ) -> Result<(), StoreError> {
        popular::keep(self, bucket, posts).await
    }

    async fn hot_posts(
        &mut self,
        below: Option<PostId>,
        size: usize,
        since: Timestamp,
        most: usize,
    ) -> Result<HotPart, StoreError> {
        popular::part(self, below, size, since, most).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const CANDIDATES: &[Asked] = &[asked_apart(
        CANDIDATES_LITE,
        CANDIDATES_PG,
        &["7", "0", "{8,9}", "{10,11}"],
    )
    .walking(&["posts_public"])];
    each_engine!(a_list_is_made_of_what_is_looked_up, CANDIDATES);
}
