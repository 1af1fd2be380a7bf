//! What one does about one's own membership in groups.

use kith_core::groups::{GroupList, GroupView, Groups, OwnAct, OwnMembershipError};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::GroupDto;
use crate::http::{
    auth::Session,
    done::{Applied, Done, NotSuggestedAgain, done},
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
};

/// Joining groups, leaving them, and answering invitations. Each may be repeated.
pub struct MembershipsApi {
    /// What can be done with groups.
    pub groups: Groups,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl MembershipsApi {
    /// Join a group, or ask to
    ///
    /// One is a member at once where the group is open or one is invited; otherwise one waits for a decision. 409
    /// `ask_again_later` for some days after a request was declined, with the moment from which on one may ask again as
    /// `retry_at`; 403 `banned` for whom the group wants no more.
    #[oai(
        path = "/groups/:id/join-requests",
        method = "post",
        operation_id = "groups.join",
        tag = "Tag::Groups"
    )]
    async fn join(&self, session: Session, id: Path<Id>) -> Result<Json<GroupDto>, ApiError> {
        let own = &self.groups.own_membership;
        shown(own.run(&session.0, id.0.into(), OwnAct::Join).await?)
    }

    /// Take a request to join back
    ///
    /// Fine where one asked nothing.
    #[oai(
        path = "/groups/:id/join-requests",
        method = "delete",
        operation_id = "groups.cancel_request",
        tag = "Tag::Groups"
    )]
    async fn cancel_request(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, OwnAct::CancelRequest).await
    }

    /// Leave a group
    ///
    /// Fine where one is in no such group. 409 `owner_cannot_leave`: the owner hands it over or deletes it.
    #[oai(
        path = "/groups/:id/leave",
        method = "post",
        operation_id = "groups.leave",
        tag = "Tag::Groups"
    )]
    async fn leave(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        self.change(session, id.0, OwnAct::Leave).await
    }

    /// List the groups to which one is invited
    ///
    /// The latest invitation first; it stands in each as `invitation`.
    #[oai(
        path = "/me/group-invitations",
        method = "get",
        operation_id = "groups.own_invitations",
        tag = "Tag::Groups"
    )]
    async fn own_invitations(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupDto>>, ApiError> {
        self.list(session, GroupList::Invitations, limit.0, cursor.0)
            .await
    }

    /// List the groups that one asked to join
    ///
    /// The latest request first.
    #[oai(
        path = "/me/group-requests",
        method = "get",
        operation_id = "groups.own_requests",
        tag = "Tag::Groups"
    )]
    async fn own_requests(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupDto>>, ApiError> {
        self.list(session, GroupList::Requests, limit.0, cursor.0)
            .await
    }

    /// List groups that one may care for
    ///
    /// First those to which most of one's friends belong, who are named in each as `friends`; then those where something was
    /// posted last. 50 at most. No hidden ones, none with which one ever had to do, and none that one dismissed.
    #[oai(
        path = "/groups/suggestions",
        method = "get",
        operation_id = "groups.suggestions",
        tag = "Tag::Groups"
    )]
    async fn suggestions(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupDto>>, ApiError> {
        let page = self.shared.cursors.page(
            "groups.suggestions",
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let shown = page.after.clone().unwrap_or_default();
        let suggest = &self.groups.suggest;
        let groups = suggest.run(&session.0, shown, page.limit).await?;
        Ok(Json(page.answer(groups, GroupDto::from)))
    }

    /// Dismiss the suggestion of a group
    ///
    /// It is never suggested again. Repeating it changes nothing.
    #[oai(
        path = "/groups/suggestions/:id",
        method = "delete",
        operation_id = "groups.dismiss_suggestion",
        tag = "Tag::Groups"
    )]
    async fn dismiss(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<NotSuggestedAgain>, ApiError> {
        let dismiss = &self.groups.dismiss;
        dismiss.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Accept an invitation to a group
    ///
    /// 404 `invitation_gone` when it was declined or taken back.
    #[oai(
        path = "/group-invitations/:id/accept",
        method = "post",
        operation_id = "groups.accept_invitation",
        tag = "Tag::Groups"
    )]
    async fn accept_invitation(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Json<GroupDto>, ApiError> {
        let own = &self.groups.own_membership;
        shown(
            own.answer(&session.0, id.0.into(), OwnAct::AcceptInvitation)
                .await?,
        )
    }

    /// Decline an invitation to a group
    ///
    /// Nobody is told. For some days one cannot be invited to the same group again. 409 `already_member` when one accepted it.
    #[oai(
        path = "/group-invitations/:id/decline",
        method = "post",
        operation_id = "groups.decline_invitation",
        tag = "Tag::Groups"
    )]
    async fn decline_invitation(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<Applied>, ApiError> {
        self.groups
            .own_membership
            .answer(&session.0, id.0.into(), OwnAct::DeclineInvitation)
            .await?;
        Ok(done())
    }
}

impl MembershipsApi {
    async fn change(
        &self,
        session: Session,
        group: Id,
        act: OwnAct,
    ) -> Result<Done<Applied>, ApiError> {
        self.groups
            .own_membership
            .run(&session.0, group.into(), act)
            .await?;
        Ok(done())
    }

    async fn list(
        &self,
        session: Session,
        list: GroupList,
        limit: PageLimit,
        cursor: Option<String>,
    ) -> Result<Json<PageOf<GroupDto>>, ApiError> {
        let page = self.shared.cursors.page(
            &format!("groups.{list:?}"),
            Some(session.0),
            limit,
            cursor.as_deref(),
        )?;
        let groups = self
            .groups
            .read
            .list(&session.0, list, "", page.after, page.limit)
            .await?;
        Ok(Json(page.answer(groups, GroupDto::from)))
    }
}

fn shown(view: Option<GroupView>) -> Result<Json<GroupDto>, ApiError> {
    let view = view.ok_or(OwnMembershipError::NotFound)?;
    Ok(Json(view.into()))
}
