//! The statements. `m` is the picture, `v` one of its renditions, smallest first.

use crate::sql::visibility::{inside_group, known_group, listed, severed, visible};

macro_rules! select {
    ($condition:expr) => {
        concat!(
            "select m.id, m.owner_id, m.purpose, m.kind, m.status, m.width, m.height, m.placeholder, m.alt_text, m.created_at, \
             m.duration_ms, m.progress, m.failure, \
             v.name as variant_name, v.width as variant_width, v.height as variant_height, v.bytes as variant_bytes, v.digest as variant_digest \
             from media m left join media_variants v on v.media_id = m.id where ",
            $condition,
            " order by m.id, v.width"
        )
    };
}

pub(super) const INSERT: &str = "\
insert into media (id, owner_id, purpose, kind, status, width, height, placeholder, alt_text, bytes, created_at, duration_ms, progress) \
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
pub(super) const INSERT_VARIANT: &str = "\
insert into media_variants (media_id, name, width, height, bytes, digest) values ($1, $2, $3, $4, $5, $6) \
on conflict (media_id, name) do update set width = excluded.width, height = excluded.height, bytes = excluded.bytes, digest = excluded.digest";

pub(super) const BY_ID: &str = select!("m.id = $1");
pub(super) const BY_IDS_LITE: &str = select!("m.id in (select value from json_each($1))");
pub(super) const BY_IDS_PG: &str = select!("m.id = any($1)");
/// Unattached: the owner. Avatars and covers: every member, unless the owner is suspended or severed from them.
/// Pictures of posts, and of the previews in them: who may see the post. Pictures of comments: who may see the post and
/// whoever wrote the comment. Banners: who may know of the group. Pictures of
/// events: who belongs to the group.
pub(super) const VISIBLE: &str = select!(concat!(
    "m.id = $1 and ((m.owner_id = $2 and not m.attached) or (m.attached and m.purpose in ('avatar', 'cover') \
     and exists (select 1 from users o where o.id = m.owner_id and o.suspended_at is null) and not ",
    severed!(viewer "$2", other "m.owner_id"),
    ") or exists (select 1 from post_media pm join posts p on p.id = pm.post_id join users a on a.id = p.author_id \
     where pm.media_id = m.id and ",
    visible!(post "p", author "a", viewer "$2"),
    ") or exists (select 1 from comments k join users w on w.id = k.author_id join posts p on p.id = k.post_id \
     join users a on a.id = p.author_id where k.media_id = m.id and k.deleted_at is null and w.suspended_at is null and not ",
    severed!(viewer "$2", other "k.author_id"),
    " and ",
    visible!(post "p", author "a", viewer "$2"),
    ") or exists (select 1 from link_previews lp join posts p on p.id = lp.post_id join users a on a.id = p.author_id \
     where lp.media_id = m.id and lp.state = 'shown' and ",
    visible!(post "p", author "a", viewer "$2"),
    ") or exists (select 1 from groups g left join group_members gm on gm.group_id = g.id and gm.user_id = $2 \
     where g.banner_id = m.id and ",
    known_group!(group "g", member "gm"),
    ") or exists (select 1 from events e join groups g on g.id = e.group_id \
     join group_members gm on gm.group_id = e.group_id and gm.user_id = $2 where e.image_id = m.id and ",
    inside_group!(group "g", member "gm"),
    "))"
));
pub(super) const PICTURES_BY: &str = concat!(
    "select m.id as media_id, pm.post_id, p.content_warning, pm.position from media m join post_media pm on pm.media_id = m.id join posts p on p.id = pm.post_id \
     join users a on a.id = p.author_id where m.owner_id = $1 and m.id < $3 and p.audience <> 'group' and ",
    listed!(post "p", author "a", viewer "$2"),
    " order by m.id desc limit $4"
);

/// Those of the group `$1` after the picture `$4` of the post `$3`, as the viewer `$2` reads the feed of the group: of as
/// many posts as fill a page, and one more, of which all may have been shown.
macro_rules! pictures_in {
    ($posts:literal) => {
        concat!(
            "select pm.media_id, pm.post_id, n.content_warning, pm.position from (select p.id, p.content_warning from ",
            $posts,
            " left join users a on a.id = p.author_id \
             where p.group_id = $1 and p.deleted_at is null and p.media_count > 0 and p.id <= $3 \
             and not exists (select 1 from relations r where r.user_id = $2 and r.other_id = p.author_id and r.muting) and ",
            listed!(post "p", author "a", viewer "$2"),
            " order by p.id desc limit $5 + 1) n cross join post_media pm \
             where pm.post_id = n.id and (n.id < $3 or pm.position > $4) order by n.id desc, pm.position limit $5"
        )
    };
}
/// SQLite is told to walk the posts that have pictures: those that have none may be very many.
pub(super) const PICTURES_IN_LITE: &str =
    pictures_in!("posts p indexed by posts_pictured_in_group");
