//! Rows as the core's types.

use kith_core::{
    groups::{Group, GroupDescription, GroupPrivacy, GroupRules, GroupTitle, Membership, Standing},
    shared::{
        clock::Timestamp,
        id::{GroupId, GroupInvitationId, MediaId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::column::{named, unsigned};

#[derive(FromRow)]
pub(super) struct GroupRow {
    group_id: i64,
    title: String,
    description: String,
    privacy: String,
    moderators_decide: bool,
    owner_id: i64,
    banner_id: Option<i64>,
    group_created_at: i64,
}

impl GroupRow {
    pub(super) fn group(self) -> Result<Group, StoreError> {
        Ok(Group {
            id: GroupId::new(self.group_id),
            title: GroupTitle::stored(self.title),
            description: GroupDescription::stored(self.description),
            rules: GroupRules {
                privacy: named("groups.privacy", &self.privacy, GroupPrivacy::parse)?,
                moderators_decide: self.moderators_decide,
            },
            owner: UserId::new(self.owner_id),
            banner: self.banner_id.map(MediaId::new),
            created_at: Timestamp::from_micros(self.group_created_at),
        })
    }
}

#[derive(FromRow)]
pub(super) struct MembershipRow {
    standing: String,
    invited_by: Option<i64>,
    refused_at: Option<i64>,
    declined_at: Option<i64>,
}

impl MembershipRow {
    pub(super) fn membership(self) -> Result<Membership, StoreError> {
        let standing = read_standing(&self.standing)?;
        Ok(Membership {
            standing,
            invited_by: self
                .invited_by
                .map(UserId::new)
                .filter(|_| standing == Standing::Invited),
            refused_at: self.refused_at.map(Timestamp::from_micros),
            declined_at: self.declined_at.map(Timestamp::from_micros),
        })
    }
}

/// An invitation before its sender was looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Invited {
    pub(super) id: GroupInvitationId,
    pub(super) by: Option<UserId>,
    pub(super) at: Timestamp,
}

/// How somebody stands to a group, and since when.
#[derive(FromRow)]
pub(super) struct StandingRow {
    standing: Option<String>,
    invitation_id: Option<i64>,
    invited_by: Option<i64>,
    changed_at: Option<i64>,
}

impl StandingRow {
    pub(super) fn standing(&self) -> Result<Standing, StoreError> {
        self.standing
            .as_deref()
            .map_or(Ok(Standing::None), read_standing)
    }

    pub(super) fn since(&self) -> Timestamp {
        Timestamp::from_micros(self.changed_at.unwrap_or_default())
    }

    /// The invitation that waits for its answer.
    pub(super) fn invited(&self) -> Result<Option<Invited>, StoreError> {
        if self.standing()? != Standing::Invited {
            return Ok(None);
        }
        Ok(self.invitation_id.map(|id| Invited {
            id: GroupInvitationId::new(id),
            by: self.invited_by.map(UserId::new),
            at: self.since(),
        }))
    }
}

/// A group as one member sees it, before people were looked up.
#[derive(FromRow)]
pub(super) struct SeenRow {
    list_key: i64,
    member_count: i64,
    request_count: i64,
    #[sqlx(flatten)]
    group: GroupRow,
    #[sqlx(flatten)]
    standing: StandingRow,
}

/// As [`SeenRow`], read.
pub(super) struct Seen {
    pub(super) group: Group,
    pub(super) standing: Standing,
    pub(super) invited: Option<Invited>,
    pub(super) member_count: u64,
    pub(super) request_count: u64,
}

impl SeenRow {
    pub(super) fn key(&self) -> i64 {
        self.list_key
    }

    pub(super) fn seen(self) -> Result<Seen, StoreError> {
        let group = self.group.group()?;
        let standing = self.standing.standing()?;
        let request_count = if standing.decides_requests(group.rules) {
            unsigned("groups.request_count", self.request_count)?
        } else {
            0
        };
        Ok(Seen {
            standing,
            invited: self.standing.invited()?,
            member_count: unsigned("groups.member_count", self.member_count)?,
            request_count,
            group,
        })
    }
}

/// How somebody stands to a group, as it is stored.
pub(in crate::sql) fn read_standing(name: &str) -> Result<Standing, StoreError> {
    named("group_members.standing", name, Standing::parse)
}
