//! A comment as it is shown.

use super::{
    comment::{CommentText, DEPTH_MAX},
    discussed::DiscussedPost,
};
use crate::{
    media::Media,
    profiles::UserSummary,
    reactions::Reactions,
    shared::{
        clock::Timestamp,
        id::{CommentId, MediaId, UserId},
        page::Page,
        store::{StoreError, Tx},
    },
    tags::Mention,
};

/// The most comments above another that are shown with it.
pub const ANCESTORS_MAX: u32 = 50;

/// A comment as the store finds it for a viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundComment {
    /// Its id.
    pub id: CommentId,
    /// What it is on.
    pub post: DiscussedPost,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// How many comments are above it.
    pub depth: u32,
    /// When it was published.
    pub created_at: Timestamp,
    /// How many answer it directly, as far as the viewer finds them.
    pub replies: u64,
    /// How members reacted to it, as far as the viewer may know; nothing when only its place is left.
    pub reactions: Reactions,
    /// What it says; `None` when only its place is left.
    pub said: Option<Said>,
    /// What it is worth in the order of relevance.
    pub relevance: i64,
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub author: UserSummary,
    /// What.
    pub text: CommentText,
    /// The picture.
    pub picture: Option<MediaId>,
    /// When text or picture last changed.
    pub edited_at: Option<Timestamp>,
}

/// What the viewer may do with a comment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CommentPermissions {
    /// Change it.
    pub edit: bool,
    /// Delete it, and restore it for a while.
    pub delete: bool,
    /// Answer it.
    pub reply: bool,
}

/// A comment with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentView {
    /// The comment.
    pub found: FoundComment,
    /// Its picture.
    pub media: Option<Media>,
    /// Whom its text mentions, as far as the viewer may know of them.
    pub mentions: Vec<Mention>,
    /// Whom it mentions though the post is not for them, told the author of the post who just wrote the comment; `None`
    /// for anybody else, who would learn from it whom the post is for, and when there is nobody.
    pub unreached: Option<Vec<UserSummary>>,
    /// What the viewer may do.
    pub can: CommentPermissions,
}

/// A comment and what is above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentInThread {
    /// The comment.
    pub comment: CommentView,
    /// The nearest [`ANCESTORS_MAX`] above it, the outermost first.
    pub ancestors: Vec<CommentView>,
}

impl CommentView {
    fn new(viewer: UserId, found: FoundComment) -> Self {
        let can = match &found.said {
            None => CommentPermissions::default(),
            Some(said) => {
                let own = said.author.id == viewer;
                CommentPermissions {
                    edit: own,
                    delete: found.post.lets_delete(viewer, said.author.id),
                    reply: found.depth < DEPTH_MAX && found.post.takes_comments_of(viewer),
                }
            }
        };
        Self {
            found,
            media: None,
            mentions: Vec::new(),
            unreached: None,
            can,
        }
    }

    fn has_signs_of_mentions(&self) -> bool {
        let said = self.found.said.as_ref();
        said.is_some_and(|said| said.text.as_str().contains('@'))
    }

    fn picture(&self) -> Option<MediaId> {
        self.found.said.as_ref().and_then(|said| said.picture)
    }
}

/// Comments that were found for `viewer`, with their pictures and the people whom they mention: one statement more for
/// each of the two, or none where there is nothing to read.
pub(super) async fn show_all(
    tx: &mut dyn Tx,
    viewer: UserId,
    found: Vec<FoundComment>,
) -> Result<Vec<CommentView>, StoreError> {
    let mut views: Vec<CommentView> = found
        .into_iter()
        .map(|found| CommentView::new(viewer, found))
        .collect();
    add_pictures(tx, &mut views).await?;
    add_mentions(tx, viewer, &mut views).await?;
    Ok(views)
}

async fn add_pictures(tx: &mut dyn Tx, views: &mut [CommentView]) -> Result<(), StoreError> {
    let pictures: Vec<MediaId> = views.iter().filter_map(CommentView::picture).collect();
    if pictures.is_empty() {
        return Ok(());
    }
    for media in tx.media_by_ids(&pictures).await? {
        let shows = |view: &&mut CommentView| view.picture() == Some(media.id);
        if let Some(view) = views.iter_mut().find(shows) {
            view.media = Some(media);
        }
    }
    Ok(())
}

async fn add_mentions(
    tx: &mut dyn Tx,
    viewer: UserId,
    views: &mut [CommentView],
) -> Result<(), StoreError> {
    let comments: Vec<CommentId> = views
        .iter()
        .filter(|view| view.has_signs_of_mentions())
        .map(|view| view.found.id)
        .collect();
    if comments.is_empty() {
        return Ok(());
    }
    for (comment, mention) in tx.mentions_in(viewer, &comments).await? {
        if let Some(view) = views.iter_mut().find(|view| view.found.id == comment) {
            view.mentions.push(mention);
        }
    }
    Ok(())
}

/// A page of comments that were found for `viewer`.
pub(super) async fn show_page<K>(
    tx: &mut dyn Tx,
    viewer: UserId,
    page: Page<FoundComment, K>,
) -> Result<Page<CommentView, K>, StoreError> {
    Ok(Page {
        items: show_all(tx, viewer, page.items).await?,
        next: page.next,
    })
}

/// The comment as `viewer` sees it; `None` when they do not.
pub(super) async fn show_one(
    tx: &mut dyn Tx,
    viewer: UserId,
    comment: CommentId,
) -> Result<Option<CommentView>, StoreError> {
    let found = tx.comment_with_ancestors(viewer, comment, 0).await?;
    Ok(show_all(tx, viewer, found).await?.pop())
}

