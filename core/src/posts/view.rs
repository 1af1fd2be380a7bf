//! A post as it is shown.

use super::{
    audience::{Audience, Why},
    post::Post,
    standing::Standing,
};
use crate::{
    media::Media,
    polls::PollView,
    previews::LinkPreview,
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
    /// What the page says that it links to.
    pub link_preview: Option<LinkPreview>,
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
            share: false,
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
            standing: Standing::default(),
            mentions: Vec::new(),
            unreached: None,
            tags: tags_in(found.post.text.as_str()),
            poll: None,
            link_preview: None,
            post: found.post,
            author: found.author,
            can,
        }
    }
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

/// A page of posts that were read for `viewer`, as it is shown at `now`, with what hangs on them, their pictures, the
/// people whom they mention, those whom the viewer's own ones name, their polls and previews: one statement more for each of
/// the six, two for previews with pictures, or none where there is nothing to read.
pub async fn show_page(
    tx: &mut dyn Tx,
    viewer: UserId,
    page: Page<AuthoredPost>,
    now: Timestamp,
) -> Result<Page<PostView>, StoreError> {
    let mut page = page.map(|found| PostView::new(viewer, found));
    let all = ids(&page, |_| true);
    if !all.is_empty() {
        let standings = tx.post_standings(viewer, &all).await?;
        hand_out(&mut page, standings, |view, standing| {
            view.standing = standing;
        });
    }
    let with_pictures = ids(&page, |view| view.post.picture_count > 0);
    if !with_pictures.is_empty() {
        let pictures = tx.post_pictures(&with_pictures).await?;
        hand_out(&mut page, pictures, |view, picture| {
            view.media.push(picture);
        });
    }
    let with_mentions = ids(&page, |view| view.post.text.as_str().contains('@'));
    if !with_mentions.is_empty() {
        let mentions = tx.mentions_of(viewer, &with_mentions).await?;
        hand_out(&mut page, mentions, |view, mention| {
            view.mentions.push(mention);
        });
    }
    let with_names = ids(&page, |view| view.selected.is_some());
    if !with_names.is_empty() {
        let names = tx.selected_of(&with_names).await?;
        hand_out(&mut page, names, |view, name| {
            view.selected.get_or_insert_default().push(name);
        });
    }
    let with_polls = ids(&page, |view| view.post.has_poll);
    if !with_polls.is_empty() {
        let polls = tx.polls_of(viewer, &with_polls).await?;
        hand_out(&mut page, polls, |view, poll| {
            view.poll = Some(poll.shown(now));
        });
    }
    let with_previews = ids(&page, |view| view.post.has_preview);
    if !with_previews.is_empty() {
        let previews = tx.previews_of(&with_previews).await?;
        hand_out(&mut page, previews, |view, preview| {
            view.link_preview = Some(preview);
        });
    }
    Ok(page)
}

fn ids(page: &Page<PostView>, which: impl Fn(&PostView) -> bool) -> Vec<PostId> {
    page.items
        .iter()
        .filter(|view| which(view))
        .map(|view| view.post.id)
        .collect()
}

/// Gives each part to the post that it belongs to.
fn hand_out<T>(
    page: &mut Page<PostView>,
    parts: Vec<(PostId, T)>,
    give: impl Fn(&mut PostView, T),
) {
    for (post, part) in parts {
        if let Some(view) = page.items.iter_mut().find(|view| view.post.id == post) {
            give(view, part);
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
            fixtures::{AUTHOR, authored, no_standings, now, post},
        },
        previews::PageWords,
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

    #[tokio::test]
    async fn previews_come_with_their_posts_for_one_statement() {
        let mut linking = page(&[Audience::Public; 3]);
        for found in &mut linking.items[..2] {
            found.post.has_preview = true;
        }
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        tx.expect_previews_of()
            .withf(|posts| posts == [PostId::new(1), PostId::new(2)])
            .times(1)
            .returning(|_| {
                let preview = LinkPreview {
                    url: "https://snow.example/".into(),
                    host: "snow.example".into(),
                    words: PageWords::clean("Snow", "").unwrap(),
                    image: None,
                };
                Ok(vec![(PostId::new(2), preview)])
            });
        let shown = show_page(&mut tx, ME, linking, now()).await.unwrap();
        let titles: Vec<Option<&str>> = shown
            .items
            .iter()
            .map(|view| Some(view.link_preview.as_ref()?.words.title.as_str()))
            .collect();
        assert_eq!(titles, [None, Some("Snow"), None]);
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
