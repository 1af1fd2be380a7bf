//! Pictures: storing, attaching, who may see them.

use kith_adapters::sql::Database;
use kith_core::{
    media::{Kind, Media, Purpose, Status, Variant, VariantName},
    posts::{Audience, Picture},
    shared::{
        id::{MediaId, PostId, UserId},
        page::Limit,
        store::{Store as _, Tx},
    },
};
use time::Duration;

use crate::{
    given::{member, now},
    people::{join, post},
};

crate::contract! {
    a_picture_reads_back_with_its_renditions,
    pictures_come_in_the_order_asked_for,
    an_unattached_picture_is_for_its_owner_alone,
    pictures_of_posts_follow_their_post,
    avatars_are_for_every_member_once_they_are_in_place,
    a_picture_is_attached_once_by_its_owner_for_its_purpose,
    of_two_at_once_one_gets_the_picture,
    a_dropped_transaction_attaches_nothing,
    only_unattached_pictures_of_ones_own_are_deleted,
    finishing_adds_a_rendition_and_says_so,
    abandoned_uploads_are_erased_oldest_first,
    what_is_attached_at_that_moment_is_not_erased,
    the_avatar_of_a_suspended_member_is_for_nobody,
    pictures_of_a_member_are_paged_by_what_the_viewer_may_see,
}

const ANNA: UserId = UserId::new(1);
const BEN: UserId = UserId::new(2);

pub(crate) fn picture(id: i64, owner: UserId, purpose: Purpose) -> Media {
    Media {
        id: MediaId::new(id),
        owner,
        purpose,
        kind: Kind::Image,
        status: Status::Ready,
        width: 600,
        height: 400,
        placeholder: "1QcSHQ".into(),
        alt_text: "A cat.".into(),
        variants: vec![
            variant(VariantName::Thumb, 160),
            variant(VariantName::Small, 600),
        ],
        video: None,
        created_at: now(),
    }
}

pub(crate) fn variant(name: VariantName, width: u32) -> Variant {
    Variant {
        name,
        width,
        height: width / 2,
        bytes: 4_000_000_000,
        digest: "ab".repeat(32),
    }
}

pub(crate) async fn upload(database: &Database, media: &Media) {
    let mut tx = database.write().await.unwrap();
    tx.insert_media(media, 12_345).await.unwrap();
    tx.commit().await.unwrap();
}

async fn uploads(database: &Database, ids: &[i64], owner: UserId, purpose: Purpose) {
    for id in ids {
        upload(database, &picture(*id, owner, purpose)).await;
    }
}

async fn anna_and_ben(database: &Database) {
    join(database, ANNA, "anna").await;
    join(database, BEN, "ben").await;
}

pub(crate) async fn attach(
    database: &Database,
    owner: UserId,
    purpose: Purpose,
    ids: &[i64],
) -> Vec<MediaId> {
    let mut tx = database.write().await.unwrap();
    let ids: Vec<_> = ids.iter().copied().map(MediaId::new).collect();
    let refused = tx.attach_media(owner, purpose, &ids).await.unwrap();
    tx.commit().await.unwrap();
    refused
}

async fn sees(database: &Database, viewer: UserId, id: i64) -> bool {
    let mut tx = database.read().await.unwrap();
    tx.visible_media(viewer, MediaId::new(id))
        .await
        .unwrap()
        .is_some()
}

pub(crate) async fn publish(tx: &mut dyn Tx, id: i64, audience: Audience, pictures: &[i64]) {
    let placed: Vec<_> = pictures
        .iter()
        .map(|id| Picture {
            media: MediaId::new(*id),
            alt_text: None,
        })
        .collect();
    tx.insert_post(&post(id, ANNA, audience)).await.unwrap();
    let refused = tx
        .set_pictures(ANNA, PostId::new(id), &placed)
        .await
        .unwrap();
    assert_eq!(refused, Vec::<usize>::new());
}

async fn a_picture_reads_back_with_its_renditions(database: Database) {
    anna_and_ben(&database).await;
    let media = picture(9, ANNA, Purpose::Post);
    upload(&database, &media).await;
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.media_by_id(media.id).await.unwrap(), Some(media));
    assert_eq!(tx.media_by_id(MediaId::new(10)).await.unwrap(), None);
}

async fn pictures_come_in_the_order_asked_for(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1, 2, 3], ANNA, Purpose::Post).await;
    let mut tx = database.read().await.unwrap();
    let asked = [3, 77, 1].map(MediaId::new);
    let found = tx.media_by_ids(&asked).await.unwrap();
    assert_eq!(
        found.iter().map(|media| media.id.get()).collect::<Vec<_>>(),
        [3, 1]
    );
    assert_eq!(
        tx.known_media(&asked).await.unwrap(),
        [1, 3].map(MediaId::new)
    );
}