/// The comment as its author is shown it after writing it: on a post of their own also who is mentioned in vain.
pub(super) async fn show_written(
    tx: &mut dyn Tx,
    author: UserId,
    comment: CommentId,
) -> Result<Option<CommentView>, StoreError> {
    let Some(mut view) = show_one(tx, author, comment).await? else {
        return Ok(None);
    };
    if !view.mentions.is_empty() && view.found.post.author == author {
        let unreached = tx.unreached_in(comment).await?;
        view.unreached = (!unreached.is_empty()).then_some(unreached);
    }
    Ok(Some(view))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comments::fixtures::{COMMENTER, found, picture},
        posts::{CommentPolicy, fixtures::AUTHOR},
        testing::MockTx,
    };

    async fn can(viewer: i64, found: FoundComment) -> [bool; 3] {
        let viewer = UserId::new(viewer);
        let shown = show_all(&mut MockTx::new(), viewer, vec![found]).await;
        let can = shown.unwrap()[0].can;
        [can.edit, can.delete, can.reply]
    }

    #[tokio::test]
    async fn its_author_edits_it_and_the_author_of_the_post_deletes_it() {
        assert_eq!(can(COMMENTER, found(1)).await, [true, true, true]);
        assert_eq!(can(AUTHOR, found(1)).await, [false, true, true]);
        assert_eq!(can(99, found(1)).await, [false, false, true]);
    }

    #[tokio::test]
    async fn where_nobody_may_comment_nobody_answers() {
        let mut closed = found(1);
        closed.post.policy = CommentPolicy::Nobody;
        assert_eq!(can(COMMENTER, closed).await, [true, true, false]);
    }

    #[tokio::test]
    async fn the_deepest_comment_is_not_answered() {
        let deep = |depth| FoundComment { depth, ..found(1) };
        assert_eq!(can(AUTHOR, deep(DEPTH_MAX - 1)).await, [false, true, true]);
        assert_eq!(can(AUTHOR, deep(DEPTH_MAX)).await, [false, true, false]);
    }

    #[tokio::test]
    async fn mentions_are_asked_for_where_there_is_a_sign_of_them_all_at_once() {
        let saying = |id: i64, text: &str| {
            let mut found = found(id);
            found.said.as_mut().unwrap().text = CommentText::stored(text.into());
            found
        };
        let mut tx = MockTx::new();
        tx.expect_mentions_in()
            .withf(|viewer, comments| {
                viewer.get() == COMMENTER && comments == [CommentId::new(1), CommentId::new(3)]
            })
            .times(1)
            .returning(|_, _| Ok(vec![(CommentId::new(3), ben())]));
        let all = vec![saying(1, "a@b"), saying(2, "#snow"), saying(3, "@ben")];
        let views = show_all(&mut tx, UserId::new(COMMENTER), all).await;
        let counts = views.unwrap().into_iter().map(|view| view.mentions.len());
        assert!(counts.eq([0, 0, 1]));
    }

    fn ben() -> Mention {
        let said = found(9).said.unwrap();
        Mention {
            written: "ben".into(),
            user: said.author,
        }
    }

    #[tokio::test]
    async fn the_author_of_the_post_is_told_who_is_mentioned_in_vain() {
        for unreached in [vec![], vec![ben().user]] {
            let told = (!unreached.is_empty()).then(|| unreached.clone());
            let mut tx = mentioning();
            tx.expect_unreached_in()
                .times(1)
                .return_once(move |_| Ok(unreached));
            assert_eq!(told_of_unreached(tx, AUTHOR).await, told);
        }
    }

    #[tokio::test]
    async fn nobody_else_is_asked_for_whom_the_post_is() {
        assert_eq!(told_of_unreached(mentioning(), COMMENTER).await, None);
    }

    /// With a comment that mentions Ben.
    fn mentioning() -> MockTx {
        let mut tx = MockTx::new();
        tx.expect_comment_with_ancestors().returning(|_, _, _| {
            let mut found = found(1);
            found.said.as_mut().unwrap().text = CommentText::stored("@ben".into());
            Ok(vec![found])
        });
        tx.expect_mentions_in()
            .returning(|_, _| Ok(vec![(CommentId::new(1), ben())]));
        tx
    }

    async fn told_of_unreached(mut tx: MockTx, writer: i64) -> Option<Vec<UserSummary>> {
        let written = show_written(&mut tx, UserId::new(writer), CommentId::new(1)).await;
        written.unwrap().unwrap().unreached
    }

    #[tokio::test]
    async fn with_a_place_that_is_left_nothing_can_be_done() {
        let left = FoundComment {
            said: None,
            ..found(1)
        };
        assert_eq!(can(AUTHOR, left).await, [false; 3]);
    }

    #[tokio::test]
    async fn the_pictures_of_all_cost_one_statement() {
        let showing = |id: i64| {
            let mut found = found(id);
            let said = found.said.as_mut().unwrap();
            said.picture = Some(MediaId::new(id * 10));
            found
        };
        let mut tx = MockTx::new();
        tx.expect_media_by_ids()
            .withf(|ids| ids.iter().map(|id| id.get()).eq([10, 30]))
            .times(1)
            .returning(|ids| Ok(ids.iter().rev().map(|id| picture(id.get())).collect()));
        let all = vec![showing(1), found(2), showing(3)];
        let views = show_all(&mut tx, UserId::new(COMMENTER), all)
            .await
            .unwrap();
        let shown: Vec<_> = views
            .iter()
            .map(|view| view.media.as_ref().map(|media| media.id.get()))
            .collect();
        assert_eq!(shown, [Some(10), None, Some(30)]);
    }
}
