//! A mock with an address book of a given size, filled over the wire.

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
            let note = "A note that makes the card as long as cards are. ".repeat(9);
            let card = format!(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Example;Number {number};;;\r\nFN:Number {number} Example\r\n\
                 UID:card-{number}\r\nEMAIL;TYPE=WORK:number{number}@example.com\r\nNOTE:{note}\r\nEND:VCARD\r\n"
            );
            let request = self.request("PUT", &format!("card-{number}"), "text/vcard", &card);
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
        Load {
            address: self.server.address(),
            request: self.request(method, "", "application/xml", body),
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

    /// A sync-collection whose answer holds ten changes.
    pub(crate) fn delta(&self) -> Load {
        let body = format!(
            "<sync-collection xmlns='DAV:'><sync-token>{}</sync-token><sync-level>1</sync-level>\
             <prop><getetag/></prop></sync-collection>",
            self.sync_token
        );
        self.load("REPORT", &body)
    }
}
