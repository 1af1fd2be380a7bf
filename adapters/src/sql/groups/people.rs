//! Lists of a group's people, each walking an index in its order. `$1` reads, `$2` is the group, `$3` the key before which
//! the page starts, `$4` how many rows, `$5` to `$8` what the names begin with. Each asks itself that the reader belongs to the
//! group, and leaves out who is severed from them, unless they keep order in it: nobody gets out of reach by a block.

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
    search::{called, named_like, rare_name},
    store::{SqlTx, on},
    visibility::{inside_group, keeps_order},
};

macro_rules! people {
    ($held:literal) => {
        people!(from "group_members l", held $held)
    };
    (from $from:expr, held $held:expr) => {
        concat!(
            "select ",
            person_columns!(),
            ", l.member_key as list_key, l.standing, l.invitation_id, l.invited_by, l.changed_at from ",
            $from,
            " left join users p on p.id = l.user_id \
             left join relations m on m.user_id = $1 and m.other_id = l.user_id \
             left join relations t on t.user_id = l.user_id and t.other_id = $1 where l.group_id = $2 and ",
            $held,
            " and exists (select 1 from groups vg cross join group_members vm \
             where vg.id = $2 and vm.group_id = $2 and vm.user_id = $1 and ",
            inside_group!(group "vg", member "vm"),
            ") and l.member_key < $3 and p.suspended_at is null and (not coalesce(m.severed, false) or ",
            keeps_order!(viewer "$1", group "$2"),
            ") and ",
            named_like!(user "l.user_id", words "$5", "$6", "$7", "$8"),
            " order by l.member_key desc limit $4"
        )
    };
}
/// Of those who are called as `$9` says, who are few.
macro_rules! few {
    ($members:literal, $held:literal) => {
        people!(
            from concat!(called!(table "name_words", of "user_id", word "$9"), " o cross join ", $members, " l"),
            held concat!("l.user_id = o.id and ", $held)
        )
    };
}
/// For SQLite, and for PostgreSQL, which is told to look each of them up.
macro_rules! each_of_few {
    ($held:literal) => {
        [
            few!("group_members", $held),
            few!(
                "lateral (select * from group_members x where x.group_id = $2 and x.user_id = o.id offset 0)",
                $held
            ),
        ]
    };
}
const MEMBERS: &str = people!("l.belongs");
const STAFF: &str = people!("l.standing in ('moderator', 'owner')");
const REQUESTS: &str = people!("not l.belongs and l.standing = 'requested'");
const INVITED: &str = people!("not l.belongs and l.standing = 'invited'");
const OWN_INVITED: &str = people!("not l.belongs and l.standing = 'invited' and l.invited_by = $1");
const BANNED: &str = people!("not l.belongs and l.standing = 'banned'");
const FEW_MEMBERS: [&str; 2] = each_of_few!("l.belongs");
const FEW_REQUESTS: [&str; 2] = each_of_few!("not l.belongs and l.standing = 'requested'");
const FEW_INVITED: [&str; 2] = each_of_few!("not l.belongs and l.standing = 'invited'");
const FEW_BANNED: [&str; 2] = each_of_few!("not l.belongs and l.standing = 'banned'");

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
    let (all, few) = match list {
        GroupPeople::Members => (MEMBERS, Some(FEW_MEMBERS)),
        GroupPeople::Requests => (REQUESTS, Some(FEW_REQUESTS)),
        GroupPeople::Invited => (INVITED, Some(FEW_INVITED)),
        GroupPeople::Banned => (BANNED, Some(FEW_BANNED)),
        // These are few, whatever they are called.
        GroupPeople::Staff => (STAFF, None),
        GroupPeople::OwnInvited => (OWN_INVITED, None),
    };
    let (statements, rare) = match few {
        Some(few) => match rare_name(tx, named).await? {
            Some(rare) => (few, Some(rare)),
            None => ([all; 2], None),
        },
        None => ([all; 2], None),
    };
    let statement = tx.of_engine(statements);
    let rows: Vec<ListedRow> = on!(tx, c => {
        let query = sqlx::query_as(statement)
            .bind(viewer.get()).bind(group.get()).bind(after.unwrap_or(i64::MAX)).bind(limit.plus_one())
            .bind(first).bind(second).bind(third).bind(fourth);
        match rare {
            Some(rare) => query.bind(rare),
            None => query,
        }
        .fetch_all(c).await
    })
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
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PAGE: &[&str] = &["7", "8", "9223372036854775807", "21", "a", "b", "", ""];
    const LISTS: &[Asked] = &[
        asked(MEMBERS, PAGE).sorting(0),
        asked(STAFF, PAGE).sorting(0),
        asked(REQUESTS, PAGE).sorting(0),
        asked(INVITED, PAGE).sorting(0),
        asked(OWN_INVITED, PAGE).sorting(0),
        asked(BANNED, PAGE).sorting(0),
    ];
    each_engine!(every_list_walks_an_index_without_sorting, LISTS);

    const RARE: &[&str] = &["7", "8", "9223372036854775807", "21", "a", "b", "", "", "a"];
    /// Not even a thousand have such a word.
    const fn few(asked: Asked) -> Asked {
        asked.reading(&["name_words_pkey"]).sorting(2).as_bound()
    }
    const FEW: &[Asked] = &[
        few(asked_apart(FEW_MEMBERS[0], FEW_MEMBERS[1], RARE)),
        few(asked_apart(FEW_REQUESTS[0], FEW_REQUESTS[1], RARE)),
        few(asked_apart(FEW_INVITED[0], FEW_INVITED[1], RARE)),
        few(asked_apart(FEW_BANNED[0], FEW_BANNED[1], RARE)),
    ];
    each_engine!(who_has_a_rare_name_is_looked_up_by_it, FEW);
}
