//! `kith`, as people and service managers run it.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::Path,
    process::{Command, Output, Stdio},
};

fn kith(arguments: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.args(arguments).current_dir(data);
    command
}

fn run(arguments: &[&str], data: &Path) -> (i32, String, String) {
    read(kith(arguments, data).output().unwrap())
}

fn read(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn every_command_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        &["--help"][..],
        &["serve", "--help"],
        &["migrate", "--help"],
        &["migrate", "down", "--help"],
        &["config", "check", "--help"],
        &["openapi", "--help"],
        &["user", "--help"],
        &["jobs", "--help"],
        &["seed", "--help"],
    ] {
        let (code, said, _) = run(command, folder.path());
        assert!(
            code == 0 && said.contains("Usage: kith"),
            "{command:?}: {said}"
        );
    }
    assert_eq!(run(&["sing"], folder.path()).0, 2);
}

#[test]
fn migrations_go_up_and_down() {
    let folder = tempfile::tempdir().unwrap();
    let migrate = |arguments: &[&str]| run(&[&["migrate"], arguments].concat(), folder.path());
    let (code, all, _) = migrate(&["up"]);
    assert!(
        code == 0 && all.lines().count() >= 5 && all.lines().all(|line| line.ends_with(" applied")),
        "{all}"
    );
    let (code, said, _) = migrate(&["down", "--steps", "1"]);
    assert!(
        code == 0 && said.starts_with("1 taken back") && said.trim_end().ends_with(" missing"),
        "{said}"
    );
    let (code, said, _) = migrate(&["status"]);
    assert!(code == 0 && said.matches(" missing").count() == 1, "{said}");
    assert_eq!(migrate(&["up"]).1, all);
}

#[test]
fn settings_are_checked_and_shown_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let mut check = kith(&["config", "check"], folder.path());
    check
        .env("KITH_HTTP__LISTEN", "127.0.0.1:4711")
        .env("KITH_HTTP__SECRET", "hunter2".repeat(5));
    check.env("KITH_HTTP__TRUSTED_PROXIES", "[10.0.0.0/8, 127.0.0.1]");
    let (code, said, _) = read(check.output().unwrap());
    assert!(
        code == 0 && said.contains("127.0.0.1:4711") && said.contains("10.0.0.0/8"),
        "{said}"
    );
    assert!(!said.contains("hunter2"), "{said}");
    for (variable, value, key) in [
        ("KITH_HTTP__LISTN", "127.0.0.1:1", "listn"),
        ("KITH_HTTP__LISTEN", "here", "http.listen"),
        ("KITH_LIMITS__LOGIN", "often", "limits.login"),
        ("KITH_HTTP__SECRET", "short", "http.secret"),
        ("KITH_HTTP__MAX_CONNECTIONS", "0", "http.max_connections"),
        ("KITH_MAIL__FROM", "nobody", "mail.from"),
    ] {
        let (code, _, complaint) = read(
            kith(&["config", "check"], folder.path())
                .env(variable, value)
                .output()
                .unwrap(),
        );
        assert!(
            code == 1 && complaint.contains(key),
            "{variable}: {complaint}"
        );
    }
}

#[test]
fn an_address_in_use_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, _, complaint) = run(&["serve", "--listen", &address], folder.path());
    assert!(
        code == 1 && complaint.contains("http.listen") && complaint.contains(&address),
        "{complaint}"
    );
}

#[test]
fn a_term_signal_ends_the_server_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut serve = kith(&["serve", "--listen", "127.0.0.1:0"], folder.path());
    let mut process = serve
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let said: Vec<String> = lines.by_ref().take(3).map(Result::unwrap).collect();
    assert!(
        said[0].contains("http://127.0.0.1:")
            && said[1].contains("Database: ")
            && said[2].contains("Mails "),
        "{said:?}"
    );
    let address = said[0].rsplit("http://").next().unwrap().to_owned();
    // Signals are listened for once requests are.
    assert!(answers(&address));
    let sent = Command::new("kill")
        .args(["-TERM", &process.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
    assert_eq!(process.wait().unwrap().code(), Some(0));
}

fn answers(address: &str) -> bool {
    use std::{
        io::{Read as _, Write as _},
        net::TcpStream,
    };
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.starts_with("HTTP/1.1 200")
}
