//! Lists of a group's people, each walking an index in its order. `$1` reads, `$2` is the group, `$3` the key before which
//! the page starts, `$4` how many rows, `$5` to `$8` what the names begin with.

use kith_core::{
    groups::{GroupPeople, GroupPerson},
    search::NamePrefixes,
    shared::{
        id::{GroupId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};
use sqlx::FromRow;

use super::{
    rows::StandingRow,
    views::{invitation, there_for},
};
use crate::sql::{
    error::StoreResult as _,
    relations::{PersonRow, person_columns},
    search::named_like,
    store::{SqlTx, on},
};

macro_rules! people {
    ($held:literal) => {
        concat!(
            "select ",
            person_columns!(),
            ", l.member_key as list_key, l.standing, l.invitation_id, l.invited_by, l.changed_at \
             from group_members l left join users p on p.id = l.user_id \
             left join relations m on m.user_id = $1 and m.other_id = l.user_id \
             left join relations t on t.user_id = l.user_id and t.other_id = $1 where l.group_id = $2 and ",
            $held,
            " and l.member_key < $3 and p.suspended_at is null and not coalesce(m.severed, false) and ",
            named_like!(user "l.user_id", words "$5", "$6", "$7", "$8"),
            " order by l.member_key desc limit $4"
        )
    };
}
const MEMBERS: &str = people!("l.belongs");
const STAFF: &str = people!("l.standing in ('moderator', 'owner')");
const REQUESTS: &str = people!("not l.belongs and l.standing = 'requested'");
const INVITED: &str = people!("not l.belongs and l.standing = 'invited'");
const BANNED: &str = people!("not l.belongs and l.standing = 'banned'");

#[derive(FromRow)]
struct ListedRow {
    list_key: i64,
    #[sqlx(flatten)]
    standing: StandingRow,
    #[sqlx(flatten)]
    person: PersonRow,
}

/// See [`kith_core::groups::MembershipRepo::group_people`].
pub(super) async fn page(
    tx: &mut SqlTx,
    list: GroupPeople,
    group: GroupId,
    viewer: UserId,
    named: &NamePrefixes,
    after: After,
    limit: Limit,
) -> Result<Page<GroupPerson>, StoreError> {
    let [first, second, third, fourth] = named.get();
    let statement = match list {
        GroupPeople::Members => MEMBERS,
        GroupPeople::Staff => STAFF,
        GroupPeople::Requests => REQUESTS,
        GroupPeople::Invited => INVITED,
        GroupPeople::Banned => BANNED,
    };
    let rows: Vec<ListedRow> = on!(tx, c => sqlx::query_as(statement)
        .bind(viewer.get()).bind(group.get()).bind(after.unwrap_or(i64::MAX)).bind(limit.plus_one())
        .bind(first).bind(second).bind(third).bind(fourth)
        .fetch_all(c).await)
    .store_err()?;
    let page = Page::cut(rows, limit, |row| row.list_key);
    Ok(Page {
        items: persons(tx, viewer, page.items).await?,
        next: page.next,
    })
}

async fn persons(
    tx: &mut SqlTx,
    viewer: UserId,
    rows: Vec<ListedRow>,
) -> Result<Vec<GroupPerson>, StoreError> {
    let mut inviters = Vec::new();
    for row in &rows {
        inviters.extend(row.standing.invited()?.and_then(|invited| invited.by));
    }
    let inviters = there_for(tx, viewer, inviters).await?;
    let persons = rows.into_iter().map(|row| {
        Ok(GroupPerson {
            standing: row.standing.standing()?,
            since: row.standing.since(),
            invitation: row
                .standing
                .invited()?
                .map(|invited| invitation(invited, &inviters)),
            person: row.person.person()?,
        })
    });
    persons.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const PAGE: &[&str] = &["7", "8", "9223372036854775807", "21", "a", "b", "", ""];
    const LISTS: &[Asked] = &[
        asked(MEMBERS, PAGE).sorting(0),
        asked(STAFF, PAGE).sorting(0),
        asked(REQUESTS, PAGE).sorting(0),
        asked(INVITED, PAGE).sorting(0),
        asked(BANNED, PAGE).sorting(0),
    ];
    each_engine!(every_list_walks_an_index_without_sorting, LISTS);
}
