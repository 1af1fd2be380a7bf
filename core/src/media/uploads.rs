//! What somebody has uploaded, and where it is used.

use super::{Media, sweep::PATIENCE};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    id::{CommentId, PostId},
    page::{After, Limit, Page},
    ports::Ports,
    store::StoreError,
};

/// Where an upload is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedIn {
    /// In a post.
    Post(PostId),
    /// In a comment.
    Comment {
        /// The comment.
        comment: CommentId,
        /// The post that it is on.
        post: PostId,
    },
    /// As profile picture.
    Avatar,
    /// As the wide picture of the profile.
    Cover,
    /// As the wide picture above a group.
    Banner,
    /// As the picture of an event.
    Event,
}

/// An upload of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnUpload {
    /// The picture or video.
    pub media: Media,
    /// What is stored of it, in bytes.
    pub bytes: u64,
    /// Where it is used; `None` when it is attached to nothing.
    pub used_in: Option<UsedIn>,
}

impl OwnUpload {
    /// When it is removed unless it is attached to something before; `None` when it stays.
    #[must_use]
    pub fn goes_at(&self) -> Option<Timestamp> {
        self.used_in
            .is_none()
            .then(|| self.media.created_at.plus(PATIENCE))
    }
}

/// How much somebody has uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UploadsTotal {
    /// Pictures and videos.
    pub count: u64,
    /// What is stored of them, in bytes.
    pub bytes: u64,
}

/// A page of one's uploads, and how many there are altogether.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadsPage {
    /// The page.
    pub page: Page<OwnUpload>,
    /// All of them.
    pub total: UploadsTotal,
}

/// Lists one's own uploads.
#[derive(Clone)]
pub struct ListUploads {
    ports: Ports,
}

impl ListUploads {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page, newest first, starting after the upload with the key `after`.
    pub async fn run(
        &self,
        actor: &Actor,
        after: After,
        limit: Limit,
    ) -> Result<UploadsPage, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let uploads = tx.uploads_of(actor.user, after, limit).await?;
        let total = tx.uploads_total(actor.user).await?;
        let page = Page::cut(uploads, limit, |upload| upload.media.id.get());
        Ok(UploadsPage { page, total })
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        media::fixture::{actor, ports, still},
        testing::MockStore,
    };

    fn upload(id: i64, used_in: Option<UsedIn>) -> OwnUpload {
        OwnUpload {
            media: still(id, 3),
            bytes: 8_000,
            used_in,
        }
    }

    #[tokio::test]
    async fn a_page_is_cut_and_the_total_told() {
        let store = MockStore::reading(|tx| {
            tx.expect_uploads_of()
                .withf(|owner, after, _| (owner.get(), *after) == (3, Some(50)))
                .returning(|_, _, _| Ok(vec![upload(9, None), upload(8, None)]));
            tx.expect_uploads_total().returning(|_| {
                Ok(UploadsTotal {
                    count: 7,
                    bytes: 56_000,
                })
            });
        });
        let found = ListUploads::new(ports(store))
            .run(&actor(3), Some(50), Limit::of::<1>())
            .await
            .unwrap();
        assert_eq!((found.page.items.len(), found.page.next), (1, Some(9)));
        assert_eq!(found.total.count, 7);
    }

    #[test]
    fn what_is_used_stays_and_the_rest_goes_after_a_day() {
        let free = upload(9, None);
        assert_eq!(
            free.goes_at(),
            Some(free.media.created_at.plus(Duration::DAY))
        );
        assert_eq!(upload(9, Some(UsedIn::Avatar)).goes_at(), None);
    }
}
