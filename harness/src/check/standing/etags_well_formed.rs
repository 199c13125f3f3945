//! Entity tags are quoted (RFC 9110 §8.8.3, RFC 4918 §15.6).

use super::Standing;
use super::asked::Asked;
use crate::check::{Outcome, Subject};
use crate::dav::{DAV, ETag, ETagForm, Name};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "etags-well-formed",
    section: "RFC 9110 §8.8.3",
    level: Level::Must,
    judge,
};

/// Applies to every answer with an `ETag` header or `DAV:getetag` at status 200, except where only
/// the names of properties were asked for.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if matches!(
        Asked::of(subject),
        Asked::Propfind {
            names_only: true,
            ..
        }
    ) {
        return None;
    }
    let name = Name::new(DAV, "getetag");
    let header = subject.etag().map(|etag| ("ETag".to_owned(), etag));
    let rows = subject
        .multistatus()
        .map(|multistatus| &multistatus.responses);
    let properties = rows.into_iter().flatten().filter_map(|row| {
        let href = row.href().map_or("a DAV:response", |href| &href.raw);
        Some((format!("{name} of {href}"), row.etag()?))
    });
    let tags: Vec<(String, ETag)> = header.into_iter().chain(properties).collect();
    if tags.is_empty() {
        return None;
    }
    let malformed = tags
        .iter()
        .filter(|(_, etag)| etag.form() == ETagForm::Malformed);
    let faults: Vec<String> = malformed
        .map(|(what, etag)| format!("{what}: {etag}"))
        .collect();
    Some(Outcome::of_faults("entity tags in double quotes", &faults))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};
    use crate::dav::request;
    use crate::scenario::PropertyRequest;

    #[test]
    fn quoted_tags_pass() {
        let sample = Sample::sync(&found("/a", "<d:getetag>\"1\"</d:getetag>"));
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
        let sample = Sample::new("GET").header("ETag", "W/\"1\"");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn bare_tags_fail_in_header_and_property() {
        let sample = Sample::sync(&found("/a", "<d:getetag>1</d:getetag>")).header("ETag", "2");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(
                "entity tags in double quotes",
                "ETag: 2, DAV:getetag of /a: 1"
            ))
        );
    }

    #[test]
    fn an_empty_tag_fails() {
        let sample = Sample::sync(&found("/a", "<d:getetag/>"));
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(
                "entity tags in double quotes",
                "DAV:getetag of /a: "
            ))
        );
    }

    #[test]
    fn names_without_values_are_not_judged() {
        let body = request::propfind(&PropertyRequest::Propname);
        let sample = Sample::new("PROPFIND").asking(&body);
        let sample = sample.multistatus(&found("/a", "<d:getetag/>"));
        assert_eq!(judge(&sample.subject()), None);
    }

    #[test]
    fn an_answer_without_tags_is_not_judged() {
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
