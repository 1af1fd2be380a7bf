//! Search.

mod dto;

use kith_core::search::Search;
use poem_openapi::{OpenApi, param::Query, payload::Json};

pub use self::dto::{SearchHitDto, SearchTypeDto};
use super::{
    auth::Session,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
};

/// The operations that find things.
pub struct SearchApi {
    /// What finds them.
    pub search: Search,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl SearchApi {
    /// Search
    ///
    /// People by the words of their names, nickname and handle. Each word of `q` must be the beginning of one of theirs;
    /// accents and letter case make no difference. Who has exactly the `@handle` comes first, then friends, followed
    /// members and followers, then others, the most followed first: 100 at most. When nobody is found, one misspelled
    /// word is forgiven. Whatever `q` is, it is looked for as it stands, up to 100
    /// characters.
    #[oai(
        path = "/search",
        method = "get",
        operation_id = "search.all",
        tag = "Tag::Search"
    )]
    async fn all(
        &self,
        session: Session,
        q: Query<Option<String>>,
        /// What to look for; all unless said otherwise.
        #[oai(name = "type")]
        kind: Query<Option<SearchTypeDto>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<SearchHitDto>>, ApiError> {
        let typed = q.0.unwrap_or_default();
        let list = match kind.0.unwrap_or(SearchTypeDto::All) {
            SearchTypeDto::All => format!("search.all:{typed}"),
            SearchTypeDto::Users => format!("search.users:{typed}"),
        };
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let people = self
            .search
            .people
            .run(
                &session.0,
                &typed,
                page.after.clone().unwrap_or_default(),
                page.limit,
            )
            .await?;
        Ok(Json(page.answer(people, SearchHitDto::from)))
    }
}