async fn an_unattached_picture_is_for_its_owner_alone(database: Database) {
    anna_and_ben(&database).await;
    for (id, purpose) in [(1, Purpose::Post), (2, Purpose::Avatar)] {
        uploads(&database, &[id], ANNA, purpose).await;
        assert!(sees(&database, ANNA, id).await && !sees(&database, BEN, id).await);
    }
    let mut tx = database.write().await.unwrap();
    let id = MediaId::new(1);
    assert!(!tx.describe_media(id, BEN, "mine").await.unwrap());
    assert!(tx.describe_media(id, ANNA, "A dog.").await.unwrap());
    assert_eq!(
        tx.media_by_id(id).await.unwrap().unwrap().alt_text,
        "A dog."
    );
}

async fn pictures_of_posts_follow_their_post(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1, 2, 3], ANNA, Purpose::Post).await;
    let mut tx = database.write().await.unwrap();
    publish(tx.as_mut(), 11, Audience::Public, &[1]).await;
    publish(tx.as_mut(), 12, Audience::Unlisted, &[2]).await;
    publish(tx.as_mut(), 13, Audience::OnlyMe, &[3]).await;
    tx.commit().await.unwrap();
    assert!(sees(&database, BEN, 1).await && sees(&database, BEN, 2).await);
    assert!(!sees(&database, BEN, 3).await && sees(&database, ANNA, 3).await);

    let mut deleted = post(11, ANNA, Audience::Public);
    deleted.deleted_at = Some(now());
    let mut tx = database.write().await.unwrap();
    tx.update_post(&deleted).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!sees(&database, BEN, 1).await && !sees(&database, ANNA, 1).await);
}

async fn avatars_are_for_every_member_once_they_are_in_place(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1], ANNA, Purpose::Avatar).await;
    assert_eq!(attach(&database, ANNA, Purpose::Avatar, &[1]).await, []);
    assert!(sees(&database, BEN, 1).await);
}

async fn the_avatar_of_a_suspended_member_is_for_nobody(database: Database) {
    let (cleo, dan) = (
        member(&database, 3, true).await,
        member(&database, 4, false).await,
    );
    uploads(&database, &[1], cleo, Purpose::Avatar).await;
    assert_eq!(attach(&database, cleo, Purpose::Avatar, &[1]).await, []);
    assert!(!sees(&database, dan, 1).await && !sees(&database, cleo, 1).await);
}

async fn a_picture_is_attached_once_by_its_owner_for_its_purpose(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1, 2], ANNA, Purpose::Cover).await;
    let all = [1, 2].map(MediaId::new);
    assert_eq!(attach(&database, BEN, Purpose::Cover, &[1, 2]).await, all);
    assert_eq!(attach(&database, ANNA, Purpose::Avatar, &[1, 2]).await, all);
    assert_eq!(attach(&database, ANNA, Purpose::Cover, &[1]).await, []);
    assert_eq!(
        attach(&database, ANNA, Purpose::Cover, &[1, 2, 99]).await,
        [1, 99].map(MediaId::new)
    );
}

async fn of_two_at_once_one_gets_the_picture(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1], ANNA, Purpose::Cover).await;
    let racers: Vec<_> = (0..8)
        .map(|_| {
            let database = database.clone();
            tokio::spawn(async move { attach(&database, ANNA, Purpose::Cover, &[1]).await })
        })
        .collect();
    let mut winners = 0;
    for racer in racers {
        winners += usize::from(racer.await.unwrap().is_empty());
    }
    assert_eq!(winners, 1);
}

async fn a_dropped_transaction_attaches_nothing(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1], ANNA, Purpose::Cover).await;
    let mut tx = database.write().await.unwrap();
    let ids = [MediaId::new(1)];
    tx.attach_media(ANNA, Purpose::Cover, &ids).await.unwrap();
    drop(tx);
    assert_eq!(attach(&database, ANNA, Purpose::Cover, &[1]).await, []);
}

async fn only_unattached_pictures_of_ones_own_are_deleted(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1, 2], ANNA, Purpose::Cover).await;
    attach(&database, ANNA, Purpose::Cover, &[2]).await;
    let mut tx = database.write().await.unwrap();
    let [free, bound] = [1, 2].map(MediaId::new);
    assert!(!tx.delete_unattached(free, BEN).await.unwrap());
    assert!(tx.delete_unattached(free, ANNA).await.unwrap());
    assert!(!tx.delete_unattached(bound, ANNA).await.unwrap());
    assert_eq!(tx.known_media(&[free, bound]).await.unwrap(), [bound]);
    tx.erase_media(&[free, bound]).await.unwrap();
    assert_eq!(tx.known_media(&[free, bound]).await.unwrap(), []);
}

