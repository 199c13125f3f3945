//! A GET of an address object is answered with its entity tag (RFC 6352 §6.3.2.3).

use super::Standing;
use super::resource::has_vcard_body;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "etag-on-get",
    section: "RFC 6352 §6.3.2.3",
    level: Level::Must,
    judge,
};

/// Applies to a GET that is answered 200 with a vCard.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let is_get = subject.request.method == "GET" && subject.response.status == 200;
    if !is_get || !has_vcard_body(subject) {
        return None;
    }
    let missing = subject.etag().is_none();
    Some(missing.then(|| Difference::new("ETag", "no ETag")).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn a_card_with_its_tag_passes() {
        let sample = Sample::card("").header("ETag", "\"1\"");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_card_without_a_tag_fails() {
        assert_eq!(
            judge(&Sample::card("").subject()),
            Some(broken("ETag", "no ETag"))
        );
    }

    #[test]
    fn other_answers_are_not_judged() {
        assert_eq!(judge(&Sample::card("").status(404).subject()), None);
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
