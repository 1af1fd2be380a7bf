//! The public posts in which most take part.

use kith_core::{
    feeds::{Hot, HotPart, TakingPart},
    shared::{clock::Timestamp, id::PostId, store::StoreError},
};
use sqlx::FromRow;

use super::taking_part;
use crate::sql::{
    column::{id_list, unsigned},
    error::StoreResult as _,
    store::{SqlTx, on},
};

const KEPT: &str =
    "select posts from for_you_popular where bucket >= $1 order by bucket desc limit 1";
const KEEP: &str =
    "insert into for_you_popular (bucket, posts) values ($1, $2) on conflict do nothing";
const FORGET: &str = "delete from for_you_popular where bucket < $1";

/// The post at place `$2`, counted from 0, of those below `$1` in which anybody took part, and when it was published.
const END: &str = "\
select p.id, p.created_at from (select post_id from post_tallies where post_id < $1 order by post_id desc \
limit 1 offset $2) e cross join posts p where p.id = e.post_id";
/// Of the `$2` posts below `$1` in which anybody took part those that are for everybody to see, by how many did.
const HOT: &str = concat!(
    "select id, created_at, reactions, comments, shares from (select p.id, p.created_at, ",
    taking_part!(),
    " from (select * from post_tallies where post_id < $1 order by post_id desc limit $2) t \
     cross join posts p left join users a on a.id = p.author_id \
     where p.id = t.post_id and p.audience = 'public' and p.deleted_at is null \
     and p.created_at > $3 and a.suspended_at is null and not a.is_private) part \
     where reactions + comments + shares > 0 order by reactions + 2 * comments + 3 * shares desc, id desc limit $4"
);

#[derive(FromRow)]
struct HotRow {
    id: i64,
    created_at: i64,
    reactions: i64,
    comments: i64,
    shares: i64,
}

impl HotRow {
    fn hot(self) -> Result<Hot, StoreError> {
        Ok(Hot {
            post: PostId::new(self.id),
            created_at: Timestamp::from_micros(self.created_at),
            taking_part: TakingPart {
                reactions: unsigned("reactions", self.reactions)?,
                comments: unsigned("comments", self.comments)?,
                shares: unsigned("shares", self.shares)?,
            },
        })
    }
}

pub(super) async fn kept(
    tx: &mut SqlTx,
    since: Timestamp,
) -> Result<Option<Vec<PostId>>, StoreError> {
    let json: Option<String> = on!(tx, c => sqlx::query_scalar(KEPT)
        .bind(since.as_micros()).fetch_optional(c).await)
    .store_err()?;
    let Some(json) = json else { return Ok(None) };
    let ids: Vec<i64> =
        serde_json::from_str(&json).map_err(|error| StoreError::Failed(Box::new(error)))?;
    Ok(Some(ids.into_iter().map(PostId::new).collect()))
}

pub(super) async fn keep(
    tx: &mut SqlTx,
    bucket: Timestamp,
    posts: &[PostId],
) -> Result<(), StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    on!(tx, c => sqlx::query(KEEP).bind(bucket.as_micros()).bind(id_list(&ids)).execute(c).await.map(drop))
        .store_err()?;
    on!(tx, c => sqlx::query(FORGET).bind(bucket.as_micros()).execute(c).await.map(drop))
        .store_err()
}

pub(super) async fn part(
    tx: &mut SqlTx,
    below: Option<PostId>,
    size: usize,
    since: Timestamp,
    most: usize,
) -> Result<HotPart, StoreError> {
    let (below, since) = (below.map_or(i64::MAX, PostId::get), since.as_micros());
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let end: Option<(i64, i64)> = on!(tx, c => sqlx::query_as(END)
        .bind(below).bind(size.saturating_sub(1)).fetch_optional(c).await)
    .store_err()?;
    let rows: Vec<HotRow> = on!(tx, c => sqlx::query_as(HOT)
        .bind(below).bind(size).bind(since).bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(c).await)
    .store_err()?;
    Ok(HotPart {
        hot: rows
            .into_iter()
            .map(HotRow::hot)
            .collect::<Result<_, _>>()?,
        rest: end
            .filter(|(_, created_at)| *created_at > since)
            .map(|(post, _)| PostId::new(post)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const POPULAR: &[Asked] = &[
        asked(KEPT, &["0"]).walking(&["for_you_popular_pkey"]),
        asked(FORGET, &["900000000"]).reading(&["for_you_popular_pkey"]),
        asked(END, &["9223372036854775807", "4999"])
            .walking(&["post_tallies_pkey"])
            .sorting(0),
        asked(HOT, &["9223372036854775807", "5000", "0", "300"])
            .walking(&["post_tallies_pkey"])
            .sorting(1),
    ];
    each_engine!(popular_posts_are_looked_for_in_a_bounded_part, POPULAR);
}