async fn finishing_adds_a_rendition_and_says_so(database: Database) {
    anna_and_ben(&database).await;
    let media = Media {
        kind: Kind::Gif,
        status: Status::Processing,
        ..picture(1, ANNA, Purpose::Post)
    };
    upload(&database, &media).await;
    let mut tx = database.write().await.unwrap();
    let moving = variant(VariantName::Animated, 500);
    for _again in 0..2 {
        tx.add_variant(media.id, &moving).await.unwrap();
    }
    assert!(tx.set_media_status(media.id, Status::Ready).await.unwrap());
    let gone = MediaId::new(2);
    assert!(!tx.set_media_status(gone, Status::Ready).await.unwrap());
    let found = tx.media_by_id(media.id).await.unwrap().unwrap();
    assert_eq!((found.status, found.variants.len()), (Status::Ready, 3));
    assert_eq!(found.rendition(VariantName::Animated), Some(&moving));
}

async fn abandoned_uploads_are_erased_oldest_first(database: Database) {
    anna_and_ben(&database).await;
    for (id, hours) in [(1, 30), (2, 40), (3, 1), (4, 50)] {
        let media = Media {
            created_at: now().plus(-Duration::hours(hours)),
            ..picture(id, ANNA, Purpose::Cover)
        };
        upload(&database, &media).await;
    }
    attach(&database, ANNA, Purpose::Cover, &[4]).await;
    let erase = async |limit| {
        let mut tx = database.write().await.unwrap();
        let before = now().plus(-Duration::DAY);
        let erased = tx.erase_abandoned(before, limit).await.unwrap();
        tx.commit().await.unwrap();
        erased
    };
    assert_eq!(erase(1).await, [MediaId::new(2)]);
    assert_eq!(erase(10).await, [MediaId::new(1)]);
    assert_eq!(erase(10).await, []);
    let left = [1, 2, 3, 4].map(MediaId::new);
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.known_media(&left).await.unwrap(), left[2..]);
}

async fn what_is_attached_at_that_moment_is_not_erased(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1, 2], ANNA, Purpose::Cover).await;
    let picture = MediaId::new(1);
    let mut attaching = database.write().await.unwrap();
    attaching
        .attach_media(ANNA, Purpose::Cover, &[picture])
        .await
        .unwrap();
    let erasing = tokio::spawn({
        let database = database.clone();
        async move {
            let mut tx = database.write().await.unwrap();
            let erased = tx
                .erase_abandoned(now().plus(Duration::DAY), 10)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            erased
        }
    });
    // Long enough for the other to have listed what it wants to erase; on SQLite it waits for the writer.
    for _turn in 0..200 {
        attaching.media_by_id(picture).await.unwrap();
    }
    attaching.commit().await.unwrap();
    assert_eq!(erasing.await.unwrap(), [MediaId::new(2)]);
    let mut tx = database.read().await.unwrap();
    assert!(tx.media_by_id(picture).await.unwrap().is_some());
}

async fn pictures_of_a_member_are_paged_by_what_the_viewer_may_see(database: Database) {
    anna_and_ben(&database).await;
    uploads(&database, &[1, 2, 3, 4, 5], ANNA, Purpose::Post).await;
    let mut tx = database.write().await.unwrap();
    publish(tx.as_mut(), 11, Audience::Public, &[1, 4]).await;
    publish(tx.as_mut(), 12, Audience::OnlyMe, &[3]).await;
    publish(tx.as_mut(), 13, Audience::Unlisted, &[2]).await;
    tx.commit().await.unwrap();

    let mut tx = database.read().await.unwrap();
    let limit = Limit::new(1).unwrap();
    let mut ids = async |viewer, after, limit| -> Vec<(i64, i64)> {
        let found = tx.pictures_by(ANNA, viewer, after, limit).await.unwrap();
        found
            .iter()
            .map(|found| (found.media.id.get(), found.post.get()))
            .collect()
    };
    assert_eq!(
        ids(BEN, None, limit).await,
        [(4, 11), (1, 11)],
        "one more than asked for tells that more follow"
    );
    assert_eq!(ids(BEN, Some(4), limit).await, [(1, 11)]);
    let own = ids(ANNA, None, Limit::default()).await;
    assert_eq!(own, [(4, 11), (3, 12), (2, 13), (1, 11)]);
}
