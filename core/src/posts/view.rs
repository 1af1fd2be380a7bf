//! A post as it is shown.

use super::{
    audience::{Audience, Why},
    commenting::{Commenter, may_comment},
    post::Post,
    standing::Standing,
};
use crate::{
    media::Media,
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        id::{PostId, UserId},
        page::Page,
        store::{StoreError, Tx},
    },
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
            // Posts mention nobody yet.
            mentioned: false,
        };
        let can = Permissions {
            edit: own,
            delete: own,
            share: false,
            comment: may_comment(found.post.comment_policy, &commenter),
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
            post: found.post,
            author: found.author,
            can,
        }
    }
}

fn names_people(viewer: UserId, post: &Post) -> bool {
    post.author == viewer && post.audience == Audience::Selected
}

/// The post as `viewer` sees it; `None` when they may not.
pub(super) async fn show_one(
    tx: &mut dyn Tx,
    viewer: UserId,
    post: PostId,
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
    )
    .await?;
    Ok(page.items.into_iter().next())
}

/// A page of posts that were read for `viewer`, with what hangs on them, their pictures and the people whom the viewer's
/// own ones name: one statement more for each of the three, or none where there is nothing to read.
pub async fn show_page(
    tx: &mut dyn Tx,
    viewer: UserId,
    page: Page<AuthoredPost>,
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
    let with_names = ids(&page, |view| view.selected.is_some());
    if !with_names.is_empty() {
        let names = tx.selected_of(&with_names).await?;
        hand_out(&mut page, names, |view, name| {
            view.selected.get_or_insert_default().push(name);
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
        posts::fixtures::{AUTHOR, authored, no_standings, post},
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
        let shown = show_page(&mut tx, ME, page(&audiences)).await.unwrap();
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
        let shown = show_page(&mut MockTx::new(), ME, page(&[])).await.unwrap();
        assert!(shown.items.is_empty());
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
        let shown = show_page(&mut tx, stranger, near).await.unwrap();
        assert!(shown.items.iter().all(|view| view.selected.is_none()));
        let reasons: Vec<Why> = shown
            .items
            .iter()
            .map(|view| view.visible_because)
            .collect();
        assert_eq!(reasons, [Why::Named, Why::Follower, Why::Public]);
    }
}
