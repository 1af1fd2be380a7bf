//! Events, tried by those who do not belong to the group; `group_roles` has the others.

use super::{Given, MEMBERS, OWNER, Row, Sent};

pub(super) fn events() -> Vec<Row> {
    use Given::{Event, Group, Nothing};
    use Sent::{File, Json};
    let bare = Sent::Nothing;
    let new =
        Json(r#"{"title": "Rehearsal", "starts_at": "{soon}", "time_zone": "Europe/Berlin"}"#);
    let going = Json(r#"{"response": "going"}"#);
    vec![
        ("events.create", Group, new, [401, 403, 201, 403]),
        ("events.of_group", Group, bare, [401, 403, 200, 403]),
        ("events.mine", Nothing, bare, MEMBERS),
        ("events.show", Event, bare, OWNER),
        ("events.edit", Event, Json(r#"{"title": "Concert"}"#), OWNER),
        ("events.cancel", Event, bare, OWNER),
        ("events.set_image", Event, File, OWNER),
        ("events.remove_image", Event, bare, OWNER),
        ("events.respond", Event, going, OWNER),
        ("events.take_back", Event, bare, OWNER),
        ("events.participants", Event, bare, OWNER),
        ("events.calendar", Event, bare, OWNER),
        ("events.feed", Nothing, bare, MEMBERS),
        ("events.renew_feed", Nothing, bare, MEMBERS),
        ("events.revoke_feed", Nothing, bare, [401, 204, 204, 204]),
        // There is no such address.
        ("events.read_feed", Nothing, bare, [404; 4]),
    ]
}
