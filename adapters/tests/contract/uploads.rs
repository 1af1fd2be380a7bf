//! Videos on their way, and what somebody has uploaded.

use kith_adapters::sql::Database;
use kith_core::{
    media::{
        Kind, Media, OwnUpload, Purpose, Status, UploadsTotal, UsedIn, VariantName, Video,
        VideoFailure,
    },
    posts::{Audience, Post},
    shared::{
        id::{MediaId, PostId, UserId},
        page::Limit,
        store::Store as _,
    },
};

use crate::{
    given::now,
    media::{attach, picture, publish, upload, variant},
    people::join,
};

crate::contract! {
    a_video_reads_back_with_what_is_known_of_it,
    progress_is_told_while_there_is_some,
    a_settled_video_says_how_it_went,
    uploads_say_where_they_are_used,
    uploads_are_paged_and_counted,
    uploads_of_deleted_posts_are_gone,
}

const ANNA: UserId = UserId::new(1);
const BEN: UserId = UserId::new(2);

fn video(id: i64) -> Media {
    Media {
        kind: Kind::Video,
        status: Status::Processing,
        video: Some(Video {
            duration_ms: Some(12_500),
            ..Video::default()
        }),
        ..picture(id, ANNA, Purpose::Post)
    }
}

async fn found(database: &Database, id: i64) -> Media {
    let mut tx = database.read().await.unwrap();
    tx.media_by_id(MediaId::new(id)).await.unwrap().unwrap()
}

async fn uploads_of(database: &Database, owner: UserId) -> Vec<OwnUpload> {
    let mut tx = database.read().await.unwrap();
    tx.uploads_of(owner, None, Limit::default()).await.unwrap()
}

async fn a_video_reads_back_with_what_is_known_of_it(database: Database) {
    join(&database, ANNA, "anna").await;
    let recorded = Media {
        video: Some(Video::default()),
        ..video(8)
    };
    for media in [video(7), recorded] {
        upload(&database, &media).await;
        assert_eq!(found(&database, media.id.get()).await, media);
    }
    let mut tx = database.write().await.unwrap();
    publish(&mut *tx, 3, Audience::Public, &[7]).await;
    tx.commit().await.unwrap();
    let mut tx = database.read().await.unwrap();
    let pictures = tx.post_pictures(&[PostId::new(3)]).await.unwrap();
    assert_eq!(pictures[0].1.video, video(7).video);
}

async fn progress_is_told_while_there_is_some(database: Database) {
    join(&database, ANNA, "anna").await;
    upload(&database, &video(7)).await;
    let reach = async |percent| {
        let mut tx = database.write().await.unwrap();
        tx.set_video_progress(MediaId::new(7), percent)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        found(&database, 7).await.video.unwrap().progress
    };
    assert_eq!(reach(40).await, 40);
    let mut tx = database.write().await.unwrap();
    let ready = Video {
        progress: 100,
        ..Video::default()
    };
    assert!(
        tx.settle_video(MediaId::new(7), Status::Ready, &ready)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert_eq!(reach(41).await, 100, "what comes late says nothing");
}

async fn a_settled_video_says_how_it_went(database: Database) {
    join(&database, ANNA, "anna").await;
    upload(&database, &video(7)).await;
    let failed = Video {
        duration_ms: Some(700_000),
        progress: 12,
        failure: Some(VideoFailure::TooLong),
    };
    let mut tx = database.write().await.unwrap();
    for (id, there) in [(7, true), (8, false)] {
        let settled = tx
            .settle_video(MediaId::new(id), Status::Failed, &failed)
            .await;
        assert_eq!(settled.unwrap(), there);
    }
    tx.add_variant(MediaId::new(7), &variant(VariantName::Video, 1_280))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let media = found(&database, 7).await;
    assert_eq!(
        (media.status, &media.video),
        (Status::Failed, &Some(failed))
    );
    assert_eq!(
        media.rendition(VariantName::Video).unwrap().bytes,
        4_000_000_000
    );
    assert_eq!(
        media.rendition(VariantName::Large).unwrap().name,
        VariantName::Small,
        "what is shown instead is a picture"
    );
}

async fn uploads_say_where_they_are_used(database: Database) {
    join(&database, ANNA, "anna").await;
    join(&database, BEN, "ben").await;
    for (id, purpose) in [
        (1, Purpose::Post),
        (2, Purpose::Post),
        (3, Purpose::Avatar),
        (4, Purpose::Avatar),
        (5, Purpose::Cover),
    ] {
        upload(&database, &picture(id, ANNA, purpose)).await;
    }
    upload(&database, &video(6)).await;
    attach(&database, ANNA, Purpose::Avatar, &[3]).await;
    attach(&database, ANNA, Purpose::Cover, &[5]).await;
    let mut tx = database.write().await.unwrap();
    publish(&mut *tx, 9, Audience::OnlyMe, &[1]).await;
    tx.commit().await.unwrap();
    let uses: Vec<_> = uploads_of(&database, ANNA)
        .await
        .into_iter()
        .map(|upload| (upload.media.id.get(), upload.used_in, upload.bytes))
        .collect();
    let stored = 8_000_000_000;
    assert_eq!(
        uses,
        [
            (6, None, stored + 12_345),
            (5, Some(UsedIn::Cover), stored),
            (4, None, stored),
            (3, Some(UsedIn::Avatar), stored),
            (2, None, stored),
            (1, Some(UsedIn::Post(PostId::new(9))), stored),
        ]
    );
    assert_eq!(uploads_of(&database, BEN).await, []);
}

async fn uploads_are_paged_and_counted(database: Database) {
    join(&database, ANNA, "anna").await;
    join(&database, BEN, "ben").await;
    for id in 1..=4 {
        upload(&database, &picture(id, ANNA, Purpose::Post)).await;
    }
    upload(&database, &video(5)).await;
    let mut tx = database.read().await.unwrap();
    let page = tx
        .uploads_of(ANNA, Some(4), Limit::of::<2>())
        .await
        .unwrap();
    let ids: Vec<_> = page.iter().map(|upload| upload.media.id.get()).collect();
    assert_eq!(ids, [3, 2, 1], "one more than the page holds");
    assert_eq!(
        tx.uploads_total(ANNA).await.unwrap(),
        UploadsTotal {
            count: 5,
            bytes: 5 * 8_000_000_000 + 12_345
        }
    );
    assert_eq!(
        tx.uploads_total(BEN).await.unwrap(),
        UploadsTotal::default()
    );
}

async fn uploads_of_deleted_posts_are_gone(database: Database) {
    join(&database, ANNA, "anna").await;
    upload(&database, &video(5)).await;
    let mut tx = database.write().await.unwrap();
    publish(&mut *tx, 9, Audience::Public, &[5]).await;
    tx.commit().await.unwrap();
    assert_eq!(uploads_of(&database, ANNA).await.len(), 1);
    let mut tx = database.write().await.unwrap();
    let deleted = Post {
        deleted_at: Some(now()),
        ..tx.own_post(ANNA, PostId::new(9)).await.unwrap().unwrap()
    };
    tx.update_post(&deleted).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(uploads_of(&database, ANNA).await, []);
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.uploads_total(ANNA).await.unwrap().count, 0);
}
