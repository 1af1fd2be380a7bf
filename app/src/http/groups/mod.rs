//! Groups: creating and changing them, joining, inviting, deciding.

pub mod cases;
mod dto;
mod errors;
mod members;
mod memberships;

use kith_core::{
    groups::{ChangeBanner, GroupList, Groups},
    shared::id::GroupId,
};
use poem_openapi::{
    ApiResponse, Multipart, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::multipart::Upload,
};

pub use self::{
    dto::{
        GivenRoleDto, GroupDto, GroupEditDto, GroupPermissionsDto, GroupPersonDto, InvitationDto,
        InvitedUserDto, InvitedUsersDto, MembershipDto, NewGroupDto, NewInvitationsDto, OutcomeDto,
        PrivacyDto, RoleChangeDto, RoleDto, SortDto, TransferDto,
    },
    members::{GroupMembersApi, MembersFilter},
    memberships::MembershipsApi,
};
use super::{
    PREFIX,
    auth::Session,
    body::Body,
    done::{Applied, Done, done},
    idempotency::Idempotency,
    media::received,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
};

/// The operations on groups themselves.
pub struct GroupsApi {
    /// What can be done with groups.
    pub groups: Groups,
    /// What can be done with their banners.
    pub banner: ChangeBanner,
    /// The largest file that is taken, in bytes.
    pub max_file: u64,
    /// What operations share.
    pub shared: Shared,
}

/// A new group.
#[derive(ApiResponse)]
pub enum GroupCreated {
    /// The group. A repeat under the same `Idempotency-Key` gives the group that is there.
    #[oai(status = 201)]
    Created(
        Json<GroupDto>,
        /// Where the group is.
        #[oai(header = "Location")]
        String,
    ),
}

/// A picture for a group.
#[derive(Debug, Multipart)]
pub struct Banner {
    /// The file: JPEG, PNG, GIF or WebP. Its name and declared type do not matter.
    file: Upload,
}

#[OpenApi]
impl GroupsApi {
    /// Create a group
    ///
    /// One owns it and is its first member.
    #[oai(
        path = "/groups",
        method = "post",
        operation_id = "groups.create",
        tag = "Tag::Groups"
    )]
    async fn create(
        &self,
        session: Session,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<NewGroupDto>,
    ) -> Result<GroupCreated, ApiError> {
        let key = again.key("groups.create");
        let view = self
            .groups
            .create
            .run(&session.0, body.0.into(), key)
            .await?;
        let location = format!("{PREFIX}/groups/{}", view.group.id);
        Ok(GroupCreated::Created(Json(view.into()), location))
    }

    /// List groups
    ///
    /// All that one finds: hidden ones only where one belongs or is invited. `q` is what words of the title begin with;
    /// `mine` lists those to which one belongs, `friends` those to which friends belong: one of the two. Where something was
    /// posted last comes first, unless `sort` says otherwise, which it can about all of them alone; what becomes active while
    /// one pages moves to the beginning.
    #[oai(
        path = "/groups",
        method = "get",
        operation_id = "groups.list",
        tag = "Tag::Groups"
    )]
    #[expect(
        clippy::too_many_arguments,
        reason = "one for each parameter of the query"
    )]
    async fn list(
        &self,
        session: Session,
        q: Query<Option<String>>,
        mine: Query<Option<bool>>,
        friends: Query<Option<bool>>,
        sort: Query<Option<SortDto>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<GroupDto>>, ApiError> {
        let (mine, friends) = (mine.0 == Some(true), friends.0 == Some(true));
        let list = list_of(mine, friends, sort.0.unwrap_or(SortDto::Active))?;
        let titled = q.0.unwrap_or_default();
        let page = self.shared.cursors.page(
            &format!("groups.{list:?}:{titled}"),
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let groups = self
            .groups
            .read
            .list(&session.0, list, &titled, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(groups, GroupDto::from)))
    }

    /// Read a group
    ///
    /// 404 for a hidden one of which one may not know.
    #[oai(
        path = "/groups/:id",
        method = "get",
        operation_id = "groups.show",
        tag = "Tag::Groups"
    )]
    async fn show(&self, session: Session, id: Path<Id>) -> Result<Json<GroupDto>, ApiError> {
        let view = self.groups.read.one(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }

    /// Change a group
    ///
    /// As its owner. Opening a group lets in who asked to join.
    #[oai(
        path = "/groups/:id",
        method = "patch",
        operation_id = "groups.edit",
        tag = "Tag::Groups"
    )]
    async fn edit(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<GroupEditDto>,
    ) -> Result<Json<GroupDto>, ApiError> {
        let edit = body.0.into();
        let view = self.groups.edit.run(&session.0, id.0.into(), edit).await?;
        Ok(Json(view.into()))
    }

    /// Delete a group
    ///
    /// As its owner: with all that is in it, at once, for good.
    #[oai(
        path = "/groups/:id",
        method = "delete",
        operation_id = "groups.delete",
        tag = "Tag::Groups"
    )]
    async fn delete(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        self.groups.delete.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Set the banner of a group
    ///
    /// As its owner: the wide picture above it. The one before is erased. Refused as in `media.upload`.
    #[oai(
        path = "/groups/:id/banner",
        method = "put",
        operation_id = "groups.set_banner",
        tag = "Tag::Groups"
    )]
    async fn set_banner(
        &self,
        session: Session,
        id: Path<Id>,
        form: Banner,
    ) -> Result<Json<GroupDto>, ApiError> {
        let file = received(&self.shared, &session.0, form.file, self.max_file).await?;
        let group = GroupId::from(id.0);
        let view = self.banner.set(&session.0, group, file).await?;
        Ok(Json(view.into()))
    }

    /// Remove the banner of a group
    #[oai(
        path = "/groups/:id/banner",
        method = "delete",
        operation_id = "groups.remove_banner",
        tag = "Tag::Groups"
    )]
    async fn remove_banner(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Json<GroupDto>, ApiError> {
        let view = self.banner.remove(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }
}

fn list_of(mine: bool, friends: bool, sort: SortDto) -> Result<GroupList, ApiError> {
    match (mine, friends, sort) {
        (true, true, _) => Err(ApiError::parameter(
            "friends",
            "not_together",
            "Ask for one's own groups or those of friends.",
        )),
        (true, ..) | (_, true, _) if sort == SortDto::Newest => Err(ApiError::parameter(
            "sort",
            "not_together",
            "One's own groups and those of friends are listed by what was posted last.",
        )),
        (true, false, _) => Ok(GroupList::Mine),
        (false, true, _) => Ok(GroupList::WithFriends),
        (false, false, SortDto::Newest) => Ok(GroupList::Newest),
        (false, false, SortDto::Active) => Ok(GroupList::All),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_listed_together_is_refused() {
        use SortDto::{Active, Newest};
        for (mine, friends, sort, expected) in [
            (false, false, Active, Some(GroupList::All)),
            (false, false, Newest, Some(GroupList::Newest)),
            (true, false, Active, Some(GroupList::Mine)),
            (false, true, Active, Some(GroupList::WithFriends)),
            (true, false, Newest, None),
            (false, true, Newest, None),
            (true, true, Active, None),
        ] {
            let list = list_of(mine, friends, sort).ok();
            assert_eq!(list, expected, "{mine} {friends} {sort:?}");
        }
    }
}
