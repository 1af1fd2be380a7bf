//! A server of the real router and the real accept loop, in this process, with operations made for tests.

use std::{net::SocketAddr, sync::Arc};

use async_trait::async_trait;
use kith::{
    config::{Bytes, Config, LimitsConfig},
    http::{
        self, Edge,
        auth::{Gate, Sessions},
        health::Health,
        middleware::{body_limit::BodyLimits, finish::Unfinished, request_id::RequestIds},
        paging::Cursors,
        rate_limits::RateLimits,
        session_cookie::SessionCookie,
    },
    server::{self, Bounds},
    static_ui::StaticUi,
};
use kith_core::shared::{
    actor::{Actor, Role},
    id::{SessionId, UserId},
    secret::SecretToken,
    store::StoreError,
};
use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use rust_embed::RustEmbed;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use crate::support::client;

use super::probe::{Gates, ProbeApi};

/// The token of member 7.
pub(super) const TOKEN: &str = "7777777777777777777777777777777777777777777";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/tests/fixtures/ui"]
struct Fixture;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/tests/fixtures/nothing"]
#[allow_missing = true]
struct NoUi;

struct OneMember;

#[async_trait]
impl Sessions for OneMember {
    async fn actor(&self, token: &SecretToken) -> Result<Option<Actor>, StoreError> {
        let actor = Actor {
            user: UserId::new(7),
            session: SessionId::new(1),
            role: Role::Member,
        };
        Ok((token.expose() == TOKEN).then_some(actor))
    }
}

struct Healthy(bool);

#[async_trait]
impl Health for Healthy {
    async fn check(&self) -> Result<(), String> {
        if self.0 {
            Ok(())
        } else {
            Err("hunter2 is not reachable".to_owned())
        }
    }
}

/// What differs from one test to another.
pub(super) struct Setup {
    pub(super) config: Config,
    pub(super) healthy: bool,
    pub(super) has_ui: bool,
}

impl Default for Setup {
    fn default() -> Self {
        let mut config = Config {
            limits: LimitsConfig {
                enabled: false,
                ..LimitsConfig::default()
            },
            ..Config::default()
        };
        config.http.max_body = Bytes::exactly(64 * 1024);
        config.http.max_upload = Bytes::exactly(256 * 1024);
        Self {
            config,
            healthy: true,
            has_ui: true,
        }
    }
}

/// The running server.
pub(super) struct Site {
    pub(super) address: SocketAddr,
    pub(super) gates: Gates,
    pub(super) unfinished: Unfinished,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<()>,
}

impl Site {
    pub(super) async fn start() -> Self {
        Self::start_with(Setup::default()).await
    }

    pub(super) async fn start_with(setup: Setup) -> Self {
        let config = setup.config;
        let (gates, unfinished, limits) = (
            Gates::default(),
            Unfinished::default(),
            RateLimits::new(&config.limits),
        );
        let edge = Edge {
            gate: Gate::new(
                SessionCookie::new(config.http.public_url().is_secure()),
                Arc::new(OneMember),
            ),
            request_ids: Arc::new(RequestIds::new(1)),
            health: Arc::new(Healthy(setup.healthy)),
            site: config.http.public_url(),
            trusted_proxies: config.http.trusted_proxies.clone(),
            limits: limits.clone(),
            bodies: BodyLimits {
                upload: config.http.max_upload.get(),
                video: config.media.max_video.get(),
                other: config.http.max_body.get(),
                patience: config.http.body_timeout.get(),
            },
            unfinished: unfinished.clone(),
            docs: config.http.docs,
            ui: if setup.has_ui {
                StaticUi::new::<Fixture>()
            } else {
                StaticUi::new::<NoUi>()
            },
        };
        let probe = ProbeApi {
            cursors: Cursors::new(b"secret"),
            limits,
            gates: gates.clone(),
        };
        let routes = http::routes(probe, edge).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let bounds = Bounds {
            connections: 64,
            header_timeout: config.http.header_timeout.get(),
            grace: config.http.shutdown_grace.get(),
        };
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(async move {
            server::serve(listener, routes, bounds, async {
                stopped.await.unwrap_or_default();
            })
            .await
            .unwrap();
        });
        let client = client().build().unwrap();
        Self {
            address,
            gates,
            unfinished,
            client,
            stop: Some(stop),
            served,
        }
    }

    /// Asks the server to stop.
    pub(super) fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Resolves when the server has stopped.
    pub(super) async fn stopped(self) {
        self.served.await.unwrap();
    }

    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("http://{}{path}", self.address))
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        Answer::read(self.request(Method::GET, path)).await
    }

    /// A GET of the API.
    pub(super) async fn api(&self, path: &str) -> Answer {
        self.get(&format!("/api/v1{path}")).await
    }

    /// A POST of the API with this body.
    pub(super) async fn post(
        &self,
        path: &str,
        kind: &str,
        body: impl Into<reqwest::Body>,
    ) -> Answer {
        let request = self.request(Method::POST, &format!("/api/v1{path}"));
        Answer::read(request.header("content-type", kind).body(body)).await
    }

    /// Sends these bytes and reads until the server closes the connection.
    pub(super) async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        // A reset is a way to close, too, when there is unread input.
        let _reset = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    pub(super) async fn read(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        Self {
            status,
            headers,
            bytes: answer.bytes().await.unwrap().to_vec(),
        }
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// Holds the answer to the form of problems; gives the problem.
    #[track_caller]
    pub(super) fn problem(&self, status: u16, code: &str) -> Value {
        let text = self.text();
        assert_eq!(
            (self.status.as_u16(), self.header("content-type")),
            (status, "application/problem+json"),
            "{text}"
        );
        let problem = self.json();
        assert_eq!(problem["status"], status, "{text}");
        assert_eq!(problem["code"], code, "{text}");
        assert_eq!(problem["type"], "about:blank");
        assert!(
            problem["title"]
                .as_str()
                .is_some_and(|title| !title.is_empty()),
            "{text}"
        );
        assert_eq!(
            problem["request_id"].as_str().unwrap(),
            self.header("x-request-id"),
            "{text}"
        );
        assert!(!text.contains("hunter2"), "{text}");
        problem
    }

    /// The refused fields and their codes.
    pub(super) fn refused(&self) -> Vec<(String, String)> {
        let problem = self.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| (text(&error["field"]), text(&error["code"])))
            .collect()
    }
}
