//! `serve`.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{End, Folder};

/// A mock that runs as a process of its own.
pub(crate) struct Served {
    child: Child,
    pub(crate) url: String,
    pub(crate) account: String,
    pub(crate) token: String,
    pub(crate) start_text: String,
    /// The object of the ready line.
    pub(crate) ready: Value,
    folder: Folder,
}

impl Served {
    /// Starts the mock in clear and waits until it says that it is ready.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut all = vec!["--insecure-http"];
        all.extend(arguments);
        Self::secure(Folder::empty(), &all)
    }

    /// The same with TLS, if the arguments do not say otherwise.
    pub(crate) fn secure(folder: Folder, arguments: &[&str]) -> Self {
        let mut all = vec!["serve"];
        all.extend(arguments);
        let command = folder.command(&all);
        Self::wait_until_ready(folder, command)
    }

    /// The same in clear, with a bound on how many files it may have open.
    #[cfg(unix)]
    fn with_few_files(files: usize) -> Self {
        let folder = Folder::empty();
        let served = folder.command(&["serve", "--insecure-http"]);
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("ulimit -n {files} && exec \"$0\" \"$@\"")])
            .arg(served.get_program())
            .args(served.get_args())
            .current_dir(folder.path(""));
        Self::wait_until_ready(folder, shell)
    }

    fn wait_until_ready(folder: Folder, mut command: Command) -> Self {
        let mut child = command
            // A process that is killed leaves its temporary file behind.
            .env("TMPDIR", folder.path(""))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut start_text = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("an output"));
        let ready = loop {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "{start_text}");
            start_text += &line;
            if let Some(ready) = line.strip_prefix("cardproof-ready ") {
                break serde_json::from_str::<Value>(ready).expect("JSON");
            }
        };
        let text = |key: &str| ready[key].as_str().expect(key).to_owned();
        Self {
            url: text("url"),
            account: text("account"),
            token: text("access_token"),
            child,
            start_text,
            ready,
            folder,
        }
    }

    /// A connection in clear.
    pub(crate) fn connect(&self) -> TcpStream {
        let address = self.url.trim_start_matches("http://");
        TcpStream::connect(address).expect("a connection")
    }

    /// What the ready line says for a key.
    fn told(&self, key: &str) -> &str {
        self.ready[key].as_str().unwrap_or_else(|| panic!("{key}"))
    }

    /// Lets `cardproof wait` look whether somebody answers.
    fn wait(&self, url: &str, arguments: &[&str]) -> End {
        let mut all = vec!["wait", url, "--timeout", "20"];
        all.extend(arguments);
        self.in_folder(&all)
    }

    /// The status of the answer to a request.
    pub(crate) fn status(&self, request: &str) -> u16 {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.split(' ').nth(1).expect("a status").parse().unwrap()
    }

    /// Ends the process without a warning.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("an end");
    }

    /// Ends the process without a warning; its folder stays.
    pub(crate) fn into_folder(mut self) -> Folder {
        self.kill();
        std::mem::replace(&mut self.folder, Folder::empty())
    }

    /// A file of the folder in which it runs.
    pub(crate) fn file(&self, name: &str) -> String {
        self.folder.path(name).display().to_string()
    }

    /// How the program ends when it is started once more in the same folder.
    pub(crate) fn in_folder(&self, arguments: &[&str]) -> End {
        self.folder.end(arguments)
    }

    /// Tells the process to end, and how it ended.
    pub(crate) fn end(mut self, signal: &str) -> i32 {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("kill").success());
        self.child
            .wait()
            .expect("an end")
            .code()
            .expect("by itself")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_start_text_tells_where_and_how_to_log_in() {
    let served = Served::start(&["--profile", "google-observed", "--seed", "7"]);
    for part in [&served.url, &served.account, &served.token] {
        assert!(
            served.start_text.matches(part.as_str()).count() >= 2,
            "{}",
            served.start_text
        );
    }
    assert!(
        served
            .start_text
            .contains("\n  profile       google-observed\n")
    );
    assert!(served.start_text.contains("\n  seed          7\n"));
    let discovery = format!(
        "PROPFIND /.well-known/carddav HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Connection: close\r\n\r\n",
        served.token
    );
    assert_eq!(served.status(&discovery), 301);
}

