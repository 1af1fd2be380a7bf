//! An HTTP/1.1 client that costs next to nothing: one kept connection, one request at a time, bodies of known length.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

const HEAD_END: &[u8] = b"\r\n\r\n";
/// More than any answer that is measured.
const LARGEST: usize = 4 * 1024 * 1024;

/// A kept connection.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, as far as anybody here looks at it. It lies in the client's buffer.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) head: &'a str,
    pub(crate) body: &'a [u8],
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a whole request and reads the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = self.read_until_head_ends().await?;
        let (status, length) = self.buffer.get(..head).and_then(facts).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "an answer without a length")
        })?;
        let body = head + HEAD_END.len();
        while self.buffer.len() < body + length {
            self.read_more().await?;
        }
        Ok(Answer {
            status,
            head: self
                .buffer
                .get(..head)
                .and_then(|head| std::str::from_utf8(head).ok())
                .unwrap_or_default(),
            body: self.buffer.get(body..body + length).unwrap_or_default(),
        })
    }

    async fn read_until_head_ends(&mut self) -> io::Result<usize> {
        loop {
            let end = self
                .buffer
                .windows(HEAD_END.len())
                .position(|bytes| bytes == HEAD_END);
            if let Some(end) = end {
                return Ok(end);
            }
            self.read_more().await?;
        }
    }

    async fn read_more(&mut self) -> io::Result<()> {
        if self.buffer.len() > LARGEST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "too long"));
        }
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

impl Answer<'_> {
    /// `NAME=VALUE` of the first cookie that is set.
    pub(crate) fn cookie(&self) -> Option<&str> {
        header(self.head, "set-cookie")?.split(';').next()
    }
}

/// Status and length of the body; `None` when either is not told.
fn facts(head: &[u8]) -> Option<(u16, usize)> {
    let head = std::str::from_utf8(head).ok()?;
    let status: u16 = head.get(9..12)?.parse().ok()?;
    if status == 204 {
        return Some((status, 0));
    }
    Some((status, header(head, "content-length")?.parse().ok()?))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A request without a body.
pub(crate) fn get(path: &str, cookie: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\ncookie: {cookie}\r\n\r\n"
    )
    .into_bytes()
}

/// Makes something, as its body of JSON says.
pub(crate) fn post(path: &str, cookie: &str, body: &str) -> Vec<u8> {
    with_body("POST", path, cookie, body)
}

/// Puts something in its place, as its body of JSON says.
pub(crate) fn put(path: &str, cookie: &str, body: &str) -> Vec<u8> {
    with_body("PUT", path, cookie, body)
}

fn with_body(method: &str, path: &str, cookie: &str, body: &str) -> Vec<u8> {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncookie: {cookie}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_length_are_read_whatever_the_case_of_the_header() {
        let head = b"HTTP/1.1 200 OK\r\nContent-LENGTH: 12\r\nset-cookie: kith=abc; HttpOnly";
        assert_eq!(facts(head), Some((200, 12)));
        assert_eq!(facts(b"HTTP/1.1 204 No Content"), Some((204, 0)));
        assert_eq!(
            facts(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked"),
            None
        );
        let answer = Answer {
            status: 200,
            head: std::str::from_utf8(head).unwrap(),
            body: b"",
        };
        assert_eq!(answer.cookie(), Some("kith=abc"));
    }
}
