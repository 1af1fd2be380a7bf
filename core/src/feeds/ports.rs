//! What this feature needs from the outside.

use async_trait::async_trait;

use super::profile::{ProfileRef, Wall};
use crate::{
    posts::AuthoredPost,
    shared::{
        id::{GroupId, PostId, UserId},
        page::{After, Limit, Page},
        relay::{Handled, Place},
        store::StoreError,
    },
    tags::Tag,
};

/// Lists of posts, part of the unit of work. Only posts that the viewer may see and that may be listed for them
/// are in a list, newest first; a page is full unless the list ends with it.
#[async_trait]
pub trait FeedRepo: Send {
    /// The viewer's own posts, those of the members they follow, and those in the groups to which they belong, but of nobody
    /// whom they mute, above the post `since`.
    async fn home_posts(
        &mut self,
        viewer: UserId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// The viewer's own posts, the public posts of everybody they do not mute, and those in the groups to which they belong,
    /// above the post `since`.
    async fn everyones_posts(
        &mut self,
        viewer: UserId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// Whether the viewer follows anybody.
    async fn follows_anyone(&mut self, viewer: UserId) -> Result<bool, StoreError>;

    /// The posts of `author` but the one `pinned` that is shown before them, and but those in groups.
    async fn profile_posts(
        &mut self,
        viewer: UserId,
        author: UserId,
        pinned: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// The posts with `tag` of everybody the viewer does not mute, above the post `since`.
    async fn tagged_posts(
        &mut self,
        viewer: UserId,
        tag: &Tag,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// The posts in `group` of everybody the viewer does not mute, above the post `since`.
    async fn group_posts(
        &mut self,
        viewer: UserId,
        group: GroupId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// Whose profile is asked for; `None` when nobody is called so, or they are suspended or severed from the viewer.
    async fn find_wall(
        &mut self,
        viewer: UserId,
        whose: &ProfileRef,
    ) -> Result<Option<Wall>, StoreError>;
}

/// The timelines that the home feed is read from, part of the unit of work. An author with too many followers is
/// *pulled*: their posts are in no timeline, home takes them from the author when it is read.
#[async_trait]
pub trait TimelineRepo: Send {
    /// Writes the post into the timelines of followers it may be meant for, unless its author is pulled: the next
    /// about `most` of them, beginning `from` where an earlier call stopped. Again: nothing more.
    async fn spread_post(
        &mut self,
        post: PostId,
        from: Option<Place>,
        most: u64,
    ) -> Result<Handled, StoreError>;

    /// Writes the newest `most` posts of `author` that `reader` may see into the reader's timeline, if the reader
    /// follows the author and the author is not pulled.
    async fn fill_timeline(
        &mut self,
        reader: UserId,
        author: UserId,
        most: u32,
    ) -> Result<(), StoreError>;

    /// Takes the posts of `author` out of the reader's timeline.
    async fn clear_timeline(&mut self, reader: UserId, author: UserId) -> Result<(), StoreError>;

    /// Makes `author`, whom `follower` just followed, pulled, for good, when more than `above` members follow them;
    /// sees to it that the home of every follower, the new one's too, takes their posts from them then.
    async fn pull_when_big(
        &mut self,
        author: UserId,
        follower: UserId,
        above: u32,
    ) -> Result<(), StoreError>;
}

/// Timelines that are longer than anybody reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongTimelines {
    /// Whose they are, with the newest post that is to go.
    pub cuts: Vec<(UserId, PostId)>,
    /// The last member who was looked at; `None` when there was nobody.
    pub last: Option<UserId>,
}

/// Cutting timelines off, part of the unit of work. Home reads what is below a timeline's end from the authors.
#[async_trait]
pub trait TrimRepo: Send {
    /// Looks at the timelines of the next so many `members` after `after`, in the order of their ids: of those with more
    /// than `bear` posts the newest `keep` are to stay.
    async fn long_timelines(
        &mut self,
        after: UserId,
        members: u32,
        keep: u32,
        bear: u32,
    ) -> Result<LongTimelines, StoreError>;

    /// Ends the reader's timeline above the post `upto`, and takes at most `most` posts out of what lies below, oldest
    /// first; gives how many. An end is never moved down.
    async fn cut_timeline(
        &mut self,
        reader: UserId,
        upto: PostId,
        most: u32,
    ) -> Result<u64, StoreError>;
}
