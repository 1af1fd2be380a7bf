//! Narrowing any list of members, or of groups, by what somebody typed.

/// The member's names fit: for each of the four texts of `kith_core::search::NamePrefixes` some word of theirs begins
/// so. An empty text fits everybody, so that the same statement serves with and without; each other one costs one look
/// at an index per member. Without the `offset` PostgreSQL would rather read first who in the whole place is called so. The
/// same text for both engines; a predicate for `concat!`:
///
/// ```text
/// concat!(
///     "select … from relations r where r.user_id = $1 and r.follow = 'following' and ",
///     named_like!(user "r.other_id", words "$4", "$5", "$6", "$7"),
/// )
/// ```
///
/// `user` is an expression for the member's id. The four are bound one by one:
/// `let [first, second, third, fourth] = prefixes.get();` then `.bind(first).bind(second).bind(third).bind(fourth)`.
macro_rules! named_like {
    (user $user:expr, words $first:literal, $second:literal, $third:literal, $fourth:literal) => {
        concat!(
            "(",
            $crate::sql::search::named_like!(user $user, word $first),
            " and ",
            $crate::sql::search::named_like!(user $user, word $second),
            " and ",
            $crate::sql::search::named_like!(user $user, word $third),
            " and ",
            $crate::sql::search::named_like!(user $user, word $fourth),
            ")"
        )
    };
    (user $user:expr, word $word:literal) => {
        $crate::sql::search::begins!(table "name_words", of "user_id", is $user, word $word)
    };
}

/// Some word of what is indexed in a table of words begins so; an empty one every word does.
macro_rules! begins {
    (table $table:literal, of $column:literal, is $what:expr, word $word:literal) => {
        concat!(
            "(",
            $word,
            " = '' or exists (select 1 from ",
            $table,
            " nw where nw.",
            $column,
            " = ",
            $what,
            " and nw.word >= ",
            $word,
            " and nw.word < ",
            $word,
            " || '\u{10FFFF}' limit 1 offset 0))"
        )
    };
}

/// Those who have a word that begins so, as a table of one column `id`.
macro_rules! called {
    (table $table:literal, of $column:literal, word $word:literal) => {
        concat!(
            "(select distinct ",
            $column,
            " as id from ",
            $table,
            " where word >= ",
            $word,
            " and word < ",
            $word,
            " || '\u{10FFFF}')"
        )
    };
}

/// The group's title fits, as a member's names do.
macro_rules! titled_like {
    (group $group:expr, words $first:literal, $second:literal, $third:literal, $fourth:literal) => {
        concat!(
            "(",
            $crate::sql::search::begins!(table "group_words", of "group_id", is $group, word $first),
            " and ",
            $crate::sql::search::begins!(table "group_words", of "group_id", is $group, word $second),
            " and ",
            $crate::sql::search::begins!(table "group_words", of "group_id", is $group, word $third),
            " and ",
            $crate::sql::search::begins!(table "group_words", of "group_id", is $group, word $fourth),
            ")"
        )
    };
}

pub(in crate::sql) use {begins, called, named_like, titled_like};
