//! What the tests of this feature start from.

use super::{
    group::{Group, GroupDescription, GroupTitle},
    membership::Membership,
    standing::{GroupRules, Standing},
    view::GroupView,
};
use crate::{
    posts::fixtures::{AUTHOR, now},
    shared::id::{GroupId, UserId},
    testing::MockTx,
};

pub(crate) const GROUP: GroupId = GroupId::new(5);

/// A group of [`AUTHOR`]'s that one asks to join.
pub(crate) fn choir() -> Group {
    Group {
        id: GROUP,
        title: GroupTitle::stored("Choir".into()),
        description: GroupDescription::default(),
        rules: GroupRules::default(),
        owner: UserId::new(AUTHOR),
        banner: None,
        created_at: now(),
    }
}

/// The group `id` as `viewer`, its owner, sees it.
pub(crate) fn view_of(id: GroupId, viewer: UserId) -> GroupView {
    GroupView {
        group: Group {
            id,
            owner: viewer,
            ..choir()
        },
        owner: None,
        standing: Standing::Owner,
        invitation: None,
        member_count: 1,
        request_count: 0,
        friends: Vec::new(),
        friend_count: 0,
    }
}

/// Everybody who is asked about stands so.
pub(crate) fn standing_so(tx: &mut MockTx, standing: Standing) {
    tx.expect_membership()
        .returning(move |_, _| Ok(Membership::of(standing)));
}
