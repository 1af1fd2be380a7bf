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
    search::named_like,
    store::{SqlTx, on},
    visibility::inside_group,
};

macro_rules! people {
    ($which:literal) => {
        concat!(
            "select ",
            person_columns!(),
            ", l.response_key, l.response, l.responded_at \
             from event_responses l left join users p on p.id = l.user_id \
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
    let statement = if response.is_some() { ALIKE } else { ALL };
    let rows: Vec<ListedRow> = on!(tx, c => sqlx::query_as(statement)
        .bind(viewer.get()).bind(event.get()).bind(after.unwrap_or(i64::MIN)).bind(limit.plus_one())
        .bind(first).bind(second).bind(third).bind(fourth)
        .bind(response.map_or("", EventResponse::as_str))
        .fetch_all(c).await)
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
    use crate::sql::plans::{Asked, asked, each_engine};

    const LISTS: &[Asked] = &[
        asked(ALL, &["8", "7", "0", "21", "a", "b", "", "", ""]).sorting(0),
        asked(ALIKE, &["8", "7", "0", "21", "a", "b", "", "", "going"]).sorting(0),
    ];
    each_engine!(every_list_walks_an_index_without_sorting, LISTS);
}
