//! Previews of pages: waiting for them, keeping them, taking them away, who sees their pictures.

use kith_adapters::sql::Database;
use kith_core::{
    media::{Media, Purpose},
    posts::Audience,
    previews::{AwaitedPreview, LinkPreview, NewPreview, PageWords, Sought},
    shared::{
        id::{MediaId, PostId, UserId},
        store::{Store as _, Tx},
    },
};

use crate::{
    given::{self, now},
    people::post,
};

crate::contract! {
    a_preview_is_waited_for_and_kept,
    what_is_not_waited_for_is_not_kept,
    what_is_given_up_is_not_kept_any_more,
    a_preview_that_was_taken_away_stays_away_until_it_is_shown_again,
    another_address_frees_the_picture,
    the_picture_is_for_those_who_see_the_post,
    a_preview_goes_with_its_post,
    a_deleted_post_waits_for_nothing,
    pictures_go_where_previews_are_taken_back,
    pictures_that_were_left_behind_are_swept,
}

const ANNA: UserId = UserId::new(1);
const BEN: UserId = UserId::new(2);
const POST: PostId = PostId::new(70);
const PICTURE: MediaId = MediaId::new(700);
const ADDRESS: &str = "https://Snow.example/ü";

fn page(image: Option<MediaId>) -> NewPreview {
    NewPreview {
        url: "https://snow.example/%C3%BC".to_owned(),
        host: "snow.example".to_owned(),
        words: PageWords::clean("Snow \u{2744}", "Deep").unwrap(),
        image,
    }
}

/// Anna's post, the picture that was fetched for it, and Ben.
async fn world(database: &Database, audience: Audience) {
    for id in [1, 2] {
        given::member(database, id, false).await;
    }
    given::published(database, &post(POST.get(), ANNA, audience)).await;
    let picture = Media {
        purpose: Purpose::Preview,
        ..given::picture(PICTURE.get(), ANNA)
    };
    given::upload(database, &picture).await;
    let mut tx = database.write().await.unwrap();
    tx.await_preview(POST, ADDRESS).await.unwrap();
    tx.commit().await.unwrap();
}

async fn keep(database: &Database, preview: &NewPreview) {
    let mut tx = database.write().await.unwrap();
    assert!(tx.keep_preview(POST, ADDRESS, preview).await.unwrap());
    tx.commit().await.unwrap();
}

async fn give_up(database: &Database) {
    let mut tx = database.write().await.unwrap();
    tx.give_up_preview(POST, ADDRESS).await.unwrap();
    tx.commit().await.unwrap();
}

async fn show(database: &Database, author: UserId, is_shown: bool) -> bool {
    let mut tx = database.write().await.unwrap();
    let done = tx.show_preview(author, POST, is_shown).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn shown(tx: &mut dyn Tx) -> Option<LinkPreview> {
    let mut found = tx.previews_of(&[PostId::new(1), POST]).await.unwrap();
    let shown = found.pop().map(|(of, preview)| {
        assert_eq!(of, POST);
        preview
    });
    assert!(found.is_empty());
    let post = tx.own_post(ANNA, POST).await.unwrap().unwrap();
    assert_eq!(post.has_preview, shown.is_some());
    shown
}

async fn a_preview_is_waited_for_and_kept(database: Database) {
    world(&database, Audience::Public).await;
    let mut tx = database.write().await.unwrap();
    let linking = tx.linking_post(POST).await.unwrap().unwrap();
    assert_eq!(linking.sought, Some(Sought::Awaited));
    assert_eq!(linking.text.as_str(), "Hello");
    let awaited = AwaitedPreview {
        author: ANNA,
        address: ADDRESS.to_owned(),
    };
    assert_eq!(tx.awaited_preview(POST).await.unwrap(), Some(awaited));
    assert_eq!(shown(tx.as_mut()).await, None);
    drop(tx);
    keep(&database, &page(Some(PICTURE))).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.awaited_preview(POST).await.unwrap(), None);
    let preview = shown(tx.as_mut()).await.unwrap();
    assert_eq!(preview.image.as_ref().unwrap().id, PICTURE);
    assert_eq!(preview.image.as_ref().unwrap().variants.len(), 2);
    let expected = LinkPreview {
        url: "https://snow.example/%C3%BC".to_owned(),
        host: "snow.example".to_owned(),
        words: page(None).words,
        image: preview.image.clone(),
    };
    assert_eq!(preview, expected);
}

