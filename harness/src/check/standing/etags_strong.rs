//! The entity tags of address objects are strong (RFC 6352 §6.3.2.3).

use super::Standing;
use super::resource::{address_objects, is_to_address_object};
use crate::check::{Outcome, Subject};
use crate::dav::{ETag, ETagForm};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "etags-strong",
    section: "RFC 6352 §6.3.2.3",
    level: Level::Must,
    judge,
};

/// Applies to the tags of what is an address object, as far as the exchange says so.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let properties = address_objects(subject)
        .into_iter()
        .filter_map(|(href, row)| Some((format!("DAV:getetag of {}", href.raw), row.etag()?)));
    let tags: Vec<(String, ETag)> = header(subject).into_iter().chain(properties).collect();
    if tags.is_empty() {
        return None;
    }
    let weak = tags
        .iter()
        .filter(|(_, etag)| etag.form() == ETagForm::Weak);
    let faults: Vec<String> = weak.map(|(what, etag)| format!("{what}: {etag}")).collect();
    Some(Outcome::of_faults("strong entity tags", &faults))
}

/// The header of an answer that is about an address object: read, written, or created by POST.
fn header(subject: &Subject<'_>) -> Option<(String, ETag)> {
    let about_one = match (subject.request.method.as_str(), subject.response.status) {
        ("GET" | "HEAD" | "PUT", 200..=299) => is_to_address_object(subject),
        ("POST", 201) => true,
        _ => false,
    };
    let etag = subject.etag().filter(|_| about_one)?;
    Some(("ETag".to_owned(), etag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};
    use crate::scenario::ContextName;

    const WEAK: &str = "<d:getetag>W/\"1\"</d:getetag>";

    fn in_book(mut sample: Sample) -> Sample {
        sample.values.set_context(ContextName::Book, "/ada/book/");
        sample
    }

    #[test]
    fn strong_tags_pass() {
        let row = found("/ada/book/a", "<d:getetag>\"1\"</d:getetag>");
        let sample = Sample::multiget(&["/ada/book/a"], &row);
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
        let sample = Sample::new("POST").status(201).header("ETag", "\"1\"");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn weak_tags_of_address_objects_fail() {
        let row = found("/ada/book/a", WEAK);
        for sample in [
            Sample::multiget(&["/ada/book/a"], &row),
            in_book(Sample::sync(&row)),
            in_book(Sample::propfind("1", &[], &row)),
        ] {
            assert_eq!(
                judge(&sample.subject()),
                Some(broken(
                    "strong entity tags",
                    "DAV:getetag of /ada/book/a: W/\"1\""
                ))
            );
        }
    }

    #[test]
    fn a_weak_tag_in_a_header_fails() {
        let of_card = "https://dav.example.com/ada/book/a";
        for sample in [
            Sample::card(""),
            in_book(Sample::new("PUT").url(of_card).status(204)),
            Sample::new("POST").status(201),
        ] {
            let sample = sample.header("ETag", "W/\"1\"");
            assert_eq!(
                judge(&sample.subject()),
                Some(broken("strong entity tags", "ETag: W/\"1\""))
            );
        }
    }

    #[test]
    fn tags_of_collections_and_of_the_unknown_are_not_judged() {
        let collection = "<d:resourcetype><d:collection/></d:resourcetype>";
        let row = found("/ada/book/c", &[WEAK, collection].concat());
        for sample in [
            in_book(Sample::propfind("1", &[], &row)),
            in_book(Sample::propfind("0", &[], &found("/ada/book/", WEAK))),
            Sample::propfind("0", &[], &found("/ada/book/a", WEAK)),
            Sample::new("GET").header("ETag", "W/\"1\""),
            Sample::new("POST").header("ETag", "W/\"1\""),
        ] {
            assert_eq!(judge(&sample.subject()), None);
        }
    }
}
