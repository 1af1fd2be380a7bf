//! What can be reached, and how names are looked up.

use std::{
    error::Error,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use async_trait::async_trait;
use kith_core::previews::ReadPageError;
use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};

use super::public::is_public;

/// A net to read pages from. There is one but in tests.
#[async_trait]
pub(super) trait Net: Send + Sync {
    /// Whether this address may be connected to.
    fn allows(&self, address: IpAddr) -> bool;

    /// Whether this port may be connected to.
    fn allows_port(&self, port: u16) -> bool;

    /// The addresses of a host; ports do not matter.
    async fn look_up(&self, host: &str) -> io::Result<Vec<SocketAddr>>;
}

/// The public net, as far as it is the web.
pub(super) struct PublicNet;

#[async_trait]
impl Net for PublicNet {
    fn allows(&self, address: IpAddr) -> bool {
        is_public(address)
    }

    fn allows_port(&self, port: u16) -> bool {
        matches!(port, 80 | 443)
    }

    async fn look_up(&self, host: &str) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.collect())
    }
}

/// An address that is not to be connected to, as an error inside of others.
#[derive(Debug, thiserror::Error)]
#[error("an address that is not public")]
pub(super) struct NotPublic;

/// Looks names up for the client, so that what was checked is what it connects to. A name with one address that is not
/// public has none: it is made to mislead.
pub(super) struct Resolver(pub(super) Arc<dyn Net>);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let net = self.0.clone();
        Box::pin(async move {
            let found = net.look_up(name.as_str()).await?;
            if found.iter().any(|address| !net.allows(address.ip())) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Refuses what a name is not even looked up for: other schemes and ports, log-ins, and addresses written as numbers, in
/// whatever notation, that are not public.
pub(super) fn check(net: &dyn Net, url: &Url) -> Result<(), ReadPageError> {
    let refused = |why: &str| Err(ReadPageError::Refused(why.to_owned()));
    if !matches!(url.scheme(), "http" | "https") {
        return refused("neither http nor https");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refused("an address with a log-in");
    }
    if !url
        .port_or_known_default()
        .is_some_and(|port| net.allows_port(port))
    {
        return refused("a port that is not of the web");
    }
    let Some(host) = url.host_str() else {
        return refused("no host");
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) if !net.allows(address) => refused("an address that is not public"),
        _ => Ok(()),
    }
}

/// What the client reports, as what the job can act on.
pub(super) fn told(error: &reqwest::Error) -> ReadPageError {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(one) = cause {
        if one.is::<NotPublic>() {
            return ReadPageError::Refused(NotPublic.to_string());
        }
        cause = one.source();
    }
    if error.is_builder() || error.is_decode() {
        return ReadPageError::Refused("not understood".to_owned());
    }
    // Without the address: it is the author's business.
    let kind = if error.is_connect() {
        "not reached"
    } else if error.is_timeout() {
        "no answer in time"
    } else {
        "the connection broke"
    };
    ReadPageError::Failed(kind.to_owned())
}
