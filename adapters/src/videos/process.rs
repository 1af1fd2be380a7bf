//! Running a program that may go wrong.

use std::{
    ffi::OsString,
    fs::File,
    io,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use kith_core::media::FileHandle;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// Where programs are looked for: nothing else of the server's environment reaches them.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/// How much of what a program says is kept for the log.
const SAID: usize = 2_000;
/// The longest line that is looked at.
const LINE: u64 = 4_096;

/// What a program may use up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Time, by the clock and of the processor.
    pub(super) time: Duration,
    /// Memory in bytes.
    pub(super) memory: u64,
    /// The largest file it may write, in bytes.
    pub(super) file: u64,
}

/// A program to run.
pub(super) struct Program<'a> {
    pub(super) path: &'a Path,
    pub(super) arguments: Vec<OsString>,
    pub(super) bounds: Bounds,
    /// Whether this machine lets it be cut off from the network.
    pub(super) apart: bool,
}

/// How it ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    /// What it wrote to its output, when that is not a file.
    pub(super) output: Vec<u8>,
    /// The end of what it complained about.
    pub(super) said: String,
}

/// Why there is no end to tell of.
#[derive(Debug)]
pub(super) enum Stopped {
    /// It took too long, and was killed.
    Late,
    /// It wrote more than it may, and was killed.
    Flood,
    /// The system failed.
    System(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Hears of each line that a program says.
pub(super) type Listener<'a> = &'a mut (dyn FnMut(&str) + Send);

impl Program<'_> {
    /// Runs it on `input` and gives what it writes, at most `most` bytes.
    pub(super) async fn capture(self, input: &FileHandle, most: usize) -> Result<Ended, Stopped> {
        self.run(input, Stdio::piped(), most, &mut |_| {}).await
    }

    /// Runs it on `input` with `output` as its output; `listener` hears what it says.
    pub(super) async fn write(
        self,
        input: &FileHandle,
        output: &FileHandle,
        listener: Listener<'_>,
    ) -> Result<Ended, Stopped> {
        let output = Stdio::from(output.0.try_clone()?);
        self.run(input, output, 0, listener).await
    }

    async fn run(
        self,
        input: &FileHandle,
        output: Stdio,
        most: usize,
        listener: Listener<'_>,
    ) -> Result<Ended, Stopped> {
        let patience = self.bounds.time;
        let mut child = self
            .command()
            .stdin(Stdio::from(File::from(input.0.try_clone()?)))
            .stdout(output)
            .stderr(Stdio::piped())
            .spawn()?;
        let group = Group::of(&child);
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let ending = async {
            // Both at once: a program whose complaints nobody reads would wait for ever.
            let (output, said) = tokio::join!(captured(out, most), heard(err, listener));
            let status = child.wait().await?;
            Ok(Ended {
                status,
                output: output?,
                said: said?,
            })
        };
        let ended = timeout(patience, ending)
            .await
            .unwrap_or(Err(Stopped::Late));
        if ended.is_ok() {
            group.has_ended();
        }
        ended
    }

    /// Every program of the chain becomes the next one, so that they are one process.
    fn command(self) -> Command {
        let mut command = Command::new("nice");
        command
            .env_clear()
            .env("PATH", PATH)
            .current_dir("/")
            .process_group(0)
            .kill_on_drop(true)
            .args(["-n", "10", "prlimit", "--core=0", "--nofile=64"])
            .arg(format!("--cpu={}", self.bounds.time.as_secs().max(1)))
            .arg(format!("--as={}", self.bounds.memory))
            .arg(format!("--fsize={}", self.bounds.file))
            .arg("--");
        if self.apart {
            command.args(APART);
        }
        command.arg(self.path).args(self.arguments);
        command
    }
}

/// Gives a program a network of its own, with nothing in it.
const APART: [&str; 5] = ["unshare", "--user", "--map-root-user", "--net", "--"];

/// Whether this machine lets a program without privileges have a network of its own.
pub(super) async fn can_be_apart() -> bool {
    let mut command = Command::new(APART[0]);
    command
        .args(&APART[1..])
        .arg("true")
        .env_clear()
        .env("PATH", PATH)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let status = timeout(Duration::from_secs(5), command.status()).await;
    status.is_ok_and(|status| status.is_ok_and(|status| status.success()))
}

/// The processes of a program: they are killed unless it is known to have ended.
struct Group(Option<Pid>);

impl Group {
    fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self(id.and_then(Pid::from_raw))
    }

