//! Reading pages from a server of this machine, over a net in which it is the only public one.

use std::{
    collections::HashMap,
    io::{self, Write as _},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use flate2::{Compression, write::GzEncoder};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use super::*;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const PAGE: &str = "<head><title>Snow</title><meta name=description content='Deep'>";

/// What [`CHANGING`] leads to at first, and whenever it is looked up again.
const PRIVATE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
const CHANGING: &str = "changing.example";

/// A net of one machine, with names of its own.
struct TestNet {
    port: u16,
    names: HashMap<&'static str, Vec<IpAddr>>,
    /// How often [`CHANGING`] was looked up.
    changes: Arc<AtomicUsize>,
}

#[async_trait]
impl Net for TestNet {
    fn allows(&self, address: IpAddr) -> bool {
        address == HERE
    }

    fn allows_port(&self, port: u16) -> bool {
        port == self.port
    }

    async fn look_up(&self, host: &str) -> io::Result<Vec<SocketAddr>> {
        if host == CHANGING {
            let turn = self.changes.fetch_add(1, Ordering::Relaxed);
            let address = if turn == 0 { HERE } else { PRIVATE };
            return Ok(vec![SocketAddr::new(address, 0)]);
        }
        let found = self.names.get(host);
        let found = found.ok_or_else(|| io::Error::other("no such name"))?;
        Ok(found.iter().map(|one| SocketAddr::new(*one, 0)).collect())
    }
}

/// What the server answers, by path.
type Answers = HashMap<&'static str, Answer>;

#[derive(Clone)]
enum Answer {
    /// These bytes, and the end.
    Whole(Vec<u8>),
    /// These bytes, and then the last of them again and again.
    Endless(Vec<u8>),
    /// These bytes, and nothing more.
    Silent(Vec<u8>),
}

impl Answer {
    /// Writes the port of the server where `:PORT` stands for it.
    fn name_port(&mut self, port: u16) {
        if let Self::Whole(bytes) = self
            && let Ok(text) = str::from_utf8(bytes)
        {
            *bytes = text.replace(":PORT", &format!(":{port}")).into_bytes();
        }
    }
}

struct Site {
    reader: PageReader,
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    changes: Arc<AtomicUsize>,
}

/// A server that gives these answers, and a reader with this much patience.
async fn site_for(mut answers: Answers, patience: Duration) -> Site {
    let listener = TcpListener::bind((HERE, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    for answer in answers.values_mut() {
        answer.name_port(port);
    }
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = asked.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, answers.clone(), log.clone()));
        }
    });
    let names = HashMap::from([
        ("snow.example", vec![HERE]),
        ("kith.example", vec![HERE]),
        ("kith.example.", vec![HERE]),
        ("private.example", vec![PRIVATE]),
        ("both.example", vec![HERE, PRIVATE]),
    ]);
    let changes = Arc::new(AtomicUsize::new(0));
    let net = TestNet {
        port,
        names,
        changes: changes.clone(),
    };
    let reader = PageReader::on(Arc::new(net), "https://kith.example", patience).unwrap();
    Site {
        reader,
        port,
        asked,
        changes,
    }
}

async fn site(answers: Answers) -> Site {
    site_for(answers, Duration::from_secs(20)).await
}

