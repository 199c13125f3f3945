//! What the connections ask for.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::connection::Reply;
use crate::server::Server;

/// How many cards there are. Those that are deleted are made again under their names, so that the
/// server keeps no more than these.
const CARDS: usize = 1_000;

const BOOK: &str = "/carddav/v1/principals/user@example.com/lists/default/";

/// What came back.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Requests that were sent.
    pub(crate) asked: u64,
    /// Answers with 503.
    pub(crate) unavailable: u64,
    /// Answers that did not come to their end.
    pub(crate) broken: u64,
    /// Answers that no fault explains.
    pub(crate) wrong: u64,
}

impl Tally {
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            unavailable: self.unavailable + other.unavailable,
            broken: self.broken + other.broken,
            wrong: self.wrong + other.wrong,
        }
    }

    fn count(&mut self, reply: Option<&Reply>, right: &[u16]) {
        self.asked += 1;
        match reply.map(|reply| reply.status) {
            None => self.broken += 1,
            Some(503) => self.unavailable += 1,
            Some(status) if right.contains(&status) => {}
            Some(_) => self.wrong += 1,
        }
    }
}

/// Puts the cards there.
pub(crate) fn fill(server: &Server) {
    let mut connection = server.connection();
    for number in 0..CARDS {
        let reply = connection.ask("PUT", &path(number), &card(number, 0));
        assert_eq!(reply.expect("an answer").status, 201);
    }
}

/// Asks until it is told to stop. Each connection has cards of its own to write, and reads all.
pub(crate) fn work(server: &Server, number: usize, stop: &AtomicBool) -> Tally {
    let mut connection = server.connection();
    let mut tally = Tally::default();
    let mut token = String::new();
    for turn in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let own = (turn * super::CONNECTIONS + number)
            % (CARDS / super::CONNECTIONS * super::CONNECTIONS);
        match turn % 8 {
            0 | 1 => {
                let reply = connection.ask("PROPFIND", BOOK, CTAG);
                tally.count(reply.as_ref(), &[207]);
            }
            2 => {
                let reply = connection.ask("REPORT", BOOK, &multiget(own));
                tally.count(reply.as_ref(), &[207]);
            }
            3 => {
                let reply = connection.ask("REPORT", BOOK, &delta(&token));
                tally.count(reply.as_ref(), &[207]);
                token = reply.map_or_else(String::new, |reply| sync_token(&reply.body));
            }
            4 => {
                let reply = connection.ask("GET", &path(own), "");
                tally.count(reply.as_ref(), &[200, 404]);
            }
            // A delete or a create whose answer was lost may have been done all the same.
            5 if turn % 16 == 5 => {
                let reply = connection.ask("DELETE", &path(own), "");
                tally.count(reply.as_ref(), &[204, 404]);
            }
            _ => {
                let reply = connection.ask("PUT", &path(own), &card(own, turn));
                tally.count(reply.as_ref(), &[201, 204]);
            }
        }
    }
    tally
}

const CTAG: &str = "<propfind xmlns='DAV:'><prop>\
                    <getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>";

fn path(number: usize) -> String {
    format!("{BOOK}card-{number}")
}

fn card(number: usize, turn: usize) -> String {
    let note = "A note that makes the card as long as cards are. ".repeat(9);
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Number {number};;;\r\nFN:Number {number} Example\r\n\
         UID:card-{number}\r\nNOTE:{turn} {note}\r\nEND:VCARD\r\n"
    )
}

fn multiget(first: usize) -> String {
    let hrefs =
        (first..first + 10).map(|number| format!("<D:href>{}</D:href>", path(number % CARDS)));
    format!(
        "<addressbook-multiget xmlns='urn:ietf:params:xml:ns:carddav' xmlns:D='DAV:'><D:prop>\
         <D:getetag/><address-data/></D:prop>{}</addressbook-multiget>",
        hrefs.collect::<String>()
    )
}

/// A delta; the initial listing where there is no token.
fn delta(token: &str) -> String {
    format!(
        "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token><sync-level>1</sync-level>\
         <prop><getetag/></prop></sync-collection>"
    )
}

fn sync_token(body: &str) -> String {
    let token = body
        .rsplit_once("sync-token>")
        .map_or("", |(before, _)| before);
    let token = token.rsplit_once('>').map_or("", |(_, text)| text);
    token.split('<').next().unwrap_or_default().to_owned()
}
