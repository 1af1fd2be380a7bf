//! The lists of For you. Each is one row: it is written and read as a whole, and a page needs no more of it than the ids.

use async_trait::async_trait;
use kith_core::{
    feeds::{Because, ForYouRepo, Pick, Tie},
    posts::AuthoredPost,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        store::StoreError,
    },
    tags::Tag,
};
use serde::{Deserialize, Serialize};

use super::picked;
use crate::sql::{
    column::at_most,
    error::StoreResult as _,
    store::{SqlTx, on},
};

const LIST: &str = "select picks from for_you_lists where user_id = $1 and bucket = $2";
const KEEP: &str = "\
insert into for_you_lists (user_id, bucket, picks, asked) values ($1, $2, $3, $4) on conflict do nothing";
/// All lists since `$1` are looked at, of which a reader who comes often has one a bucket.
const READERS: &str = "\
select l.user_id from for_you_lists l where l.bucket >= $1 and l.bucket < $2 and l.asked \
and not exists (select 1 from for_you_lists n where n.user_id = l.user_id and n.bucket = $2) \
group by l.user_id order by max(l.bucket) desc, l.user_id limit $3";
const FORGET: &str = "\
delete from for_you_lists where (user_id, bucket) in \
(select o.user_id, o.bucket from for_you_lists o where o.bucket < $1 order by o.bucket limit $2)";

/// A pick as it is stored: post, why, tag, member. The words are never changed once released.
#[derive(Serialize, Deserialize)]
struct Stored(i64, Why, Option<String>, Option<i64>);

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Why {
    Near,
    FollowedTag,
    InGroup,
    Via,
    Interest,
    Popular,
    Recent,
}

impl From<&Pick> for Stored {
    fn from(pick: &Pick) -> Self {
        let tagged = |tag: &Tag| Some(tag.as_str().to_owned());
        let (why, tag, member) = match &pick.because {
            Because::Near => (Why::Near, None, None),
            Because::FollowedTag(tag) => (Why::FollowedTag, tagged(tag), None),
            Because::InGroup => (Why::InGroup, None, None),
            Because::Via(member) => (Why::Via, None, Some(member.get())),
            Because::Interest(tag) => (Why::Interest, tagged(tag), None),
            Because::Popular => (Why::Popular, None, None),
            Because::Recent => (Why::Recent, None, None),
        };
        Self(pick.post.get(), why, tag, member)
    }
}

impl From<Stored> for Pick {
    fn from(Stored(post, why, tag, member): Stored) -> Self {
        let tag = tag.map(Tag::stored);
        let because = match (why, tag, member) {
            (Why::Near, ..) => Because::Near,
            (Why::FollowedTag, Some(tag), _) => Because::FollowedTag(tag),
            (Why::InGroup, ..) => Because::InGroup,
            (Why::Via, _, Some(member)) => Because::Via(UserId::new(member)),
            (Why::Interest, Some(tag), _) => Because::Interest(tag),
            (Why::Popular, ..) => Because::Popular,
            (Why::FollowedTag | Why::Via | Why::Interest | Why::Recent, ..) => Because::Recent,
        };
        Self {
            post: PostId::new(post),
            because,
        }
    }
}

fn failed(error: serde_json::Error) -> StoreError {
    StoreError::Failed(Box::new(error))
}

#[async_trait]
impl ForYouRepo for SqlTx {
    async fn for_you_list(
        &mut self,
        reader: UserId,
        bucket: Timestamp,
    ) -> Result<Option<Vec<Pick>>, StoreError> {
        let json: Option<String> = on!(self, c => sqlx::query_scalar(LIST)
            .bind(reader.get()).bind(bucket.as_micros()).fetch_optional(c).await)
        .store_err()?;
        let Some(json) = json else { return Ok(None) };
        let stored: Vec<Stored> = serde_json::from_str(&json).map_err(failed)?;
        Ok(Some(stored.into_iter().map(Pick::from).collect()))
    }

    async fn keep_for_you(
        &mut self,
        reader: UserId,
        bucket: Timestamp,
        picks: &[Pick],
        asked: bool,
    ) -> Result<(), StoreError> {
        let stored: Vec<Stored> = picks.iter().map(Stored::from).collect();
        let json = serde_json::to_string(&stored).map_err(failed)?;
        on!(self, c => sqlx::query(KEEP)
            .bind(reader.get()).bind(bucket.as_micros()).bind(json).bind(asked)
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn picked_posts(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
        limit: usize,
    ) -> Result<Vec<AuthoredPost>, StoreError> {
        picked::posts(self, viewer, posts, at_most(limit)).await
    }

    async fn ties(
        &mut self,
        viewer: UserId,
        pairs: &[(UserId, UserId)],
    ) -> Result<Vec<Tie>, StoreError> {
        picked::ties(self, viewer, pairs).await
    }

    async fn for_you_readers(
        &mut self,
        since: Timestamp,
        bucket: Timestamp,
        most: usize,
    ) -> Result<Vec<UserId>, StoreError> {
        let ids: Vec<i64> = on!(self, c => sqlx::query_scalar(READERS)
            .bind(since.as_micros()).bind(bucket.as_micros()).bind(at_most(most))
            .fetch_all(c).await)
        .store_err()?;
        Ok(ids.into_iter().map(UserId::new).collect())
    }

    async fn forget_for_you(&mut self, before: Timestamp, most: usize) -> Result<u64, StoreError> {
        on!(self, c => sqlx::query(FORGET)
            .bind(before.as_micros()).bind(at_most(most))
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const LISTS: &[Asked] = &[
        asked(LIST, &["7", "900000000"]),
        asked(READERS, &["0", "900000000", "100"]).reading(&["for_you_lists_by_bucket"]),
        asked(FORGET, &["900000000", "200"])
            .walking(&["for_you_lists_by_bucket"])
            .reading(&["for_you_lists_by_bucket"]),
    ];
    each_engine!(a_list_is_looked_up_and_those_of_a_time_are_walked, LISTS);

    #[test]
    fn what_brought_a_post_there_survives_its_stored_form() {
        let tag = || Tag::parse("snow").unwrap();
        for because in [
            Because::Near,
            Because::FollowedTag(tag()),
            Because::InGroup,
            Because::Via(UserId::new(7)),
            Because::Interest(tag()),
            Because::Popular,
            Because::Recent,
        ] {
            let pick = Pick {
                post: PostId::new(i64::MAX),
                because,
            };
            let json = serde_json::to_string(&Stored::from(&pick)).unwrap();
            let stored: Stored = serde_json::from_str(&json).unwrap();
            assert_eq!(Pick::from(stored), pick, "{json}");
        }
    }
}
