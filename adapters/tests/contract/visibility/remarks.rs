//! A comment on each post: who reads it, sees its picture, is told whom it mentions, and may answer it.

use std::collections::BTreeSet;

use kith_adapters::sql::Database;
use kith_core::{
    comments::CommentSort,
    posts::{Viewer, can_see},
    relations::Closeness,
    shared::{
        id::{CommentId, UserId},
        page::Limit,
        store::{Store as _, Tx},
    },
};

use super::world::{Told, World};

/// Who may not see a post, or a comment, may not say anything to it.
pub(super) async fn are_made_by_those_who_see_what_they_are_on(database: &Database, world: &World) {
    for viewer in world.users() {
        let mut tx = database.write().await.unwrap();
        for told in &world.posts {
            let case = format!("comment for {viewer} on {:?}", told.post);
            let remark = &told.comment;
            let allowed = can_see(&world.viewer(viewer, told), &world.facts(told));
            let discussed = tx.post_to_discuss(viewer, told.post.id).await.unwrap();
            assert_eq!(discussed.is_some(), allowed, "{case}");
            if let Some(discussed) = discussed {
                assert_eq!(
                    discussed.mentioned,
                    told.mentions.contains(&viewer),
                    "{case}"
                );
            }
            let answered = tx.comment_to_answer(viewer, told.post.id, remark.id);
            let is_hidden = world.hides(viewer, remark.author) && viewer != remark.author;
            assert_eq!(answered.await.unwrap().is_some(), !is_hidden, "{case}");
        }
    }
}

/// The comment on the post: alone, in the list, and its picture.
pub(super) async fn follow_the_rule(
    tx: &mut dyn Tx,
    world: &World,
    viewer: UserId,
    told: &Told,
    allowed: bool,
) {
    let case = format!("comment for {viewer} on {:?}", told.post);
    let remark = &told.comment;
    let readable = allowed && !world.hides(viewer, remark.author);
    let found = tx.comment_with_ancestors(viewer, remark.id, 0).await;
    assert_eq!(found.unwrap().len(), usize::from(readable), "{case}");
    for sort in CommentSort::ALL {
        let listed = tx.comments_on(viewer, told.post.id, sort, None, Limit::new(100).unwrap());
        let ids: Vec<CommentId> = listed.await.unwrap().items.iter().map(|c| c.id).collect();
        assert_eq!(
            ids,
            readable
                .then_some(remark.id)
                .into_iter()
                .collect::<Vec<_>>(),
            "{case}"
        );
    }
    let picture = tx.visible_media(viewer, remark.picture).await.unwrap();
    assert_eq!(picture.is_some(), readable, "picture of {case}");
    if readable {
        comment_mentions(tx, world, viewer, told).await;
    }
}

/// Whom the comment mentions, and to its author those for whom the post is not.
async fn comment_mentions(tx: &mut dyn Tx, world: &World, viewer: UserId, told: &Told) {
    let case = format!("mentions for {viewer} in the comment on {:?}", told.post);
    let remark = &told.comment;
    let found = tx.mentions_in(viewer, &[remark.id]).await.unwrap();
    let found: BTreeSet<UserId> = found.into_iter().map(|(_, one)| one.user.id).collect();
    let shown = world.shown_of(viewer, &remark.mentions);
    assert_eq!(found, shown, "{case}");
    if viewer != remark.author {
        return;
    }
    let unreached = tx.unreached_in(remark.id).await.unwrap();
    let unreached: BTreeSet<UserId> = unreached.into_iter().map(|one| one.id).collect();
    let reached = |user: &UserId| {
        let who = world.viewer(*user, told);
        let as_stranger = Viewer {
            closeness: who.closeness.max(Closeness::Stranger),
            ..who
        };
        can_see(&as_stranger, &world.facts(told))
    };
    let expected = shown.into_iter().filter(|user| !reached(user));
    assert_eq!(unreached, expected.collect(), "unreached: {case}");
}