    fn has_ended(mut self) {
        self.0 = None;
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(pid) = self.0 {
            // An error means that nobody is left.
            let _gone = kill_process_group(pid, Signal::KILL);
        }
    }
}

async fn captured(output: Option<impl AsyncRead + Unpin>, most: usize) -> Result<Vec<u8>, Stopped> {
    let mut bytes = Vec::new();
    if let Some(output) = output {
        output.take(most as u64 + 1).read_to_end(&mut bytes).await?;
    }
    if bytes.len() > most {
        return Err(Stopped::Flood);
    }
    Ok(bytes)
}

async fn heard(
    output: Option<impl AsyncRead + Unpin>,
    listener: Listener<'_>,
) -> Result<String, Stopped> {
    let mut said = String::new();
    let Some(output) = output else {
        return Ok(said);
    };
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut lines).take(LINE).read_until(b'\n', &mut line).await?;
        if read == 0 {
            return Ok(said);
        }
        let line = String::from_utf8_lossy(&line);
        listener(line.trim_end());
        if said.len() < SAID && !is_progress(&line) {
            said.push_str(&line);
        }
    }
}

/// `key=value` without a space, as `-progress` writes it.
fn is_progress(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| {
        key.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, os::fd::OwnedFd};

    use super::*;

    fn file(text: &str) -> FileHandle {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        OwnedFd::from(file).into()
    }

    fn program(path: &'static str, arguments: &[&str], time: Duration) -> Program<'static> {
        Program {
            path: Path::new(path),
            arguments: arguments.iter().map(OsString::from).collect(),
            bounds: Bounds {
                time,
                memory: 256 << 20,
                file: 1_000,
            },
            apart: false,
        }
    }

    const SHORT: Duration = Duration::from_millis(300);
    const LONG: Duration = Duration::from_mins(1);

    #[tokio::test]
    async fn the_input_is_the_file_whatever_was_read_of_it() {
        let ended = program("cat", &["/dev/fd/0"], LONG)
            .capture(&file("a film"), 100)
            .await
            .unwrap();
        assert!(ended.status.success());
        assert_eq!(ended.output, b"a film");
    }

    #[tokio::test]
    async fn nothing_of_the_environment_reaches_it() {
        let ended = program("env", &[], LONG)
            .capture(&file(""), 1_000)
            .await
            .unwrap();
        assert_eq!(
            String::from_utf8(ended.output).unwrap().trim(),
            format!("PATH={PATH}")
        );
    }

    #[tokio::test]
    async fn who_takes_too_long_is_killed_with_all_children() {
        // The shell waits for a child that holds the output open.
        let ended = program("sh", &["-c", "sleep 60 & wait"], SHORT)
            .capture(&file(""), 100)
            .await;
        assert!(matches!(ended, Err(Stopped::Late)), "{ended:?}");
    }

    #[tokio::test]
    async fn who_writes_too_much_is_stopped() {
        let ended = program("yes", &[], LONG).capture(&file(""), 1_000).await;
        assert!(matches!(ended, Err(Stopped::Flood)), "{ended:?}");
        let output = file("");
        let ended = program("head", &["-c", "5000", "/dev/zero"], LONG)
            .write(&file(""), &output, &mut |_| {})
            .await
            .unwrap();
        assert!(!ended.status.success(), "files are bounded");
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let hoarding = program("awk", &["BEGIN { s = \"x\"; while (1) s = s s }"], LONG);
        let ended = hoarding.capture(&file(""), 100).await.unwrap();
        assert!(!ended.status.success(), "{ended:?}");
    }

    #[tokio::test]
    async fn a_missing_program_is_a_failure_that_is_told() {
        let ended = program("no-such-program", &[], LONG)
            .capture(&file(""), 100)
            .await
            .unwrap();
        assert!(!ended.status.success() && ended.said.contains("no-such-program"));
    }
}
