//! Previews follow what posts say.

use async_trait::async_trait;

use super::{
    address::first_address,
    ports::{LinkingPost, Sought},
};
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

/// Hears of posts that were published, changed or restored, and waits for the preview of the first address in each. One
/// whose address stays keeps its preview, or stays without one that its author took away; the edit that takes the address
/// away has the preview forgotten already. Where one is waited for still it is asked for again: the job before may have
/// come while the post was deleted, or found nobody at home for too long.
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
        match event {
            Event::PostPublished { post }
            | Event::PostEdited { post }
            | Event::PostRestored { post }
                if self.is_enabled =>
            {
                look(tx, *post).await
            }
            _ => Ok(Handled::LIGHTLY),
        }
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

/// Holds only a post for which there is something to do: members are taking part in those that are fresh.
async fn look(tx: &mut dyn Tx, post: PostId) -> Result<Handled, StoreError> {
    let Some(found) = tx.linking_post(post).await? else {
        return Ok(Handled::LIGHTLY);
    };
    if found.sought == Some(Sought::Awaited) {
        tx.enqueue(&Job::FetchPreview { post }, None).await?;
        return Ok(Handled::LIGHTLY);
    }
    if unsought(&found).is_none() {
        return Ok(Handled::LIGHTLY);
    }
    let held = tx.hold_linking_post(post).await?;
    if let Some(address) = held.as_ref().and_then(unsought) {
        tx.await_preview(post, address).await?;
        tx.enqueue(&Job::FetchPreview { post }, None).await?;
    }
    Ok(Handled::HOLDING)
}

/// The address whose preview nobody has looked for yet.
fn unsought(post: &LinkingPost) -> Option<&str> {
    match post.sought {
        Some(Sought::Awaited | Sought::Settled) => None,
        None => first_address(post.text.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::{PostText, fixtures::post},
        testing::MockTx,
    };

    const POST: PostId = PostId::new(7);

    fn linking(text: &str, sought: Option<Sought>) -> LinkingPost {
        LinkingPost {
            text: PostText::stored(text.to_owned()),
            sought,
        }
    }

    fn says(tx: &mut MockTx, text: &str, sought: Option<Sought>) {
        let found = linking(text, sought);
        tx.expect_linking_post()
            .with(eq(POST))
            .times(1)
            .return_once(|_| Ok(Some(found)));
    }

    /// What is there when the post is looked at again.
    fn holds(tx: &mut MockTx, found: Option<LinkingPost>) {
        tx.expect_hold_linking_post()
            .with(eq(POST))
            .times(1)
            .return_once(|_| Ok(found));
    }

    fn fetches(tx: &mut MockTx) {
        tx.expect_enqueue()
            .withf(|job, at| *job == Job::FetchPreview { post: POST } && at.is_none())
            .times(1)
            .returning(|_, _| Ok(()));
    }

    async fn hear(event: Event, prepare: impl FnOnce(&mut MockTx)) -> Handled {
        let mut tx = MockTx::new();
        prepare(&mut tx);
        let follow = PreviewsFollow::new(true);
        follow.handle(&mut tx, &event, None).await.unwrap()
    }

    fn heard() -> [Event; 3] {
        [
            Event::PostPublished { post: POST },
            Event::PostEdited { post: POST },
            Event::PostRestored { post: POST },
        ]
    }

    #[tokio::test]
    async fn the_first_address_is_waited_for_and_fetched() {
        for event in heard() {
            let text = "See https://a.example, https://b.example";
            let handled = hear(event, |tx| {
                says(tx, text, None);
                holds(tx, Some(linking(text, None)));
                tx.expect_await_preview()
                    .withf(|post, address| (*post, address) == (POST, "https://a.example"))
                    .times(1)
                    .returning(|_, _| Ok(()));
                fetches(tx);
            })
            .await;
            assert_eq!(handled, Handled::HOLDING, "the unit of work ends here");
        }
    }

    #[tokio::test]
    async fn what_changed_before_it_is_held_is_taken_as_it_is_then() {
        let text = "https://a.example";
        for meanwhile in [
            None,
            Some(linking("No address", None)),
            Some(linking(text, Some(Sought::Awaited))),
        ] {
            let handled = hear(Event::PostPublished { post: POST }, |tx| {
                says(tx, text, None);
                holds(tx, meanwhile);
            })
            .await;
            assert_eq!(handled, Handled::HOLDING);
        }
    }

    #[tokio::test]
    async fn nothing_is_held_where_there_is_nothing_to_do() {
        for event in heard() {
            for (text, sought) in [
                ("Now: https://a.example", Some(Sought::Settled)),
                ("No address", None),
            ] {
                let handled = hear(event.clone(), |tx| says(tx, text, sought)).await;
                assert_eq!(handled, Handled::LIGHTLY, "{text}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_waited_for_still_is_fetched_again() {
        for event in heard() {
            let handled = hear(event, |tx| {
                says(tx, "https://a.example", Some(Sought::Awaited));
                fetches(tx);
            })
            .await;
            assert_eq!(handled, Handled::LIGHTLY);
        }
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
        for event in heard() {
            let mut tx = MockTx::new();
            let handled = off.handle(&mut tx, &event, None).await.unwrap();
            assert_eq!(handled, Handled::LIGHTLY);
        }
    }

    #[tokio::test]
    async fn a_post_that_is_gone_links_nowhere() {
        let handled = hear(Event::PostPublished { post: POST }, |tx| {
            tx.expect_linking_post().return_once(|_| Ok(None));
        });
        assert_eq!(handled.await, Handled::LIGHTLY);
    }
}
