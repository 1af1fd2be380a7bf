//! Reads pages of the public net, for previews. Whoever writes an address has this machine connect somewhere: so only
//! public addresses are connected to, only on the ports of the web, with little time and few bytes, and nothing is run.

mod charset;
mod head;
mod net;
mod public;
#[cfg(feature = "test-net")]
mod staged;
#[cfg(test)]
mod tests;

use std::{error::Error, sync::Arc, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use kith_core::previews::{FoundPage, ReadPage, ReadPageError};
use reqwest::{
    Client, Response, StatusCode, Url,
    header::{ACCEPT, CONTENT_TYPE, LOCATION},
    redirect::Policy,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::time::{Instant, timeout_at};

use self::{
    charset::decode,
    head::{Head, read_head},
    net::{Net, Resolver, check, told},
};

/// How long all of it may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many bytes are read of a page or picture, after decompression.
const MOST_BYTES: usize = 1024 * 1024;
const MOST_REDIRECTS: usize = 5;

/// See the module.
pub struct PageReader {
    client: Client,
    net: Arc<dyn Net>,
    /// The host of this site, which does not read itself.
    own_host: Option<String>,
    patience: Duration,
}

/// The reader could not be made.
#[derive(Debug, thiserror::Error)]
#[error("pages cannot be read: {0}")]
pub struct PageReaderError(#[source] Box<dyn Error + Send + Sync>);

/// The net that members' links lead into.
fn the_net() -> Arc<dyn Net> {
    #[cfg(feature = "test-net")]
    if let Some(staged) = staged::net() {
        return staged;
    }
    Arc::new(net::PublicNet)
}

impl PageReader {
    /// A reader that says that it reads for `site`, an address.
    pub fn new(site: &str) -> Result<Self, PageReaderError> {
        Self::on(the_net(), site, PATIENCE)
    }

    fn on(net: Arc<dyn Net>, site: &str, patience: Duration) -> Result<Self, PageReaderError> {
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.into(),
        };
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| PageReaderError(error.into()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let version = env!("CARGO_PKG_VERSION");
        let client = Client::builder()
            .user_agent(format!("Kith/{version} (link preview; +{site})"))
            .tls_backend_preconfigured(tls)
            .dns_resolver(Resolver(net.clone()))
            // Each step is checked before it is made.
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .http1_only()
            .pool_max_idle_per_host(0)
            .build()
            .map_err(|error| PageReaderError(error.into()))?;
        Ok(Self {
            client,
            net,
            own_host: Url::parse(site)
                .ok()
                .and_then(|site| site.host_str().map(|host| without_root(host).to_owned())),
            patience,
        })
    }

    async fn page(&self, asked: &Url) -> Result<(Url, Head), ReadPageError> {
        let (at, mut response) = self.follow(asked.clone(), "text/html").await?;
        let content_type = content_type(&response);
        let (kind, parameters) = content_type.split_once(';').unwrap_or((&content_type, ""));
        if kind.trim() != "text/html" {
            return Err(ReadPageError::Refused("no page".to_owned()));
        }
        let label = parameters.split_once("charset=").map(|(_, label)| {
            let label = label.split(';').next().unwrap_or_default();
            label.trim().trim_matches('"').to_owned()
        });
        let bytes = start_of(&mut response).await?;
        Ok((at, read_head(&decode(&bytes, label.as_deref()))))
    }

    /// The file of a picture; whatever is wrong with it, the page is there without.
    async fn image(&self, page: &Url, address: &str) -> Option<Bytes> {
        let url = page.join(address).ok()?;
        let (_, mut response) = self.follow(url, "image/*").await.ok()?;
        if !content_type(&response).starts_with("image/") {
            return None;
        }
        let mut file = Vec::new();
        while let Some(chunk) = response.chunk().await.ok()? {
            file.extend_from_slice(&chunk);
            if file.len() > MOST_BYTES {
                return None;
            }
        }
        Some(file.into())
    }

    /// Whether it is this site itself, which a name with the dot of the root at its end is too.
    fn is_own(&self, url: &Url) -> bool {
        let host = url.host_str().map(without_root);
        host.is_some() && host == self.own_host.as_deref()
    }

    /// What an address leads to, step by step.
    async fn follow(
        &self,
        mut url: Url,
        accept: &'static str,
    ) -> Result<(Url, Response), ReadPageError> {
        for _ in 0..=MOST_REDIRECTS {
            check(self.net.as_ref(), &url)?;
            if self.is_own(&url) {
                return Err(ReadPageError::Refused("this site itself".to_owned()));
            }
            let sent = self.client.get(url.clone()).header(ACCEPT, accept).send();
            let response = sent.await.map_err(|error| told(&error))?;
            let status = response.status();
            if status.is_success() {
                return Ok((url, response));
            }
            if !status.is_redirection() {
                return Err(refusal(status));
            }
            url = next(&url, &response)?;
        }
        Err(ReadPageError::Refused("too many redirects".to_owned()))
    }
}

#[async_trait]
impl ReadPage for PageReader {
    async fn read(&self, address: &str) -> Result<FoundPage, ReadPageError> {
        let until = Instant::now() + self.patience;
        let asked =
            Url::parse(address).map_err(|_| ReadPageError::Refused("no address".to_owned()))?;
        let (at, head) = timeout_at(until, self.page(&asked))
            .await
            .map_err(|_| ReadPageError::Failed("no answer in time".to_owned()))??;
        let image = match &head.image {
            Some(image) => timeout_at(until, self.image(&at, image))
                .await
                .ok()
                .flatten(),
            None => None,
        };
        let host = asked.host_str().unwrap_or_default();
        Ok(FoundPage {
            host: host.strip_prefix("www.").unwrap_or(host).to_owned(),
            url: asked.into(),
            title: head.title,
            description: head.description,
            image,
        })
    }
}

/// The beginning of a page: up to where its head ends, or as much as is read at all.
async fn start_of(response: &mut Response) -> Result<Vec<u8>, ReadPageError> {
    let mut page = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| told(&error))? {
        // A mark may lie across two chunks.
        let seen = page.len().saturating_sub(8);
        page.extend_from_slice(&chunk);
        page.truncate(MOST_BYTES);
        if page.len() == MOST_BYTES || page.get(seen..).is_some_and(ends_head) {
            break;
        }
    }
    Ok(page)
}

fn ends_head(part: &[u8]) -> bool {
    let part = part.to_ascii_lowercase();
    [&b"</head>"[..], b"<body"]
        .iter()
        .any(|mark| part.windows(mark.len()).any(|found| found == *mark))
}

fn without_root(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

fn content_type(response: &Response) -> String {
    let value = response.headers().get(CONTENT_TYPE);
    let value = value.and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_ascii_lowercase()
}

/// Where an answer sends one.
fn next(from: &Url, response: &Response) -> Result<Url, ReadPageError> {
    let location = response.headers().get(LOCATION);
    let location = location.and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| from.join(location).ok());
    next.ok_or_else(|| ReadPageError::Refused("a redirect to nowhere".to_owned()))
}

/// An answer that is no page: for now, or for good.
fn refusal(status: StatusCode) -> ReadPageError {
    let said = format!("status {}", status.as_u16());
    let is_passing = status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
        );
    if is_passing {
        ReadPageError::Failed(said)
    } else {
        ReadPageError::Refused(said)
    }
}
