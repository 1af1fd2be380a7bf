//! The posts of a profile.

use crate::{
    posts::{PostView, show_page},
    profiles::{Privacy, Relation, visible_parts},
    shared::{
        actor::Actor,
        id::{PostId, UserId},
        page::{Limit, Page},
        ports::Ports,
        store::StoreError,
    },
};

/// Whose profile, as an address names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileRef {
    /// By id.
    Id(UserId),
    /// By handle, without the `@`, in lower case.
    Handle(String),
}

impl ProfileRef {
    /// Reads `123` or `@handle`; `None` when it can name nobody.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix('@') {
            Some(handle) => {
                can_be_handle(handle).then(|| Self::Handle(handle.to_ascii_lowercase()))
            }
            None => text
                .parse()
                .ok()
                .filter(|id: &UserId| id.to_string() == text)
                .map(Self::Id),
        }
    }
}

impl From<UserId> for ProfileRef {
    fn from(id: UserId) -> Self {
        Self::Id(id)
    }
}

fn can_be_handle(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A profile as far as its lists are concerned, before one viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// Whose.
    pub owner: UserId,
    /// Whether strangers are shut out of the profile.
    pub is_private: bool,
    /// How the viewer stands to the owner.
    pub relation: Relation,
    /// Who sees what of the profile.
    pub privacy: Privacy,
}

/// One page of a profile's posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfilePage {
    /// The post that the owner pinned, with the first page, if the viewer may see it listed.
    pub pinned: Option<PostView>,
    /// The others.
    pub posts: Page<PostView, WallSpot>,
}

/// A place in a profile's list, to go on after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallSpot {
    /// The last post that was read.
    pub post: PostId,
    /// The post that was shown before the others as the pinned one. It is no longer told in its place, and another one that
    /// is pinned meanwhile is.
    pub pinned: Option<PostId>,
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Nobody is called so.
    #[error("no such profile")]
    NotFound,
    /// The profile is private, and so is the list on it. Single posts go by their own audience.
    #[error("the profile is private")]
    Private,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the posts of a profile.
pub struct Profile {
    ports: Ports,
}

