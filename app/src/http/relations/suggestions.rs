//! Whom one may know.

use kith_core::relations::{Reason, Relations, Suggestion};
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::PersonDto;
use crate::http::{
    auth::Session,
    done::{Done, NotSuggestedAgain, done},
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    profiles::UserSummaryDto,
    shared::Shared,
    values::Id,
};

/// The operations on suggestions.
pub struct SuggestionsApi {
    /// What suggests.
    pub relations: Relations,
    /// What operations share.
    pub shared: Shared,
}

/// A member whom one may know.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Suggestion")]
pub struct SuggestionDto {
    /// Who, and how one stands to them.
    #[oai(flatten)]
    pub person: PersonDto,
    /// How many of those with whom one is connected follow them or are friends with them, as far as one may see.
    pub mutual_count: u32,
    /// At most three of these.
    pub mutuals: Vec<UserSummaryDto>,
    /// Why they are suggested.
    pub reason: ReasonDto,
}

/// Why somebody is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "SuggestionReason", rename_all = "snake_case")]
pub enum ReasonDto {
    /// One's connections know them.
    Mutuals,
    /// They are in the same groups.
    Groups,
    /// They have the same interests.
    Tags,
    /// They are among those whom most follow.
    Popular,
}

impl From<Suggestion> for SuggestionDto {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            person: suggestion.person.into(),
            mutual_count: u32::try_from(suggestion.mutual_count).unwrap_or(u32::MAX),
            mutuals: suggestion.mutuals.into_iter().map(Into::into).collect(),
            reason: match suggestion.reason {
                Reason::Mutuals => ReasonDto::Mutuals,
                Reason::Groups => ReasonDto::Groups,
                Reason::Tags => ReasonDto::Tags,
                Reason::Popular => ReasonDto::Popular,
            },
        }
    }
}

#[OpenApi]
impl SuggestionsApi {
    /// List whom one may know
    ///
    /// First those whom most of one's friends and of those one follows are connected with, as far as their lists are shown;
    /// then those in the same groups; then those with the same interests; then whom most follow. 50 at most. Nobody with whom anything was begun, or whom
    /// one mutes or dismissed; where mail is delivered by SMTP, nobody who has not proved their address.
    #[oai(
        path = "/users/suggestions",
        method = "get",
        operation_id = "relations.suggestions",
        tag = "Tag::Relations"
    )]
    async fn suggestions(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<SuggestionDto>>, ApiError> {
        let page = self.shared.cursors.page(
            "relations.suggestions",
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let suggest = &self.relations.suggest;
        let suggestions = suggest
            .run(
                &session.0,
                page.after.clone().unwrap_or_default(),
                page.limit,
            )
            .await?;
        Ok(Json(page.answer(suggestions, SuggestionDto::from)))
    }

    /// Dismiss a suggestion
    ///
    /// They are never suggested again. Repeating it changes nothing.
    #[oai(
        path = "/users/suggestions/:id",
        method = "delete",
        operation_id = "relations.dismiss_suggestion",
        tag = "Tag::Relations"
    )]
    async fn dismiss(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<NotSuggestedAgain>, ApiError> {
        let dismiss = &self.relations.dismiss_suggestion;
        dismiss.run(&session.0, id.0.into()).await?;
        Ok(done())
    }
}
