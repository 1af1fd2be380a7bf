//! Publishing a post.

use super::{
    audience::Audience,
    picture::{Picture, PictureInput, parse_pictures, refuse_unusable},
    post::{Post, PostText, PostTitle},
    view::{PostView, show_one},
};
use crate::shared::{
    actor::Actor,
    event::Event,
    fields::{FormCheck, InvalidFields},
    id::PostId,
    idempotency::{Claim, IdempotencyKey},
    ports::Ports,
    store::{StoreError, Tx},
};

/// A post as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Its heading; absent or empty for none.
    pub title: Option<String>,
    /// What it says; may be empty when there is a picture.
    pub content: String,
    /// Whom it is for.
    pub audience: Audience,
    /// Uploads of the author's, in the order in which they are to be shown.
    pub media: Vec<PictureInput>,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The idempotency key belongs to another request.
    #[error("the idempotency key was used with another request")]
    KeyReused,
    /// The post that this key made is no longer there.
    #[error("the post is no longer there")]
    Gone,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes posts.
pub struct Publish {
    ports: Ports,
}

impl Publish {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Publishes `input` as `actor`. With a `key`, a repeat publishes nothing and gives the post that is there.
    #[tracing::instrument(name = "posts.publish", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        input: NewPost,
        key: Option<IdempotencyKey>,
    ) -> Result<PostView, PublishError> {
        let (post, pictures) = self.parse(actor, input)?;
        let mut tx = self.ports.store.write().await?;
        match claim(tx.as_mut(), &post, key).await? {
            Claim::Fresh => {}
            Claim::Done(made) => {
                return show_one(tx.as_mut(), actor.user, PostId::new(made))
                    .await?
                    .ok_or(PublishError::Gone);
            }
            Claim::Mismatch => return Err(PublishError::KeyReused),
        }
        insert(tx.as_mut(), &post, &pictures).await?;
        let view = show_one(tx.as_mut(), actor.user, post.id)
            .await?
            .ok_or(PublishError::Gone)?;
        tx.commit().await?;
        Ok(view)
    }

    fn parse(&self, actor: &Actor, input: NewPost) -> Result<(Post, Vec<Picture>), InvalidFields> {
        let mut form = FormCheck::default();
        let title = form.field(
            "title",
            PostTitle::parse(input.title.as_deref().unwrap_or_default()),
        );
        let text = form.field("content", PostText::parse(&input.content));
        let wanted = input.media.len();
        let pictures = parse_pictures(&mut form, input.media);
        let post = Post {
            id: PostId::new(self.ports.ids.next()),
            author: actor.user,
            title: title.flatten(),
            text: text.clone().unwrap_or_default(),
            audience: input.audience,
            picture_count: wanted,
            created_at: self.ports.clock.now(),
            edited_at: None,
            deleted_at: None,
        };
        if text.is_some() {
            form.field("content", post.check_substance());
        }
        form.finish()?;
        Ok((post, pictures))
    }
}

async fn claim(
    tx: &mut dyn Tx,
    post: &Post,
    key: Option<IdempotencyKey>,
) -> Result<Claim, StoreError> {
    match key {
        Some(key) => {
            tx.claim_key(post.author, &key, post.id.get(), post.created_at)
                .await
        }
        None => Ok(Claim::Fresh),
    }
}

