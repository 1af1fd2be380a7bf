//! One more site in the public net, on this machine, for journeys with a page to link to. Only tests are built with it
//! (feature `test-net`): in a program for members there is no setting that opens this machine to their links.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use async_trait::async_trait;

use super::net::{Net, PublicNet};

/// `name=address:port`
const VARIABLE: &str = "TEST_NET_SITE";

/// See the module.
struct StagedNet {
    name: String,
    server: SocketAddr,
}

/// The public net with the site that the test names; `None` when it names none.
pub(super) fn net() -> Option<Arc<dyn Net>> {
    #[expect(clippy::disallowed_methods, reason = "it is to be no setting")]
    let site = std::env::var(VARIABLE).ok()?;
    let (name, server) = site.split_once('=')?;
    Some(Arc::new(StagedNet {
        name: name.to_owned(),
        server: server.parse().ok()?,
    }))
}

#[async_trait]
impl Net for StagedNet {
    fn allows(&self, address: IpAddr) -> bool {
        PublicNet.allows(address) || address == self.server.ip()
    }

    fn allows_port(&self, port: u16) -> bool {
        PublicNet.allows_port(port)
    }

    /// The port is that of the test's server, whatever the address says.
    async fn look_up(&self, host: &str) -> io::Result<Vec<SocketAddr>> {
        if host == self.name {
            return Ok(vec![self.server]);
        }
        PublicNet.look_up(host).await
    }
}
