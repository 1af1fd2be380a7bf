//! The home feed.

use super::news::Growing;
use crate::{
    posts::{AuthoredPost, PostView, show_page},
    shared::{
        actor::Actor,
        id::{PostId, UserId},
        page::{After, Limit, Page},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// What home is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HomeKind {
    /// Posts by those one follows.
    Following,
    /// Public posts by everybody, for who follows nobody yet.
    Everyone,
}

/// One page of home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomePage {
    /// What it is made of.
    pub kind: HomeKind,
    /// The posts.
    pub posts: Page<PostView>,
}

/// Reads the home feed.
pub struct Home {
    ports: Ports,
}

impl Home {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// One's own posts and those of the members one follows, newest first, starting after the post with the key
    /// `after` and ending above the post `since`. Posts that arrive while one reads come before the first page, so
    /// that no page repeats or skips anything.
    #[tracing::instrument(name = "feeds.home", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<HomePage, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let (kind, page) = read(tx.as_mut(), actor.user, since, after, limit).await?;
        let posts = show_page(tx.as_mut(), actor.user, page, self.ports.clock.now()).await?;
        Ok(HomePage { kind, posts })
    }

    /// How many posts of others home holds above the post `since`; counting stops at a hundred.
    #[tracing::instrument(name = "feeds.home_news", skip_all)]
    pub async fn count_new(&self, actor: &Actor, since: PostId) -> Result<usize, StoreError> {
        let mut tx = self.ports.store.read().await?;
        Growing::Home
            .count_new(tx.as_mut(), actor.user, since)
            .await
    }
}

/// Who sees posts of others here follows somebody: only a page without any needs the question asked.
pub(super) async fn read(
    tx: &mut dyn Tx,
    viewer: UserId,
    since: Option<PostId>,
    after: After,
    limit: Limit,
) -> Result<(HomeKind, Page<AuthoredPost>), StoreError> {
    let page = tx.home_posts(viewer, since, after, limit).await?;
    let only_own = page.items.iter().all(|found| found.post.author == viewer);
    if !only_own || tx.follows_anyone(viewer).await? {
        return Ok((HomeKind::Following, page));
    }
    let page = tx.everyones_posts(viewer, since, after, limit).await?;
    Ok((HomeKind::Everyone, page))
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::{
            Post, Standing,
            fixtures::{AUTHOR, actor, authored, media, no_standings, ports, post},
        },
        testing::MockStore,
    };

    const READER: i64 = AUTHOR + 1;

    fn page(posts: Vec<Post>) -> Page<AuthoredPost> {
        Page {
            items: posts.into_iter().map(authored).collect(),
            next: None,
        }
    }

    #[tokio::test]
    async fn a_page_costs_one_statement_each_for_the_posts_what_hangs_on_them_and_their_pictures() {
        let limit = Limit::new(2).unwrap();
        let store = MockStore::reading(move |tx| {
            tx.expect_home_posts()
                .with(eq(UserId::new(READER)), eq(None), eq(Some(9)), eq(limit))
                .times(1)
                .returning(|_, _, _, _| {
                    let with_pictures = Post {
                        picture_count: 2,
                        ..post(8)
                    };
                    Ok(Page {
                        next: Some(7),
                        ..page(vec![with_pictures, post(7)])
                    })
                });
            tx.expect_post_standings()
                .withf(|viewer, posts| {
                    viewer.get() == READER && posts == [PostId::new(8), PostId::new(7)]
                })
                .times(1)
                .returning(|_, _| {
                    let commented = Standing {
                        comments: 3,
                        ..Standing::default()
                    };
                    Ok(vec![(PostId::new(7), commented)])
                });
            tx.expect_post_pictures()
                .withf(|posts| posts == [PostId::new(8)])
                .times(1)
                .returning(|_| {
                    Ok(vec![
                        (PostId::new(8), media(2, "second")),
                        (PostId::new(8), media(1, "first")),
                    ])
                });
        });
        let home = Home::new(ports(store))
            .run(&actor(READER), None, Some(9), limit)
            .await
            .unwrap();
        let media: Vec<Vec<i64>> = home
            .posts
            .items
            .iter()
            .map(|view| view.media.iter().map(|m| m.id.get()).collect())
            .collect();
        assert_eq!(
            (media, home.posts.next, home.kind),
            (vec![vec![2, 1], vec![]], Some(7), HomeKind::Following)
        );
        let comments = home.posts.items.iter().map(|view| view.standing.comments);
        assert_eq!(comments.collect::<Vec<_>>(), [0, 3]);
    }

    #[tokio::test]
    async fn who_follows_nobody_reads_what_is_public() {
        let store = MockStore::reading(|tx| {
            tx.expect_home_posts()
                .returning(|_, _, _, _| Ok(page(Vec::new())));
            tx.expect_follows_anyone().returning(|_| Ok(false));
            no_standings(tx);
            tx.expect_everyones_posts()
                .times(1)
                .returning(|_, _, _, _| Ok(page(vec![post(8)])));
        });
        let home = Home::new(ports(store))
            .run(&actor(READER), None, None, Limit::default())
            .await
            .unwrap();
        assert_eq!((home.kind, home.posts.items.len()), (HomeKind::Everyone, 1));
    }

    #[tokio::test]
    async fn a_home_of_own_posts_only_is_a_home_when_one_follows_somebody() {
        let store = MockStore::reading(|tx| {
            tx.expect_home_posts()
                .returning(|_, _, _, _| Ok(page(vec![post(8)])));
            no_standings(tx);
            tx.expect_follows_anyone().returning(|_| Ok(true));
        });
        let home = Home::new(ports(store))
            .run(&actor(AUTHOR), None, None, Limit::default())
            .await
            .unwrap();
        assert_eq!(home.kind, HomeKind::Following);
    }

    #[tokio::test]
    async fn new_posts_are_those_of_others() {
        let store = MockStore::reading(|tx| {
            tx.expect_home_posts()
                .withf(|_, since, after, limit| {
                    *since == Some(PostId::new(5)) && after.is_none() && limit.get() == 100
                })
                .returning(|_, _, _, _| {
                    let own = Post {
                        author: UserId::new(READER),
                        ..post(9)
                    };
                    Ok(page(vec![own, post(8), post(7)]))
                });
        });
        let count = Home::new(ports(store))
            .count_new(&actor(READER), PostId::new(5))
            .await
            .unwrap();
        assert_eq!(count, 2);
    }

    #[tokio::test]
    async fn own_posts_take_no_room_among_the_new_ones_and_counting_stops_at_a_hundred() {
        for (of_others, counted) in [(2, 2), (100, 100)] {
            let store = MockStore::reading(move |tx| {
                tx.expect_follows_anyone().returning(|_| Ok(true));
                tx.expect_home_posts()
                    .times(2)
                    .returning(move |_, _, after, _| {
                        let author = UserId::new(if after.is_none() { READER } else { AUTHOR });
                        let of_author = |id| Post { author, ..post(id) };
                        let (ids, next) = match after {
                            None => (600..700, Some(600)),
                            Some(600) => {
                                (100..100 + of_others, Some(100).filter(|_| of_others == 100))
                            }
                            Some(other) => panic!("{other}"),
                        };
                        Ok(Page {
                            next,
                            ..page(ids.map(of_author).collect())
                        })
                    });
            });
            let count = Home::new(ports(store))
                .count_new(&actor(READER), PostId::new(5))
                .await
                .unwrap();
            assert_eq!(count, counted);
        }
    }
}
