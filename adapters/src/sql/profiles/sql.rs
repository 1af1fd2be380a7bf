//! The statements.

use super::rows::privacy_columns;
use crate::sql::visibility::{closeness, listed};

macro_rules! profile {
    ($lock:literal) => {
        concat!(
            "select u.id, u.email, u.email_verified_at, u.handle, u.first_name, u.last_name, u.nickname, u.date_of_birth, u.gender, \
             u.about_me, u.bio, u.location, u.job, u.website, u.is_private, u.avatar_id, u.cover_id, u.created_at, ",
            privacy_columns!(),
            " from users u join profile_privacy p on p.user_id = u.id where u.id = $1 and u.suspended_at is null",
            $lock
        )
    };
}

pub(super) const PROFILE: &str = profile!("");
/// SQLite has one writer: nothing to lock. What only refers to the member, as a count of somebody else's does, need not
/// wait.
pub(super) const PROFILE_LOCKED_PG: &str = profile!(" for no key update of u");
pub(super) const TAGS: &str =
    "select tag, tag_key from profile_tags where user_id = $1 order by position";
pub(super) const UPDATE: &str = "\
update users set first_name = $2, last_name = $3, nickname = $4, date_of_birth = $5, gender = $6, about_me = $7, bio = $8, \
location = $9, job = $10, website = $11, updated_at = $12 where id = $1";
pub(super) const CLEAR_TAGS: &str = "delete from profile_tags where user_id = $1";
pub(super) const INSERT_TAG: &str =
    "insert into profile_tags (user_id, position, tag, tag_key) values ($1, $2, $3, $4)";
pub(super) const SET_AVATAR: &str =
    "update users set avatar_id = $2, updated_at = $3 where id = $1";
pub(super) const SET_COVER: &str = "update users set cover_id = $2, updated_at = $3 where id = $1";
pub(super) const SET_PRIVATE: &str =
    "update users set is_private = $2, updated_at = $3 where id = $1";
pub(super) const SET_PRIVACY: &str = "\
update profile_privacy set email = $2, date_of_birth = $3, gender = $4, location = $5, job = $6, friends = $7, follows = $8, \
media = $9, show_presence = $10 where user_id = $1";
pub(super) const COUNT_PICTURES: &str = concat!(
    "select count(*) from media m join post_media pm on pm.media_id = m.id join posts p on p.id = pm.post_id \
     join users a on a.id = p.author_id where m.owner_id = $1 and p.audience <> 'group' and ",
    listed!(post "p", author "a", viewer "$2", closeness closeness!(viewer "$2", other "$1")),
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PROFILES: &[Asked] = &[
        asked_apart(PROFILE, PROFILE_LOCKED_PG, &["7"]),
        asked(TAGS, &["7"]),
        asked(
            UPDATE,
            &[
                "7",
                "A",
                "B",
                "",
                "1990-01-01",
                "other",
                "",
                "",
                "",
                "",
                "",
                "9",
            ],
        ),
        asked(CLEAR_TAGS, &["7"]),
        asked(SET_AVATAR, &["7", "8", "9"]),
        asked(SET_COVER, &["7", "8", "9"]),
        asked(SET_PRIVATE, &["7", "1", "9"]),
        asked(SET_PRIVACY, &["7", "", "", "", "", "", "", "", "", "1"]),
        asked(COUNT_PICTURES, &["7", "8"]),
    ];
    each_engine!(a_profile_reads_what_is_its_owners, PROFILES);
}
