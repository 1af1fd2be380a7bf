//! The polls of a page of posts, as one value of JSON on either engine: a row for each option with what the viewer chose,
//! and a row for each vote that the viewer may not know of, of which there are hardly ever any.

use std::collections::HashSet;

use kith_core::{
    polls::{Poll, PollOption, PollTerms, ResultsFrom},
    shared::{
        clock::Timestamp,
        id::{PollOptionId, PostId, UserId},
        store::StoreError,
    },
};
use serde::Deserialize;

use crate::sql::{
    column::{id_list, named},
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::hidden,
};

/// `$1` is the viewer, `$2` the posts. From those who are hidden to the posts: where there are none, nothing is looked up.
macro_rules! polls {
    (row $row:literal, rows $rows:literal, nothing $nothing:literal, part $part:literal, given $given:literal) => {
        concat!(
            "select cast(",
            $row,
            "(",
            $part,
            "((select coalesce(",
            $rows,
            "(",
            $row,
            "(o.post_id, o.id, o.text, o.votes, case when m.option_id is null then 0 else 1 end, \
             case when q.multiple then 1 else 0 end, q.results, q.ends_at, q.voters)), ",
            $nothing,
            ") from ",
            $given,
            " cross join polls q cross join poll_options o \
             left join poll_votes m on m.post_id = o.post_id and m.user_id = $1 and m.option_id = o.id \
             where q.post_id = g.value and o.post_id = g.value)), ",
            $part,
            "((select coalesce(",
            $rows,
            "(",
            $row,
            "(v.post_id, v.user_id, v.option_id)), ",
            $nothing,
            ") from ",
            hidden!(viewer "$1"),
            " h cross join ",
            $given,
            " cross join poll_votes v where v.post_id = g.value and v.user_id = h.id))) as text)"
        )
    };
}
const POLLS_LITE: &str = polls!(
    row "json_array", rows "json_group_array", nothing "json_array()", part "json", given "json_each($2) g"
);
const POLLS_PG: &str = polls!(
    row "json_build_array", rows "json_agg", nothing "json_build_array()", part "", given "unnest($2) as g (value)"
);

#[derive(Deserialize)]
struct Answer(Vec<OptionRow>, Vec<HiddenVote>);

/// The order of the fields is that of the statement.
#[derive(Deserialize)]
struct OptionRow {
    post: i64,
    id: i64,
    text: String,
    votes: u64,
    mine: u8,
    multiple: u8,
    results: String,
    ends_at: Option<i64>,
    voters: u64,
}

#[derive(Deserialize)]
struct HiddenVote {
    post: i64,
    user: i64,
    option: i64,
}

/// See [`kith_core::polls::PollRepo::polls_of`].
pub(super) async fn of_posts(
    tx: &mut SqlTx,
    viewer: UserId,
    posts: &[PostId],
) -> Result<Vec<(PostId, Poll)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let json: String = on!(tx, c =>
        lite sqlx::query_scalar(POLLS_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_one(c).await,
        pg sqlx::query_scalar(POLLS_PG).bind(viewer.get()).bind(&ids).fetch_one(c).await)
    .store_err()?;
    let Answer(mut rows, hidden) =
        serde_json::from_str(&json).map_err(|error| StoreError::Failed(Box::new(error)))?;
    rows.sort_by_key(|row| (row.post, row.id));
    let mut polls = gather(rows)?;
    take_off(&mut polls, &hidden);
    Ok(polls)
}

/// Joins the options of one poll; they follow each other.
fn gather(rows: Vec<OptionRow>) -> Result<Vec<(PostId, Poll)>, StoreError> {
    let mut polls: Vec<(PostId, Poll)> = Vec::new();
    for row in rows {
        let post = PostId::new(row.post);
        if polls.last().is_none_or(|(last, _)| *last != post) {
            polls.push((post, row.poll()?));
        }
        if let Some((_, poll)) = polls.last_mut() {
            let id = PollOptionId::new(row.id);
            if row.mine != 0 {
                poll.mine.push(id);
            }
            poll.options.push(PollOption {
                id,
                text: row.text,
                votes: row.votes,
            });
        }
    }
    Ok(polls)
}

impl OptionRow {
    /// The poll without its options.
    fn poll(&self) -> Result<Poll, StoreError> {
        Ok(Poll {
            terms: PollTerms {
                multiple: self.multiple != 0,
                ends_at: self.ends_at.map(Timestamp::from_micros),
                results: named("polls.results", &self.results, ResultsFrom::parse)?,
            },
            options: Vec::new(),
            voters: self.voters,
            mine: Vec::new(),
        })
    }
}

/// Takes the votes off of which the viewer may not know, and those who gave them, each once.
fn take_off(polls: &mut [(PostId, Poll)], hidden: &[HiddenVote]) {
    let mut voters = HashSet::new();
    for vote in hidden {
        let of_post = polls.iter_mut().find(|(post, _)| post.get() == vote.post);
        let Some((_, poll)) = of_post else { continue };
        if voters.insert((vote.post, vote.user)) {
            poll.voters = poll.voters.saturating_sub(1);
        }
        let option = poll
            .options
            .iter_mut()
            .find(|one| one.id.get() == vote.option);
        if let Some(option) = option {
            option.votes = option.votes.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const PAGES: &[Asked] =
        &[asked_apart(POLLS_LITE, POLLS_PG, &["7", "{9,12}"]).reading(&["users_suspended"])];
    each_engine!(
        polls_are_looked_up_by_their_posts_and_votes_by_those_who_are_left_out,
        PAGES
    );
}