async fn insert(tx: &mut dyn Tx, post: &Post, pictures: &[Picture]) -> Result<(), PublishError> {
    tx.insert_post(post).await?;
    if !pictures.is_empty() {
        let mut form = FormCheck::default();
        refuse_unusable(
            &mut form,
            &tx.set_pictures(post.author, post.id, pictures).await?,
        );
        form.finish()?;
    }
    Ok(tx.emit(Event::PostPublished { post: post.id }).await?)
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, authored, media, now, ports, post},
        shared::id::{MediaId, UserId},
        testing::MockStore,
    };

    fn said(content: &str) -> NewPost {
        NewPost {
            title: None,
            content: content.into(),
            audience: Audience::Public,
            media: Vec::new(),
        }
    }

    fn with_pictures(content: &str, ids: &[i64]) -> NewPost {
        let media = ids
            .iter()
            .map(|id| PictureInput {
                media: MediaId::new(*id),
                alt_text: None,
            })
            .collect();
        NewPost {
            media,
            ..said(content)
        }
    }

    fn key() -> IdempotencyKey {
        IdempotencyKey {
            operation: "publish_post",
            key: "k".into(),
            fingerprint: [1; 32],
        }
    }

    async fn refused(input: NewPost, store: MockStore) -> Vec<(String, &'static str)> {
        match Publish::new(ports(store))
            .run(&actor(AUTHOR), input, None)
            .await
        {
            Err(PublishError::Invalid(InvalidFields(errors))) => {
                errors.into_iter().map(|e| (e.field, e.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_post_its_pictures_and_its_event_are_stored_together() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_post()
                .withf(|p| {
                    p.author == UserId::new(AUTHOR) && p.created_at == now() && p.picture_count == 2
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_set_pictures()
                .withf(|_, _, pictures| pictures.iter().map(|p| p.media.get()).eq([8, 9]))
                .times(1)
                .returning(|_, _, _| Ok(Vec::new()));
            tx.expect_emit()
                .with(eq(Event::PostPublished {
                    post: PostId::new(1),
                }))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_visible_post().returning(|_, _| {
                Ok(Some(authored(Post {
                    picture_count: 2,
                    ..post(1)
                })))
            });
            tx.expect_post_pictures().returning(|_| {
                Ok(vec![
                    (PostId::new(1), media(8, "")),
                    (PostId::new(1), media(9, "")),
                ])
            });
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let view = Publish::new(ports(store))
            .run(&actor(AUTHOR), with_pictures("", &[8, 9]), None)
            .await
            .unwrap();
        assert_eq!(view.media, [media(8, ""), media(9, "")]);
    }

    #[tokio::test]
    async fn everything_wrong_is_said_at_once_and_nothing_is_opened() {
        let mut input = with_pictures(&"a".repeat(10_001), &[1, 1]);
        input.title = Some("a\nb".into());
        let errors = refused(input, MockStore::untouched()).await;
        assert_eq!(
            errors,
            [
                ("title".to_owned(), "invalid_characters"),
                ("content".to_owned(), "too_long"),
                ("media.1.id".to_owned(), "duplicate")
            ]
        );
    }

    #[tokio::test]
    async fn a_post_says_or_shows_something() {
        assert_eq!(
            refused(said("  "), MockStore::untouched()).await,
            [("content".to_owned(), "required")]
        );
    }

    #[tokio::test]
    async fn unusable_pictures_are_named_and_nothing_is_committed() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_post().returning(|_| Ok(()));
            tx.expect_set_pictures().returning(|_, _, _| Ok(vec![1]));
        });
        assert_eq!(
            refused(with_pictures("", &[8, 9]), store).await,
            [("media.1.id".to_owned(), "unusable_media")]
        );
    }

    #[tokio::test]
    async fn a_repeat_gives_the_first_post_and_stores_nothing() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .with(eq(UserId::new(AUTHOR)), eq(key()), eq(1), eq(now()))
                .returning(|_, _, _, _| Ok(Claim::Done(7)));
            tx.expect_visible_post()
                .with(eq(UserId::new(AUTHOR)), eq(PostId::new(7)))
                .returning(|_, _| Ok(Some(authored(post(7)))));
        });
        let view = Publish::new(ports(store))
            .run(&actor(AUTHOR), said("Hello"), Some(key()))
            .await
            .unwrap();
        assert_eq!(view.post.id, PostId::new(7));
    }

    #[tokio::test]
    async fn a_repeat_of_a_deleted_post_says_so() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Done(7)));
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        let repeated = Publish::new(ports(store))
            .run(&actor(AUTHOR), said("Hello"), Some(key()))
            .await;
        assert!(matches!(repeated, Err(PublishError::Gone)));
    }

    #[tokio::test]
    async fn a_key_is_good_for_one_request() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Mismatch));
        });
        let other = Publish::new(ports(store))
            .run(&actor(AUTHOR), said("Hello"), Some(key()))
            .await;
        assert!(matches!(other, Err(PublishError::KeyReused)));
    }
}
