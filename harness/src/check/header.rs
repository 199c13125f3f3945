//! Header fields (RFC 9110 §5).

use super::quote::quoted;
use super::text_test::ResolvedTest;
use super::{Difference, Outcome, Subject};
use crate::scenario::{HeaderCheck, Unresolved};

/// Holds when each test fits one of the field's lines, or all of them joined.
pub(super) fn judge(checks: &[HeaderCheck], subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let mut differences = Vec::new();
    for check in checks {
        let test = ResolvedTest::of(&check.test, subject.values)?;
        let lines = subject.header(&check.name);
        if !test.holds(&lines_and_whole(&lines)) {
            differences.push(Difference::new(
                test.expectation_of(&check.name),
                received(&check.name, &lines),
            ));
        }
    }
    Ok(differences.into())
}

/// Several field lines mean the same as one with commas (RFC 9110 §5.3).
fn lines_and_whole(lines: &[String]) -> Vec<String> {
    let mut texts = lines.to_vec();
    if lines.len() > 1 {
        texts.push(lines.join(", "));
    }
    texts
}

fn received(name: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        format!("no {name}")
    } else {
        format!("{name}: {}", quoted(&lines.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, place, text};
    use crate::scenario::TextTest;

    fn judged(sample: &Sample, name: &str, test: TextTest) -> Outcome {
        let check = HeaderCheck {
            name: name.to_owned(),
            test,
            place: place(),
        };
        judge(&[check], &sample.subject()).expect("nothing to resolve")
    }

    fn sample() -> Sample {
        Sample::new("GET")
            .header("ETag", "\"1\"")
            .header("DAV", "1, 3")
            .header("DAV", "addressbook")
    }

    #[test]
    fn every_kind_of_test_can_hold() {
        let pattern = "^1, 3".parse().expect("a pattern");
        for (name, test) in [
            ("etag", TextTest::Present),
            ("Location", TextTest::Absent),
            ("ETag", TextTest::Equals(text("\"1\""))),
            ("ETag", TextTest::DiffersFrom(text("\"2\""))),
            ("DAV", TextTest::Contains(text("addressbook"))),
            ("DAV", TextTest::Equals(text("1, 3, addressbook"))),
            ("DAV", TextTest::Matches(pattern)),
        ] {
            assert_eq!(judged(&sample(), name, test), Outcome::Held, "{name}");
        }
    }

    #[test]
    fn every_kind_of_test_can_fail() {
        let pattern = "^2".parse().expect("a pattern");
        for (name, test, expected, received) in [
            ("ETag", TextTest::Absent, "no ETag", "ETag: \"1\""),
            (
                "ETag",
                TextTest::Equals(text("\"2\"")),
                "ETag: \"2\"",
                "ETag: \"1\"",
            ),
            (
                "ETag",
                TextTest::DiffersFrom(text("\"1\"")),
                "ETag other than \"1\"",
                "ETag: \"1\"",
            ),
            (
                "DAV",
                TextTest::Contains(text("x")),
                "DAV containing x",
                "DAV: 1, 3, addressbook",
            ),
            (
                "DAV",
                TextTest::Matches(pattern),
                "DAV matching ^2",
                "DAV: 1, 3, addressbook",
            ),
        ] {
            assert_eq!(judged(&sample(), name, test), broken(expected, received));
        }
    }

    #[test]
    fn a_missing_header_is_told() {
        for (test, expected) in [
            (TextTest::Present, "Location"),
            (TextTest::Equals(text("/a")), "Location: /a"),
            (TextTest::DiffersFrom(text("/a")), "Location other than /a"),
        ] {
            assert_eq!(
                judged(&sample(), "Location", test),
                broken(expected, "no Location")
            );
        }
    }
}
