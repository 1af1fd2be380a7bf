//! Lists of posts.

pub mod cases;
mod dto;
mod errors;
mod for_you;
mod wall;

use kith_core::{
    feeds::{Feeds, ProfileRef},
    shared::id::{GroupId, PostId},
};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::{
    auth::Session,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    posts::PostDto,
    problem::ApiError,
    profiles::PostPictureDto,
    shared::Shared,
    tags::named,
    values::Id,
    written::Written,
};
pub use dto::{GrowingPageDto, HomeKindDto, HomePageDto, PinnedPostsDto, ProfilePageDto};
pub use for_you::{ForYouPageDto, ForYouPostDto, ReasonDto, ReasonKindDto};

/// The operations on lists of posts.
pub struct FeedsApi {
    /// The lists.
    pub feeds: Feeds,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl FeedsApi {
    /// Read the home feed
    ///
    /// One's own posts and those of the members one follows and does not mute, newest first; while one follows nobody
    /// (`kind` is `everyone`), the public posts of everybody. With `since`, the posts above that one; with `count_only`
    /// too, only how many of others there are: ask from the newest post of others that was read on, since one's own are there
    /// at once, while older ones of others may arrive later. 400 `missing_since` for `count_only` alone.
    #[oai(
        path = "/feeds/home",
        method = "get",
        operation_id = "feeds.home",
        tag = "Tag::Feeds"
    )]
    async fn home(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
        since: Query<Option<Id>>,
        count_only: Query<Option<bool>>,
    ) -> Result<Written<HomePageDto>, ApiError> {
        let home = &self.feeds.home;
        let since = since.0.map(PostId::from);
        if count_only.0 == Some(true) {
            let since = since.ok_or_else(errors::missing_since)?;
            let count = home.count_new(&session.0, since).await?;
            return Ok(Written(HomePageDto::of_count(count)));
        }
        let cursors = &self.shared.cursors;
        let page = cursors.page("feeds.home", Some(session.0), limit.0, cursor.0.as_deref())?;
        let found = home.run(&session.0, since, page.after, page.limit).await?;
        let posts = page.answer(found.posts, PostDto::from);
        Ok(Written(HomePageDto::of_posts(found.kind, posts)))
    }

    /// Read For you
    ///
    /// Posts of the last week that one may care for, the best first, each with why it is there: by those one follows and by
    /// friends, in one's groups, by people they are connected with, with tags one follows or has among one's interests, and
    /// public ones that many take part in. Nothing by oneself or by members one mutes; outside of one's groups nothing by
    /// members dismissed from the suggestions, or from private profiles that one does not follow. A list is made for a stretch of time (until `renews_at`) and does not change: pages
    /// neither repeat nor skip. It can be read on for a day; 400 `invalid_cursor` after that. With `since`, only what is newer
    /// than that post; with `count_only` too, only how many there are. 400 `missing_since` for `count_only` alone.
    #[oai(
        path = "/feeds/for-you",
        method = "get",
        operation_id = "feeds.for_you",
        tag = "Tag::Feeds"
    )]
    async fn for_you(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
        since: Query<Option<Id>>,
        count_only: Query<Option<bool>>,
    ) -> Result<Written<ForYouPageDto>, ApiError> {
        let for_you = &self.feeds.for_you;
        let since = since.0.map(PostId::from);
        if count_only.0 == Some(true) {
            let since = since.ok_or_else(errors::missing_since)?;
            let (count, renews_at) = for_you.count_new(&session.0, since).await?;
            return Ok(Written(ForYouPageDto::of_count(count, renews_at)));
        }
        let cursors = &self.shared.cursors;
        let page = cursors.page(
            "feeds.for_you",
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let found = for_you
            .run(&session.0, since, page.after, page.limit)
            .await?;
        Ok(Written(ForYouPageDto::of_posts(&page, found)))
    }

    /// List the posts with a tag
    ///
    /// Newest first, as far as one may see them listed, without those of members one mutes. `tag` is written in any
    /// letter case, without the `#`; 404 for what is no tag. `since` and `count_only` are those of the home feed.
    #[oai(
        path = "/feeds/tags/:tag",
        method = "get",
        operation_id = "feeds.tagged",
        tag = "Tag::Feeds"
    )]
    async fn tagged(
        &self,
        session: Session,
        tag: Path<String>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
        since: Query<Option<Id>>,
        count_only: Query<Option<bool>>,
    ) -> Result<Written<GrowingPageDto>, ApiError> {
        let tagged = &self.feeds.tagged;
        let tag = named(&tag.0)?;
        let since = since.0.map(PostId::from);
        if count_only.0 == Some(true) {
            let since = since.ok_or_else(errors::missing_since)?;
            let count = tagged.count_new(&session.0, &tag, since).await?;
            return Ok(Written(GrowingPageDto::of_count(count)));
        }
        let list = format!("feeds.tagged:{}", tag.as_str());
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let found = tagged
            .run(&session.0, &tag, since, page.after, page.limit)
            .await?;
        let posts = page.answer(found, PostDto::from);
        Ok(Written(GrowingPageDto::of_posts(posts)))
    }

    /// List the posts in a group
    ///
    /// For its members: newest first, without those of members one mutes. `since` and `count_only` are those of the home
    /// feed.
    #[oai(
        path = "/groups/:id/posts",
        method = "get",
        operation_id = "feeds.group",
        tag = "Tag::Feeds"
    )]
    async fn group(
        &self,
        session: Session,
        id: Path<Id>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
        since: Query<Option<Id>>,
        count_only: Query<Option<bool>>,
    ) -> Result<Written<GrowingPageDto>, ApiError> {
        let feed = &self.feeds.group;
        let group = GroupId::from(id.0);
        let since = since.0.map(PostId::from);
        if count_only.0 == Some(true) {
            let since = since.ok_or_else(errors::missing_since)?;
            let count = feed.count_new(&session.0, group, since).await?;
            return Ok(Written(GrowingPageDto::of_count(count)));
        }
        let list = format!("feeds.group:{group}");
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let found = feed
            .run(&session.0, group, since, page.after, page.limit)
            .await?;
        let posts = page.answer(found, PostDto::from);
        Ok(Written(GrowingPageDto::of_posts(posts)))
    }

    /// List the pinned posts of a group
    ///
    /// For its members: at most three that owner and moderators put above the others, what was pinned last first. They also
    /// stand in their places in the feed.
    #[oai(
        path = "/groups/:id/pinned",
        method = "get",
        operation_id = "feeds.group_pinned",
        tag = "Tag::Feeds"
    )]
    async fn group_pinned(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Written<PinnedPostsDto>, ApiError> {
        let pinned = self.feeds.group.pinned(&session.0, id.0.into()).await?;
        Ok(Written(PinnedPostsDto {
            items: pinned.into_iter().map(PostDto::from).collect(),
        }))
    }

    /// List the pictures and videos in a group
    ///
    /// For its members: those of the newest post first, without what members posted whom one mutes.
    #[oai(
        path = "/groups/:id/media",
        method = "get",
        operation_id = "feeds.group_media",
        tag = "Tag::Feeds"
    )]
    async fn group_media(
        &self,
        session: Session,
        id: Path<Id>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PostPictureDto>>, ApiError> {
        let group = GroupId::from(id.0);
        let list = format!("feeds.group_media:{group}");
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let media = &self.feeds.group_media;
        let pictures = media.run(&session.0, group, page.after, page.limit).await?;
        Ok(Json(page.answer(pictures, PostPictureDto::from)))
    }

    /// List a member's posts
    ///
    /// Newest first, as far as one may see them listed. The first page also gives the post that the member `pinned`, which
    /// is not in its place among the others. `id` is an id or `@handle`. 403 `private_profile` when the profile
    /// is private; single posts go by their own audience.
    #[oai(
        path = "/users/:id/posts",
        method = "get",
        operation_id = "feeds.profile",
        tag = "Tag::Feeds"
    )]
    async fn profile(
        &self,
        session: Session,
        id: Path<String>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Written<ProfilePageDto>, ApiError> {
        let whose = ProfileRef::parse(&id.0).ok_or_else(ApiError::not_found)?;
        let list = format!("feeds.profile:{}", id.0.to_ascii_lowercase());
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let found = self
            .feeds
            .profile
            .run(&session.0, &whose, page.after, page.limit)
            .await?;
        let pinned = found.pinned.map(PostDto::from);
        let posts = page.answer(found.posts, PostDto::from);
        Ok(Written(ProfilePageDto::new(pinned, posts)))
    }
}
