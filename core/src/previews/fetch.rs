//! Fetching what is waited for.

use std::sync::Arc;

use bytes::Bytes;

use super::{
    ports::{AwaitedPreview, FoundPage, NewPreview, ReadPage, ReadPageError},
    preview::PageWords,
};
use crate::{
    media::{NewUpload, Purpose, UploadMedia, UploadMediaError},
    shared::{
        actor::{Actor, Role},
        id::{MediaId, PostId, SessionId, UserId},
        ports::Ports,
        store::StoreError,
    },
};

/// Why nothing was fetched. The job is tried again.
#[derive(Debug, thiserror::Error)]
pub enum FetchPreviewError {
    /// The page was not read.
    #[error(transparent)]
    Page(ReadPageError),
    /// The picture was not taken in.
    #[error(transparent)]
    Image(UploadMediaError),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the page that a post links to and keeps what it says of itself.
#[derive(Clone)]
pub struct FetchPreview {
    ports: Ports,
    upload: UploadMedia,
    pages: Arc<dyn ReadPage>,
}

impl FetchPreview {
    /// On these ports; `upload` takes pictures in.
    #[must_use]
    pub fn new(ports: Ports, upload: UploadMedia, pages: Arc<dyn ReadPage>) -> Self {
        Self {
            ports,
            upload,
            pages,
        }
    }

    /// Carries out `Job::FetchPreview`. Where the post waits for nothing any more, nothing happens. A page that will not be
    /// read, or has nothing to show, is not asked again. No transaction is open while one waits for it.
    #[tracing::instrument(name = "previews.fetch", skip_all, fields(%post))]
    pub async fn run(&self, post: PostId) -> Result<(), FetchPreviewError> {
        let Some(awaited) = self.awaited(post).await? else {
            return Ok(());
        };
        let preview = match self.pages.read(&awaited.address).await {
            Ok(page) => self.preview(&awaited, page).await?,
            Err(refused @ ReadPageError::Refused(_)) => {
                tracing::info!(%refused, "a post stays without preview");
                None
            }
            Err(failed @ ReadPageError::Failed(_)) => return Err(FetchPreviewError::Page(failed)),
        };
        let mut tx = self.ports.store.write().await?;
        let is_settled = if let Some(preview) = &preview {
            tx.keep_preview(post, &awaited.address, preview).await?
        } else {
            tx.give_up_preview(post, &awaited.address).await?;
            true
        };
        if is_settled {
            tx.commit().await?;
        }
        Ok(())
    }

    async fn awaited(&self, post: PostId) -> Result<Option<AwaitedPreview>, StoreError> {
        self.ports.store.read().await?.awaited_preview(post).await
    }

    async fn preview(
        &self,
        awaited: &AwaitedPreview,
        page: FoundPage,
    ) -> Result<Option<NewPreview>, FetchPreviewError> {
        let Some(words) = PageWords::clean(&page.title, &page.description) else {
            return Ok(None);
        };
        let image = match page.image {
            Some(file) => self.take_in(awaited.author, file).await?,
            None => None,
        };
        Ok(Some(NewPreview {
            url: page.url,
            host: page.host,
            words,
            image,
        }))
    }

