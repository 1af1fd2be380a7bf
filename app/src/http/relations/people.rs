//! Lists of members.

use kith_core::{
    feeds::ProfileRef,
    relations::{OwnList, ProfileList, Relations},
};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::PersonDto;
use crate::http::{
    auth::Session,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
};

/// The operations that list members. Who is severed from the reader or suspended is in none of them.
pub struct PeopleApi {
    /// The lists.
    pub relations: Relations,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl PeopleApi {
    /// List who asks to follow
    ///
    /// Newest first. `q` is what the words of their names begin with. `relations.accept_follow` and `relations.decline_follow` decide.
    #[oai(
        path = "/follow-requests",
        method = "get",
        operation_id = "relations.follow_requests",
        tag = "Tag::Relations"
    )]
    async fn follow_requests(
        &self,
        session: Session,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.own(session, OwnList::FollowRequests, q.0, limit.0, cursor.0)
            .await
    }

    /// List whom one asked to follow
    ///
    /// Newest first. `q` is what the words of their names begin with.
    #[oai(
        path = "/follow-requests/outgoing",
        method = "get",
        operation_id = "relations.sent_follow_requests",
        tag = "Tag::Relations"
    )]
    async fn sent_follow_requests(
        &self,
        session: Session,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.own(session, OwnList::SentFollowRequests, q.0, limit.0, cursor.0)
            .await
    }

    /// List who asks to be friends
    ///
    /// Newest first. `q` is what the words of their names begin with. `relations.accept_friendship` and `relations.decline_friendship` decide.
    #[oai(
        path = "/friend-requests",
        method = "get",
        operation_id = "relations.friend_requests",
        tag = "Tag::Relations"
    )]
    async fn friend_requests(
        &self,
        session: Session,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.own(session, OwnList::FriendRequests, q.0, limit.0, cursor.0)
            .await
    }

    /// List whom one asked to be friends
    ///
    /// Newest first. `q` is what the words of their names begin with.
    #[oai(
        path = "/friend-requests/outgoing",
        method = "get",
        operation_id = "relations.sent_friend_requests",
        tag = "Tag::Relations"
    )]
    async fn sent_friend_requests(
        &self,
        session: Session,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.own(session, OwnList::SentFriendRequests, q.0, limit.0, cursor.0)
            .await
    }

    /// List whom one blocks
    ///
    /// Newest first. `q` is what the words of their names begin with.
    #[oai(
        path = "/me/blocks",
        method = "get",
        operation_id = "relations.blocks",
        tag = "Tag::Relations"
    )]
    async fn blocks(
        &self,
        session: Session,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.own(session, OwnList::Blocks, q.0, limit.0, cursor.0)
            .await
    }

    /// List whom one mutes
    ///
    /// Newest first. `q` is what the words of their names begin with.
    #[oai(
        path = "/me/mutes",
        method = "get",
        operation_id = "relations.mutes",
        tag = "Tag::Relations"
    )]
    async fn mutes(
        &self,
        session: Session,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.own(session, OwnList::Mutes, q.0, limit.0, cursor.0)
            .await
    }

    /// List who follows a member
    ///
    /// Newest first. `id` is an id or `@handle`; `q` is what the words of their names begin with. 403 `private_profile`
    /// when the profile is private, 403 `hidden_list` when its owner does not show this list.
    #[oai(
        path = "/users/:id/followers",
        method = "get",
        operation_id = "relations.followers",
        tag = "Tag::Relations"
    )]
    async fn followers(
        &self,
        session: Session,
        id: Path<String>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.of_profile(
            session,
            (&id.0, ProfileList::Followers),
            q.0,
            limit.0,
            cursor.0,
        )
        .await
    }

    /// List whom a member follows
    ///
    /// Newest first. `id` is an id or `@handle`; `q` is what the words of their names begin with. 403 `private_profile`
    /// when the profile is private, 403 `hidden_list` when its owner does not show this list.
    #[oai(
        path = "/users/:id/following",
        method = "get",
        operation_id = "relations.following",
        tag = "Tag::Relations"
    )]
    async fn following(
        &self,
        session: Session,
        id: Path<String>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.of_profile(
            session,
            (&id.0, ProfileList::Following),
            q.0,
            limit.0,
            cursor.0,
        )
        .await
    }

    /// List a member's friends
    ///
    /// Newest first. `id` is an id or `@handle`; `q` is what the words of their names begin with. 403 `private_profile`
    /// when the profile is private, 403 `hidden_list` when its owner does not show this list.
    #[oai(
        path = "/users/:id/friends",
        method = "get",
        operation_id = "relations.friends",
        tag = "Tag::Relations"
    )]
    async fn friends(
        &self,
        session: Session,
        id: Path<String>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.of_profile(
            session,
            (&id.0, ProfileList::Friends),
            q.0,
            limit.0,
            cursor.0,
        )
        .await
    }

    /// List whom both oneself and a member know
    ///
    /// Those whom one follows or is friends with, and whom the member follows or is friends with, as far as the member shows
    /// these lists. Who joined last comes first. `q` is what the words of their names begin with. 403 `private_profile` when the profile is private, 403 `hidden_list` when its
    /// owner shows neither list.
    #[oai(
        path = "/users/:id/mutuals",
        method = "get",
        operation_id = "relations.mutuals",
        tag = "Tag::Relations"
    )]
    async fn mutuals(
        &self,
        session: Session,
        id: Path<String>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        self.of_profile(
            session,
            (&id.0, ProfileList::Mutuals),
            q.0,
            limit.0,
            cursor.0,
        )
        .await
    }
}

impl PeopleApi {
    async fn own(
        &self,
        session: Session,
        list: OwnList,
        named: Option<String>,
        limit: PageLimit,
        cursor: Option<String>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        let named = named.unwrap_or_default();
        let page = self.shared.cursors.page(
            &format!("relations.{list:?}:{named}"),
            Some(session.0),
            limit,
            cursor.as_deref(),
        )?;
        let people = self
            .relations
            .own_people
            .run(&session.0, list, &named, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(people, PersonDto::from)))
    }

    async fn of_profile(
        &self,
        session: Session,
        (whose, list): (&str, ProfileList),
        named: Option<String>,
        limit: PageLimit,
        cursor: Option<String>,
    ) -> Result<Json<PageOf<PersonDto>>, ApiError> {
        let named = named.unwrap_or_default();
        let profile = ProfileRef::parse(whose).ok_or_else(ApiError::not_found)?;
        let page = self.shared.cursors.page(
            &format!("relations.{list:?}:{}:{named}", whose.to_ascii_lowercase()),
            Some(session.0),
            limit,
            cursor.as_deref(),
        )?;
        let people = self
            .relations
            .profile_people
            .run(&session.0, &profile, list, &named, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(people, PersonDto::from)))
    }
}
