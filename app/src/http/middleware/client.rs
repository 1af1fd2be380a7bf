//! Who is at the other end. A client can write anything into `X-Forwarded-For`; only what a trusted proxy added counts,
//! which is what stands furthest to the right.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use poem::{Endpoint, Request, Result, http::HeaderMap};

use crate::config::Networks;

/// The client of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client {
    /// Its address.
    pub address: IpAddr,
    /// Whether it came by https, as far as we or a trusted proxy can tell.
    pub secure: bool,
}

impl Client {
    /// The client of `request`. Requests that no [`apply`] has seen come from nowhere.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let nowhere = Self {
            address: Ipv4Addr::UNSPECIFIED.into(),
            secure: false,
        };
        request.data().copied().unwrap_or(nowhere)
    }
}

/// Notes the [`Client`] of the request.
pub async fn apply<E: Endpoint>(
    trusted: Arc<Networks>,
    next: Arc<E>,
    mut request: Request,
) -> Result<E::Output> {
    let peer = request.remote_addr().as_socket_addr().map(SocketAddr::ip);
    if let Some(peer) = peer {
        request.set_data(find(peer, request.headers(), &trusted));
    }
    next.call(request).await
}

fn find(peer: IpAddr, headers: &HeaderMap, trusted: &Networks) -> Client {
    let peer = peer.to_canonical();
    if !trusted.contain(peer) {
        return Client {
            address: peer,
            secure: false,
        };
    }
    let mut address = peer;
    for hop in listed(headers, "x-forwarded-for").iter().rev() {
        // What cannot be read was not written by a proxy of ours; what stands left of it is even less certain.
        let Some(hop) = parse_hop(hop) else { break };
        address = hop;
        if !trusted.contain(hop) {
            break;
        }
    }
    let secure = listed(headers, "x-forwarded-proto")
        .last()
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
    Client { address, secure }
}

/// The entries of a list that may be spread over several headers. A byte that is no text spoils its own entry only.
fn listed(headers: &HeaderMap, name: &str) -> Vec<String> {
    let values = headers
        .get_all(name)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()));
    values
        .flat_map(|value| {
            value
                .split(',')
                .map(|entry| entry.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// An address, with or without a port.
fn parse_hop(text: &str) -> Option<IpAddr> {
    let plain = text.trim_start_matches('[').trim_end_matches(']').parse();
    let address = plain.or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use poem::http::HeaderValue;

    use super::*;

    fn client(peer: &str, forwarded: &[&str], proto: &str) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(
                "x-forwarded-for",
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            );
        }
        headers.insert("x-forwarded-proto", HeaderValue::from_str(proto).unwrap());
        let found = find(
            peer.parse().unwrap(),
            &headers,
            &"10.0.0.0/8,::1".parse().unwrap(),
        );
        (found.address.to_string(), found.secure)
    }

    #[test]
    fn a_stranger_cannot_pretend() {
        assert_eq!(
            client("203.0.113.9", &["1.1.1.1"], "https"),
            ("203.0.113.9".to_owned(), false)
        );
    }

    #[test]
    fn behind_a_proxy_the_rightmost_stranger_is_the_client() {
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6, 198.51.100.7"], "https"),
            ("198.51.100.7".to_owned(), true)
        );
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6", "198.51.100.7, 10.9.9.9"], "http"),
            ("198.51.100.7".to_owned(), false)
        );
        assert_eq!(
            client("::1", &["[2001:db8::7]:4711"], "https"),
            ("2001:db8::7".to_owned(), true)
        );
        assert_eq!(
            client("::ffff:10.0.0.1", &["198.51.100.7:80"], ""),
            ("198.51.100.7".to_owned(), false)
        );
    }

    #[test]
    fn nonsense_ends_the_search() {
        assert_eq!(
            client("10.0.0.1", &["198.51.100.7, rubbish"], ""),
            ("10.0.0.1".to_owned(), false)
        );
        assert_eq!(
            client("10.0.0.1", &["198.51.100.7, \u{e9}, 10.2.2.2"], ""),
            ("10.2.2.2".to_owned(), false)
        );
        assert_eq!(client("10.0.0.1", &[], ""), ("10.0.0.1".to_owned(), false));
    }
}
