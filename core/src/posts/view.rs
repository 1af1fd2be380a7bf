//! A post as it is shown.

use std::collections::BTreeSet;

use super::{
    audience::{Audience, Why},
    commenting::{CommentPolicy, Commenter, may_comment},
    post::Post,
    standing::Standing as PostStanding,
};
use crate::{
    events::EventView,
    groups::{PostGroup, Standing},
    media::Media,
    polls::PollView,
    previews::LinkPreview,
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        clock::Timestamp,
        id::{GroupId, PostId, UserId},
        page::Page,
        store::{StoreError, Tx},
    },
    tags::{Mention, Tag, tags_in},
};

/// A post that the viewer may see, and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredPost {
    /// The post.
    pub post: Post,
    /// Its author.
    pub author: UserSummary,
    /// How near the viewer is to the author.
    pub closeness: Closeness,
}

/// What the viewer may do with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
pub struct Permissions {
    /// Change it.
    pub edit: bool,
    /// Delete it, and restore it for a while.
    pub delete: bool,
    /// Share it.
    pub share: bool,
    /// Comment on it.
    pub comment: bool,
    /// Pin it: on one's profile, or in its group.
    pub pin: bool,
}

/// A post with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostView {
    /// The post.
    pub post: Post,
    /// Its author.
    pub author: UserSummary,
    /// Its pictures, in order.
    pub media: Vec<Media>,
    /// Whom it names; `None` unless it is the viewer's own post for selected people.
    pub selected: Option<Vec<UserSummary>>,
    /// The post inside of a share, as the viewer sees it. `None` when it is no share; also when the original is deleted, or
    /// not or no longer for the viewer: which of them it is, nobody is told.
    pub shared: Option<Box<PostView>>,
    /// What hangs on it.
    pub standing: PostStanding,
    /// Whom its text mentions, as far as the viewer may know of them.
    pub mentions: Vec<Mention>,
    /// Whom it mentions though they may not see it, told its author who just wrote it; `None` when there is nobody.
    pub unreached: Option<Vec<UserSummary>>,
    /// The tags in its text.
    pub tags: Vec<Tag>,
    /// What its readers are asked.
    pub poll: Option<PollView>,
    /// What the page says that it links to.
    pub link_preview: Option<LinkPreview>,
    /// The event to which it belongs, as the viewer sees it.
    pub event: Option<EventView>,
    /// The group in which it is.
    pub group: Option<PostGroup>,
    /// What lets the viewer see it.
    pub visible_because: Why,
    /// What the viewer may do.
    pub can: Permissions,
}

impl PostView {
    fn new(viewer: UserId, found: AuthoredPost) -> Self {
        let own = found.post.author == viewer;
        let commenter = Commenter {
            is_author: own,
            closeness: found.closeness,
            // That is found out with the mentions.
            mentioned: false,
        };
        // What belongs to an event is changed and cancelled there.
        let in_hand = own && !found.post.has_event;
        let can = Permissions {
            edit: in_hand,
            delete: in_hand,
            // That of a share depends on what is inside of it.
            share: found.post.original.is_none() && may_share(viewer, &found.post),
            comment: may_comment(found.post.comment_policy, &commenter),
            // In a group that is said by how one stands to it.
            pin: own && found.post.group.is_none(),
        };
        Self {
            visible_because: if own {
                Why::Author
            } else {
                Why::among(found.post.audience, found.closeness)
            },
            selected: names_people(viewer, &found.post).then(Vec::new),
            media: Vec::new(),
            shared: None,
            standing: PostStanding::default(),
            mentions: Vec::new(),
            unreached: None,
            tags: tags_in(found.post.text.as_str()),
            poll: None,
            link_preview: None,
            event: None,
            group: None,
            post: found.post,
            author: found.author,
            can,
        }
    }
}

/// Whether `viewer` may share an original that they see.
pub(super) fn may_share(viewer: UserId, original: &Post) -> bool {
    original.author == viewer || original.audience.is_shared_by_others()
}

fn names_people(viewer: UserId, post: &Post) -> bool {
    post.author == viewer && post.audience == Audience::Selected
}

/// The post as `viewer` sees it at `now`; `None` when they may not.
pub(super) async fn show_one(
    tx: &mut dyn Tx,
    viewer: UserId,
    post: PostId,
    now: Timestamp,
) -> Result<Option<PostView>, StoreError> {
    let Some(found) = tx.visible_post(viewer, post).await? else {
        return Ok(None);
    };
    let page = show_page(
        tx,
        viewer,
        Page {
            items: vec![found],
            next: None,
        },
        now,
    )
    .await?;
    Ok(page.items.into_iter().next())
}

/// The post as its author is shown it at `now`, after writing it: also who is mentioned in vain.
pub(super) async fn show_written(
    tx: &mut dyn Tx,
    author: UserId,
    post: PostId,
    now: Timestamp,
) -> Result<Option<PostView>, StoreError> {
    let Some(mut view) = show_one(tx, author, post, now).await? else {
        return Ok(None);
    };
    let unreached = if view.mentions.is_empty() {
        Vec::new()
    } else {
        tx.unreached_by(post).await?
    };
    view.unreached = (!unreached.is_empty()).then_some(unreached);
    Ok(Some(view))
}