impl Profile {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// What `whose` published, as far as `actor` may see it listed, newest first, starting after the
    /// place `after`. The pinned post is not in its place in the order, but comes with the first page.
    #[tracing::instrument(name = "feeds.profile", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        whose: &ProfileRef,
        after: Option<WallSpot>,
        limit: Limit,
    ) -> Result<ProfilePage, ProfileError> {
        let mut tx = self.ports.store.read().await?;
        let wall = tx
            .find_wall(actor.user, whose)
            .await?
            .ok_or(ProfileError::NotFound)?;
        if visible_parts(wall.relation, &wall.privacy, wall.is_private).is_none() {
            return Err(ProfileError::Private);
        }
        let pinned = match after {
            None => tx.pin_of(actor.user, wall.owner).await?,
            Some(_) => None,
        };
        let is_pinned = pinned.is_some();
        let shown_before = match after {
            None => pinned.as_ref().map(|found| found.post.id),
            Some(spot) => spot.pinned,
        };
        let below = after.map(|spot| spot.post.get());
        let mut page = tx
            .profile_posts(actor.user, wall.owner, shown_before, below, limit)
            .await?;
        // All at once, so that the pinned one costs no statements of its own.
        page.items.splice(..0, pinned);
        let now = self.ports.clock.now();
        let mut posts = show_page(tx.as_mut(), actor.user, page, now).await?;
        let pinned = posts.items.drain(..usize::from(is_pinned)).next();
        let next = posts.next.map(|last| WallSpot {
            post: PostId::new(last),
            pinned: shown_before,
        });
        let posts = Page {
            items: posts.items,
            next,
        };
        Ok(ProfilePage { pinned, posts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, authored, no_standings, ports, post},
        testing::{MockStore, MockTx},
    };

    const OTHER: i64 = AUTHOR + 1;

    async fn run(
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> Result<ProfilePage, ProfileError> {
        let profile = Profile::new(ports(MockStore::reading(prepare)));
        profile
            .run(
                &actor(OTHER),
                &ProfileRef::Handle("ada".into()),
                None,
                Limit::default(),
            )
            .await
    }

    /// After this post, where the third was pinned when one began to read.
    fn spot(post: i64) -> WallSpot {
        WallSpot {
            post: PostId::new(post),
            pinned: Some(PostId::new(3)),
        }
    }

    fn wall(relation: Relation, is_private: bool) -> Wall {
        Wall {
            owner: UserId::new(AUTHOR),
            is_private,
            relation,
            privacy: Privacy::default(),
        }
    }

    fn lists(tx: &mut MockTx, relation: Relation, is_private: bool) {
        tx.expect_find_wall()
            .returning(move |_, _| Ok(Some(wall(relation, is_private))));
        no_standings(tx);
        tx.expect_profile_posts()
            .withf(|_, _, pinned, after, _| *pinned == Some(PostId::new(3)) && after.is_none())
            .times(1)
            .returning(|_, _, _, _, _| {
                Ok(Page {
                    items: vec![authored(post(7))],
                    next: Some(7),
                })
            });
        tx.expect_pin_of()
            .times(1)
            .returning(|_, _| Ok(Some(authored(post(3)))));
    }

    #[tokio::test]
    async fn a_public_profile_lists_its_posts_for_everyone_and_a_private_one_for_whom_it_let_in() {
        for (relation, is_private) in [
            (Relation::Stranger, false),
            (Relation::Follower, true),
            (Relation::Friend, true),
            (Relation::Myself, true),
        ] {
            let listed = run(move |tx| lists(tx, relation, is_private)).await;
            let listed = listed.unwrap();
            assert_eq!(listed.posts.items.len(), 1, "{relation:?}");
            assert_eq!(listed.pinned.unwrap().post, post(3));
            assert_eq!(listed.posts.next, Some(spot(7)));
        }
    }

    #[tokio::test]
    async fn what_is_pinned_comes_with_the_first_page_and_stays_out_of_the_others() {
        let store = MockStore::reading(|tx| {
            no_standings(tx);
            tx.expect_find_wall()
                .returning(move |_, _| Ok(Some(wall(Relation::Friend, false))));
            tx.expect_profile_posts()
                .withf(|_, _, pinned, after, _| {
                    (*pinned, *after) == (Some(PostId::new(3)), Some(8))
                })
                .returning(|_, _, _, _, _| {
                    Ok(Page {
                        items: vec![authored(post(7))],
                        next: Some(7),
                    })
                });
        });
        let whose = ProfileRef::Handle("ada".into());
        let page = Profile::new(ports(store))
            .run(&actor(OTHER), &whose, Some(spot(8)), Limit::default())
            .await
            .unwrap();
        assert_eq!((page.pinned, page.posts.items.len()), (None, 1));
        assert_eq!(page.posts.next, Some(spot(7)));
    }

    #[tokio::test]
    async fn a_private_profile_keeps_its_list_from_strangers() {
        let listed = run(|tx| {
            tx.expect_find_wall()
                .returning(|_, _| Ok(Some(wall(Relation::Stranger, true))));
        });
        assert!(matches!(listed.await, Err(ProfileError::Private)));
    }

    #[tokio::test]
    async fn nobody_has_no_posts() {
        let listed = run(|tx| {
            tx.expect_find_wall().returning(|_, _| Ok(None));
        });
        assert!(matches!(listed.await, Err(ProfileError::NotFound)));
    }

    #[test]
    fn a_profile_is_named_by_id_or_handle() {
        assert_eq!(
            ProfileRef::parse("12"),
            Some(ProfileRef::Id(UserId::new(12)))
        );
        assert_eq!(
            ProfileRef::parse("@Ada"),
            Some(ProfileRef::Handle("ada".into()))
        );
        for odd in ["", "Ada", "@", "@a b", "@a\0", "@ä", "+1", "01"] {
            assert_eq!(ProfileRef::parse(odd), None, "{odd:?}");
        }
    }
}
