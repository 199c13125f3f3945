//! The requests that are measured, for any server.

use std::net::SocketAddr;

use crate::client::{Connection, Load};

/// An address book on a server, as a client knows it.
#[derive(Clone)]
pub(crate) struct Requests {
    /// Where the server listens.
    pub(crate) address: SocketAddr,
    /// The address book's path, with a slash at its end.
    pub(crate) path: String,
    /// What stands behind the number in a card's name.
    pub(crate) suffix: &'static str,
    /// The value of `Authorization`, if the server wants one.
    pub(crate) authorization: Option<String>,
}

impl Requests {
    /// The bytes of a request with a body, to a member of the book or to the book itself.
    pub(crate) fn bytes(&self, method: &str, name: &str, media_type: &str, body: &str) -> Vec<u8> {
        self.at_depth("0", method, name, (media_type, body))
    }

    /// The name of a card.
    pub(crate) fn name(&self, number: usize) -> String {
        format!("card-{number}{}", self.suffix)
    }

    /// A PROPFIND of `getctag`, Depth 0.
    pub(crate) fn ctag(&self) -> Load {
        self.load(
            "0",
            "PROPFIND",
            "<propfind xmlns='DAV:'><prop><getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>",
        )
    }

    /// A PROPFIND of every `getetag`, Depth 1.
    pub(crate) fn listing(&self) -> Load {
        let body = "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>";
        self.load("1", "PROPFIND", body)
    }

    /// A sync-collection with a token.
    pub(crate) fn sync(&self, token: &str) -> Load {
        let body = format!(
            "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token><sync-level>1</sync-level>\
             <prop><getetag/></prop></sync-collection>"
        );
        self.load("0", "REPORT", &body)
    }

    /// A sync-collection whose answer holds no change.
    pub(crate) fn no_change(&self) -> Load {
        self.sync(&self.current_token(&mut Connection::open(self.address)))
    }

    /// An addressbook-multiget of fifty cards with their data.
    pub(crate) fn multiget(&self) -> Load {
        let path = &self.path;
        let hrefs: String = (0..50)
            .map(|number| format!("<D:href>{path}{}</D:href>", self.name(number)))
            .collect();
        let body = format!(
            "<addressbook-multiget xmlns='urn:ietf:params:xml:ns:carddav' xmlns:D='DAV:'>\
             <D:prop><D:getetag/><address-data/></D:prop>{hrefs}</addressbook-multiget>"
        );
        self.load("0", "REPORT", &body)
    }

    /// An addressbook-query that finds one card by its e-mail address.
    pub(crate) fn query(&self) -> Load {
        let body = "<addressbook-query xmlns='urn:ietf:params:xml:ns:carddav' xmlns:D='DAV:'>\
             <D:prop><D:getetag/></D:prop><filter><prop-filter name='EMAIL'>\
             <text-match match-type='equals'>number77@example.com</text-match></prop-filter></filter>\
             </addressbook-query>";
        self.load("1", "REPORT", body)
    }

    /// The sync token of the book as it is.
    pub(crate) fn current_token(&self, connection: &mut Connection) -> String {
        let body = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>";
        let answer = connection.text(&self.bytes("PROPFIND", "", "application/xml", body));
        let (_, rest) = answer.split_once("sync-token>").expect("a sync token");
        rest.split_once('<')
            .expect("the end of the element")
            .0
            .to_owned()
    }

    fn load(&self, depth: &str, method: &str, body: &str) -> Load {
        Load {
            address: self.address,
            request: self.at_depth(depth, method, "", ("application/xml", body)),
            status: 207,
            tls: None,
        }
    }

    fn at_depth(
        &self,
        depth: &str,
        method: &str,
        name: &str,
        (media_type, body): (&str, &str),
    ) -> Vec<u8> {
        let authorization = match &self.authorization {
            Some(credentials) => format!("Authorization: {credentials}\r\n"),
            None => String::new(),
        };
        format!(
            "{method} {}{name} HTTP/1.1\r\nHost: {}\r\n{authorization}Depth: {depth}\r\n\
             Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}",
            self.path,
            self.address,
            body.len()
        )
        .into_bytes()
    }
}
