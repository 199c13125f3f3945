//! Takes out what cards say: their form stays. What may hold cards and cannot be read is withheld.

use std::collections::HashMap;

use bytes::Bytes;
use http::header::CONTENT_ENCODING;

use super::secrets::is_form;
use super::splice::{inside, spliced};

use crate::dav::{CARDDAV, DAV, Element};
use crate::exchange::{Exchange, Request, Response};
use crate::repro::masked;

const BEGIN: &str = "BEGIN:VCARD";

/// Knows which cards were met, so that each has one UID wherever it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Masks {
    uids: HashMap<String, usize>,
}

impl Masks {
    /// An exchange in which no card says anything.
    pub(super) fn exchange(&mut self, exchange: Exchange) -> Exchange {
        Exchange {
            request: self.request(exchange.request),
            outcome: exchange.outcome.map(|response| self.response(response)),
            elapsed: exchange.elapsed,
        }
    }

    fn request(&mut self, request: Request) -> Request {
        let is_compressed = request.headers.contains_key(CONTENT_ENCODING);
        let body = match self.readable(&request.body).filter(|_| !is_compressed) {
            Some(body) => body,
            // A card with a mistake is still one.
            None if matches!(request.method.as_str(), "PUT" | "POST") && !is_compressed => {
                match std::str::from_utf8(&request.body) {
                    Ok(text) if !is_form(&request.headers) => Bytes::from(self.cards(text)),
                    Ok(_) => request.body.clone(),
                    Err(_) => withheld(&request.body),
                }
            }
            None => withheld(&request.body),
        };
        Request { body, ..request }
    }

    fn response(&mut self, response: Response) -> Response {
        let is_compressed = response.headers.contains_key(CONTENT_ENCODING);
        let body = match self.readable(&response.body).filter(|_| !is_compressed) {
            Some(body) => body,
            // What a server says to a refusal is seldom a card, and tells why.
            None if response.status >= 300 && !is_compressed && !has_card(&response.body) => {
                response.body.clone()
            }
            None => withheld(&response.body),
        };
        Response { body, ..response }
    }

    /// A body of which it is known where cards stand in it, without what they say.
    fn readable(&mut self, body: &Bytes) -> Option<Bytes> {
        if body.is_empty() {
            return Some(body.clone());
        }
        let text = std::str::from_utf8(body).ok()?;
        if starts_card(text.trim_start()) {
            return Some(Bytes::from(self.cards(text)));
        }
        let root = Element::read(body).ok()?;
        let speaks_dav = [DAV, CARDDAV].contains(&root.name.namespace.as_str());
        speaks_dav.then(|| self.document(body, &root))
    }

    fn document(&mut self, body: &Bytes, root: &Element) -> Bytes {
        let mut from = 0;
        let mut pieces = Vec::new();
        for element in root.descendants() {
            if !says_something(element) {
                continue;
            }
            let Some(inside) = inside(body, element).filter(|inside| inside.start >= from) else {
                continue;
            };
            from = inside.end;
            pieces.push((inside, self.content(&element.text)));
        }
        spliced(body, pieces)
    }

    /// What an element holds, without what it says, as it is written in XML.
    fn content(&mut self, text: &str) -> Vec<u8> {
        let ends = if text.contains('\r') { "\r\n" } else { "\n" };
        let masked = self.cards(text).replace("\r\n", ends);
        let masked = match text.ends_with('\n') {
            true => masked.as_str(),
            false => masked.trim_end_matches(['\r', '\n']),
        };
        escaped(masked).into_bytes()
    }

    /// A text of cards, one behind the other, or of anything else that is taken for one.
    fn cards(&mut self, text: &str) -> String {
        let mut masked = String::new();
        let mut rest = text;
        loop {
            let next = rest.char_indices().skip(1);
            let mut next = next.filter(|(at, c)| *c == '\n' && starts_card(&rest[at + 1..]));
            let (card, behind) = match next.next() {
                Some((at, _)) => rest.split_at(at + 1),
                None => (rest, ""),
            };
            masked += &self.card(card);
            if behind.is_empty() {
                return masked;
            }
            rest = behind;
        }
    }

    fn card(&mut self, card: &str) -> String {
        let uid = uid(card).unwrap_or_default().to_owned();
        let next = self.uids.len() + 1;
        let number = *self.uids.entry(uid).or_insert(next);
        masked(card, &format!("uid-{number}"), "")
    }
}

fn starts_card(text: &str) -> bool {
    let begin = text.get(..BEGIN.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(BEGIN))
}

fn has_card(body: &[u8]) -> bool {
    body.windows(BEGIN.len())
        .any(|window| window.eq_ignore_ascii_case(BEGIN.as_bytes()))
}