async fn what_is_not_waited_for_is_not_kept(database: Database) {
    world(&database, Audience::Public).await;
    let refused = async |address: &str, preview: &NewPreview| {
        let mut tx = database.write().await.unwrap();
        !tx.keep_preview(POST, address, preview).await.unwrap()
    };
    assert!(refused("https://other.example", &page(None)).await);
    let of_ben = Media {
        purpose: Purpose::Preview,
        ..given::picture(701, BEN)
    };
    given::upload(&database, &of_ben).await;
    given::upload(&database, &given::picture(702, ANNA)).await;
    for image in [701, 702, 799] {
        let foreign = page(Some(MediaId::new(image)));
        if image == 799 {
            // There is no such picture at all: the row cannot name it.
            let mut tx = database.write().await.unwrap();
            let kept = tx.keep_preview(POST, ADDRESS, &foreign).await;
            assert!(kept.is_err());
        } else {
            assert!(refused(ADDRESS, &foreign).await, "{image}");
        }
    }
    keep(&database, &page(None)).await;
    assert!(refused(ADDRESS, &page(None)).await, "it is there already");
}

async fn what_is_given_up_is_not_kept_any_more(database: Database) {
    world(&database, Audience::Public).await;
    for _ in 0..2 {
        give_up(&database).await;
    }
    let mut tx = database.write().await.unwrap();
    assert!(!tx.keep_preview(POST, ADDRESS, &page(None)).await.unwrap());
    drop(tx);
    assert!(
        show(&database, ANNA, true).await,
        "there is nothing to show"
    );
    let mut tx = database.write().await.unwrap();
    assert_eq!(shown(tx.as_mut()).await, None);
    assert_eq!(tx.awaited_preview(POST).await.unwrap(), None);
    let linking = tx.linking_post(POST).await.unwrap().unwrap();
    assert_eq!(linking.sought, Some(Sought::Settled), "it is remembered");
    drop(tx);
    let other = "https://other.example/";
    let mut tx = database.write().await.unwrap();
    tx.forget_preview(POST).await.unwrap();
    tx.await_preview(POST, other).await.unwrap();
    tx.give_up_preview(POST, ADDRESS).await.unwrap();
    assert!(tx.keep_preview(POST, other, &page(None)).await.unwrap());
}

async fn a_preview_that_was_taken_away_stays_away_until_it_is_shown_again(database: Database) {
    world(&database, Audience::Public).await;
    assert!(show(&database, ANNA, false).await, "there is none yet");
    keep(&database, &page(None)).await;
    assert!(!show(&database, BEN, false).await);
    let is_there = async || {
        let mut tx = database.write().await.unwrap();
        shown(tx.as_mut()).await.is_some()
    };
    assert!(is_there().await);
    for (is_shown, expected) in [(false, false), (false, false), (true, true), (true, true)] {
        assert!(show(&database, ANNA, is_shown).await);
        assert_eq!(is_there().await, expected);
    }
    assert!(show(&database, ANNA, false).await);
    let mut tx = database.write().await.unwrap();
    let linking = tx.linking_post(POST).await.unwrap().unwrap();
    assert_eq!(linking.sought, Some(Sought::Settled), "it is remembered");
    assert_eq!(tx.awaited_preview(POST).await.unwrap(), None);
}

async fn another_address_frees_the_picture(database: Database) {
    world(&database, Audience::Public).await;
    keep(&database, &page(Some(PICTURE))).await;
    let mut tx = database.write().await.unwrap();
    let until = now().plus(time::Duration::DAY);
    assert!(tx.erase_abandoned(until, 9).await.unwrap().is_empty());
    tx.forget_preview(POST).await.unwrap();
    assert_eq!(shown(tx.as_mut()).await, None);
    let linking = tx.linking_post(POST).await.unwrap().unwrap();
    assert_eq!(linking.sought, None);
    assert_eq!(tx.erase_abandoned(until, 9).await.unwrap(), [PICTURE]);
}