    /// The picture as an upload of the author's; none where it is no picture, or one that is too large. It is removed in
    /// time when the preview does not come to use it.
    async fn take_in(
        &self,
        author: UserId,
        file: Bytes,
    ) -> Result<Option<MediaId>, FetchPreviewError> {
        let actor = Actor {
            user: author,
            session: SessionId::new(0),
            role: Role::Member,
        };
        let upload = NewUpload {
            file,
            alt_text: String::new(),
            purpose: Purpose::Preview,
            key: None,
        };
        match self.upload.run(&actor, upload).await {
            Ok(media) => Ok(Some(media.id)),
            Err(UploadMediaError::Image(error)) if error != crate::media::ImageError::Busy => {
                Ok(None)
            }
            Err(UploadMediaError::TooLarge) => Ok(None),
            Err(error) => Err(FetchPreviewError::Image(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use mockall::mock;

    use super::*;
    use crate::{
        media::{
            ImageError, Kind, MediaCases,
            fixture::{MockCodec, MockFiles, media_ports, ports, rendered},
        },
        testing::{MockStore, MockTx},
    };

    mock! {
        Pages {}
        #[async_trait]
        impl ReadPage for Pages {
            async fn read(&self, address: &str) -> Result<FoundPage, ReadPageError>;
        }
    }

    const POST: PostId = PostId::new(7);
    const ADDRESS: &str = "https://a.example/x";

    type Prepare = Box<dyn FnOnce(&mut MockTx) + Send>;

    /// Stores for each unit of work that is opened one after the other: the first reads.
    fn store(awaited: bool, writing: Vec<Prepare>) -> MockStore {
        let mut store = MockStore::reading(move |tx| {
            tx.expect_awaited_preview().return_once(move |_| {
                Ok(awaited.then(|| AwaitedPreview {
                    author: UserId::new(3),
                    address: ADDRESS.to_owned(),
                }))
            });
        });
        let mut writing = writing.into_iter();
        store.expect_write().returning(move || {
            let mut tx = MockTx::new();
            if let Some(prepare) = writing.next() {
                prepare(&mut tx);
            }
            Ok(Box::new(tx))
        });
        store
    }

    fn page(title: &str, image: Option<&'static [u8]>) -> FoundPage {
        FoundPage {
            url: ADDRESS.to_owned(),
            host: "a.example".to_owned(),
            title: title.to_owned(),
            description: " About\nit ".to_owned(),
            image: image.map(Bytes::from_static),
        }
    }

    async fn run(
        store: MockStore,
        found: Result<FoundPage, ReadPageError>,
        codec: MockCodec,
    ) -> Result<(), FetchPreviewError> {
        let mut pages = MockPages::new();
        pages
            .expect_read()
            .withf(|address| address == ADDRESS)
            .return_once(move |_| found);
        let mut files = MockFiles::new();
        files.expect_put().returning(|_, _| Ok(()));
        let ports = ports(store);
        let media = MediaCases::new(&ports, &media_ports(codec, files));
        FetchPreview::new(ports, media.upload, Arc::new(pages))
            .run(POST)
            .await
    }

    fn keeps(image: Option<MediaId>, answer: bool) -> Prepare {
        Box::new(move |tx| {
            tx.expect_keep_preview()
                .withf(move |post, address, preview| {
                    (*post, address) == (POST, ADDRESS)
                        && preview.words.title == "Snow"
                        && preview.words.description == "About it"
                        && preview.image == image
                })
                .times(1)
                .returning(move |_, _, _| Ok(answer));
            tx.expect_commit()
                .times(usize::from(answer))
                .returning(|| Ok(()));
        })
    }

    fn keeps_nothing() -> Prepare {
        Box::new(|tx| {
            tx.expect_give_up_preview()
                .withf(|post, address| (*post, address) == (POST, ADDRESS))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        })
    }

    #[tokio::test]
    async fn what_a_page_says_is_kept_with_its_picture() {
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .returning(|_, _| Ok(rendered(Kind::Gif)));
        let uploading: Prepare = Box::new(|tx| {
            tx.expect_insert_media()
                .withf(|media, _| {
                    media.purpose == Purpose::Preview
                        && media.owner.get() == 3
                        && media.kind == Kind::Image
                })
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let store = store(true, vec![uploading, keeps(Some(MediaId::new(1)), true)]);
        run(store, Ok(page("Snow", Some(b"GIF89a"))), codec)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_picture_that_is_none_is_left_out() {
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .returning(|_, _| Err(ImageError::UnsupportedType));
        let store = store(true, vec![keeps(None, true)]);
        run(store, Ok(page("Snow", Some(b"<svg>"))), codec)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_is_not_waited_for_any_more_is_not_committed() {
        let store = store(true, vec![keeps(None, false)]);
        run(store, Ok(page("Snow", None)), MockCodec::new())
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_page_that_will_not_be_read_or_says_nothing_is_given_up() {
        let refused = Err(ReadPageError::Refused("404".to_owned()));
        for found in [refused, Ok(page(" ", None))] {
            let store = store(true, vec![keeps_nothing()]);
            run(store, found, MockCodec::new()).await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_page_that_does_not_answer_is_tried_again() {
        let failed = Err(ReadPageError::Failed("no answer".to_owned()));
        let done = run(store(true, Vec::new()), failed, MockCodec::new()).await;
        assert!(matches!(done, Err(FetchPreviewError::Page(_))));
    }

    #[tokio::test]
    async fn busy_threads_mean_again_later() {
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .returning(|_, _| Err(ImageError::Busy));
        let found = Ok(page("Snow", Some(b"GIF89a")));
        let done = run(store(true, Vec::new()), found, codec).await;
        assert!(matches!(done, Err(FetchPreviewError::Image(_))));
    }

    #[tokio::test]
    async fn nothing_is_read_where_nothing_is_waited_for() {
        let ports = ports(store(false, Vec::new()));
        let media = MediaCases::new(&ports, &media_ports(MockCodec::new(), MockFiles::new()));
        let pages = Arc::new(MockPages::new());
        FetchPreview::new(ports, media.upload, pages)
            .run(POST)
            .await
            .unwrap();
    }
}
