use super::*;
use crate::{
    events::fixtures::view_of,
    groups::{GroupTitle, fixtures::GROUP},
    polls::fixtures::poll,
    posts::{
        PostText,
        fixtures::{AUTHOR, authored, media, no_standings, now, post},
    },
    previews::PageWords,
    shared::id::EventId,
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
            let standing = PostStanding {
                shares: 2,
                ..PostStanding::default()
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

/// Twenty posts that have all there is, half of them shares of posts that have it too.
fn full_page() -> Page<AuthoredPost> {
    let full = |id: i64| {
        authored(Post {
            text: PostText::stored("Ask @ada about #snow".into()),
            audience: Audience::Selected,
            picture_count: 1,
            has_poll: true,
            original: (id % 2 == 0).then(|| PostId::new(100 + id)),
            ..post(id)
        })
    };
    let items = (1..=20).map(full).collect();
    Page { items, next: None }
}

#[tokio::test]
async fn a_full_page_costs_one_statement_for_each_kind_of_thing_on_it() {
    let all = |posts: &[PostId]| posts.len() == 30;
    let mut tx = MockTx::new();
    tx.expect_originals()
        .withf(|_, posts| posts.len() == 10)
        .times(1)
        .returning(|_, posts| {
            let full = |id: &PostId| {
                authored(Post {
                    text: PostText::stored("With @ada".into()),
                    audience: Audience::Selected,
                    picture_count: 1,
                    has_poll: true,
                    ..post(id.get())
                })
            };
            Ok(posts.iter().map(full).collect())
        });
    tx.expect_post_standings()
        .withf(move |_, posts| all(posts))
        .times(1)
        .returning(|_, _| Ok(Vec::new()));
    tx.expect_post_pictures()
        .withf(move |posts| all(posts))
        .times(1)
        .returning(|posts| Ok(posts.iter().map(|post| (*post, media(50, ""))).collect()));
    tx.expect_mentions_of()
        .withf(move |_, posts| all(posts))
        .times(1)
        .returning(|_, _| Ok(Vec::new()));
    tx.expect_selected_of()
        .withf(move |posts| all(posts))
        .times(1)
        .returning(|_| Ok(Vec::new()));
    tx.expect_polls_of()
        .withf(move |_, posts| all(posts))
        .times(1)
        .returning(|_, posts| {
            let asked = |post: &PostId| (*post, poll(&[("Tea", 1), ("Coffee", 0)], &[1]));
            Ok(posts.iter().map(asked).collect())
        });
    let shown = show_page(&mut tx, ME, full_page(), now()).await.unwrap();
    assert_eq!(shown.items.len(), 20);
    for view in &shown.items {
        let inside = view.shared.as_deref();
        assert_eq!(inside.is_some(), view.post.original.is_some());
        for seen in [Some(view), inside].into_iter().flatten() {
            assert_eq!(seen.media.len(), 1, "{}", seen.post.id);
            assert!(seen.poll.is_some(), "{}", seen.post.id);
        }
    }
}

#[tokio::test]
async fn whom_a_post_mentions_may_comment_where_only_they_may() {
    for (mentioned, may) in [(AUTHOR + 1, true), (AUTHOR + 2, false)] {
        let mut one = page(&[Audience::Public]);
        for found in &mut one.items {
            found.post.text = PostText::stored("Hello @ben".into());
            found.post.comment_policy = CommentPolicy::Mentioned;
        }
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        tx.expect_mentions_of().returning(move |_, _| {
            let user = UserSummary {
                id: UserId::new(mentioned),
                ..authored(post(1)).author
            };
            let written = "ben".into();
            Ok(vec![(PostId::new(1), Mention { written, user })])
        });
        let viewer = UserId::new(AUTHOR + 1);
        let shown = show_page(&mut tx, viewer, one, now()).await.unwrap();
        assert_eq!(shown.items[0].can.comment, may);
    }
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

/// Posts 1 to 3 in a group, of which the last two belong to events.
fn planned() -> Page<AuthoredPost> {
    let mut page = page(&[Audience::Group; 3]);
    for found in &mut page.items {
        found.post.group = Some(GROUP);
        found.post.has_event = found.post.id.get() > 1;
    }
    page
}

#[tokio::test]
async fn events_come_with_their_posts_for_one_statement_and_are_changed_elsewhere() {
    for (viewer, standing) in [
        (AUTHOR, Standing::Member),
        (AUTHOR, Standing::Owner),
        (AUTHOR + 1, Standing::Moderator),
    ] {
        let viewer = UserId::new(viewer);
        let mut tx = MockTx::new();
        no_standings(&mut tx);
        tx.expect_post_groups().returning(move |_, _| {
            Ok(vec![PostGroup {
                id: GROUP,
                title: GroupTitle::stored("Choir".into()),
                standing,
            }])
        });
        tx.expect_events_of_posts()
            .withf(move |of, posts, at| {
                *of == viewer && posts == [PostId::new(2), PostId::new(3)] && *at == now()
            })
            .times(1)
            .returning(|viewer, _, _| Ok(vec![(PostId::new(3), view_of(EventId::new(3), viewer))]));
        let shown = show_page(&mut tx, viewer, planned(), now()).await.unwrap();
        let [plain, gone, planned] = &shown.items[..] else {
            panic!("{shown:?}");
        };
        assert_eq!((&plain.event, &gone.event), (&None, &None));
        let event = planned.event.as_ref().unwrap();
        assert_eq!(event.post(), Some(planned.post.id));
        assert_eq!(event.creator.as_ref(), Some(&planned.author));
        let is_own = viewer == ME;
        assert!(plain.can.delete);
        assert_eq!(plain.can.edit, is_own);
        for of_an_event in [gone, planned] {
            let can = of_an_event.can;
            assert!(!can.edit && !can.delete);
            assert!(can.comment);
            assert_eq!(can.pin, standing.keeps_order());
            assert_eq!(can.share, is_own);
        }
    }
}
