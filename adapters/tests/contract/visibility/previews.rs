//! Every third post has a preview, and of those every third one was taken away by its author.

use kith_adapters::sql::Database;
use kith_core::{
    media::{Media, Purpose},
    posts::Post,
    previews::{NewPreview, PageWords},
    shared::{
        id::{MediaId, PostId, UserId},
        store::{Store as _, Tx},
    },
};

use super::world::Told;
use crate::given;

const ADDRESS: &str = "https://snow.example/";

fn has_one(post: PostId) -> bool {
    post.get() % 3 == 0
}

fn is_shown(post: PostId) -> bool {
    has_one(post) && post.get() % 9 != 0
}

fn picture_of(post: PostId) -> MediaId {
    MediaId::new(30_000 + post.get())
}

/// Stores the preview of a post, if it is to have one.
pub(super) async fn show(database: &Database, post: &mut Post) {
    if !has_one(post.id) {
        return;
    }
    let picture = Media {
        purpose: Purpose::Preview,
        ..given::picture(picture_of(post.id).get(), post.author)
    };
    given::upload(database, &picture).await;
    let preview = NewPreview {
        url: ADDRESS.to_owned(),
        host: "snow.example".to_owned(),
        words: PageWords::clean("Snow", "").unwrap(),
        image: Some(picture.id),
    };
    let mut tx = database.write().await.unwrap();
    tx.await_preview(post.id, ADDRESS).await.unwrap();
    assert!(tx.keep_preview(post.id, ADDRESS, &preview).await.unwrap());
    if !is_shown(post.id) && post.is_live() {
        let author = post.author;
        assert!(tx.show_preview(author, post.id, false).await.unwrap());
    }
    tx.commit().await.unwrap();
    post.has_preview = is_shown(post.id) || !post.is_live();
}

/// Its picture is for those who see the post, as long as the preview is shown.
pub(super) async fn follow_the_rule(tx: &mut dyn Tx, viewer: UserId, told: &Told, allowed: bool) {
    let post = told.post.id;
    let picture = tx.visible_media(viewer, picture_of(post)).await.unwrap();
    let case = format!("{viewer} and the preview of {:?}", told.post);
    assert_eq!(picture.is_some(), allowed && is_shown(post), "{case}");
    if allowed {
        let shown = tx.previews_of(&[post]).await.unwrap();
        assert_eq!(shown.len(), usize::from(is_shown(post)), "{case}");
    }
}
