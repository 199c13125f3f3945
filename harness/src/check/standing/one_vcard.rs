//! An address object is exactly one vCard (RFC 6352 §5.1).

use super::Standing;
use super::resource::has_vcard_body;
use crate::check::{Outcome, Subject};
use crate::dav::vcard::{Vcard, VcardError};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "one-vcard",
    section: "RFC 6352 §5.1",
    level: Level::Must,
    judge,
};

/// Applies to a GET that is answered 200 with a vCard, and to `CARDDAV:address-data`.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let cards = cards(subject);
    if cards.is_empty() {
        return None;
    }
    let faults: Vec<String> = cards
        .into_iter()
        .filter_map(|(what, read)| Some(format!("{what}: {}", read.err()?)))
        .collect();
    Some(Outcome::of_faults("one vCard", &faults))
}

type Read = Result<Vcard, VcardError>;

/// The cards of an answer: where each stands, and what was read.
pub(super) fn cards(subject: &Subject<'_>) -> Vec<(String, Read)> {
    let response = subject.response;
    let is_body =
        subject.request.method == "GET" && response.status == 200 && has_vcard_body(subject);
    let body = is_body.then(|| ("body".to_owned(), Vcard::read(&response.body)));
    let rows = subject
        .multistatus()
        .map(|multistatus| &multistatus.responses);
    let data = rows.into_iter().flatten().filter_map(|row| {
        let text = row.address_data()?;
        Some((row.href()?.raw.clone(), Vcard::read(text.as_bytes())))
    });
    body.into_iter().chain(data).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, URL, broken, found};
    use crate::scenario::ContextName;

    const CARD: &str = "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n";

    fn data(text: &str) -> Sample {
        let data = format!("<card:address-data>{text}</card:address-data>");
        Sample::multiget(&["/a"], &found("/a", &data))
    }

    #[test]
    fn one_card_passes() {
        assert_eq!(judge(&data(CARD).subject()), Some(Outcome::Held));
        assert_eq!(judge(&Sample::card(CARD).subject()), Some(Outcome::Held));
    }

    #[test]
    fn two_cards_and_none_fail() {
        assert_eq!(
            judge(&Sample::card(&[CARD, CARD].concat()).subject()),
            Some(broken("one vCard", "body: line 4: more than one card"))
        );
        assert_eq!(
            judge(&data("").subject()),
            Some(broken("one vCard", "/a: no BEGIN:VCARD at the start"))
        );
    }

    #[test]
    fn a_whole_book_in_one_body_is_not_judged() {
        let book = Sample::card(&[CARD, CARD].concat()).url(URL);
        assert_eq!(judge(&book.subject()), None);
        let mut without_slash = book.url(URL.trim_end_matches('/'));
        without_slash.values.set_context(ContextName::Book, URL);
        assert_eq!(judge(&without_slash.subject()), None);
    }

    #[test]
    fn answers_without_cards_are_not_judged() {
        assert_eq!(judge(&Sample::card("x").status(404).subject()), None);
        let not_found = "<d:response><d:href>/a</d:href><d:propstat>\
            <d:prop><card:address-data/></d:prop><d:status>HTTP/1.1 404 No</d:status>\
            </d:propstat></d:response>";
        assert_eq!(judge(&Sample::sync(not_found).subject()), None);
    }
}
