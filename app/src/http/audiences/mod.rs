//! The audiences of one's posts: how many people each reaches, the one to start with, another one for many at once.

pub mod cases;
mod dto;
mod errors;

use kith_core::{audiences::Audiences, shared::id::UserId};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

use self::dto::{
    AudienceChangeDto, AudienceChangedDto, AudienceRestoredDto, DefaultAudienceDto, ReachDto,
};
use super::{
    auth::Session, body::Body, idempotency::Idempotency, openapi::Tag, problem::ApiError,
    values::Id,
};

/// The operations on audiences.
pub struct AudiencesApi {
    /// What can be done with them.
    pub audiences: Audiences,
}

#[OpenApi]
impl AudiencesApi {
    /// Count the people whom each audience reaches
    ///
    /// What the composer says before one publishes. `selected` counts those in `selected_user_ids` (with commas between, at most 200)
    /// who follow the member or are friends.
    #[oai(
        path = "/me/audiences",
        method = "get",
        operation_id = "audiences.reach",
        tag = "Tag::Posts"
    )]
    async fn reach(
        &self,
        session: Session,
        #[oai(default, explode = false, validator(max_items = 200))] selected_user_ids: Query<
            Vec<Id>,
        >,
    ) -> Result<Json<ReachDto>, ApiError> {
        let named: Vec<UserId> = selected_user_ids.0.into_iter().map(UserId::from).collect();
        let reach = self.audiences.reach.run(&session.0, &named).await?;
        Ok(Json(reach.into()))
    }

    /// Choose the audience that the next post starts with
    ///
    /// Publishing a post chooses its audience as well. As long as nothing was chosen it is `public`, and `followers` on a
    /// private profile. A profile that becomes private turns `public` and `unlisted` into `followers`.
    #[oai(
        path = "/me/default-audience",
        method = "put",
        operation_id = "audiences.choose_default",
        tag = "Tag::Posts"
    )]
    async fn choose_default(
        &self,
        session: Session,
        body: Body<DefaultAudienceDto>,
    ) -> Result<Json<DefaultAudienceDto>, ApiError> {
        let chosen = body.0.audience.into();
        self.audiences
            .choose_default
            .run(&session.0, chosen)
            .await?;
        Ok(Json(body.0))
    }

    /// Give many posts another audience
    ///
    /// All of one's posts that fit, or none, and at once on every way to them. With `preview` they are counted only. It can
    /// be taken back for ten minutes. A repeat under the same `Idempotency-Key` changes nothing and gives the `change_id` again.
    #[oai(
        path = "/me/posts/audience",
        method = "post",
        operation_id = "audiences.change_many",
        tag = "Tag::Posts"
    )]
    async fn change_many(
        &self,
        session: Session,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<AudienceChangeDto>,
    ) -> Result<Json<AudienceChangedDto>, ApiError> {
        let (to, filter) = (body.0.to.into(), body.0.filter());
        let case = &self.audiences.change_many;
        let changed = if body.0.preview {
            case.preview(&session.0, to, &filter).await?
        } else {
            let key = again.key("audiences.change_many");
            case.run(&session.0, to, &filter, key).await?
        };
        Ok(Json(changed.into()))
    }

    /// Take the change of many audiences back
    ///
    /// Within ten minutes. Posts that got a third audience since keep it.
    #[oai(
        path = "/me/posts/audience/:id",
        method = "delete",
        operation_id = "audiences.undo_change",
        tag = "Tag::Posts"
    )]
    async fn undo_change(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Json<AudienceRestoredDto>, ApiError> {
        let restored = self
            .audiences
            .undo_change
            .run(&session.0, id.0.into())
            .await?;
        Ok(Json(AudienceRestoredDto { restored }))
    }
}
