//! A post as it is shown.

use std::collections::BTreeSet;

use super::{
    audience::{Audience, Why},
    post::Post,
    standing::Standing,
};
use crate::{
    media::Media,
    polls::PollView,
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
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
    pub standing: Standing,
    /// Whom its text mentions, as far as the viewer may know of them.
    pub mentions: Vec<Mention>,
    /// Whom it mentions though they may not see it, told its author who just wrote it; `None` when there is nobody.
    pub unreached: Option<Vec<UserSummary>>,
    /// The tags in its text.
    pub tags: Vec<Tag>,
    /// What its readers are asked.
    pub poll: Option<PollView>,
    /// What lets the viewer see it.
    pub visible_because: Why,
    /// What the viewer may do.
    pub can: Permissions,
}

impl PostView {
    fn new(viewer: UserId, found: AuthoredPost) -> Self {
        let own = found.post.author == viewer;
        let can = Permissions {
            edit: own,
            delete: own,
            // That of a share depends on what is inside of it.
            share: found.post.original.is_none() && may_share(viewer, &found.post),
            comment: false,
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
            standing: Standing::default(),
            mentions: Vec::new(),
            unreached: None,
            tags: tags_in(found.post.text.as_str()),
            poll: None,
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
/// their pictures, the people whom they mention, those whom the viewer's own ones name, and their polls: one statement
/// more for each of the six, or none where there is nothing to read.
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
    let originals = views.split_off(many);
    for view in &mut views {
        embed(view, &originals);
    }
    Ok(Page { items: views, next })
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
mod tests {
    use super::*;
    use crate::{
        polls::fixtures::poll,
        posts::{
            PostText,
            fixtures::{AUTHOR, authored, media, no_standings, now, post},
        },
        testing::MockTx,
    };

    const ME: UserId = UserId::new(AUTHOR);

    fn page(audiences: &[Audience]) -> Page<AuthoredPost> {
        let items = (1..)
            .zip(audiences)
            .map(|(id, audience)| {
                authored(Post {
                    audience: *audience,
                    ..post(id)
                })
            })
            .collect();
        Page { items, next: None }
    }

    #[tokio::test]
    async fn the_author_is_shown_whom_a_page_of_posts_names_for_one_statement() {
        let person = |id| UserSummary {
            id: UserId::new(id),
            ..authored(post(1)).author
        };
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        tx.expect_selected_of()
            .withf(|posts| posts == [PostId::new(1), PostId::new(3)])
            .times(1)
            .returning(move |_| {
                Ok(vec![
                    (PostId::new(3), person(7)),
                    (PostId::new(1), person(8)),
                    (PostId::new(3), person(9)),
                ])
            });
        let audiences = [Audience::Selected, Audience::Public, Audience::Selected];
        let shown = show_page(&mut tx, ME, page(&audiences), now())
            .await
            .unwrap();
        let names: Vec<Option<Vec<i64>>> = shown
            .items
            .iter()
            .map(|view| {
                let selected = view.selected.as_ref()?;
                Some(selected.iter().map(|one| one.id.get()).collect())
            })
            .collect();
        assert_eq!(names, [Some(vec![8]), None, Some(vec![7, 9])]);
    }

    #[tokio::test]
    async fn a_page_without_posts_costs_nothing() {
        let shown = show_page(&mut MockTx::new(), ME, page(&[]), now())
            .await
            .unwrap();
        assert!(shown.items.is_empty());
    }

    #[tokio::test]
    async fn mentions_are_asked_for_where_there_is_a_sign_of_them_all_at_once() {
        let texts = ["Hello @ben", "Hello #snow", "@ben and ben@example.org"];
        let mut mentioning = page(&[Audience::Public; 3]);
        for (found, text) in mentioning.items.iter_mut().zip(texts) {
            found.post.text = PostText::stored(text.into());
        }
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        tx.expect_mentions_of()
            .withf(|viewer, posts| *viewer == ME && posts == [PostId::new(1), PostId::new(3)])
            .times(1)
            .returning(|_, _| {
                let ben = Mention {
                    written: "ben".into(),
                    user: authored(post(1)).author,
                };
                Ok(vec![(PostId::new(3), ben)])
            });
        let shown = show_page(&mut tx, ME, mentioning, now()).await.unwrap();
        let counts: Vec<(usize, usize)> = shown
            .items
            .iter()
            .map(|view| (view.mentions.len(), view.tags.len()))
            .collect();
        assert_eq!(counts, [(0, 0), (0, 1), (1, 0)]);
    }

    #[tokio::test]
    async fn others_are_not_and_are_told_what_lets_them_see_the_post() {
        let stranger = UserId::new(AUTHOR + 1);
        let mut near = page(&[Audience::Selected, Audience::Followers, Audience::Public]);
        for found in &mut near.items {
            found.closeness = Closeness::Follower;
        }
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        let shown = show_page(&mut tx, stranger, near, now()).await.unwrap();
        assert!(shown.items.iter().all(|view| view.selected.is_none()));
        let reasons: Vec<Why> = shown
            .items
            .iter()
            .map(|view| view.visible_because)
            .collect();
        assert_eq!(reasons, [Why::Named, Why::Follower, Why::Public]);
    }

    fn share(id: i64, original: i64) -> AuthoredPost {
        authored(Post {
            original: Some(PostId::new(original)),
            ..post(id)
        })
    }

    /// The post, what is inside of it, and whether it may be shared.
    fn inside(page: &Page<PostView>) -> Vec<(i64, Option<i64>, bool)> {
        let of = |view: &PostView| {
            let inside = view.shared.as_ref().map(|shared| shared.post.id.get());
            (view.post.id.get(), inside, view.can.share)
        };
        page.items.iter().map(of).collect()
    }

    #[tokio::test]
    async fn what_is_shared_comes_for_one_statement_with_its_pictures() {
        let stranger = UserId::new(AUTHOR + 1);
        let with_picture = |id| {
            authored(Post {
                picture_count: 1,
                ..post(id)
            })
        };
        let mut tx = MockTx::new();
        tx.expect_post_standings()
            .withf(|_, posts| posts.iter().map(|post| post.get()).eq([9, 8, 7, 1]))
            .times(1)
            .returning(|_, _| {
                let standing = Standing {
                    shares: 2,
                    ..Standing::default()
                };
                Ok(vec![(PostId::new(1), standing)])
            });
        tx.expect_originals()
            .withf(move |viewer, posts| {
                *viewer == stranger && posts == [PostId::new(1), PostId::new(2)]
            })
            .times(1)
            .returning(move |_, _| Ok(vec![with_picture(1)]));
        tx.expect_post_pictures()
            .withf(|posts| posts == [PostId::new(1)])
            .times(1)
            .returning(|_| Ok(vec![(PostId::new(1), media(50, ""))]));
        let items = vec![share(9, 1), share(8, 2), share(7, 1), with_picture(1)];
        let shown = show_page(&mut tx, stranger, Page { items, next: None }, now())
            .await
            .unwrap();
        assert_eq!(
            inside(&shown),
            [
                (9, Some(1), true),
                (8, None, false),
                (7, Some(1), true),
                (1, None, true)
            ]
        );
        for view in &shown.items {
            let seen = view.shared.as_deref().unwrap_or(view);
            let is_there = view.post.id.get() != 8;
            assert_eq!(seen.media.len(), usize::from(is_there), "{}", view.post.id);
            assert_eq!(seen.standing.shares, if is_there { 2 } else { 0 });
        }
    }

    #[tokio::test]
    async fn what_is_for_few_is_shared_by_its_author_alone() {
        for viewer in [AUTHOR, AUTHOR + 1] {
            let mut tx = MockTx::new();
            no_standings(&mut tx);
            tx.expect_selected_of().returning(|_| Ok(Vec::new()));
            let shown = show_page(&mut tx, UserId::new(viewer), page(&Audience::ALL), now())
                .await
                .unwrap();
            for view in shown.items {
                let expected = viewer == AUTHOR || view.post.audience.is_shared_by_others();
                assert_eq!(view.can.share, expected, "{:?}", view.post.audience);
            }
        }
    }

    #[tokio::test]
    async fn polls_come_with_their_posts_for_one_statement() {
        let mut asking = page(&[Audience::Public; 3]);
        for found in &mut asking.items[1..] {
            found.post.has_poll = true;
        }
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        tx.expect_polls_of()
            .withf(|viewer, posts| *viewer == ME && posts == [PostId::new(2), PostId::new(3)])
            .times(1)
            .returning(|_, _| {
                let voted = poll(&[("Tea", 1), ("Coffee", 0)], &[1]);
                let open = poll(&[("Yes", 4), ("No", 5)], &[]);
                Ok(vec![(PostId::new(3), voted), (PostId::new(2), open)])
            });
        let shown = show_page(&mut tx, ME, asking, now()).await.unwrap();
        let voters: Vec<_> = shown
            .items
            .iter()
            .map(|view| view.poll.as_ref().map(|poll| poll.voters))
            .collect();
        assert_eq!(voters, [None, Some(None), Some(Some(1))]);
    }
}
