//! What members of a group do about others: inviting, deciding, roles.

use kith_core::{
    groups::{ActOnOther, GroupPeople, Groups},
    shared::id::{GroupId, UserId},
};
use poem_openapi::{
    Enum, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::{
    GivenRoleDto, GroupDto, GroupPersonDto, InvitedUsersDto, NewInvitationsDto, RoleChangeDto,
    TransferDto,
};
use crate::http::{
    auth::Session,
    body::Body,
    done::{Applied, Done, done},
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
};

/// Who belongs to groups, and who decides about it. Each may be repeated.
pub struct GroupMembersApi {
    /// What can be done with groups.
    pub groups: Groups,
    /// What operations share.
    pub shared: Shared,
}

/// Which of its members a list of a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "GroupMembersFilter", rename_all = "snake_case")]
pub enum MembersFilter {
    /// Everybody.
    All,
    /// Owner and moderators.
    Staff,
}

#[OpenApi]
impl GroupMembersApi {
    /// List the members of a group
    ///
    /// For its members; who came last comes first. Owner and moderators find also whom a block hides from them. `q` is what
    /// the words of their names begin with; `role` `staff` lists the owner and the moderators.
    #[oai(
        path = "/groups/:id/members",
        method = "get",
        operation_id = "groups.members",
        tag = "Tag::Groups"
    )]
    async fn members(
        &self,
        session: Session,
        id: Path<Id>,
        q: Query<Option<String>>,
        role: Query<Option<MembersFilter>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupPersonDto>>, ApiError> {
        let list = match role.0 {
            Some(MembersFilter::Staff) => GroupPeople::Staff,
            Some(MembersFilter::All) | None => GroupPeople::Members,
        };
        self.list(session, (id.0, list), q.0, limit.0, cursor.0)
            .await
    }

    /// Change a member's role
    ///
    /// As the owner.
    #[oai(
        path = "/groups/:id/members/:user_id",
        method = "patch",
        operation_id = "groups.change_role",
        tag = "Tag::Groups"
    )]
    async fn change_role(
        &self,
        session: Session,
        id: Path<Id>,
        user_id: Path<Id>,
        body: Body<RoleChangeDto>,
    ) -> Result<Done<Applied>, ApiError> {
        let act = match body.0.role {
            GivenRoleDto::Member => ActOnOther::Dismiss,
            GivenRoleDto::Moderator => ActOnOther::Appoint,
        };
        self.change(session, id.0, user_id.0, act).await
    }

    /// Remove a member
    ///
    /// As the owner. They may ask to join again.
    #[oai(
        path = "/groups/:id/members/:user_id",
        method = "delete",
        operation_id = "groups.remove_member",
        tag = "Tag::Groups"
    )]
    async fn remove_member(
        &self,
        session: Session,
        id: Path<Id>,
        user_id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, user_id.0, ActOnOther::Remove)
            .await
    }

    /// Hand a group over
    ///
    /// As the owner, to another member who is there for one; one keeps order from then on.
    #[oai(
        path = "/groups/:id/transfer",
        method = "post",
        operation_id = "groups.transfer",
        tag = "Tag::Groups"
    )]
    async fn transfer(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<TransferDto>,
    ) -> Result<Json<GroupDto>, ApiError> {
        let heir = body.0.user_id.into();
        let view = self
            .groups
            .hand_over
            .run(&session.0, id.0.into(), heir)
            .await?;
        Ok(Json(view.into()))
    }

    /// Invite people to a group
    ///
    /// As a member. Who asked to join already is a member by it. The answer tells what became of each.
    #[oai(
        path = "/groups/:id/invitations",
        method = "post",
        operation_id = "groups.invite",
        tag = "Tag::Groups"
    )]
    async fn invite(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<NewInvitationsDto>,
    ) -> Result<Json<InvitedUsersDto>, ApiError> {
        let users: Vec<UserId> = body.0.user_ids.into_iter().map(UserId::from).collect();
        let outcomes = self
            .groups
            .invite
            .run(&session.0, id.0.into(), &users)
            .await?;
        Ok(Json(outcomes.into()))
    }

    /// List who is invited to a group
    ///
    /// For owner and moderators all of them, for other members those whom they invited; the latest invitation first.
    #[oai(
        path = "/groups/:id/invitations",
        method = "get",
        operation_id = "groups.invited",
        tag = "Tag::Groups"
    )]
    async fn invited(
        &self,
        session: Session,
        id: Path<Id>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupPersonDto>>, ApiError> {
        let whom = (id.0, GroupPeople::Invited);
        self.list(session, whom, q.0, limit.0, cursor.0).await
    }

    /// Take an invitation back
    ///
    /// One's own, or any as owner or moderator. Fine when it was answered already.
    #[oai(
        path = "/group-invitations/:id",
        method = "delete",
        operation_id = "groups.withdraw_invitation",
        tag = "Tag::Groups"
    )]
    async fn withdraw_invitation(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.groups
            .members
            .withdraw(&session.0, id.0.into())
            .await?;
        Ok(done())
    }

    /// List who asks to join a group
    ///
    /// For the owner, and for moderators where the owner lets them decide; the latest request first.
    #[oai(
        path = "/groups/:id/join-requests",
        method = "get",
        operation_id = "groups.requests",
        tag = "Tag::Groups"
    )]
    async fn requests(
        &self,
        session: Session,
        id: Path<Id>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupPersonDto>>, ApiError> {
        let whom = (id.0, GroupPeople::Requests);
        self.list(session, whom, q.0, limit.0, cursor.0).await
    }

    /// Accept a request to join
    ///
    /// 404 `request_gone` when it was taken back.
    #[oai(
        path = "/groups/:id/join-requests/:user_id/accept",
        method = "post",
        operation_id = "groups.accept_request",
        tag = "Tag::Groups"
    )]
    async fn accept_request(
        &self,
        session: Session,
        id: Path<Id>,
        user_id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, user_id.0, ActOnOther::AcceptRequest)
            .await
    }

    /// Decline a request to join
    ///
    /// They are not told, and may ask again after some days.
    #[oai(
        path = "/groups/:id/join-requests/:user_id/decline",
        method = "post",
        operation_id = "groups.decline_request",
        tag = "Tag::Groups"
    )]
    async fn decline_request(
        &self,
        session: Session,
        id: Path<Id>,
        user_id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, user_id.0, ActOnOther::RefuseRequest)
            .await
    }

    /// List who is banned from a group
    ///
    /// For the owner.
    #[oai(
        path = "/groups/:id/bans",
        method = "get",
        operation_id = "groups.banned",
        tag = "Tag::Groups"
    )]
    async fn banned(
        &self,
        session: Session,
        id: Path<Id>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupPersonDto>>, ApiError> {
        let whom = (id.0, GroupPeople::Banned);
        self.list(session, whom, q.0, limit.0, cursor.0).await
    }

    /// Ban somebody from a group
    ///
    /// As the owner. They belong to it no longer, and can neither ask to join nor be invited.
    #[oai(
        path = "/groups/:id/bans/:user_id",
        method = "put",
        operation_id = "groups.ban",
        tag = "Tag::Groups"
    )]
    async fn ban(
        &self,
        session: Session,
        id: Path<Id>,
        user_id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, user_id.0, ActOnOther::Ban).await
    }

    /// Lift a ban
    #[oai(
        path = "/groups/:id/bans/:user_id",
        method = "delete",
        operation_id = "groups.unban",
        tag = "Tag::Groups"
    )]
    async fn unban(
        &self,
        session: Session,
        id: Path<Id>,
        user_id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, user_id.0, ActOnOther::Unban)
            .await
    }
}

impl GroupMembersApi {
    async fn change(
        &self,
        session: Session,
        group: Id,
        user: Id,
        act: ActOnOther,
    ) -> Result<Done<Applied>, ApiError> {
        self.groups
            .members
            .run(&session.0, group.into(), user.into(), act)
            .await?;
        Ok(done())
    }

    async fn list(
        &self,
        session: Session,
        (group, list): (Id, GroupPeople),
        named: Option<String>,
        limit: PageLimit,
        cursor: Option<String>,
    ) -> Result<Json<PageOf<GroupPersonDto>>, ApiError> {
        let named = named.unwrap_or_default();
        let group = GroupId::from(group);
        let page = self.shared.cursors.page(
            &format!("groups.{list:?}:{group}:{named}"),
            Some(session.0),
            limit,
            cursor.as_deref(),
        )?;
        let people = self
            .groups
            .read
            .people(&session.0, group, list, &named, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(people, GroupPersonDto::from)))
    }
}
