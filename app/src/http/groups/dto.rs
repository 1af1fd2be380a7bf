//! Groups as clients write and see them.

use kith_core::{
    groups::{
        GroupEdit, GroupPerson, GroupPrivacy, GroupRights, GroupRules, GroupView, Invitation,
        InviteOutcome, NewGroup, Standing,
    },
    media::VariantName,
    shared::id::UserId,
};
use poem_openapi::{Enum, Object};

use crate::http::{
    media::variant_url,
    profiles::UserSummaryDto,
    relations::PersonDto,
    values::{Id, Moment},
};

/// Who finds a group, and how one becomes a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "GroupPrivacy", rename_all = "snake_case")]
pub enum PrivacyDto {
    /// Found by all; who asks is a member.
    Open,
    /// Found by all; who asks waits for a decision.
    Request,
    /// Found by nobody outside; by invitation only.
    Hidden,
}

impl From<PrivacyDto> for GroupPrivacy {
    fn from(privacy: PrivacyDto) -> Self {
        match privacy {
            PrivacyDto::Open => Self::Open,
            PrivacyDto::Request => Self::Request,
            PrivacyDto::Hidden => Self::Hidden,
        }
    }
}

impl From<GroupPrivacy> for PrivacyDto {
    fn from(privacy: GroupPrivacy) -> Self {
        match privacy {
            GroupPrivacy::Open => Self::Open,
            GroupPrivacy::Request => Self::Request,
            GroupPrivacy::Hidden => Self::Hidden,
        }
    }
}

/// How the asking member stands to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "Membership", rename_all = "snake_case")]
pub enum MembershipDto {
    /// Nothing joins them. Who is banned stands so as well, and `can.join` is false.
    None,
    /// A member invited them.
    Invited,
    /// They asked to join.
    Requested,
    /// They belong to it.
    Member,
    /// They belong to it and keep order.
    Moderator,
    /// It is theirs.
    Owner,
}

impl From<Standing> for MembershipDto {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::None | Standing::Banned => Self::None,
            Standing::Invited => Self::Invited,
            Standing::Requested => Self::Requested,
            Standing::Member => Self::Member,
            Standing::Moderator => Self::Moderator,
            Standing::Owner => Self::Owner,
        }
    }
}

/// A group to be created.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewGroup")]
pub struct NewGroupDto {
    /// What it is called: one line.
    #[oai(validator(max_length = 100))]
    pub title: String,
    /// What it is about; may be empty.
    #[oai(validator(max_length = 5000))]
    pub description: Option<String>,
    /// Who finds it and how one joins; `request` when left out.
    pub privacy: Option<PrivacyDto>,
    /// Whether moderators may accept and refuse who asks to join; not when left out.
    pub moderators_decide: Option<bool>,
}

impl From<NewGroupDto> for NewGroup {
    fn from(new: NewGroupDto) -> Self {
        Self {
            title: new.title,
            description: new.description.unwrap_or_default(),
            rules: GroupRules {
                privacy: new.privacy.map(GroupPrivacy::from).unwrap_or_default(),
                moderators_decide: new.moderators_decide.unwrap_or_default(),
            },
        }
    }
}

/// What is to change of a group; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "GroupEdit")]
pub struct GroupEditDto {
    /// Another title.
    #[oai(validator(max_length = 100))]
    pub title: Option<String>,
    /// Another description; empty for none.
    #[oai(validator(max_length = 5000))]
    pub description: Option<String>,
    /// Who finds it and how one joins. Opening it lets in who asked to join.
    pub privacy: Option<PrivacyDto>,
    /// Whether moderators may accept and refuse who asks to join.
    pub moderators_decide: Option<bool>,
}

impl From<GroupEditDto> for GroupEdit {
    fn from(edit: GroupEditDto) -> Self {
        Self {
            title: edit.title,
            description: edit.description,
            privacy: edit.privacy.map(GroupPrivacy::from),
            moderators_decide: edit.moderators_decide,
        }
    }
}

/// What the asking member may do with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
#[oai(rename = "GroupPermissions")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
pub struct GroupPermissionsDto {
    /// See posts, members and events.
    pub see_inside: bool,
    /// Join at once, or ask to.
    pub join: bool,
    /// Invite others.
    pub invite: bool,
    /// Accept and refuse who asks to join.
    pub decide_requests: bool,
    /// Remove posts and comments.
    pub moderate: bool,
    /// Change the group, its roles and who belongs to it, delete it, hand it over.
    pub manage: bool,
    /// Leave.
    pub leave: bool,
}

impl From<GroupRights> for GroupPermissionsDto {
    fn from(rights: GroupRights) -> Self {
        Self {
            see_inside: rights.see_inside,
            join: rights.join,
            invite: rights.invite,
            decide_requests: rights.decide_requests,
            moderate: rights.keep_order,
            manage: rights.manage,
            leave: rights.leave,
        }
    }
}

/// An invitation that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "GroupInvitation")]
pub struct InvitationDto {
    /// Its id.
    pub id: Id,
    /// Who invited; null when they are not there for the asking member.
    pub invited_by: Option<UserSummaryDto>,
    /// When.
    pub created_at: Moment,
}

impl From<Invitation> for InvitationDto {
    fn from(invitation: Invitation) -> Self {
        Self {
            id: invitation.id.into(),
            invited_by: invitation.by.map(Into::into),
            created_at: invitation.at.into(),
        }
    }
}

