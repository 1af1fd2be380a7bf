//! Relations: following, friendship, blocking, muting.

pub mod cases;
mod dto;
mod errors;
mod people;
mod suggestions;

use kith_core::{
    feeds::ProfileRef,
    relations::{Act, Relations},
};
use poem_openapi::{OpenApi, param::Path, payload::Json};

pub use self::{
    dto::{PersonDto, RelationshipDto},
    people::PeopleApi,
    suggestions::{SuggestionDto, SuggestionsApi},
};
use super::{auth::Session, openapi::Tag, problem::ApiError};

/// The operations that change how two members stand. Each may be repeated, and answers how the two stand then.
pub struct RelationsApi {
    /// What can be done about another.
    pub relations: Relations,
}

#[OpenApi]
impl RelationsApi {
    /// Follow somebody
    ///
    /// `id` is an id or `@handle`. Asks to follow where the profile is private. 409 `ask_again_later` for some days after a decline, with the
    /// moment from which on one may ask again as `retry_at`.
    #[oai(
        path = "/users/:id/follow",
        method = "put",
        operation_id = "relations.follow",
        tag = "Tag::Relations"
    )]
    async fn follow(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Follow).await
    }

    /// Stop following somebody
    ///
    /// Takes the request back where there is one.
    #[oai(
        path = "/users/:id/follow",
        method = "delete",
        operation_id = "relations.unfollow",
        tag = "Tag::Relations"
    )]
    async fn unfollow(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Unfollow).await
    }

    /// Ask somebody to be friends
    ///
    /// Accepts where they have asked. With a private profile this asks to follow as well. 409 `ask_again_later` for some days after they
    /// declined this or a request to follow, with the moment from which on one may ask again as `retry_at`.
    #[oai(
        path = "/users/:id/friendship",
        method = "put",
        operation_id = "relations.befriend",
        tag = "Tag::Relations"
    )]
    async fn befriend(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Befriend).await
    }

    /// End a friendship
    ///
    /// Friends also stop following each other. Takes the request back, or declines theirs, where there is one.
    #[oai(
        path = "/users/:id/friendship",
        method = "delete",
        operation_id = "relations.unfriend",
        tag = "Tag::Relations"
    )]
    async fn unfriend(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Unfriend).await
    }

    /// Block somebody
    ///
    /// Neither exists for the other any more; what was between the two ends. They are not told.
    #[oai(
        path = "/users/:id/block",
        method = "put",
        operation_id = "relations.block",
        tag = "Tag::Relations"
    )]
    async fn block(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Block).await
    }

    /// Stop blocking somebody
    ///
    /// What the block ended stays ended, and what was declined before stays declined. 404 for whom one does not see and does not block.
    #[oai(
        path = "/users/:id/block",
        method = "delete",
        operation_id = "relations.unblock",
        tag = "Tag::Relations"
    )]
    async fn unblock(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Unblock).await
    }

    /// Mute somebody
    ///
    /// Keeps their posts and what they do out of home and notifications. They are not told.
    #[oai(
        path = "/users/:id/mute",
        method = "put",
        operation_id = "relations.mute",
        tag = "Tag::Relations"
    )]
    async fn mute(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Mute).await
    }

    /// Stop muting somebody
    #[oai(
        path = "/users/:id/mute",
        method = "delete",
        operation_id = "relations.unmute",
        tag = "Tag::Relations"
    )]
    async fn unmute(
        &self,
        session: Session,
        id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &id, Act::Unmute).await
    }

    /// Remove a follower
    ///
    /// They are not told.
    #[oai(
        path = "/me/followers/:user_id",
        method = "delete",
        operation_id = "relations.remove_follower",
        tag = "Tag::Relations"
    )]
    async fn remove_follower(
        &self,
        session: Session,
        user_id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &user_id, Act::RemoveFollower).await
    }

    /// Let somebody follow who asked
    ///
    /// 404 `request_gone` when they have taken it back.
    #[oai(
        path = "/follow-requests/:user_id/accept",
        method = "post",
        operation_id = "relations.accept_follow",
        tag = "Tag::Relations"
    )]
    async fn accept_follow(
        &self,
        session: Session,
        user_id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &user_id, Act::AcceptFollow).await
    }

    /// Decline a request to follow
    ///
    /// They are not told, and cannot ask again for some days.
    #[oai(
        path = "/follow-requests/:user_id/decline",
        method = "post",
        operation_id = "relations.decline_follow",
        tag = "Tag::Relations"
    )]
    async fn decline_follow(
        &self,
        session: Session,
        user_id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &user_id, Act::DeclineFollow).await
    }

    /// Become friends with somebody who asked
    ///
    /// Friends follow each other. 404 `request_gone` when they have taken it back.
    #[oai(
        path = "/friend-requests/:user_id/accept",
        method = "post",
        operation_id = "relations.accept_friendship",
        tag = "Tag::Relations"
    )]
    async fn accept_friendship(
        &self,
        session: Session,
        user_id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &user_id, Act::AcceptFriendship).await
    }

    /// Decline a request to be friends
    ///
    /// Declines what was asked to follow along with it. They are not told, and cannot ask again for some days.
    #[oai(
        path = "/friend-requests/:user_id/decline",
        method = "post",
        operation_id = "relations.decline_friendship",
        tag = "Tag::Relations"
    )]
    async fn decline_friendship(
        &self,
        session: Session,
        user_id: Path<String>,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        self.change(session, &user_id, Act::DeclineFriendship).await
    }
}

impl RelationsApi {
    async fn change(
        &self,
        session: Session,
        whom: &str,
        act: Act,
    ) -> Result<Json<RelationshipDto>, ApiError> {
        let whom = ProfileRef::parse(whom).ok_or_else(ApiError::not_found)?;
        let relationship = self.relations.change.run(&session.0, whom, act).await?;
        Ok(Json(relationship.into()))
    }
}
