//! A card is sent as `text/vcard` (RFC 6352 §5.1, §6.2.2).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "card-media-type",
    section: "RFC 6352 §6.2.2",
    level: Level::Should,
    judge,
};

/// Applies to a GET that is answered 200 with a vCard. A server may have other forms of a
/// card, and then calls them by other names.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let response = subject.response;
    let is_card = response.status == 200 && response.body.starts_with(b"BEGIN:VCARD");
    if subject.request.method != "GET" || !is_card {
        return None;
    }
    let media_type = subject.media_type()?;
    let wrong = media_type != "text/vcard";
    Some(
        wrong
            .then(|| Difference::new("text/vcard", media_type))
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    const CARD: &str = "BEGIN:VCARD\r\nEND:VCARD\r\n";

    #[test]
    fn a_vcard_that_is_called_so_passes() {
        assert_eq!(judge(&Sample::card(CARD).subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_vcard_that_is_called_something_else_fails() {
        let sample = Sample::new("GET")
            .body(CARD)
            .header("Content-Type", "Text/Plain");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("text/vcard", "text/plain"))
        );
    }

    #[test]
    fn other_bodies_are_not_judged() {
        let page = Sample::new("GET")
            .body("<p>")
            .header("Content-Type", "text/html");
        assert_eq!(judge(&page.subject()), None);
        let refused = Sample::card(CARD).status(404);
        assert_eq!(judge(&refused.subject()), None);
    }
}