pub(super) const PICTURES_IN_PG: &str = pictures_in!("posts p");

pub(super) const DESCRIBE: &str = "update media set alt_text = $3 where id = $1 and owner_id = $2";
pub(super) const ATTACH: &str = "update media set attached = true where id = $1 and owner_id = $2 and purpose = $3 and not attached";
pub(super) const DELETE_UNATTACHED: &str =
    "delete from media where id = $1 and owner_id = $2 and not attached";
pub(super) const ERASE_LITE: &str =
    "delete from media where id in (select value from json_each($1))";
pub(super) const ERASE_PG: &str = "delete from media where id = any($1)";
pub(super) const SET_STATUS: &str = "update media set status = $2 where id = $1";
pub(super) const SET_PROGRESS: &str =
    "update media set progress = $2 where id = $1 and status = 'processing'";
pub(super) const SETTLE_VIDEO: &str =
    "update media set status = $2, duration_ms = $3, progress = $4, failure = $5 where id = $1";
/// What is stored: the renditions, and the upload itself while it is worked on. The pictures of previews are nobody's
/// uploads.
pub(super) const UPLOADS_OF: &str = "\
select m.id, case when m.status = 'processing' then m.bytes else 0 end as original, m.attached, \
coalesce(pm.post_id, k.post_id) as post_id, k.id as comment_id \
from media m left join post_media pm on pm.media_id = m.id left join comments k on k.media_id = m.id \
left join posts p on p.id = coalesce(pm.post_id, k.post_id) \
where m.owner_id = $1 and m.id < $2 and m.purpose <> 'preview' and p.deleted_at is null and k.deleted_at is null order by m.id desc limit $3";
pub(super) const UPLOADS_TOTAL: &str = "\
select count(*), cast(coalesce(sum(case when m.status = 'processing' then m.bytes else 0 end \
+ (select coalesce(sum(v.bytes), 0) from media_variants v where v.media_id = m.id)), 0) as bigint) \
from media m left join post_media pm on pm.media_id = m.id left join comments k on k.media_id = m.id \
left join posts p on p.id = coalesce(pm.post_id, k.post_id) \
where m.owner_id = $1 and m.purpose <> 'preview' and p.deleted_at is null and k.deleted_at is null";
/// Says `not attached` twice: the second is asked again of a row that another transaction attached meanwhile.
pub(super) const ERASE_ABANDONED: &str = "\
delete from media where id in (select id from media where not attached and created_at < $1 order by created_at limit $2) \
and not attached returning id";
pub(super) const KNOWN_LITE: &str =
    "select id from media where id in (select value from json_each($1)) order by id";
pub(super) const KNOWN_PG: &str = "select id from media where id = any($1) order by id";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PICTURES: &[Asked] = &[
        asked(BY_ID, &["7"]),
        asked_apart(BY_IDS_LITE, BY_IDS_PG, &["{7,8}"]),
        asked(VISIBLE, &["7", "8"]),
        asked(PICTURES_BY, &["7", "8", "9223372036854775807", "21"]).sorting(0),
        // PostgreSQL sorts the pictures of each post, as it comes.
        asked_apart(
            PICTURES_IN_LITE,
            PICTURES_IN_PG,
            &["7", "8", "9223372036854775807", "-1", "21"],
        )
        .sorting(1),
        asked(DESCRIBE, &["7", "8", ""]),
        asked(SET_STATUS, &["7", "ready"]),
        asked(SET_PROGRESS, &["7", "40"]),
        asked(SETTLE_VIDEO, &["7", "failed", "3000", "40", "too_long"]),
        asked(UPLOADS_OF, &["7", "9223372036854775807", "21"]).sorting(0),
        asked(UPLOADS_TOTAL, &["7"]),
        asked(ATTACH, &["7", "8", "avatar"]),
        asked(DELETE_UNATTACHED, &["7", "8"]),
        asked_apart(ERASE_LITE, ERASE_PG, &["{7,8}"]),
        asked(ERASE_ABANDONED, &["9", "100"]).reading(&["media_unattached"]),
        asked_apart(KNOWN_LITE, KNOWN_PG, &["{7,8}"]),
    ];
    each_engine!(pictures_are_looked_up_or_walked_by_owner, PICTURES);
}
