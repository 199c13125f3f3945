//! The hrefs of collections end in a slash (RFC 4918 §8.3).

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "collections-end-in-slash",
    section: "RFC 4918 §8.3",
    level: Level::Should,
    judge,
};

/// Applies to every multistatus that says of a resource that it is a collection.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let collections: Vec<&str> = multistatus
        .responses
        .iter()
        .filter(|row| row.is_collection())
        .filter_map(|row| Some(&*row.href()?.raw))
        .collect();
    if collections.is_empty() {
        return None;
    }
    let without = collections
        .iter()
        .filter(|href| !href.trim_end().ends_with('/'));
    let faults: Vec<String> = without.map(|href| (*href).to_owned()).collect();
    Some(Outcome::of_faults(
        "a slash at the end of a collection's href",
        &faults,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    fn judged(href: &str, resourcetype: &str) -> Option<Outcome> {
        let row = found(
            href,
            &format!("<d:resourcetype>{resourcetype}</d:resourcetype>"),
        );
        judge(&Sample::propfind("0", &[], &row).subject())
    }

    #[test]
    fn a_slash_at_the_end_passes() {
        assert_eq!(judged("/ada/book/", "<d:collection/>"), Some(Outcome::Held));
    }

    #[test]
    fn a_collection_without_a_slash_fails() {
        assert_eq!(
            judged("/ada/book", "<d:collection/><card:addressbook/>"),
            Some(broken(
                "a slash at the end of a collection's href",
                "/ada/book"
            ))
        );
    }

    #[test]
    fn what_is_not_said_to_be_a_collection_is_not_judged() {
        assert_eq!(judged("/ada/book/a", ""), None);
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
