//! Changing a picture's description.

use super::{ALT_TEXT_LENGTH, Media};
use crate::shared::{
    actor::Actor,
    fields::{FormCheck, InvalidFields},
    id::MediaId,
    ports::Ports,
    store::StoreError,
    text,
};

/// Why the description was not changed.
#[derive(Debug, thiserror::Error)]
pub enum DescribeMediaError {
    /// The text was refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The asking member has no such picture.
    #[error("no such picture")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets the owner of a picture describe it for those who do not see it.
#[derive(Clone)]
pub struct DescribeMedia {
    ports: Ports,
}

impl DescribeMedia {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Sets the description, which may be empty, and gives the picture as it is now.
    pub async fn run(
        &self,
        actor: &Actor,
        id: MediaId,
        alt_text: &str,
    ) -> Result<Media, DescribeMediaError> {
        let alt_text = alt_text_checked(alt_text)?;
        let mut tx = self.ports.store.write().await?;
        if !tx.describe_media(id, actor.user, &alt_text).await? {
            return Err(DescribeMediaError::NotFound);
        }
        // What one left in a group is out of one's hands.
        let media = tx
            .visible_media(actor.user, id)
            .await?
            .ok_or(DescribeMediaError::NotFound)?;
        tx.commit().await?;
        Ok(media)
    }
}

/// A description as it is stored.
pub(super) fn alt_text_checked(raw: &str) -> Result<String, InvalidFields> {
    let mut form = FormCheck::default();
    let alt_text = form.field("alt_text", text::optional_block(Some(raw), ALT_TEXT_LENGTH));
    form.finish()?;
    Ok(alt_text.flatten().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{actor, ports, still},
        testing::MockStore,
    };

    #[tokio::test]
    async fn the_owner_describes() {
        let store = MockStore::writing(|tx| {
            tx.expect_describe_media()
                .withf(|id, owner, text| (id.get(), owner.get(), text) == (9, 3, "A cat."))
                .returning(|_, _, _| Ok(true));
            tx.expect_visible_media()
                .returning(|_, _| Ok(Some(still(9, 3))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        DescribeMedia::new(ports(store))
            .run(&actor(3), MediaId::new(9), " A cat. ")
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn pictures_of_others_do_not_exist() {
        let store = MockStore::writing(|tx| {
            tx.expect_describe_media().returning(|_, _, _| Ok(false));
        });
        let answer = DescribeMedia::new(ports(store))
            .run(&actor(4), MediaId::new(9), "")
            .await;
        assert!(matches!(answer, Err(DescribeMediaError::NotFound)));
    }

    #[tokio::test]
    async fn a_description_too_long_never_reaches_the_store() {
        let answer = DescribeMedia::new(ports(MockStore::untouched()))
            .run(&actor(3), MediaId::new(9), &"a".repeat(1_501))
            .await;
        let Err(DescribeMediaError::Invalid(InvalidFields(fields))) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(
            (fields[0].field.as_str(), fields[0].code),
            ("alt_text", "too_long")
        );
    }
}
