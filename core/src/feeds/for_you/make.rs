//! Making a reader's list.

use std::collections::HashMap;

use time::Duration;

use super::{
    pick::Pick,
    ports::Hot,
    score::{Candidate, heat, rank},
};
use crate::{
    relations::Acquaintance,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// What the operator decides about For you.
#[derive(Debug, Clone, Copy)]
pub struct ForYouPolicy {
    /// How long a list stays the one that is shown.
    pub every: Duration,
}

/// How far back posts are looked for.
const WEEK: Duration = Duration::WEEK;
/// How many members are looked at who are connected with the reader's connections.
const ACQUAINTANCES: usize = 100;
/// How many popular posts are kept.
const POPULAR: usize = 300;
/// How many posts in which anybody took part are looked at together.
const PART: usize = 5_000;
/// How many such parts the job looks at in all.
const PARTS: usize = 60;
/// For how many buckets popular posts will do: while the ones of the present are looked for, those of the last serve.
const POPULAR_FOR: i32 = 3;

impl ForYouPolicy {
    /// When the stretch of time began that holds `moment`.
    #[must_use]
    pub fn bucket(self, moment: Timestamp) -> Timestamp {
        let length = i64::try_from(self.every.whole_microseconds())
            .unwrap_or(i64::MAX)
            .max(1);
        let micros = moment.as_micros();
        Timestamp::from_micros(micros - micros.rem_euclid(length))
    }
}

/// The list of `reader` for a bucket, of what there is.
pub(super) async fn make(
    tx: &mut dyn Tx,
    policy: ForYouPolicy,
    reader: UserId,
    bucket: Timestamp,
) -> Result<Vec<Pick>, StoreError> {
    let since = bucket.plus(-WEEK);
    let lately = bucket.plus(-policy.every * POPULAR_FOR);
    let popular = match tx.popular_posts(lately).await? {
        Some(posts) => posts,
        None => hottest(tx.hot_posts(None, PART, since, POPULAR).await?.hot, bucket),
    };
    let acquaintances = tx.friends_of_friends(reader, false, ACQUAINTANCES).await?;
    let strangers: Vec<UserId> = acquaintances.iter().map(|one| one.member).collect();
    let mut candidates = tx.candidates(reader, &strangers, &popular, since).await?;
    introduce(&mut candidates, acquaintances);
    Ok(rank(candidates, bucket))
}

/// Says of each post by an acquaintance how many the reader and its author have in common, and names one.
fn introduce(candidates: &mut [Candidate], acquaintances: Vec<Acquaintance>) {
    let mutuals: HashMap<UserId, Vec<UserId>> = acquaintances
        .into_iter()
        .map(|one| (one.member, one.mutuals))
        .collect();
    for candidate in candidates {
        if let Some(mutuals) = mutuals.get(&candidate.author) {
            candidate.mutuals = mutuals.len();
            candidate.via = mutuals.first().copied();
        }
    }
}

/// Looks for the popular posts of a bucket among all of the last week, in parts that hold nobody up for long.
pub(super) async fn find_popular(
    ports: &Ports,
    bucket: Timestamp,
) -> Result<Vec<PostId>, StoreError> {
    let mut found = Vec::new();
    let mut below = None;
    for _part in 0..PARTS {
        let mut tx = ports.store.read().await?;
        let part = tx
            .hot_posts(below, PART, bucket.plus(-WEEK), POPULAR)
            .await?;
        found.extend(part.hot);
        keep_hottest(&mut found, bucket);
        below = part.rest;
        if below.is_none() {
            break;
        }
    }
    Ok(hottest(found, bucket))
}

fn hottest(mut found: Vec<Hot>, at: Timestamp) -> Vec<PostId> {
    keep_hottest(&mut found, at);
    found.into_iter().map(|hot| hot.post).collect()
}

fn keep_hottest(found: &mut Vec<Hot>, at: Timestamp) {
    found.sort_by(|one, other| {
        let heat_of = |hot: &Hot| heat(hot.taking_part, hot.created_at, at);
        heat_of(other)
            .total_cmp(&heat_of(one))
            .then_with(|| other.post.cmp(&one.post))
    });
    found.truncate(POPULAR);
}
