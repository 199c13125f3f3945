//! A sync token is a URI, so that it fits into an `If` header (RFC 6578 §3.2, §4).

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::dav::{DAV, Element, Name, SyncToken};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "sync-token-uri",
    section: "RFC 6578 §3.2",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus with tokens: that of a sync-collection, and the property.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let tokens = tokens(subject);
    if tokens.is_empty() {
        return None;
    }
    let wrong = tokens.iter().filter(|token| !token.is_uri());
    let faults: Vec<String> = wrong.map(ToString::to_string).collect();
    Some(Outcome::of_faults("a URI as DAV:sync-token", &faults))
}

fn tokens(subject: &Subject<'_>) -> Vec<SyncToken> {
    let Ok(multistatus) = subject.multistatus() else {
        return Vec::new();
    };
    let name = Name::new(DAV, "sync-token");
    let properties = multistatus.responses.iter().flat_map(|row| {
        let found = row.properties(&name);
        let at_200 = found.filter(|property| property.status == Some(200));
        at_200
            .map(|property| property.element)
            .collect::<Vec<&Element>>()
    });
    let of_report = multistatus.root.children_named(DAV, "sync-token");
    of_report
        .chain(properties)
        .map(|element| SyncToken(element.trimmed().to_owned()))
        .filter(|token| !token.0.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    #[test]
    fn uris_pass() {
        let sample = Sample::sync("<d:sync-token>https://example.com/2</d:sync-token>");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn anything_else_fails_in_the_report_and_in_the_property() {
        let sample = Sample::sync("<d:sync-token>17</d:sync-token>");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("a URI as DAV:sync-token", "17"))
        );
        let row = found("/ada/book/", "<d:sync-token>/token/17</d:sync-token>");
        let sample = Sample::propfind("0", &[], &row);
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("a URI as DAV:sync-token", "/token/17"))
        );
    }

    #[test]
    fn an_answer_without_tokens_is_not_judged() {
        assert_eq!(judge(&Sample::sync("<d:sync-token/>").subject()), None);
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
