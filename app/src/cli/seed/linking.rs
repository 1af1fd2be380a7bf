//! What the community links to.

use kith_adapters::scenery::{self, Scene, Tone};
use kith_core::{
    media::Purpose,
    posts::{Audience, CommentPolicy, NewPost},
    previews::{NewPreview, PageWords},
    shared::{actor::Actor, store::StoreError},
};
use time::Duration;

use super::ground::{Ground, failed};

const TEXT: &str =
    "Put it in the calendar, and label your jars this time: https://seedswap.example/autumn";
/// The address in it.
const ADDRESS: &str = "https://seedswap.example/autumn";
const HOST: &str = "seedswap.example";
const TITLE: &str = "Autumn seed swap: bring what you saved, take what you need";
const DESCRIPTION: &str =
    "Tables from ten, soup from twelve, and somebody who knows what that bean is.";
const PICTURE_SIZE: (u32, u32) = (1_200, 630);
/// It was written so long ago.
const AGO: Duration = Duration::hours(7);

/// Lets the second of all link to a page, which has been read already.
pub(super) async fn link(ground: &Ground, actors: &[Actor]) -> Result<(), String> {
    let author = actors.get(1).ok_or("nobody links")?;
    ground.clock.set(ground.today.plus(-AGO));
    let post = NewPost {
        title: None,
        content: TEXT.to_owned(),
        audience: Audience::Public,
        selected: Vec::new(),
        group: None,
        comment_policy: CommentPolicy::Everyone,
        warning: None,
        media: Vec::new(),
        poll: None,
    };
    let published = ground.posts.publish.run(author, post, None).await;
    let post = published.map_err(failed("a link"))?.post.id;
    // A draw of its own: what else is made of a number stays the same.
    let look = ground.chance.clone().number();
    let (width, height) = PICTURE_SIZE;
    let drawn = scenery::draw(Scene::Hills(Tone::Green), look, width, height);
    let image = ground.upload(author, drawn, Purpose::Preview, "").await?;
    let preview = NewPreview {
        url: ADDRESS.to_owned(),
        host: HOST.to_owned(),
        words: PageWords::clean(TITLE, DESCRIPTION).ok_or("the page says nothing")?,
        image: Some(image),
    };
    let failed = failed::<StoreError>("a preview");
    let mut tx = ground.ports.store.write().await.map_err(&failed)?;
    tx.await_preview(post, ADDRESS).await.map_err(&failed)?;
    let is_kept = tx.keep_preview(post, ADDRESS, &preview).await;
    if !is_kept.map_err(&failed)? {
        return Err("the preview was not kept".to_owned());
    }
    tx.commit().await.map_err(&failed)
}

#[cfg(test)]
mod tests {
    use kith_core::previews::first_address;

    use super::*;

    #[test]
    fn the_text_has_the_address() {
        assert_eq!(first_address(TEXT), Some(ADDRESS));
    }
}
