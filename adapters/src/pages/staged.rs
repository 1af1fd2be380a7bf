//! One more site in the public net, on this machine, for journeys with a page to link to. Only tests are built with it
//! (feature `test-net`): in a program for members there is no setting that opens this machine to their links.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use async_trait::async_trait;

use super::net::{Net, PublicNet};

/// `name=address:port` of the site, and of servers that names lead to though they are not public.
const VARIABLE: &str = "TEST_NET_SITE";

/// See the module.
struct StagedNet {
    site: IpAddr,
    names: HashMap<String, SocketAddr>,
}

/// The public net with the site that the test names; `None` when it names none.
pub(super) fn net() -> Option<Arc<dyn Net>> {
    #[expect(clippy::disallowed_methods, reason = "it is to be no setting")]
    let named = std::env::var(VARIABLE).ok()?;
    let named = named.split_whitespace().map(|named| {
        let (name, server) = named.split_once('=')?;
        Some((name.to_owned(), server.parse().ok()?))
    });
    let named: Vec<(String, SocketAddr)> = named.collect::<Option<_>>()?;
    let (_, site) = named.first()?;
    Some(Arc::new(StagedNet {
        site: site.ip(),
        names: named.into_iter().collect(),
    }))
}

#[async_trait]
impl Net for StagedNet {
    fn allows(&self, address: IpAddr) -> bool {
        PublicNet.allows(address) || address == self.site
    }

    fn allows_port(&self, port: u16) -> bool {
        PublicNet.allows_port(port)
    }

    /// The port is that of the test's server, whatever the address says.
    async fn look_up(&self, host: &str) -> io::Result<Vec<SocketAddr>> {
        if let Some(server) = self.names.get(host) {
            return Ok(vec![*server]);
        }
        PublicNet.look_up(host).await
    }
}