#[test]
fn sigterm_and_ctrl_c_end_it_gracefully() {
    assert_eq!(Served::start(&[]).end("-TERM"), 0);
    assert_eq!(Served::start(&[]).end("-INT"), 0);
}

/// A request of which only the body is missing.
fn begun(served: &Served) -> TcpStream {
    let mut stream = served.connect();
    let head = format!(
        "PROPFIND /.well-known/carddav HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Content-Length: 11\r\nExpect: 100-continue\r\n\r\n",
        served.token
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).expect("an interim answer");
    assert!(go_on.starts_with(b"HTTP/1.1 100 "));
    stream
}

#[test]
fn a_request_that_is_under_way_at_the_end_has_its_answer() {
    let served = Served::start(&[]);
    let mut stream = begun(&served);
    let ending = std::thread::spawn(move || served.end("-TERM"));
    stream.write_all(b"<propfind/>").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    assert_eq!(ending.join().expect("no panic"), 0);
}

#[test]
fn a_request_that_does_not_come_to_an_end_holds_the_process_for_less_than_a_second() {
    let served = Served::start(&[]);
    let stream = begun(&served);
    let told = Instant::now();
    assert_eq!(served.end("-TERM"), 0);
    let took = told.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    drop(stream);
}

#[cfg(unix)]
#[test]
fn a_server_that_ran_out_of_files_answers_again_when_there_are_some() {
    let served = Served::with_few_files(40);
    let mut crowd: Vec<_> = (0..100).map(|_| served.connect()).collect();
    let mut last = crowd.pop().expect("a hundred");
    let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    last.write_all(request.as_bytes()).expect("sent");
    let patience = |stream: &TcpStream, limit| stream.set_read_timeout(Some(limit)).unwrap();
    patience(&last, Duration::from_millis(200));
    let nothing = last.read(&mut [0]).expect_err("no file is left for it");
    assert!(matches!(
        nothing.kind(),
        ErrorKind::WouldBlock | ErrorKind::TimedOut
    ));
    drop(crowd);
    patience(&last, Duration::from_secs(20));
    let mut answer = String::new();
    last.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
}

#[test]
fn tls_is_spoken_unless_told_otherwise_and_the_authority_is_in_a_file() {
    let served = Served::secure(Folder::empty(), &[]);
    assert!(served.url.starts_with("https://127.0.0.1:"));
    let authority = PathBuf::from(served.told("ca_file"));
    assert!(authority.is_absolute() && authority.exists());
    let path = authority.to_str().unwrap();
    let end = served.wait(&served.url, &["--cacert", path]);
    assert_eq!((end.code, end.error.as_str()), (0, ""));
    assert_eq!(end.output, format!("{}/ answers (401)\n", served.url));
    let end = served.wait(&served.url, &[]);
    assert_eq!(end.code, 3, "{}", end.error);
    assert!(end.error.contains("--cacert FILE"), "{}", end.error);
    assert!(served.start_text.contains(&format!("--cacert '{path}' ")));
    served.end("-TERM");
    assert!(!authority.exists(), "a temporary file is removed");
}

#[test]
fn the_authority_stays_in_a_file_that_was_asked_for() {
    let folder = Folder::empty();
    let file = folder.path("ca.pem");
    let served = Served::secure(folder, &["--ca-file", "ca.pem"]);
    assert!(Path::new(served.told("ca_file")).ends_with("ca.pem"));
    assert!(file.exists());
}

