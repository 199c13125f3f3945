//! OPTIONS on the address book tells of WebDAV and CardDAV (RFC 4918 §10.1, RFC 6352 §6.1).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::{ContextName, Level};

pub(super) const CHECK: Standing = Standing {
    name: "dav-on-options",
    section: "RFC 4918 §10.1, RFC 6352 §6.1",
    level: Level::Must,
    judge,
};

/// Applies to OPTIONS on the address book or in it that is answered 200 or 204.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let book = subject.values.context(ContextName::Book).ok()?;
    let (book, own) = (subject.href(book), subject.own_href());
    let is_about_book = own == book || own.is_within(&book);
    let is_answered = matches!(subject.response.status, 200 | 204);
    if subject.request.method != "OPTIONS" || !is_answered || !is_about_book {
        return None;
    }
    let header = subject.header("dav").join(", ");
    let classes: Vec<&str> = header.split(',').map(str::trim).collect();
    let complete = ["1", "addressbook"]
        .iter()
        .all(|class| classes.contains(class));
    let difference = (!complete).then(|| {
        let received = match header.is_empty() {
            true => "no DAV".to_owned(),
            false => format!("DAV: {header}"),
        };
        Difference::new("DAV with 1 and addressbook", received)
    });
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    fn options() -> Sample {
        let mut sample = Sample::new("OPTIONS");
        sample.values.set_context(ContextName::Book, "/ada/book/");
        sample
    }

    #[test]
    fn both_classes_pass_in_one_field_or_in_several() {
        let sample = options().header("DAV", "1, 3").header("DAV", "addressbook");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn a_missing_class_and_a_missing_header_fail() {
        let expected = "DAV with 1 and addressbook";
        let sample = options().header("DAV", "1, addressbooks");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken(expected, "DAV: 1, addressbooks"))
        );
        assert_eq!(
            judge(&options().subject()),
            Some(broken(expected, "no DAV"))
        );
    }

    #[test]
    fn refusals_and_other_resources_are_not_judged() {
        assert_eq!(judge(&options().status(401).subject()), None);
        assert_eq!(
            judge(&options().url("https://dav.example.com/").subject()),
            None
        );
        assert_eq!(judge(&Sample::new("OPTIONS").subject()), None);
    }
}
