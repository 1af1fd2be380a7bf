//! Reactions: the numbers are the rows, whoever reacts, however often, at once or not.

use std::{collections::BTreeMap, sync::Arc};

use kith_adapters::sql::Database;
use kith_core::{
    posts::{Audience, Standing},
    reactions::{React, ReactError, ReactionCases, ReactionKind, Reactions, Reactor, Target},
    relations::Act,
    shared::{
        clock::Timestamp,
        event::Event,
        id::{PostId, UserId},
        page::{After, Limit},
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};

use crate::{
    draw::Draw,
    given::{self, now},
    outbox::told,
    relations::{as_actor, relations},
};

crate::contract! {
    a_page_of_posts_stands_as_its_viewer_may_know,
    a_reaction_is_one_and_can_be_another_or_none,
    who_reacted_is_listed_newest_first_in_whole_pages,
    two_hundred_repeats_at_once_are_one_reaction,
    whatever_one_member_does_at_once_leaves_one_row_at_most,
    what_many_do_at_once_is_counted_to_the_last,
    nobody_reacts_to_what_they_do_not_see,
    an_erased_post_keeps_no_reactions,
}

const POST: PostId = PostId::new(500);
const OTHER_POST: PostId = PostId::new(501);
const ON_POST: Target = Target::Post(POST);

/// The use cases on a database.
pub(crate) fn reactions(database: &Database) -> ReactionCases {
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    ReactionCases::new(&ports)
}

/// So many members, the first with two public posts.
async fn members(database: &Database, many: i64) -> Vec<UserId> {
    let mut members = Vec::new();
    for id in 1..=many {
        members.push(given::member(database, id, false).await);
    }
    for post in [POST, OTHER_POST] {
        let post = given::post(post.get(), members[0], Audience::Public);
        given::published(database, &post).await;
    }
    members
}

/// What is shown of the two posts.
async fn standings(database: &Database, viewer: UserId) -> [Standing; 2] {
    let mut tx = database.read().await.unwrap();
    let posts = [POST, OTHER_POST];
    let found = tx.post_standings(viewer, &posts).await.unwrap();
    let found: BTreeMap<PostId, Standing> = found.into_iter().collect();
    posts.map(|post| found.get(&post).copied().unwrap_or_default())
}

/// Everybody who reacted, as `viewer` is told on pages of two, held against the numbers that `viewer` is told.
pub(crate) async fn listed(database: &Database, viewer: UserId, target: Target) -> Vec<Reactor> {
    let mut tx = database.read().await.unwrap();
    let numbers = tx.reactions_to(viewer, target).await.unwrap();
    let mut all = Vec::new();
    for kind in [None].into_iter().chain(ReactionKind::ALL.map(Some)) {
        let mut rows: Vec<Reactor> = Vec::new();
        let mut after: After = None;
        loop {
            let limit = Limit::new(2).unwrap();
            let page = tx.reactors(viewer, target, kind, after, limit).await;
            let page = page.unwrap();
            assert!(page.next.is_none() || page.items.len() == 2);
            rows.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let number = u64::try_from(rows.len()).unwrap();
        match kind {
            None => {
                assert_eq!(number, numbers.total(), "for {viewer}");
                all = rows;
            }
            Some(kind) => {
                assert_eq!(number, numbers.by_kind.of(kind), "{kind:?} for {viewer}");
                let of_kind = all.iter().filter(|reactor| reactor.kind == kind);
                assert!(rows.iter().eq(of_kind), "{kind:?} for {viewer}");
            }
        }
    }
    let mine = all.iter().find(|reactor| reactor.user.id == viewer);
    assert_eq!(numbers.mine, mine.map(|reactor| reactor.kind));
    all
}

async fn a_page_of_posts_stands_as_its_viewer_may_know(database: Database) {
    let members = members(&database, 5).await;
    let suspended = given::member(&database, 6, true).await;
    let cases = reactions(&database);
    let kinds = [ReactionKind::Love, ReactionKind::Haha];
    for (user, kind) in members.iter().chain([&suspended]).zip(kinds.repeat(3)) {
        react(&cases.react, *user, ON_POST, Some(kind)).await;
    }
    let [of_post, of_other] = standings(&database, members[1]).await;
    assert_eq!(of_other, Standing::default());
    let expected = |loves, hahas, mine| {
        let mut expected = Reactions::default();
        (expected.by_kind.loves, expected.by_kind.hahas) = (loves, hahas);
        expected.mine = mine;
        expected
    };
    let haha = Some(ReactionKind::Haha);
    assert_eq!(of_post.reactions, expected(3, 2, haha), "one is suspended");

    let block = relations(&database).change;
    let actor = as_actor(members[4]);
    block.run(&actor, members[1], Act::Block).await.unwrap();
    let [of_post, _] = standings(&database, members[1]).await;
    assert_eq!(of_post.reactions, expected(2, 2, haha), "one blocks");
    let [of_post, _] = standings(&database, members[4]).await;
    let love = Some(ReactionKind::Love);
    assert_eq!(of_post.reactions, expected(3, 1, love), "one is blocked");
    for viewer in &members {
        listed(&database, *viewer, ON_POST).await;
    }
    let nothing = database
        .read()
        .await
        .unwrap()
        .post_standings(members[0], &[])
        .await;
    assert_eq!(nothing.unwrap(), []);
}

/// Reacts until the store is not busy, as clients do.
async fn react(
    cases: &React,
    user: UserId,
    target: Target,
    kind: Option<ReactionKind>,
) -> Reactions {
    loop {
        match cases.run(&as_actor(user), target, kind).await {
            Ok(reactions) => return reactions,
            Err(ReactError::Store(StoreError::Busy)) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

async fn a_reaction_is_one_and_can_be_another_or_none(database: Database) {
    let members = members(&database, 2).await;
    let (cases, ada) = (reactions(&database), members[0]);
    let mut expected_events = Vec::new();
    let steps = [
        Some(ReactionKind::Like),
        Some(ReactionKind::Like),
        Some(ReactionKind::Angry),
        None,
        None,
        Some(ReactionKind::Care),
    ];
    let mut before = None;
    for step in steps {
        let shown = react(&cases.react, ada, ON_POST, step).await;
        assert_eq!(shown.mine, step);
        assert_eq!(shown.total(), u64::from(step.is_some()));
        assert_eq!(step.map_or(1, |kind| shown.by_kind.of(kind)), 1);
        let rows = listed(&database, members[1], ON_POST).await;
        let kinds: Vec<ReactionKind> = rows.iter().map(|reactor| reactor.kind).collect();
        assert_eq!(kinds, step.into_iter().collect::<Vec<_>>());
        if step != before {
            let (target, by) = (ON_POST, ada);
            expected_events.push(step.map_or(Event::ReactionTaken { target, by }, |kind| {
                Event::ReactionSet { target, by, kind }
            }));
        }
        before = step;
    }
    assert_eq!(told(&database).await, expected_events);
}

async fn who_reacted_is_listed_newest_first_in_whole_pages(database: Database) {
    let members = members(&database, 7).await;
    let suspended = given::member(&database, 8, true).await;
    let cases = reactions(&database);
    let order = [3, 5, 1, 6, 2, 4, 0];
    for place in order {
        let kind = if place < 4 {
            ReactionKind::Wow
        } else {
            ReactionKind::Sad
        };
        react(&cases.react, members[place], ON_POST, Some(kind)).await;
        react(&cases.react, suspended, ON_POST, Some(kind)).await;
    }
    // Who reacts in another way is the newest.
    react(&cases.react, members[5], ON_POST, Some(ReactionKind::Love)).await;
    let newest_first: Vec<UserId> = [5, 0, 4, 2, 6, 1, 3].map(|place| members[place]).into();
    let rows = listed(&database, members[0], ON_POST).await;
    let ids: Vec<UserId> = rows.iter().map(|reactor| reactor.user.id).collect();
    assert_eq!(ids, newest_first);
    let moments: Vec<Timestamp> = rows.iter().map(|reactor| reactor.reacted_at).collect();
    assert_eq!(moments, [now(); 7]);

    let block = relations(&database).change;
    let actor = as_actor(members[0]);
    block.run(&actor, members[4], Act::Block).await.unwrap();
    let rows = listed(&database, members[0], ON_POST).await;
    assert!(rows.iter().all(|reactor| reactor.user.id != members[4]));
    assert_eq!(rows.len(), 6);
    // Who wrote the post is blocked from it.
    assert!(empty(&database, members[4]).await);
}

/// Whether `viewer` is named nobody.
async fn empty(database: &Database, viewer: UserId) -> bool {
    let mut tx = database.read().await.unwrap();
    let page = tx.reactors(viewer, ON_POST, None, None, Limit::default());
    page.await.unwrap().items.is_empty()
}

/// All at once, each on its own connection where there are several.
async fn all_at_once(cases: &Arc<ReactionCases>, wanted: Vec<(UserId, Option<ReactionKind>)>) {
    let running: Vec<_> = wanted
        .into_iter()
        .map(|(user, kind)| {
            let cases = cases.clone();
            tokio::spawn(async move { react(&cases.react, user, ON_POST, kind).await })
        })
        .collect();
    for reacting in running {
        reacting.await.unwrap();
    }
}

async fn two_hundred_repeats_at_once_are_one_reaction(database: Database) {
    let members = members(&database, 2).await;
    let love = Some(ReactionKind::Love);
    let cases = Arc::new(reactions(&database));
    all_at_once(&cases, vec![(members[1], love); 200]).await;
    assert_eq!(listed(&database, members[0], ON_POST).await.len(), 1);
    let [of_post, _] = standings(&database, members[1]).await;
    assert_eq!(of_post.reactions.by_kind.loves, 1);
    assert_eq!(told(&database).await.len(), 1, "said once");
}

async fn whatever_one_member_does_at_once_leaves_one_row_at_most(database: Database) {
    let members = members(&database, 2).await;
    let mut draw = Draw::new(4);
    let wanted = |_| (members[1], any(&mut draw));
    let cases = Arc::new(reactions(&database));
    all_at_once(&cases, (0..200).map(wanted).collect()).await;
    let rows = listed(&database, members[0], ON_POST).await;
    assert!(rows.len() <= 1, "{rows:?}");
}

async fn what_many_do_at_once_is_counted_to_the_last(database: Database) {
    let members = members(&database, 20).await;
    let cases = Arc::new(reactions(&database));
    for seed in 1..=2 {
        let mut draw = Draw::new(seed);
        let wanted = |_| (draw.of(&members), any(&mut draw));
        all_at_once(&cases, (0..200).map(wanted).collect()).await;
        let rows = listed(&database, members[0], ON_POST).await;
        assert!(rows.len() > 5, "many react");
    }
}

fn any(draw: &mut Draw) -> Option<ReactionKind> {
    let kind = draw.of(&ReactionKind::ALL);
    (!draw.one_in(4)).then_some(kind)
}

async fn nobody_reacts_to_what_they_do_not_see(database: Database) {
    let members = members(&database, 2).await;
    let hidden = given::post(502, members[0], Audience::OnlyMe);
    given::published(&database, &hidden).await;
    let cases = reactions(&database);
    for post in [hidden.id, PostId::new(9)] {
        let (actor, target) = (as_actor(members[1]), Target::Post(post));
        let refused = cases.react.run(&actor, target, None).await;
        assert!(matches!(refused, Err(ReactError::NotFound)));
        let refused = cases.react.run(&actor, target, Some(ReactionKind::Like));
        assert!(matches!(refused.await, Err(ReactError::NotFound)));
    }
    let mut tx = database.read().await.unwrap();
    let own = Target::Post(hidden.id);
    assert!(!tx.is_shown(members[1], own).await.unwrap());
    assert!(tx.is_shown(members[0], own).await.unwrap());
}

async fn an_erased_post_keeps_no_reactions(database: Database) {
    let members = members(&database, 3).await;
    let cases = reactions(&database);
    for (member, kind) in members.iter().zip(ReactionKind::ALL) {
        react(&cases.react, *member, ON_POST, Some(kind)).await;
        react(&cases.react, *member, Target::Post(OTHER_POST), Some(kind)).await;
    }
    let mut tx = database.write().await.unwrap();
    tx.erase_content(POST).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(listed(&database, members[0], ON_POST).await, []);
    let [erased, other] = standings(&database, members[0]).await;
    assert_eq!((erased.reactions.total(), other.reactions.total()), (0, 3));
}
