//! `serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::program::Folder;

/// A mock that runs as a process of its own.
pub(crate) struct Served {
    child: Child,
    pub(crate) url: String,
    pub(crate) account: String,
    pub(crate) token: String,
    pub(crate) start_text: String,
    _folder: Folder,
}

impl Served {
    /// Starts the mock and waits until it says that it is ready.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let folder = Folder::empty();
        let mut all = vec!["serve"];
        all.extend(arguments);
        let mut child = folder
            .command(&all)
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
                break serde_json::from_str::<serde_json::Value>(ready).expect("JSON");
            }
        };
        let text = |key: &str| ready[key].as_str().expect(key).to_owned();
        Self {
            url: text("url"),
            account: text("account"),
            token: text("access_token"),
            child,
            start_text,
            _folder: folder,
        }
    }

    /// The status of the answer to a request.
    pub(crate) fn status(&self, request: &str) -> u16 {
        let address = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.split(' ').nth(1).expect("a status").parse().unwrap()
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
         `google-documented`, `google-observed` and `google-both`\n"
    );
}
