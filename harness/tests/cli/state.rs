//! `serve --state`: what outlives the process, however it ends.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::thread;

use crate::program::Folder;
use crate::serve::Served;

/// How often the server is killed.
const ROUNDS: usize = 50;

const ARGUMENTS: [&str; 5] = ["--insecure-http", "--profile", "rfc", "--state", "state"];

/// One connection that asks and reads answers.
struct Connection {
    reader: BufReader<TcpStream>,
    token: String,
}

struct Reply {
    status: u16,
    etag: Option<String>,
    body: String,
}

impl Connection {
    fn to(served: &Served) -> Self {
        Self {
            reader: BufReader::new(served.connect()),
            token: served.token.clone(),
        }
    }

    /// The answer, unless the server is gone.
    fn ask(&mut self, method: &str, path: &str, body: &str) -> Option<Reply> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer {}\r\nDepth: 1\r\n\
             Content-Type: text/vcard\r\nContent-Length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        self.reader.get_mut().write_all(request.as_bytes()).ok()?;
        let (mut status, mut etag, mut length) = (0, None, 0);
        for number in 0.. {
            let mut line = String::new();
            let read = self.reader.read_line(&mut line).ok()?;
            if read == 0 {
                return None;
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if number == 0 {
                status = line.split(' ').nth(1)?.parse().ok()?;
            }
            match line.split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("etag") => {
                    etag = Some(value.to_owned());
                }
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().ok()?;
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body).ok()?;
        let body = String::from_utf8(body).ok()?;
        Some(Reply { status, etag, body })
    }

    fn book(&mut self) -> String {
        let home = self
            .ask("PROPFIND", "/.well-known/carddav", "")
            .expect("an answer");
        assert_eq!(home.status, 301);
        "/carddav/v1/principals/user@example.com/lists/default/".to_owned()
    }

    /// The hrefs and ETags of the book.
    fn listing(&mut self, book: &str) -> BTreeMap<String, String> {
        let ask = "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>";
        let listed = self.ask("PROPFIND", book, ask).expect("an answer");
        assert_eq!(listed.status, 207);
        let document = roxmltree::Document::parse(&listed.body).expect("XML");
        let text = |response: roxmltree::Node<'_, '_>, name: &str| {
            let mut found = response.descendants();
            let found = found.find(|node| node.has_tag_name(("DAV:", name)));
            found
                .and_then(|node| node.text())
                .unwrap_or_default()
                .to_owned()
        };
        document
            .descendants()
            .filter(|node| node.has_tag_name(("DAV:", "response")))
            .map(|response| (text(response, "href"), text(response, "getetag")))
            .collect()
    }
}

fn card(uid: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nN:Doe;Jane;;;\r\nFN:Jane\r\nEND:VCARD\r\n")
}

/// Writes cards until the server is gone, and tells what was acknowledged.
fn write(mut connection: Connection, round: usize, told: &mpsc::Sender<(String, String)>) {
    let book = connection.book();
    for number in 0.. {
        // Half of the writes replace the card before.
        let uid = format!("{round}-{}", number / 2);
        let name = format!("{book}{uid}");
        let Some(reply) = connection.ask("PUT", &name, &card(&uid)) else {
            return;
        };
        assert!(matches!(reply.status, 201 | 204), "{}", reply.status);
        told.send((name, reply.etag.expect("an ETag")))
            .expect("somebody listens");
    }
}

#[test]
fn whatever_was_acknowledged_is_there_after_the_server_was_killed() {
    let mut folder = Folder::empty();
    let mut acknowledged: BTreeMap<String, Option<String>> = BTreeMap::new();
    for round in 0..=ROUNDS {
        let mut served = Served::secure(folder, &ARGUMENTS);
        let mut connection = Connection::to(&served);
        let book = connection.book();
        let listed = connection.listing(&book);
        for (href, etag) in &acknowledged {
            let found = listed.get(href);
            assert!(found.is_some(), "round {round}: {href}");
            assert!(
                etag.is_none() || found == etag.as_ref(),
                "round {round}: {href}"
            );
        }
        if round == ROUNDS {
            assert!(acknowledged.len() > ROUNDS);
            return;
        }
        let (teller, listener) = mpsc::channel();
        let heard: Vec<_> = thread::scope(|scope| {
            let writing = scope.spawn(move || write(connection, round, &teller));
            // Some writes later the next one is under way.
            let mut heard: Vec<_> = listener.iter().take(3 + round % 7).collect();
            served.kill();
            writing.join().expect("no panic");
            heard.extend(listener.try_iter());
            heard
        });
        let last = heard.last().map(|(href, _)| (href.clone(), None));
        let known = heard.into_iter().map(|(href, etag)| (href, Some(etag)));
        // The write after the last one may have replaced the card before its answer was lost.
        acknowledged.extend(known.chain(last));
        folder = served.into_folder();
    }
}

#[test]
fn two_servers_do_not_share_a_file() {
    let folder = Folder::empty();
    let served = Served::secure(folder, &ARGUMENTS);
    let end = served.in_folder(&["serve", "--state", "state"]);
    assert_eq!(end.code, 2);
    assert_eq!(end.error, "error: state is in use by another server\n");
}

#[test]
fn the_token_of_before_and_the_one_that_is_told_are_both_good() {
    let served = Served::secure(Folder::empty(), &ARGUMENTS);
    assert!(served.start_text.contains("  state file    state (new)\n"));
    let before = served.token.clone();
    let served = Served::secure(served.into_folder(), &ARGUMENTS);
    assert!(
        served
            .start_text
            .contains("  state file    state (0 cards)\n")
    );
    let mut connection = Connection::to(&served);
    connection.book();
    connection.token = before;
    connection.book();
}

#[test]
fn a_torn_record_is_told_and_damage_is_refused() {
    let folder = Folder::empty();
    let served = Served::secure(folder, &ARGUMENTS);
    let folder = served.into_folder();
    let log = folder.read("state");
    folder.write("state", &format!("{log}0123"));
    let served = Served::secure(folder, &ARGUMENTS);
    assert!(
        served
            .start_text
            .contains("4 bytes at its end were dropped"),
        "{}",
        served.start_text
    );
    let folder = served.into_folder();
    folder.write("state", &log.replacen("afresh", "aFresh", 1));
    let end = folder.end(&["serve", "--state", "state"]);
    assert_eq!(end.code, 3);
    assert_eq!(
        end.error,
        "error: state: line 2 is damaged; it was left as it is\n"
    );
}
