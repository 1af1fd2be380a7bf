//! Lists of those who said whether they come, each walking an index in its order. `$1` reads, `$2` is the event, `$3` the
//! key after which the page starts, `$4` how many rows, `$5` to `$8` what the names begin with, `$9` how they stand.

use kith_core::{
    events::{EventResponse, Participant},
    search::NamePrefixes,
    shared::{
        clock::Timestamp,
        id::{EventId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};
use sqlx::FromRow;

use super::rows::response as read;
use crate::sql::{
    error::StoreResult as _,
    relations::{PersonRow, person_columns},
    search::{called, named_like, rare_name},
    store::{SqlTx, on},
    visibility::inside_group,
};

macro_rules! people {
    ($which:literal) => {
        people!(from "event_responses l", which $which)
    };
    (from $from:expr, which $which:expr) => {
        concat!(
            "select ",
            person_columns!(),
            ", l.response_key, l.response, l.responded_at from ",
            $from,
            " left join users p on p.id = l.user_id \
             left join relations m on m.user_id = $1 and m.other_id = l.user_id \
             left join relations t on t.user_id = l.user_id and t.other_id = $1 where l.event_id = $2 \
             and exists (select 1 from events e cross join groups g cross join group_members vm \
             where e.id = $2 and g.id = e.group_id and vm.group_id = e.group_id and vm.user_id = $1 and ",
            inside_group!(group "g", member "vm"),
            ") and ",
            $which,
            " and l.response_key > $3 and p.suspended_at is null and not coalesce(m.severed, false) and ",
            named_like!(user "l.user_id", words "$5", "$6", "$7", "$8"),
            " order by l.response_key limit $4"
        )
    };
}
/// Names `$9` as the other does, so that both are bound alike.
const ALL: &str = people!("coalesce($9, '') = ''");
const ALIKE: &str = people!("l.response = $9");
/// Of those who are called as `$10` says, who are few.
macro_rules! few {
    ($responses:literal, $which:literal) => {
        people!(
            from concat!(called!(table "name_words", of "user_id", word "$10"), " o cross join ", $responses, " l"),
            which concat!("l.user_id = o.id and ", $which)
        )
    };
}
/// For SQLite, and for PostgreSQL, which is told to look each of them up.
macro_rules! each_of_few {
    ($which:literal) => {
        [
            few!("event_responses", $which),
            few!(
                "lateral (select * from event_responses x where x.event_id = $2 and x.user_id = o.id offset 0)",
                $which
            ),
        ]
    };
}
const FEW: [&str; 2] = each_of_few!("coalesce($9, '') = ''");
const FEW_ALIKE: [&str; 2] = each_of_few!("l.response = $9");

#[derive(FromRow)]
struct ListedRow {
    response_key: i64,
    response: String,
    responded_at: i64,
    #[sqlx(flatten)]
    person: PersonRow,
}

/// See [`kith_core::events::EventRepo::participants`].
pub(super) async fn page(
    tx: &mut SqlTx,
    event: EventId,
    viewer: UserId,
    response: Option<EventResponse>,
    named: &NamePrefixes,
    (after, limit): (After, Limit),
) -> Result<Page<Participant>, StoreError> {
    let [first, second, third, fourth] = named.get();
    let rare = rare_name(tx, named).await?;
    let statement = tx.of_engine(match (response, rare) {
        (None, None) => [ALL; 2],
        (Some(_), None) => [ALIKE; 2],
        (None, Some(_)) => FEW,
        (Some(_), Some(_)) => FEW_ALIKE,
    });
    let rows: Vec<ListedRow> = on!(tx, c => {
        let query = sqlx::query_as(statement)
            .bind(viewer.get()).bind(event.get()).bind(after.unwrap_or(i64::MIN)).bind(limit.plus_one())
            .bind(first).bind(second).bind(third).bind(fourth)
            .bind(response.map_or("", EventResponse::as_str));
        match rare {
            Some(rare) => query.bind(rare),
            None => query,
        }
        .fetch_all(c).await
    })
    .store_err()?;
    let page = Page::cut(rows, limit, |row| row.response_key);
    let people = page.items.into_iter().map(|row| {
        Ok(Participant {
            response: read(&row.response)?,
            since: Timestamp::from_micros(row.responded_at),
            person: row.person.person()?,
        })
    });
    Ok(Page {
        items: people.collect::<Result<_, StoreError>>()?,
        next: page.next,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const LISTS: &[Asked] = &[
        asked(ALL, &["8", "7", "0", "21", "a", "b", "", "", ""]).sorting(0),
        asked(ALIKE, &["8", "7", "0", "21", "a", "b", "", "", "going"]).sorting(0),
    ];
    each_engine!(every_list_walks_an_index_without_sorting, LISTS);

    /// Not even a thousand have such a word.
    const fn few(statements: [&'static str; 2], with: &'static [&'static str]) -> Asked {
        let [lite, pg] = statements;
        asked_apart(lite, pg, with)
            .reading(&["name_words_pkey"])
            .sorting(2)
    }
    const RARE: &[Asked] = &[
        few(FEW, &["8", "7", "0", "21", "a", "b", "", "", "", "a"]),
        few(
            FEW_ALIKE,
            &["8", "7", "0", "21", "a", "b", "", "", "going", "a"],
        ),
    ];
    each_engine!(who_has_a_rare_name_is_looked_up_by_it, RARE);
}
