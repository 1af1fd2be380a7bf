//! What was acknowledged is there after the process was killed without warning, and what was not is wholly there or
//! not at all.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    posts::{bytes_status, png},
    support::{Browser, PASSWORD, Server, form},
};

const WRITERS: usize = 4;
/// The process is killed when this many posts have been acknowledged.
const ENOUGH: usize = 24;

/// The burst as its clients see it.
#[derive(Default)]
struct Burst {
    acknowledged: AtomicUsize,
    over: AtomicBool,
}

/// What one client knows when the server has gone.
#[derive(Default)]
struct Log {
    /// Posts that were acknowledged.
    posts: Vec<Value>,
    /// The post whose acknowledgement did not come, with its key.
    open: Option<(String, Value)>,
}

/// Publishes posts with a picture each until the server goes.
async fn write(browser: Browser, burst: Arc<Burst>) -> Log {
    let mut log = Log::default();
    for number in 0_u8..=u8::MAX {
        if burst.over.load(Ordering::SeqCst) {
            break;
        }
        let Some(picture) = browser.try_upload(png(number)).await else {
            break;
        };
        let media = json!([{"id": picture["id"]}]);
        let body = json!({"content": number.to_string(), "audience": "public", "media": media});
        let key = format!("key-{number}");
        log.open = Some((key.clone(), body.clone()));
        let Some(post) = browser.try_publish(&key, body).await else {
            break;
        };
        log.open = None;
        log.posts.push(post);
        burst.acknowledged.fetch_add(1, Ordering::SeqCst);
    }
    log
}

/// Registers members until the server goes; gives the names of those who were told that they are members.
async fn register(browser: Browser, burst: Arc<Burst>) -> Vec<String> {
    let mut names = Vec::new();
    while !burst.over.load(Ordering::SeqCst) {
        let name = format!("late{}", names.len());
        if browser
            .try_post("/auth/register", form(&name))
            .await
            .is_none()
        {
            break;
        }
        names.push(name);
    }
    names
}

async fn log_in(server: &Server, login: &str) -> Browser {
    let browser = server.browser();
    let answer = browser
        .post("/auth/login", json!({"login": login, "password": PASSWORD}))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    browser
}

async fn is_whole(browser: &Browser, post: &Value) {
    let pictures = post["media"].as_array().unwrap();
    assert_eq!(pictures.len(), 1, "{post}");
    assert_eq!(
        bytes_status(browser, &pictures[0]).await,
        StatusCode::OK,
        "{post}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill_in_the_middle_of_a_burst() {
    let mut server = Server::start();
    let burst = Arc::new(Burst::default());
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let browser = server.member(&format!("writer{number}")).await;
        writers.push(tokio::spawn(write(browser, burst.clone())));
    }
    let newcomers = tokio::spawn(register(server.browser(), burst.clone()));
    tokio::time::timeout(std::time::Duration::from_mins(1), async {
        while burst.acknowledged.load(Ordering::SeqCst) < ENOUGH {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the burst gets under way");

    server.kill();
    burst.over.store(true, Ordering::SeqCst);
    let mut logs = Vec::new();
    for writer in writers {
        logs.push(writer.await.unwrap());
    }
    let newcomers = newcomers.await.unwrap();
    server.restart();

    for (number, log) in logs.into_iter().enumerate() {
        let name = format!("writer{number}");
        let browser = log_in(&server, &name).await;
        for post in &log.posts {
            let shown = browser
                .get(&format!("/posts/{}", post["id"].as_str().unwrap()))
                .await;
            assert_eq!((shown.status, &shown.body), (StatusCode::OK, post));
            is_whole(&browser, post).await;
        }
        let known = log.posts.len() + usize::from(log.open.is_some());
        settle(&browser, log.open).await;
        let list = browser
            .get(&format!("/users/@{name}/posts?limit=100"))
            .await;
        let posts = list.body["items"].as_array().unwrap();
        assert_eq!(posts.len(), known, "no more and no less than was sent");
        for post in posts {
            is_whole(&browser, post).await;
        }
    }
    // Their events were committed with them: whatever the relay and the worker had not done yet is done now.
    assert!(!newcomers.is_empty());
    for name in newcomers {
        let address = format!("{name}@example.org");
        server.mailed_token(&address, "Confirm your email", 1).await;
    }
}

/// A repeat under the same key publishes what was not published, and nothing twice.
async fn settle(browser: &Browser, open: Option<(String, Value)>) {
    let Some((key, body)) = open else { return };
    let headers = [("Idempotency-Key", key.as_str())];
    let answer = browser
        .send(Method::POST, "/posts", Some(body), &headers)
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    is_whole(browser, &answer.body).await;
}