async fn serve(mut stream: TcpStream, answers: Answers, asked: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read_exact(&mut byte).await.is_err() {
            return;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    asked.lock().unwrap().push(head);
    match answers.get(path.as_str()) {
        Some(Answer::Whole(bytes)) => drop(stream.write_all(bytes).await),
        Some(Answer::Silent(bytes)) => {
            let _ = stream.write_all(bytes).await;
            std::future::pending::<()>().await;
        }
        Some(Answer::Endless(bytes)) => {
            let again = vec![*bytes.last().unwrap(); 16 * 1024];
            let _ = stream.write_all(bytes).await;
            while stream.write_all(&again).await.is_ok() {}
        }
        None => drop(stream.write_all(b"HTTP/1.1 404 Not Found\r\n\r\n").await),
    }
}

fn bytes_of(headers: &str, body: &[u8]) -> Vec<u8> {
    [
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat()
}

fn html(body: &str) -> Answer {
    Answer::Whole(bytes_of("content-type: text/html", body.as_bytes()))
}

fn to(location: &str) -> Answer {
    Answer::Whole(format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\n\r\n").into_bytes())
}

impl Site {
    fn at(&self, path: &str) -> String {
        format!("http://snow.example:{}{path}", self.port)
    }

    async fn read(&self, path: &str) -> Result<FoundPage, ReadPageError> {
        self.reader.read(&self.at(path)).await
    }

    async fn refusal(&self, address: &str) -> String {
        match self.reader.read(address).await {
            Err(ReadPageError::Refused(why)) => why,
            other => panic!("{address}: {other:?}"),
        }
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[tokio::test]
async fn a_page_is_read_with_its_picture() {
    let page = format!("{PAGE}<meta property=og:image content=../a.png></head>");
    let site = site(HashMap::from([
        ("/x/page", html(&page)),
        (
            "/a.png",
            Answer::Whole(bytes_of("content-type: image/png", b"PNG")),
        ),
    ]))
    .await;
    let found = site.read("/x/page").await.unwrap();
    assert_eq!(
        found,
        FoundPage {
            url: site.at("/x/page"),
            host: "snow.example".to_owned(),
            title: "Snow".to_owned(),
            description: "Deep".to_owned(),
            image: Some(Bytes::from_static(b"PNG")),
        }
    );
    let asked = site.asked.lock().unwrap().join("").to_ascii_lowercase();
    assert!(asked.contains("user-agent: kith/") && asked.contains("+https://kith.example"));
    for word in ["cookie", "referer", "authorization"] {
        assert!(!asked.contains(word), "{asked}");
    }
}

#[tokio::test]
async fn no_cookie_is_kept() {
    let with_cookie = "content-type: text/html\r\nset-cookie: a=b; path=/";
    let site = site(HashMap::from([(
        "/",
        Answer::Whole(bytes_of(with_cookie, PAGE.as_bytes())),
    )]))
    .await;
    for _ in 0..2 {
        site.read("/").await.unwrap();
    }
    let asked = site.asked.lock().unwrap().join("");
    assert!(!asked.to_ascii_lowercase().contains("cookie"), "{asked}");
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_address_is_refused() {
    let site = site(HashMap::from([("/", html(PAGE))])).await;
    for name in ["private.example", "both.example"] {
        let why = site.refusal(&format!("http://{name}:{}/", site.port)).await;
        assert!(why.contains("not public"), "{name}: {why}");
    }
    assert_eq!(site.asked(), 0);
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_the_second_time_is_looked_up_once_a_step() {
    let site = site(HashMap::from([("/", html(PAGE)), ("/on", to("/"))])).await;
    let at = |path: &str| format!("http://{CHANGING}:{}{path}", site.port);
    // What was checked is what it connects to: nothing asks again in between.
    assert_eq!(site.reader.read(&at("/")).await.unwrap().title, "Snow");
    assert_eq!(site.changes.load(Ordering::Relaxed), 1);
    site.changes.store(0, Ordering::Relaxed);
    let why = site.refusal(&at("/on")).await;
    assert!(why.contains("not public"), "{why}");
    assert_eq!(site.changes.load(Ordering::Relaxed), 2);
    assert_eq!(site.asked(), 2, "the redirect was not followed");
}

#[tokio::test]
async fn addresses_that_are_not_public_are_refused_however_they_are_written() {
    let site = site(HashMap::from([("/", html(PAGE))])).await;
    for host in [
        "127.0.0.2",
        "127.2",
        "2130706434",
        "0x7f000002",
        "0177.0.0.2",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1]",
    ] {
        let why = site.refusal(&format!("http://{host}:{}/", site.port)).await;
        assert!(why.contains("not public"), "{host}: {why}");
    }
    assert_eq!(site.asked(), 0);
}

#[tokio::test]
async fn other_schemes_and_ports_and_log_ins_are_refused() {
    let site = site(HashMap::from([("/", html(PAGE))])).await;
    for address in [
        "file:///etc/passwd",
        "ftp://snow.example/",
        "http://snow.example:22/",
        "http://snow.example/",
        "no address",
    ] {
        site.refusal(address).await;
    }
    site.refusal(&format!("http://me:secret@snow.example:{}/", site.port))
        .await;
    assert_eq!(site.asked(), 0);
}

#[tokio::test]
async fn redirects_are_followed_and_each_is_checked() {
    let mut answers = HashMap::from([
        ("/in", to("//private.example/")),
        ("/number", to("http://10.0.0.1/")),
        ("/file", to("file:///etc/passwd")),
        ("/port", to("http://snow.example:22/")),
        (
            "/nowhere",
            Answer::Whole(b"HTTP/1.1 302 Found\r\n\r\n".to_vec()),
        ),
        ("/round", to("/round")),
        ("/5", html(PAGE)),
    ]);
    for (from, next) in [
        ("/0", "/1"),
        ("/1", "/2"),
        ("/2", "/3"),
        ("/3", "/4"),
        ("/4", "/5"),
    ] {
        answers.insert(from, to(next));
    }
    let site = site(answers).await;
    let found = site.read("/0").await.unwrap();
    assert_eq!((found.title.as_str(), found.url), ("Snow", site.at("/0")));
    for path in ["/in", "/number", "/file", "/port", "/nowhere", "/round"] {
        site.refusal(&site.at(path)).await;
    }
    let rounds = site.asked.lock().unwrap();
    let rounds = rounds.iter().filter(|head| head.contains(" /round "));
    assert_eq!(rounds.count(), 1 + MOST_REDIRECTS);
}

#[tokio::test]
async fn a_picture_is_held_to_the_same() {
    let with = |image: &str| html(&format!("{PAGE}<meta property=og:image content='{image}'>"));
    let big = vec![0; MOST_BYTES + 1];
    let site = site(HashMap::from([
        ("/private", with("http://10.0.0.1/a.png")),
        ("/redirected", with("/out")),
        ("/out", to("http://10.0.0.1/a.png")),
        ("/script", with("javascript:alert(1)")),
        ("/text", with("/private")),
        ("/missing", with("/404.png")),
        ("/large", with("/big.png")),
        (
            "/big.png",
            Answer::Whole(bytes_of("content-type: image/png", &big)),
        ),
    ]))
    .await;
    for path in [
        "/private",
        "/redirected",
        "/script",
        "/text",
        "/missing",
        "/large",
    ] {
        let found = site.read(path).await.unwrap();
        assert_eq!(
            (found.title.as_str(), found.image),
            ("Snow", None),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_site_does_not_read_itself_wherever_a_page_leads() {
    let own_picture = "<meta property=og:image content='http://kith.example:PORT/a.png'>";
    let site = site(HashMap::from([
        ("/", html(PAGE)),
        ("/on", to("http://kith.example:PORT/")),
        ("/page", html(&format!("{PAGE}{own_picture}"))),
        (
            "/a.png",
            Answer::Whole(bytes_of("content-type: image/png", b"PNG")),
        ),
    ]))
    .await;
    for own in ["kith.example", "KITH.example", "kith.example."] {
        let why = site.refusal(&format!("http://{own}:{}/", site.port)).await;
        assert_eq!(why, "this site itself");
    }
    assert_eq!(site.asked(), 0);
    assert_eq!(site.refusal(&site.at("/on")).await, "this site itself");
    let found = site.read("/page").await.unwrap();
    assert_eq!((found.title.as_str(), found.image), ("Snow", None));
    assert_eq!(site.asked(), 2, "what leads to the site, and no more");
}

#[tokio::test]
async fn only_pages_are_read() {
    let typed =
        |kind: &str| Answer::Whole(bytes_of(&format!("content-type: {kind}"), PAGE.as_bytes()));
    let site = site(HashMap::from([
        ("/text", typed("text/plain")),
        ("/pdf", typed("application/pdf")),
        ("/none", Answer::Whole(bytes_of("x: y", PAGE.as_bytes()))),
        ("/page", typed("Text/HTML; Charset=\"UTF-8\"")),
        ("/500", Answer::Whole(b"HTTP/1.1 500 No\r\n\r\n".to_vec())),
    ]))
    .await;
    for path in ["/text", "/pdf", "/none", "/missing"] {
        site.refusal(&site.at(path)).await;
    }
    assert_eq!(site.read("/page").await.unwrap().title, "Snow");
    let later = site.read("/500").await;
    assert!(matches!(later, Err(ReadPageError::Failed(_))), "{later:?}");
}

#[tokio::test]
async fn a_page_without_end_is_read_up_to_where_its_head_ends_or_a_limit() {
    let endless =
        |body: &str| Answer::Endless(bytes_of("content-type: text/html", body.as_bytes()));
    let site = site(HashMap::from([
        ("/head", endless(&format!("{PAGE}</head> "))),
        ("/none", endless(&format!("{PAGE} "))),
    ]))
    .await;
    for path in ["/head", "/none"] {
        assert_eq!(site.read(path).await.unwrap().title, "Snow", "{path}");
    }
}

#[tokio::test]
async fn what_is_counted_is_what_comes_out_of_a_compressed_page() {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(PAGE.as_bytes()).unwrap();
    let blank = vec![b' '; 1024 * 1024];
    for _ in 0..64 {
        packer.write_all(&blank).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 100_000);
    let headers = "content-type: text/html\r\ncontent-encoding: gzip";
    let site = site(HashMap::from([(
        "/",
        Answer::Whole(bytes_of(headers, &bomb)),
    )]))
    .await;
    assert_eq!(site.read("/").await.unwrap().title, "Snow");
    let url = Url::parse(&site.at("/")).unwrap();
    let (_, mut response) = site.reader.follow(url, "text/html").await.unwrap();
    assert_eq!(start_of(&mut response).await.unwrap().len(), MOST_BYTES);
}

#[tokio::test]
async fn nobody_is_waited_for_too_long() {
    let silent = |body: &str| Answer::Silent(bytes_of("content-type: text/html", body.as_bytes()));
    let with_image = format!("{PAGE}<meta property=og:image content=/silent></head>");
    let answers = HashMap::from([
        ("/silent", Answer::Silent(Vec::new())),
        ("/half", silent("<title>Sn")),
        ("/image", html(&with_image)),
    ]);
    let site = site_for(answers, Duration::from_millis(300)).await;
    for path in ["/silent", "/half"] {
        let found = site.read(path).await;
        assert!(matches!(found, Err(ReadPageError::Failed(_))), "{found:?}");
    }
    let found = site.read("/image").await.unwrap();
    assert_eq!((found.title.as_str(), found.image), ("Snow", None));
}

#[tokio::test]
async fn a_page_is_read_in_its_own_encoding() {
    let body = b"<title>\x93\xfa\x96\x7b</title>";
    let headers = "content-type: text/html; charset=shift_jis";
    let site = site(HashMap::from([(
        "/",
        Answer::Whole(bytes_of(headers, body)),
    )]))
    .await;
    assert_eq!(site.read("/").await.unwrap().title, "日本");
}

#[tokio::test]
async fn the_public_net_is_what_members_get() {
    let reader = PageReader::new("https://kith.example").unwrap();
    for address in [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://1.1.1.1:8080/",
    ] {
        let found = reader.read(address).await;
        assert!(
            matches!(found, Err(ReadPageError::Refused(_))),
            "{address}: {found:?}"
        );
    }
}
