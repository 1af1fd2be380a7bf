//! A server in a data folder of its own, and browsers that keep their cookies.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::contract;

/// A password that the rule accepts.
pub(crate) const PASSWORD: &str = "plum tractor sings";

/// Where the server logs.
const LOG: &str = "server.log";

/// Longer than anything takes that will happen at all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Makes browsers, which need to be told of a TLS though they use none.
pub(crate) fn client() -> reqwest::ClientBuilder {
    // Whoever comes second finds it there.
    let _there = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_gzip()
}

/// The binary, serving.
pub(crate) struct Server {
    process: Child,
    pub(crate) url: String,
    folder: TempDir,
    flags: &'static [&'static str],
    settings: Settings,
}

/// Settings in the environment of the server.
type Settings = &'static [(&'static str, &'static str)];

impl Server {
    /// Without rate limits.
    pub(crate) fn start() -> Self {
        Self::start_with(&["--no-rate-limits"])
    }

    /// With these flags besides.
    pub(crate) fn start_with(flags: &'static [&'static str]) -> Self {
        Self::start_as(flags, &[])
    }

    /// Without rate limits, with these settings in the environment.
    pub(crate) fn start_set(settings: Settings) -> Self {
        Self::start_as(&["--no-rate-limits"], settings)
    }

    fn start_as(flags: &'static [&'static str], settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (process, url) = spawn(&folder, flags, settings);
        Self {
            process,
            url,
            folder,
            flags,
            settings,
        }
    }

    /// How many files there are in a folder of the data folder.
    pub(crate) fn files(&self, folder: &str) -> usize {
        fn count(path: &std::path::Path) -> usize {
            let entries = fs::read_dir(path)
                .unwrap()
                .map(|entry| entry.unwrap().path());
            entries
                .map(|path| if path.is_dir() { count(&path) } else { 1 })
                .sum()
        }
        count(&self.folder.path().join(folder))
    }

    /// Ends the process without warning (SIGKILL).
    pub(crate) fn kill(&mut self) {
        self.end();
    }

    /// Ends the process without warning, if it runs, and starts it again on the same data.
    pub(crate) fn restart(&mut self) {
        self.end();
        (self.process, self.url) = spawn(&self.folder, self.flags, self.settings);
    }

    /// The same browser, gone on to where the server is after a restart.
    pub(crate) fn moved(&self, browser: Browser) -> Browser {
        Browser {
            url: self.url.clone(),
            ..browser
        }
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            client: client()
                .cookie_store(true)
                .user_agent("Firefox")
                .timeout(PATIENCE)
                .build()
                .unwrap(),
            url: self.url.clone(),
        }
    }

    /// A browser in which a new member of this name is logged in.
    pub(crate) async fn member(&self, name: &str) -> Browser {
        let browser = self.browser();
        let answer = browser.post("/auth/register", form(name)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        browser
    }

    /// Runs `kith` with `arguments` on the same data; gives whether it succeeded and what it said.
    pub(crate) fn kith(&self, arguments: &[&str], input: &str) -> (bool, String) {
        use std::io::Write as _;
        let mut process = Command::new(env!("CARGO_BIN_EXE_kith"))
            .args(arguments)
            .arg("--data")
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = process.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        let output = process.wait_with_output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    /// What it has logged since it was started.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join(LOG)).unwrap()
    }

    /// Where its data is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The mails written so far whose receiver is `to`, oldest first.
    pub(crate) fn mails(&self, to: &str) -> Vec<String> {
        let mut files: Vec<PathBuf> = fs::read_dir(self.folder.path().join("mail"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|file| file.extension().is_some_and(|extension| extension == "eml"))
            .collect();
        files.sort();
        let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
        texts
            .filter(|text| text.contains(&format!("<{to}>")) || text.contains(&format!("To: {to}")))
            .collect()
    }

    /// The token in the `number`th mail (from 1) with `subject` to `to`, as soon as it is written.
    pub(crate) async fn mailed_token(&self, to: &str, subject: &str, number: usize) -> String {
        let mail = eventually(|| async {
            let mails = self.mails(to);
            let mut fitting = mails.into_iter().filter(|mail| mail.contains(subject));
            fitting.nth(number - 1)
        })
        .await;
        let (_, rest) = mail.split_once("#token=").unwrap();
        rest[..43].to_owned()
    }

    fn end(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

fn spawn(folder: &TempDir, flags: &[&str], settings: Settings) -> (Child, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_kith"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .args(flags)
        .envs(settings.iter().copied())
        .stdout(Stdio::piped())
        .stderr(File::create(folder.path().join(LOG)).unwrap())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let url = lines
        .by_ref()
        .map(Result::unwrap)
        .find_map(|line| Some(line.split_once("http://")?.1.to_owned()))
        .unwrap();
    // Whoever closes the pipe would end the server with its next line.
    std::thread::spawn(move || lines.for_each(drop));
    (process, format!("http://{}", url.trim()))
}

/// What `look` finds as soon as it finds something: for what the server does in the background.
pub(crate) async fn eventually<T, F: Future<Output = Option<T>>>(look: impl Fn() -> F) -> T {
    let found = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::task::yield_now().await;
        }
    });
    found.await.unwrap_or_else(|_| panic!("it never came"))
}

