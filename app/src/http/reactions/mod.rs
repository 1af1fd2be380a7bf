//! Reactions: setting one, taking it back, reading who reacted.

mod dto;
mod errors;

use kith_core::{
    reactions::{ReactionCases, ReactionKind, Target},
    shared::actor::Actor,
};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

pub use self::dto::{NewReactionDto, ReactionKindDto, Reactions, ReactorDto};
use super::{
    auth::Session,
    body::Body,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
};

/// The operations on reactions.
pub struct ReactionsApi {
    /// What can be done with them.
    pub reactions: ReactionCases,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl ReactionsApi {
    /// React to a post
    ///
    /// In place of how one reacted before; a repeat changes nothing. Answers the reactions to the post.
    #[oai(
        path = "/posts/:id/reaction",
        method = "put",
        operation_id = "reactions.set",
        tag = "Tag::Reactions"
    )]
    async fn set(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<NewReactionDto>,
    ) -> Result<Json<Reactions>, ApiError> {
        let post = Target::Post(id.0.into());
        self.react(&session.0, post, Some(body.0.kind.into())).await
    }

    /// Take one's reaction to a post back
    ///
    /// A repeat changes nothing. Answers the reactions to the post.
    #[oai(
        path = "/posts/:id/reaction",
        method = "delete",
        operation_id = "reactions.take_back",
        tag = "Tag::Reactions"
    )]
    async fn take_back(&self, session: Session, id: Path<Id>) -> Result<Json<Reactions>, ApiError> {
        let post = Target::Post(id.0.into());
        self.react(&session.0, post, None).await
    }

    /// List who reacted to a post
    ///
    /// The newest reaction first; with `kind`, those of that kind. Who blocks one or is blocked by one is left out, here and
    /// in the numbers.
    #[oai(
        path = "/posts/:id/reactions",
        method = "get",
        operation_id = "reactions.list",
        tag = "Tag::Reactions"
    )]
    async fn list(
        &self,
        session: Session,
        id: Path<Id>,
        kind: Query<Option<ReactionKindDto>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<ReactorDto>>, ApiError> {
        let post = Target::Post(id.0.into());
        self.reactors(&session.0, post, kind.0, limit.0, cursor.0)
            .await
    }
}

impl ReactionsApi {
    async fn react(
        &self,
        actor: &Actor,
        target: Target,
        wanted: Option<ReactionKind>,
    ) -> Result<Json<Reactions>, ApiError> {
        let reactions = self.reactions.react.run(actor, target, wanted).await?;
        Ok(Json(reactions.into()))
    }

    async fn reactors(
        &self,
        actor: &Actor,
        target: Target,
        kind: Option<ReactionKindDto>,
        limit: PageLimit,
        cursor: Option<String>,
    ) -> Result<Json<PageOf<ReactorDto>>, ApiError> {
        let kind = kind.map(ReactionKind::from);
        let list = format!("reactions.list:{target:?}:{kind:?}");
        let page = self
            .shared
            .cursors
            .page(&list, Some(*actor), limit, cursor.as_deref())?;
        let reactors = self
            .reactions
            .list
            .run(actor, target, kind, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(reactors, ReactorDto::from)))
    }
}
