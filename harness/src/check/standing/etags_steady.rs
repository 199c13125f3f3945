//! An ETag stays the same as long as nothing is written (RFC 9110 §8.8.1).
//!
//! What is compared are the answers to GET, HEAD, PROPFIND and REPORT between two writes of the
//! scenario, whoever sends them. What the answer to a write itself tells is left to scenarios: a
//! server may alter what it stores afterwards (RFC 6352 §6.3.2.3).

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::dav::Href;
use crate::scenario::{Level, Values};

pub(super) const CHECK: Standing = Standing {
    name: "etags-steady",
    section: "RFC 9110 §8.8.1",
    level: Level::Should,
    judge,
};

/// Applies to every answer that tells the ETag of a resource of which one is known already.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let told = told(subject);
    let known: Vec<_> = told
        .iter()
        .filter_map(|(href, etag)| Some((href, etag, subject.values.known_etag(href)?)))
        .collect();
    if known.is_empty() {
        return None;
    }
    let others = known.iter().filter(|(_, etag, before)| etag != before);
    let fault = |(href, etag, before): &(&Href, &String, &str)| {
        format!("{}: {etag}, where it was {before}", href.raw.trim())
    };
    let faults: Vec<String> = others.map(fault).collect();
    Some(Outcome::of_faults("the same ETags as before", &faults))
}

/// Keeps what an answer tells, for later ones; after a write nothing is known any more. A write
/// that was refused has changed nothing.
pub fn remember_etags(subject: &Subject<'_>, values: &mut Values) {
    let refused = subject.response.status / 100 == 4;
    if !only_reads(&subject.request.method) && !refused {
        values.forget_etags();
    }
    for (href, etag) in told(subject) {
        values.know_etag(&href, etag);
    }
}

/// Keeps what a request that got no answer leaves known: nothing after a write, which may have been
/// done all the same.
pub fn forget_etags_unanswered(method: &str, values: &mut Values) {
    if !only_reads(method) {
        values.forget_etags();
    }
}

/// The resources of which an answer to a request that only reads tells the ETag.
fn told(subject: &Subject<'_>) -> Vec<(Href, String)> {
    if !only_reads(&subject.request.method) {
        return Vec::new();
    }
    let rows = subject.multistatus().map(|it| it.responses.as_slice());
    let rows = rows.unwrap_or_default().iter();
    let rows = rows.filter_map(|row| Some((row.href()?.clone(), row.etag()?.0)));
    let reads = matches!(subject.request.method.as_str(), "GET" | "HEAD");
    let header = subject
        .etag()
        .filter(|_| reads && subject.response.status == 200);
    let header = header.map(|etag| (subject.own_href(), etag.0));
    let all = header.into_iter().chain(rows);
    // Where only names are asked for, every value is empty.
    all.filter(|(_, etag)| !etag.is_empty()).collect()
}

fn only_reads(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "PROPFIND" | "REPORT")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    fn listing(etag: &str) -> Sample {
        let row = found("/ada/book/a", &format!("<d:getetag>{etag}</d:getetag>"));
        Sample::propfind("1", &[], &row)
    }

    fn after(first: &Sample, mut next: Sample) -> Sample {
        let mut values = first.values.clone();
        remember_etags(&first.subject(), &mut values);
        next.values = values;
        next
    }

    #[test]
    fn the_same_etag_passes_in_listing_and_header() {
        let card = Sample::card("x").header("ETag", "\"1\"");
        for next in [listing("\"1\""), card] {
            let next = after(&listing("\"1\""), next);
            assert_eq!(judge(&next.subject()), Some(Outcome::Held));
        }
    }

    #[test]
    fn another_etag_without_a_write_fails() {
        let next = after(&listing("\"1\""), listing("\"2\""));
        assert_eq!(
            judge(&next.subject()),
            Some(broken(
                "the same ETags as before",
                "/ada/book/a: \"2\", where it was \"1\""
            ))
        );
    }

    #[test]
    fn after_a_write_everything_may_be_new_and_after_a_refusal_nothing() {
        let write = |status| after(&listing("\"1\""), Sample::new("PUT").status(status));
        let next = after(&write(204), listing("\"2\""));
        assert_eq!(judge(&next.subject()), None);
        let next = after(&write(412), listing("\"2\""));
        assert!(matches!(judge(&next.subject()), Some(Outcome::Broken(_))));
    }

    #[test]
    fn a_write_without_an_answer_may_have_been_done() {
        for (method, is_known) in [("PUT", false), ("GET", true)] {
            let mut next = after(&listing("\"1\""), listing("\"2\""));
            forget_etags_unanswered(method, &mut next.values);
            assert_eq!(judge(&next.subject()).is_some(), is_known, "{method}");
        }
    }

    #[test]
    fn an_empty_value_tells_nothing() {
        let next = after(&listing("\"1\""), listing(""));
        assert_eq!(judge(&next.subject()), None);
    }

    #[test]
    fn what_is_told_for_the_first_time_and_by_a_write_is_not_judged() {
        assert_eq!(judge(&listing("\"1\"").subject()), None);
        let write = Sample::new("PUT").status(204).header("ETag", "\"2\"");
        let write = after(&listing("\"1\""), write);
        assert_eq!(judge(&write.subject()), None);
    }
}
