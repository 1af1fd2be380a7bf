//! Groups, tried by those whom nothing joins to them; `group_roles` has the others.

use super::{Given, MEMBERS, Row, Sent, Statuses};

const OWNER_ALONE: Statuses = [401, 403, 200, 403];
/// On somebody who has nothing to do with the group.
const NOBODY_THERE: Statuses = [401, 403, 404, 403];
const NO_MEMBER: Statuses = [401, 403, 409, 403];
/// There is no such invitation.
const NO_INVITATION: Statuses = [401, 404, 404, 404];

pub(super) fn groups() -> Vec<Row> {
    use Given::{Group, Nothing};
    use Sent::{File, Json};
    let bare = Sent::Nothing;
    let new = Json(r#"{"title": "Choir {unique}"}"#);
    vec![
        ("groups.create", Nothing, new, [401, 201, 201, 201]),
        ("groups.list", Nothing, bare, MEMBERS),
        ("groups.own_invitations", Nothing, bare, MEMBERS),
        ("groups.own_requests", Nothing, bare, MEMBERS),
        ("groups.suggestions", Nothing, bare, MEMBERS),
        (
            "groups.dismiss_suggestion",
            Group,
            bare,
            [401, 204, 204, 204],
        ),
        ("groups.show", Group, bare, MEMBERS),
        ("groups.edit", Group, Json(r#"{"title": "A"}"#), OWNER_ALONE),
        ("groups.set_banner", Group, File, OWNER_ALONE),
        ("groups.remove_banner", Group, bare, OWNER_ALONE),
        ("groups.delete", Group, bare, [401, 403, 204, 403]),
        ("groups.join", Group, bare, MEMBERS),
        ("groups.cancel_request", Group, bare, [401, 204, 204, 204]),
        ("groups.leave", Group, bare, [401, 204, 409, 204]),
        ("groups.members", Group, bare, OWNER_ALONE),
        ("groups.invited", Group, bare, OWNER_ALONE),
        ("feeds.group", Group, bare, OWNER_ALONE),
        ("feeds.group_pinned", Group, bare, OWNER_ALONE),
        ("feeds.group_media", Group, bare, OWNER_ALONE),
        ("groups.requests", Group, bare, OWNER_ALONE),
        ("groups.banned", Group, bare, OWNER_ALONE),
        (
            "groups.transfer",
            Group,
            Json(r#"{"user_id": "1"}"#),
            NO_MEMBER,
        ),
        (
            "groups.invite",
            Group,
            Json(r#"{"user_ids": ["1"]}"#),
            OWNER_ALONE,
        ),
        ("groups.accept_request", Group, bare, NOBODY_THERE),
        ("groups.decline_request", Group, bare, NOBODY_THERE),
        (
            "groups.change_role",
            Group,
            Json(r#"{"role": "moderator"}"#),
            NO_MEMBER,
        ),
        ("groups.remove_member", Group, bare, NOBODY_THERE),
        ("groups.ban", Group, bare, NOBODY_THERE),
        ("groups.unban", Group, bare, NOBODY_THERE),
        ("groups.accept_invitation", Group, bare, NO_INVITATION),
        ("groups.decline_invitation", Group, bare, NO_INVITATION),
        ("groups.withdraw_invitation", Group, bare, NO_INVITATION),
    ]
}
