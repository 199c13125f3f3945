//! A mock with an address book of a given size, filled over the wire.

use std::time::{Duration, Instant};

use cardproof_mock::MockServer;
use cardproof_mock::quirk::Profile;

use crate::client::{Connection, Load};

/// A running mock and the requests that are measured on it.
pub(crate) struct Book {
    server: MockServer,
    token: String,
    sync_token: String,
}

const PATH: &str = "/carddav/v1/principals/user@example.com/lists/default/";

impl Book {
    /// Starts a mock under the profile `rfc` and puts `cards` cards of about 600 bytes into it. The
    /// last ten come after the sync token that [`Self::delta`] sends.
    pub(crate) async fn filled(cards: usize) -> Self {
        let server = MockServer::builder()
            .profile(Profile::Rfc)
            .start()
            .await
            .expect("a mock");
        let token = server.token().reveal().to_owned();
        let mut book = Self {
            server,
            token,
            sync_token: String::new(),
        };
        tokio::task::spawn_blocking(move || {
            let mut connection = Connection::open(book.server.address());
            book.put(&mut connection, 0..cards - 10);
            book.sync_token = book.current_token(&mut connection);
            book.put(&mut connection, cards - 10..cards);
            book
        })
        .await
        .expect("the book is filled")
    }

    fn put(&self, connection: &mut Connection, numbers: std::ops::Range<usize>) {
        for number in numbers {
            let request = self.request(
                "PUT",
                &format!("card-{number}"),
                "text/vcard",
                &card(number),
            );
            assert_eq!(connection.exchange(&request).0, 201, "a card is created");
        }
    }

    fn current_token(&self, connection: &mut Connection) -> String {
        let body = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>";
        let answer = connection.text(&self.request("PROPFIND", "", "application/xml", body));
        let (_, rest) = answer.split_once("sync-token>").expect("a sync token");
        rest.split_once('<')
            .expect("the end of the element")
            .0
            .to_owned()
    }

    fn request(&self, method: &str, name: &str, media_type: &str, body: &str) -> Vec<u8> {
        format!(
            "{method} {PATH}{name} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nDepth: 0\r\n\
             Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}",
            self.server.address(),
            self.token,
            body.len()
        )
        .into_bytes()
    }

    fn load(&self, method: &str, body: &str) -> Load {
        self.load_at_depth("0", method, body)
    }

    fn load_at_depth(&self, depth: &str, method: &str, body: &str) -> Load {
        let request = self.request(method, "", "application/xml", body);
        let request = String::from_utf8(request).expect("text");
        Load {
            address: self.server.address(),
            request: request
                .replace("Depth: 0", &format!("Depth: {depth}"))
                .into_bytes(),
            status: 207,
        }
    }

    /// A PROPFIND of `getctag`, Depth 0.
    pub(crate) fn ctag(&self) -> Load {
        self.load(
            "PROPFIND",
            "<propfind xmlns='DAV:'><prop><getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>",
        )
    }

    /// A PROPFIND of every `getetag`, Depth 1.
    pub(crate) fn listing(&self) -> Load {
        let body = "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>";
        self.load_at_depth("1", "PROPFIND", body)
    }

    /// A sync-collection whose answer holds ten changes.
    pub(crate) fn delta(&self) -> Load {
        self.sync(&self.sync_token)
    }

    /// A sync-collection whose answer holds no change.
    pub(crate) fn no_change(&self) -> Load {
        let mut connection = Connection::open(self.server.address());
        self.sync(&self.current_token(&mut connection))
    }

    fn sync(&self, token: &str) -> Load {
        let body = format!(
            "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token><sync-level>1</sync-level>\
             <prop><getetag/></prop></sync-collection>"
        );
        self.load("REPORT", &body)
    }

    /// An addressbook-multiget of fifty cards with their data.
    pub(crate) fn multiget(&self) -> Load {
        let hrefs: String = (0..50)
            .map(|number| format!("<D:href>{PATH}card-{number}</D:href>"))
            .collect();
        let body = format!(
            "<addressbook-multiget xmlns='urn:ietf:params:xml:ns:carddav' xmlns:D='DAV:'>\
             <D:prop><D:getetag/><address-data/></D:prop>{hrefs}</addressbook-multiget>"
        );
        self.load("REPORT", &body)
    }

    /// An addressbook-query that finds one card by its e-mail address.
    pub(crate) fn query(&self) -> Load {
        let body = "<addressbook-query xmlns='urn:ietf:params:xml:ns:carddav' xmlns:D='DAV:'>\
             <D:prop><D:getetag/></D:prop><filter><prop-filter name='EMAIL'>\
             <text-match match-type='equals'>number77@example.com</text-match></prop-filter></filter>\
             </addressbook-query>";
        self.load_at_depth("1", "REPORT", body)
    }

    /// The median time of a PUT with If-Match, each with the ETag of the one before.
    pub(crate) fn update_latency(&self, exchanges: usize) -> Duration {
        let mut connection = Connection::open(self.server.address());
        let create = card(0);
        let mut answer = connection.text(&self.request("GET", "card-0", "text/vcard", ""));
        let mut times: Vec<Duration> = (0..exchanges)
            .map(|_| {
                let condition = format!("Depth: 0\r\nIf-Match: {}", etag(&answer));
                let request = self.request("PUT", "card-0", "text/vcard", &create);
                let request = String::from_utf8(request).expect("text");
                let request = request.replacen("Depth: 0", &condition, 1);
                let begun = Instant::now();
                answer = connection.text(request.as_bytes());
                let time = begun.elapsed();
                assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
                time
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    }

    /// The median time of a copy of the whole world, of which each is thrown away.
    pub(crate) fn fork_time(&self) -> Duration {
        let mut times: Vec<Duration> = (0..101)
            .map(|_| {
                let begun = Instant::now();
                let fork = self.server.fork();
                let time = begun.elapsed();
                drop(fork);
                time
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    }
}

/// A card of about 600 bytes.
pub(crate) fn card(number: usize) -> String {
    let note = "A note that makes the card as long as cards are. ".repeat(9);
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Number {number};;;\r\nFN:Number {number} Example\r\n\
         UID:card-{number}\r\nEMAIL;TYPE=WORK:number{number}@example.com\r\nNOTE:{note}\r\nEND:VCARD\r\n"
    )
}

fn etag(answer: &str) -> &str {
    answer
        .lines()
        .find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("etag").then_some(value.trim())
        })
        .expect("an ETag")
}