/// The registration form, filled in for `name`.
pub(crate) fn form(name: &str) -> Value {
    json!({
        "email": format!("{name}@example.org"),
        "password": PASSWORD,
        "first_name": "Test",
        "last_name": "Person",
        "nickname": name,
        "date_of_birth": "1990-12-10",
        "gender": "other",
    })
}

/// A client with cookies of its own.
#[derive(Clone)]
pub(crate) struct Browser {
    client: reqwest::Client,
    url: String,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    async fn read(answer: reqwest::Response) -> Self {
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.bytes().await.unwrap();
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).unwrap()
        };
        Self {
            status,
            headers,
            body,
        }
    }

    /// The problem's stable code.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The refused fields with their codes, in the order of the answer.
    pub(crate) fn refused(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().unwrap();
        errors
            .iter()
            .map(|error| {
                (
                    error["field"].as_str().unwrap(),
                    error["code"].as_str().unwrap(),
                )
            })
            .collect()
    }

    /// The session token that the answer sets.
    pub(crate) fn token(&self) -> String {
        let cookie = self.headers["set-cookie"].to_str().unwrap();
        let value = cookie.split_once('=').unwrap().1;
        value.split(';').next().unwrap().to_owned()
    }
}

impl Browser {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body), &[]).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, &[]).await
    }

    /// Puts something in place, which has to succeed.
    pub(crate) async fn put(&self, path: &str, body: Option<Value>) -> Answer {
        let answer = self.send(Method::PUT, path, body, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer
    }

    /// Tries to put something in place; gives what comes of it.
    pub(crate) async fn try_put(&self, path: &str) -> Answer {
        self.send(Method::PUT, path, None, &[]).await
    }

    /// With headers of the test's own.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.request(method.clone(), path, body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = Answer::read(request.send().await.unwrap()).await;
        contract::check(&method, path, answer.status, &answer.body);
        answer
    }

    fn request(&self, method: Method, path: &str, body: Option<Value>) -> RequestBuilder {
        let request = self
            .client
            .request(method, format!("{}/api/v1{path}", self.url))
            .header("Origin", &self.url);
        match body {
            Some(body) => request.json(&body),
            None => request,
        }
    }

    /// The status alone, of answers that need not be JSON.
    pub(crate) async fn status(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> StatusCode {
        let request = self.request(method, path, body);
        request.send().await.unwrap().status()
    }

    /// Sends `file` as a form, with these fields besides.
    pub(crate) async fn upload(
        &self,
        method: Method,
        path: &str,
        file: Vec<u8>,
        fields: &[(&'static str, &str)],
    ) -> Answer {
        let part = reqwest::multipart::Part::bytes(file).file_name("picture");
        let mut form = reqwest::multipart::Form::new().part("file", part);
        for (name, value) in fields {
            form = form.text(*name, (*value).to_owned());
        }
        let request = self.request(method.clone(), path, None).multipart(form);
        let answer = Answer::read(request.send().await.unwrap()).await;
        contract::check(&method, path, answer.status, &answer.body);
        answer
    }

    /// What comes back with 201; `None` when the server goes away before it has answered.
    pub(crate) async fn try_post(&self, path: &str, body: Value) -> Option<Value> {
        created(self.request(Method::POST, path, Some(body))).await
    }

    /// Publishes a post under an idempotency key; `None` when the server goes away before it has answered.
    pub(crate) async fn try_publish(&self, key: &str, body: Value) -> Option<Value> {
        let request = self.request(Method::POST, "/posts", Some(body));
        created(request.header("Idempotency-Key", key)).await
    }

    /// Uploads a picture; `None` when the server goes away before it has answered.
    pub(crate) async fn try_upload(&self, file: Vec<u8>) -> Option<Value> {
        let part = reqwest::multipart::Part::bytes(file).file_name("picture");
        let form = reqwest::multipart::Form::new().part("file", part);
        created(self.request(Method::POST, "/media", None).multipart(form)).await
    }

    /// The status of asking who is logged in: 200 or 401.
    pub(crate) async fn session(&self) -> StatusCode {
        self.get("/auth/session").await.status
    }
}

async fn created(request: RequestBuilder) -> Option<Value> {
    let answer = request.send().await.ok()?;
    let status = answer.status();
    let bytes = answer.bytes().await.ok()?;
    let body = String::from_utf8_lossy(&bytes);
    assert_eq!(status, StatusCode::CREATED, "{body}");
    serde_json::from_slice(&bytes).ok()
}

/// Files and their bytes.
impl Browser {
    /// Sends `file` in a form to `path`, with these texts beside it.
    pub(crate) async fn send_file(
        &self,
        method: Method,
        path: &str,
        file: Vec<u8>,
        texts: &[(&'static str, &'static str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let part = reqwest::multipart::Part::bytes(file).file_name("../../etc/passwd.svg");
        let mut form = reqwest::multipart::Form::new().part("file", part);
        for (name, text) in texts {
            form = form.text(*name, *text);
        }
        let mut request = self
            .client
            .request(method, format!("{}/api/v1{path}", self.url))
            .header("Origin", &self.url)
            .multipart(form);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.unwrap();
        Answer {
            status,
            headers,
            body: serde_json::from_slice(&body).unwrap_or_default(),
        }
    }

    /// The bytes at an address that an answer gave.
    pub(crate) async fn bytes(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = self
            .client
            .request(method, format!("{}{address}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.bytes().await.unwrap().to_vec())
    }
}
