//! Settings of the web server.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
};

use ipnet::IpNet;
use poem::http::{Uri, uri::Scheme};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Bytes, Secret, Span};

/// `[http]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HttpConfig {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// How the site is reached from outside; `http://` and the listening address when not set.
    pub public_url: Option<PublicUrl>,
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: Networks,
    /// Whether `/docs` and `/openapi.yaml` are served.
    pub docs: bool,
    /// Signs cursors. Made and kept in the data folder when not set.
    pub secret: Option<Secret>,
    /// Most connections at a time; further ones wait.
    pub max_connections: u32,
    /// How long a client may take to send the head of a request.
    pub header_timeout: Span,
    /// How long a client may pause while sending a body.
    pub body_timeout: Span,
    /// How long running requests may take to finish after the server was told to stop.
    pub shutdown_grace: Span,
    /// Largest body of a request.
    pub max_body: Bytes,
    /// Largest body of an upload.
    pub max_upload: Bytes,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            trusted_proxies: Networks::default(),
            docs: true,
            secret: None,
            max_connections: 10_000,
            header_timeout: Span::seconds(10),
            body_timeout: Span::seconds(20),
            shutdown_grace: Span::seconds(25),
            max_body: Bytes::mebi(1),
            max_upload: Bytes::mebi(32),
        }
    }
}

impl HttpConfig {
    /// How the site is reached from outside.
    #[must_use]
    pub fn public_url(&self) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| PublicUrl {
            secure: false,
            authority: self.listen.to_string(),
        })
    }
}

/// The site's own address: `https://kith.example`, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    secure: bool,
    authority: String,
}

impl PublicUrl {
    /// Whether it is https.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Host and port, as browsers write them in `Host` and `Origin`.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.authority)
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "write the site's address as https://kith.example, without a path";
        let uri: Uri = text.parse().map_err(|_| wrong)?;
        let secure = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err(wrong),
        };
        let authority = uri
            .authority()
            .filter(|authority| !authority.as_str().contains('@'))
            .ok_or(wrong)?;
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(wrong);
        }
        let default_port = if secure { ":443" } else { ":80" };
        let authority = authority.as_str().to_ascii_lowercase();
        let authority = authority
            .strip_suffix(default_port)
            .unwrap_or(&authority)
            .to_owned();
        Ok(Self { secure, authority })
    }
}

impl Serialize for PublicUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PublicUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Networks and single addresses; a list, or one text with commas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    /// Whether `address` lies in one of them. An IPv4 address in IPv6 clothes counts as what it is.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl FromStr for Networks {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(network).collect::<Result<_, _>>().map(Self)
    }
}

fn network(text: &str) -> Result<IpNet, &'static str> {
    let address = text.parse::<IpAddr>().map(IpNet::from);
    address
        .or_else(|_| text.parse())
        .map_err(|_| "write networks as 10.0.0.0/8 or 127.0.0.1")
}

impl<'de> Deserialize<'de> for Networks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            List(Vec<String>),
            Text(String),
        }
        let networks = match Written::deserialize(deserializer)? {
            Written::List(list) => list
                .iter()
                .map(|text| network(text.trim()))
                .collect::<Result<_, _>>()
                .map(Self),
            Written::Text(text) => text.parse(),
        };
        networks.map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_kept_as_browsers_write_it() {
        let address = "https://Kith.Example:443/".parse::<PublicUrl>().unwrap();
        assert_eq!(
            (address.to_string().as_str(), address.is_secure()),
            ("https://kith.example", true)
        );
        assert_eq!(
            "http://127.0.0.1:8080"
                .parse::<PublicUrl>()
                .unwrap()
                .authority(),
            "127.0.0.1:8080"
        );
        for odd in [
            "kith.example",
            "ftp://kith.example",
            "https://kith.example/app",
            "https://me@kith.example",
            "https://",
        ] {
            assert!(odd.parse::<PublicUrl>().is_err(), "{odd}");
        }
    }

    #[test]
    fn networks_hold_addresses_of_both_families() {
        let networks: Networks = "10.0.0.0/8, ::1,192.0.2.7".parse().unwrap();
        for inside in ["10.1.2.3", "::ffff:10.1.2.3", "::1", "192.0.2.7"] {
            assert!(networks.contain(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["11.0.0.1", "::2", "192.0.2.8"] {
            assert!(!networks.contain(outside.parse().unwrap()), "{outside}");
        }
        assert!("10.0.0.0/33".parse::<Networks>().is_err());
    }
}