/// A page of posts that were read for `viewer`, as it is shown at `now`, with what they share, what hangs on all of them,
/// their pictures, the people whom they mention, those whom the viewer's own ones name, their polls, previews and events, and
/// their groups: one statement more for each of the nine, two for previews with pictures, or none where there is nothing to
/// read.
pub async fn show_page(
    tx: &mut dyn Tx,
    viewer: UserId,
    page: Page<AuthoredPost>,
    now: Timestamp,
) -> Result<Page<PostView>, StoreError> {
    let Page { items, next } = page;
    let many = items.len();
    let originals = originals(tx, viewer, &items).await?;
    let all = items.into_iter().chain(originals);
    let mut views: Vec<PostView> = all.map(|found| PostView::new(viewer, found)).collect();
    let all = ids(&views, |_| true);
    if !all.is_empty() {
        let standings = tx.post_standings(viewer, &all).await?;
        hand_out(&mut views, &standings, |view, standing| {
            view.standing = standing;
        });
    }
    let with_pictures = ids(&views, |view| view.post.picture_count > 0);
    if !with_pictures.is_empty() {
        let pictures = tx.post_pictures(&with_pictures).await?;
        hand_out(&mut views, &pictures, |view, picture| {
            view.media.push(picture);
        });
    }
    let with_mentions = ids(&views, |view| view.post.text.as_str().contains('@'));
    if !with_mentions.is_empty() {
        let mentions = tx.mentions_of(viewer, &with_mentions).await?;
        hand_out(&mut views, &mentions, |view, mention| {
            view.can.comment |=
                mention.user.id == viewer && view.post.comment_policy == CommentPolicy::Mentioned;
            view.mentions.push(mention);
        });
    }
    let with_names = ids(&views, |view| view.selected.is_some());
    if !with_names.is_empty() {
        let names = tx.selected_of(&with_names).await?;
        hand_out(&mut views, &names, |view, name| {
            view.selected.get_or_insert_default().push(name);
        });
    }
    let with_polls = ids(&views, |view| view.post.has_poll);
    if !with_polls.is_empty() {
        let polls = tx.polls_of(viewer, &with_polls).await?;
        hand_out(&mut views, &polls, |view, poll| {
            view.poll = Some(poll.shown(now));
        });
    }
    let with_previews = ids(&views, |view| view.post.has_preview);
    if !with_previews.is_empty() {
        let previews = tx.previews_of(&with_previews).await?;
        hand_out(&mut views, &previews, |view, preview| {
            view.link_preview = Some(preview);
        });
    }
    let with_events = ids(&views, |view| view.post.has_event);
    if !with_events.is_empty() {
        let events = tx.events_of_posts(viewer, &with_events, now).await?;
        hand_out(&mut views, &events, |view, event| {
            let creator = Some(view.author.clone());
            view.event = Some(EventView { creator, ..event });
        });
    }
    name_groups(tx, viewer, &mut views).await?;
    let originals = views.split_off(many);
    for view in &mut views {
        embed(view, &originals);
    }
    Ok(Page { items: views, next })
}

/// Says in which groups the posts are. Who keeps order in a group may delete what is in it; who does not belong to it writes
/// nothing in it.
async fn name_groups(
    tx: &mut dyn Tx,
    viewer: UserId,
    views: &mut [PostView],
) -> Result<(), StoreError> {
    let groups: BTreeSet<GroupId> = views.iter().filter_map(|view| view.post.group).collect();
    if groups.is_empty() {
        return Ok(());
    }
    let groups: Vec<GroupId> = groups.into_iter().collect();
    let named = tx.post_groups(viewer, &groups).await?;
    for view in views.iter_mut().filter(|view| view.post.group.is_some()) {
        view.group = named
            .iter()
            .find(|group| Some(group.id) == view.post.group)
            .cloned();
        let standing = view.group.as_ref().map(|group| group.standing);
        let keeps_order = standing.is_some_and(Standing::keeps_order);
        view.can.delete |= keeps_order && !view.post.has_event;
        view.can.pin = keeps_order;
        view.can.edit &= standing.is_some();
        view.can.comment &= standing.is_some();
    }
    Ok(())
}

/// What the shares among `posts` share, as far as it is for `viewer`.
async fn originals(
    tx: &mut dyn Tx,
    viewer: UserId,
    posts: &[AuthoredPost],
) -> Result<Vec<AuthoredPost>, StoreError> {
    let shared: BTreeSet<PostId> = posts
        .iter()
        .filter_map(|found| found.post.original)
        .collect();
    if shared.is_empty() {
        return Ok(Vec::new());
    }
    let shared: Vec<PostId> = shared.into_iter().collect();
    tx.originals(viewer, &shared).await
}

/// Puts what a share shares into it.
fn embed(view: &mut PostView, originals: &[PostView]) {
    let Some(original) = view.post.original else {
        return;
    };
    let original = originals.iter().find(|one| one.post.id == original);
    view.can.share = original.is_some_and(|original| original.can.share);
    view.shared = original.cloned().map(Box::new);
}

/// The posts that are so, each once: an original may stand on the page by itself too.
fn ids(views: &[PostView], which: impl Fn(&PostView) -> bool) -> Vec<PostId> {
    let mut ids = Vec::new();
    for view in views.iter().filter(|view| which(view)) {
        if !ids.contains(&view.post.id) {
            ids.push(view.post.id);
        }
    }
    ids
}

/// Gives each part to the post that it belongs to, wherever that stands.
fn hand_out<T: Clone>(
    views: &mut [PostView],
    parts: &[(PostId, T)],
    give: impl Fn(&mut PostView, T),
) {
    for (post, part) in parts {
        for view in views.iter_mut().filter(|view| view.post.id == *post) {
            give(view, part.clone());
        }
    }
}

#[cfg(test)]
mod tests;