async fn the_picture_is_for_those_who_see_the_post(database: Database) {
    world(&database, Audience::Public).await;
    let seen = async |viewer: UserId| {
        let mut tx = database.read().await.unwrap();
        tx.visible_media(viewer, PICTURE).await.unwrap().is_some()
    };
    assert_eq!((seen(ANNA).await, seen(BEN).await), (true, false));
    keep(&database, &page(Some(PICTURE))).await;
    assert_eq!((seen(ANNA).await, seen(BEN).await), (true, true));
    show(&database, ANNA, false).await;
    assert_eq!((seen(ANNA).await, seen(BEN).await), (false, false));
    show(&database, ANNA, true).await;
    let mut tx = database.write().await.unwrap();
    tx.update_post(&post(POST.get(), ANNA, Audience::OnlyMe))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!((seen(ANNA).await, seen(BEN).await), (true, false));
    let mut tx = database.read().await.unwrap();
    let limit = kith_core::shared::page::Limit::new(9).unwrap();
    let gallery = tx.pictures_by(ANNA, ANNA, None, limit).await.unwrap();
    assert!(gallery.is_empty(), "it is no picture of the author's");
    let uploads = tx.uploads_of(ANNA, None, limit).await.unwrap();
    let total = tx.uploads_total(ANNA).await.unwrap();
    assert!(uploads.is_empty() && total.count == 0, "{total:?}");
}

async fn a_preview_goes_with_its_post(database: Database) {
    world(&database, Audience::Public).await;
    keep(&database, &page(Some(PICTURE))).await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.erase_content(POST).await.unwrap(), [PICTURE]);
    assert_eq!(shown(tx.as_mut()).await, None);
    assert_eq!(tx.media_by_id(PICTURE).await.unwrap(), None);
    tx.commit().await.unwrap();
}

async fn a_deleted_post_waits_for_nothing(database: Database) {
    world(&database, Audience::Public).await;
    let mut tx = database.write().await.unwrap();
    let mut deleted = post(POST.get(), ANNA, Audience::Public);
    deleted.deleted_at = Some(now());
    tx.update_post(&deleted).await.unwrap();
    assert_eq!(tx.awaited_preview(POST).await.unwrap(), None);
    assert_eq!(tx.linking_post(POST).await.unwrap(), None);
    assert_eq!(tx.hold_linking_post(POST).await.unwrap(), None);
    assert!(!tx.show_preview(ANNA, POST, false).await.unwrap());
    assert_eq!(tx.linking_post(PostId::new(99)).await.unwrap(), None);
}

/// How many migrations there are above the one with this number.
async fn above(database: &Database, number: usize) -> usize {
    database.migrations().await.unwrap().len() - number
}

async fn pictures_go_where_previews_are_taken_back(database: Database) {
    world(&database, Audience::Public).await;
    keep(&database, &page(Some(PICTURE))).await;
    database
        .migrate_down(above(&database, 19).await)
        .await
        .unwrap();
    database.migrate_up().await.unwrap();
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.media_by_id(PICTURE).await.unwrap(), None);
}

async fn pictures_that_were_left_behind_are_swept(database: Database) {
    database
        .migrate_down(above(&database, 21).await)
        .await
        .unwrap();
    given::member(&database, ANNA.get(), false).await;
    let picture = Media {
        purpose: Purpose::Preview,
        ..given::picture(PICTURE.get(), ANNA)
    };
    given::upload(&database, &picture).await;
    let mut tx = database.write().await.unwrap();
    tx.attach_media(ANNA, Purpose::Preview, &[PICTURE])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    database.migrate_up().await.unwrap();
    let mut tx = database.write().await.unwrap();
    let until = now().plus(time::Duration::DAY);
    assert_eq!(tx.erase_abandoned(until, 9).await.unwrap(), [PICTURE]);
}