#[test]
fn other_sockets_are_opened_beside_the_main_one() {
    let arguments = [
        "--plain-port",
        "--expired-port",
        "--not-yet-valid-port",
        "--wrong-name-port",
    ];
    let served = Served::secure(Folder::empty(), &arguments);
    let authority = ["--cacert", served.told("ca_file")];
    let plain = served.wait(served.told("plain_url"), &[]);
    assert!(
        plain.output.ends_with(" answers (401)\n"),
        "{}",
        plain.error
    );
    for (key, why) in [
        ("expired_url", "certificate expired"),
        ("not_yet_valid_url", "certificate not valid yet"),
        ("wrong_name_url", "not valid for name"),
    ] {
        let end = served.wait(served.told(key), &authority);
        assert_eq!(end.code, 3);
        assert!(end.error.contains(why), "{}", end.error);
    }
}

#[test]
fn a_server_on_every_interface_is_told_by_its_own_name() {
    let arguments = ["--addr", "0.0.0.0:0", "--host", "mock"];
    let served = Served::secure(Folder::empty(), &arguments);
    assert!(served.url.starts_with("https://mock:"), "{}", served.url);
    let served = Served::start(&["--addr", "0.0.0.0:0"]);
    assert!(served.url.starts_with("http://127.0.0.1:"));
    let served = Served::start(&["--addr", "0.0.0.0:0", "--host", "mock"]);
    assert!(served.url.starts_with("http://mock:"), "{}", served.url);
}

#[test]
fn settings_that_exclude_each_other_are_wrong_usage() {
    for (arguments, error) in [
        (
            &["--insecure-http", "--cert", "a", "--key", "b"][..],
            "`--cert` is without effect beside `--insecure-http`: leave one of them out",
        ),
        (
            &["--cert", "a", "--key", "b", "--ca-file", "c"],
            "`--ca-file` is without effect beside `--cert`: leave one of them out",
        ),
        (&["--cert", "a"], "`--cert` needs `--key`"),
        (&["--key", "a"], "`--key` needs `--cert`"),
        (
            &["--cert", "cardproof.toml", "--key", "cardproof.toml"],
            "cardproof.toml and cardproof.toml: there is no certificate in the PEM text (BEGIN CERTIFICATE)",
        ),
    ] {
        let folder = Folder::empty();
        folder.write("cardproof.toml", "");
        let mut all = vec!["serve"];
        all.extend(arguments);
        let end = folder.end(&all);
        assert_eq!(end.error, format!("error: {error}\n"));
        assert_eq!(end.code, 2);
    }
}

#[test]
fn a_ready_file_holds_what_the_ready_line_says_until_the_end() {
    let folder = Folder::empty();
    let file = folder.path("ready.json");
    let served = Served::secure(folder, &["--ready-file", "ready.json"]);
    let text = fs::read_to_string(&file).expect("a file");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), served.ready);
    served.end("-TERM");
    assert!(!file.exists());
}

#[test]
fn an_address_that_is_taken_is_wrong_usage() {
    let served = Served::start(&[]);
    let address = served.url.trim_start_matches("http://");
    let end = Folder::empty().end(&["serve", "--addr", address]);
    assert_eq!(end.code, 2);
    assert!(
        end.error
            .starts_with(&format!("error: cannot listen on {address}: ")),
        "{}",
        end.error
    );
}

#[test]
fn settings_of_the_folder_hold_unless_a_flag_says_otherwise() {
    let folder = Folder::empty();
    folder.write("cardproof.toml", "[serve]\nprofile = \"no\"\n");
    let end = folder.end(&["serve"]);
    assert_eq!(end.code, 2);
    assert_eq!(
        end.error,
        "error: cardproof.toml: `profile` of `[serve]`: there is no profile `no`; there is `rfc`, \
         `google-documented`, `google-observed`, `google-both`, `google-observed@2022` and \
         `google-observed@2026-10`\n"
    );
}
