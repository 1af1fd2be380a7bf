//! Previews follow what posts say.

use async_trait::async_trait;

use super::address::first_address;
use crate::{
    posts::Post,
    shared::{
        event::Event,
        id::PostId,
        jobs::Job,
        relay::{Consumer, Handled, Place},
        store::{StoreError, Tx},
    },
};

/// Hears of posts that were published or changed, and waits for the preview of the first address in each. One whose
/// address stays keeps its preview, or stays without one that its author took away; the edit that takes the address away
/// has the preview forgotten already.
#[derive(Debug, Clone, Copy)]
pub struct PreviewsFollow {
    is_enabled: bool,
}

impl PreviewsFollow {
    /// `is_enabled` says whether pages are read at all.
    #[must_use]
    pub fn new(is_enabled: bool) -> Self {
        Self { is_enabled }
    }
}

#[async_trait]
impl Consumer for PreviewsFollow {
    fn name(&self) -> &'static str {
        "previews"
    }

    async fn handle(
        &self,
        tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        if let Event::PostPublished { post } | Event::PostEdited { post } = event
            && self.is_enabled
        {
            look(tx, *post).await?;
        }
        Ok(Handled::LIGHTLY)
    }
}

/// Forgets the preview of a post whose first address is another one after an edit, in the transaction of the edit: nobody
/// is shown a page under words that do not name it.
pub(crate) async fn forget_left_address(
    tx: &mut dyn Tx,
    before: &Post,
    after: &Post,
) -> Result<(), StoreError> {
    let address = first_address(before.text.as_str());
    if address.is_none() || address == first_address(after.text.as_str()) {
        return Ok(());
    }
    tx.forget_preview(after.id).await
}

async fn look(tx: &mut dyn Tx, post: PostId) -> Result<(), StoreError> {
    let Some(found) = tx.linking_post(post).await? else {
        return Ok(());
    };
    if found.address.is_some() {
        return Ok(());
    }
    let Some(address) = first_address(found.text.as_str()) else {
        return Ok(());
    };
    tx.await_preview(post, address).await?;
    tx.enqueue(&Job::FetchPreview { post }, None).await
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::{PostText, fixtures::post},
        previews::LinkingPost,
        testing::MockTx,
    };

    const POST: PostId = PostId::new(7);

    fn says(tx: &mut MockTx, text: &str, address: Option<&str>) {
        let found = LinkingPost {
            text: PostText::stored(text.to_owned()),
            address: address.map(str::to_owned),
        };
        tx.expect_linking_post()
            .with(eq(POST))
            .return_once(|_| Ok(Some(found)));
    }

    async fn hear(event: Event, prepare: impl FnOnce(&mut MockTx)) {
        let mut tx = MockTx::new();
        prepare(&mut tx);
        let follow = PreviewsFollow::new(true);
        let done = follow.handle(&mut tx, &event, None).await;
        assert_eq!(done.unwrap(), Handled::LIGHTLY);
    }

    #[tokio::test]
    async fn the_first_address_is_waited_for_and_fetched() {
        for event in [
            Event::PostPublished { post: POST },
            Event::PostEdited { post: POST },
        ] {
            hear(event, |tx| {
                says(tx, "See https://a.example, https://b.example", None);
                tx.expect_await_preview()
                    .withf(|post, address| (*post, address) == (POST, "https://a.example"))
                    .times(1)
                    .returning(|_, _| Ok(()));
                tx.expect_enqueue()
                    .withf(|job, at| *job == Job::FetchPreview { post: POST } && at.is_none())
                    .times(1)
                    .returning(|_, _| Ok(()));
            })
            .await;
        }
    }

    #[tokio::test]
    async fn an_address_that_stays_is_left_alone() {
        let edited = Event::PostEdited { post: POST };
        hear(edited.clone(), |tx| {
            says(tx, "Now: https://a.example", Some("https://a.example"));
        })
        .await;
        hear(edited, |tx| says(tx, "No address", None)).await;
    }

    #[tokio::test]
    async fn an_edit_forgets_the_preview_of_an_address_that_it_takes_away() {
        for (before, after, is_forgotten) in [
            ("https://a.example", "No address", true),
            (
                "https://a.example",
                "https://b.example https://a.example",
                true,
            ),
            ("https://a.example", "Now: https://a.example", false),
            ("No address", "https://a.example", false),
        ] {
            let saying = |text: &str| Post {
                text: PostText::stored(text.to_owned()),
                ..post(POST.get())
            };
            let mut tx = MockTx::new();
            tx.expect_forget_preview()
                .with(eq(POST))
                .times(usize::from(is_forgotten))
                .returning(|_| Ok(()));
            forget_left_address(&mut tx, &saying(before), &saying(after))
                .await
                .unwrap();
        }
    }

    #[tokio::test]
    async fn nothing_is_looked_at_for_other_events_or_where_it_is_turned_off() {
        hear(Event::PostDeleted { post: POST }, |_| {}).await;
        let off = PreviewsFollow::new(false);
        let published = Event::PostPublished { post: POST };
        off.handle(&mut MockTx::new(), &published, None)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_post_that_is_gone_links_nowhere() {
        hear(Event::PostPublished { post: POST }, |tx| {
            tx.expect_linking_post().return_once(|_| Ok(None));
        })
        .await;
    }
}