/// A group as the asking member sees it.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "Group")]
pub struct GroupDto {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// Who finds it and how one joins.
    pub privacy: PrivacyDto,
    /// Whether moderators may accept and refuse who asks to join.
    pub moderators_decide: bool,
    /// Where the wide picture above it is, when there is one.
    pub banner_url: Option<String>,
    /// Whose it is; null when they are not there for the asking member.
    pub owner: Option<UserSummaryDto>,
    /// How the asking member stands to it.
    pub membership: MembershipDto,
    /// The asking member's invitation, while it waits for an answer.
    pub invitation: Option<InvitationDto>,
    /// How many belong to it.
    pub member_count: u64,
    /// How many ask to join; 0 for who does not decide about it.
    pub request_count: u64,
    /// How many friends of the asking member belong to it.
    pub friend_count: u64,
    /// Up to three of them.
    pub friends: Vec<UserSummaryDto>,
    /// Its chat room, for members; null until there is one.
    pub conversation_id: Option<Id>,
    /// When it was created.
    pub created_at: Moment,
    /// What the asking member may do.
    pub can: GroupPermissionsDto,
}

impl From<GroupView> for GroupDto {
    fn from(view: GroupView) -> Self {
        let can = view.rights().into();
        let group = view.group;
        Self {
            id: group.id.into(),
            title: group.title.as_str().to_owned(),
            description: group.description.as_str().to_owned(),
            privacy: group.rules.privacy.into(),
            moderators_decide: group.rules.moderators_decide,
            banner_url: group
                .banner
                .map(|banner| variant_url(banner, VariantName::Large)),
            owner: view.owner.map(Into::into),
            membership: view.standing.into(),
            invitation: view.invitation.map(Into::into),
            member_count: view.member_count,
            request_count: view.request_count,
            friend_count: view.friend_count,
            friends: view.friends.into_iter().map(Into::into).collect(),
            conversation_id: None,
            created_at: group.created_at.into(),
            can,
        }
    }
}

/// What part somebody has in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "GroupRole", rename_all = "snake_case")]
pub enum RoleDto {
    /// Belongs to it.
    Member,
    /// Keeps order.
    Moderator,
    /// Owns it.
    Owner,
}

/// Somebody in a list of a group's.
#[derive(Debug, Clone, Object)]
#[oai(rename = "GroupPerson")]
pub struct GroupPersonDto {
    /// Who, and how the asking member stands to them.
    #[oai(flatten)]
    pub person: PersonDto,
    /// Their role; null for who does not belong to the group.
    pub role: Option<RoleDto>,
    /// Since when they stand so.
    pub since: Moment,
    /// Their invitation, in the list of those who are invited.
    pub invitation: Option<InvitationDto>,
}

impl From<GroupPerson> for GroupPersonDto {
    fn from(listed: GroupPerson) -> Self {
        let role = match listed.standing {
            Standing::Owner => Some(RoleDto::Owner),
            Standing::Moderator => Some(RoleDto::Moderator),
            Standing::Member => Some(RoleDto::Member),
            Standing::Banned | Standing::None | Standing::Requested | Standing::Invited => None,
        };
        Self {
            person: listed.person.into(),
            role,
            since: listed.since.into(),
            invitation: listed.invitation.map(Into::into),
        }
    }
}

/// A role that the owner can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "GivenGroupRole", rename_all = "snake_case")]
pub enum GivenRoleDto {
    /// Belongs to it, as others do.
    Member,
    /// Keeps order.
    Moderator,
}

/// Another role for a member.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "GroupRoleChange")]
pub struct RoleChangeDto {
    /// The role.
    pub role: GivenRoleDto,
}

/// Who is to own a group from now on.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "GroupTransfer")]
pub struct TransferDto {
    /// A member of the group.
    pub user_id: Id,
}

/// Whom to invite.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewGroupInvitations")]
pub struct NewInvitationsDto {
    /// 1 to 50 members.
    pub user_ids: Vec<Id>,
}

/// What became of one who was to be invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "InviteOutcome", rename_all = "snake_case")]
pub enum OutcomeDto {
    /// Invited, now or since earlier.
    Invited,
    /// They had asked to join, and belong to the group now.
    Joined,
    /// They belong to the group already.
    AlreadyMember,
    /// They cannot be invited at present.
    NotNow,
    /// There is nobody there.
    NotFound,
}

/// What became of one who was to be invited.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "InvitedUser")]
pub struct InvitedUserDto {
    /// Who.
    pub user_id: Id,
    /// What became of it.
    pub outcome: OutcomeDto,
}

/// What became of all who were to be invited.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "InvitedUsers")]
pub struct InvitedUsersDto {
    /// One for each, in the order in which they were named; who was named twice is here once.
    pub items: Vec<InvitedUserDto>,
}

impl From<Vec<(UserId, InviteOutcome)>> for InvitedUsersDto {
    fn from(outcomes: Vec<(UserId, InviteOutcome)>) -> Self {
        let items = outcomes.into_iter().map(|(user, outcome)| InvitedUserDto {
            user_id: user.into(),
            outcome: match outcome {
                InviteOutcome::Invited => OutcomeDto::Invited,
                InviteOutcome::Joined => OutcomeDto::Joined,
                InviteOutcome::AlreadyMember => OutcomeDto::AlreadyMember,
                InviteOutcome::NotNow => OutcomeDto::NotNow,
                InviteOutcome::NotFound => OutcomeDto::NotFound,
            },
        });
        Self {
            items: items.collect(),
        }
    }
}

/// In which order groups are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "GroupSort", rename_all = "snake_case")]
pub enum SortDto {
    /// Where something was posted last comes first.
    Active,
    /// The newest group comes first.
    Newest,
}