/// The UID of a card, as far as it stands on one line.
fn uid(card: &str) -> Option<&str> {
    card.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let name = name.split(';').next()?.rsplit('.').next()?;
        name.eq_ignore_ascii_case("UID").then(|| value.trim())
    })
}

/// Whether the text of an element is somebody's: a card, what a query looks for, a name.
fn says_something(element: &Element) -> bool {
    let is_meant = element.is(CARDDAV, "address-data")
        || element.is(CARDDAV, "text-match")
        || element.is(DAV, "displayname")
        || has_card(element.text.as_bytes());
    is_meant && !element.trimmed().is_empty()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\r', "&#13;")
}

fn withheld(body: &Bytes) -> Bytes {
    let length = body.len();
    Bytes::from(format!(
        "(withheld: {length} bytes that may show cards of somebody)"
    ))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:9\r\nFN:Ada <&>\r\nEND:VCARD\r\n";
    const MASKED: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:uid-1\r\nFN:xxx <&>\r\nEND:VCARD\r\n";

    fn request(method: &str, body: &str) -> Request {
        Request {
            method: method.to_owned(),
            url: "https://x/".to_owned(),
            headers: HeaderMap::new(),
            body: Bytes::from(body.to_owned()),
            raw: None,
        }
    }

    fn answered(masks: &mut Masks, status: u16, body: &[u8]) -> String {
        let response = Response {
            status,
            headers: HeaderMap::new(),
            body: Bytes::copy_from_slice(body),
            foreign: 0,
        };
        String::from_utf8(masks.response(response).body.to_vec()).unwrap()
    }

    #[test]
    fn a_card_has_one_uid_wherever_it_is_and_says_nothing() {
        let mut masks = Masks::default();
        assert_eq!(answered(&mut masks, 200, CARD.as_bytes()), MASKED);
        let two = format!("{}{CARD}", CARD.replace("UID:9", "UID:10"));
        assert_eq!(
            answered(&mut masks, 200, two.as_bytes()),
            format!("{}{MASKED}", MASKED.replace("uid-1", "uid-2"))
        );
        let put = masks.request(request("PUT", CARD));
        assert_eq!(put.body, MASKED);
    }

    #[test]
    fn cards_names_and_what_is_looked_for_go_from_documents() {
        let mut masks = Masks::default();
        let escaped = CARD
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('\r', "&#13;");
        let body = format!(
            "<d:multistatus xmlns:d='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'><d:response><d:href>/a.vcf</d:href>\
             <c:address-data content-type=\"a>b\">{escaped}</c:address-data><d:displayname>Ada</d:displayname>\
             <c:text-match>ada@x</c:text-match><d:getetag>\"Ada\"</d:getetag><c:address-data/></d:response></d:multistatus>"
        );
        let shown = answered(&mut masks, 207, body.as_bytes());
        let expected = body
            .replace("UID:9", "UID:uid-1")
            .replace("FN:Ada &lt;&amp;>", "FN:xxx &lt;&amp;&gt;")
            .replace("<d:displayname>Ada", "<d:displayname>xxx")
            .replace("ada@x", "xxx@x");
        assert_eq!(shown, expected);
        let cdata = body.replace(&escaped, &format!("<![CDATA[{}]]>", CARD.replace('\r', "")));
        let shown = answered(&mut masks, 207, cdata.as_bytes());
        assert!(
            shown.contains(">BEGIN:VCARD\nVERSION:3.0\nUID:uid-1\nFN:xxx &lt;&amp;&gt;\n"),
            "{shown}"
        );
        assert!(!shown.contains("Ada &"), "{shown}");
    }

    #[test]
    fn what_may_hold_cards_and_cannot_be_read_is_withheld() {
        let mut masks = Masks::default();
        let hidden = |masks: &mut Masks, status, body: &[u8]| {
            let shown = answered(masks, status, body);
            assert_eq!(
                shown,
                format!(
                    "(withheld: {} bytes that may show cards of somebody)",
                    body.len()
                )
            );
        };
        hidden(&mut masks, 200, b"<html>Ada</html>");
        hidden(&mut masks, 200, b"{\"name\": \"Ada\"}");
        hidden(&mut masks, 207, b"<multistatus xmlns='DAV:'><cut");
        hidden(&mut masks, 400, b"no card:\nBEGIN:VCARD\nFN:Ada\n");
        hidden(&mut masks, 200, b"\xff\xfe");
        assert_eq!(
            answered(&mut masks, 403, b"<html>No</html>"),
            "<html>No</html>"
        );
        let report = masks.request(request("REPORT", "not xml"));
        assert!(report.body.starts_with(b"(withheld"));
        let broken = masks.request(request("PUT", "BEGIN:VCAR\nFN:Ada\n"));
        assert_eq!(broken.body, "BEGIN:VCAR\r\nFN:xxx\r\n");
    }
}
