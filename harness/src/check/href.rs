//! Hrefs as names of resources (RFC 4918 §8.3, RFC 3986 §6.2).

use super::capture;
use super::quote::quoted;
use super::{Difference, Outcome, Subject};
use crate::scenario::{HrefCheck, HrefTest, Unresolved};

/// Holds when each href names what it has to name.
pub(super) fn judge(checks: &[HrefCheck], subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let mut differences = Vec::new();
    for check in checks {
        differences.extend(one(check, subject)?);
    }
    Ok(differences.into())
}

fn one(check: &HrefCheck, subject: &Subject<'_>) -> Result<Option<Difference>, Unresolved> {
    let what = capture::in_words(&check.from, subject)?;
    let found = capture::value(&check.from, subject)?;
    let (template, relation) = match &check.test {
        HrefTest::SameAs(template) => (template, "naming"),
        HrefTest::DiffersFrom(template) => (template, "not naming"),
        HrefTest::Within(template) => (template, "naming a member of"),
    };
    let other = template.resolve(subject.values)?;
    let expected = format!("{what} {relation} {other}");
    let Some(text) = found else {
        return Ok(Some(Difference::new(expected, format!("no {what}"))));
    };
    let (href, other) = (subject.href(&text), subject.href(&other));
    let holds = match &check.test {
        HrefTest::SameAs(_) => href == other,
        HrefTest::DiffersFrom(_) => href != other,
        HrefTest::Within(_) => href.is_within(&other),
    };
    Ok((!holds).then(|| Difference::new(expected, format!("{what} naming {}", quoted(&text)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, place, text};
    use crate::scenario::Source;

    fn judged(location: Option<&str>, test: HrefTest) -> Outcome {
        let mut sample = Sample::new("POST").status(201);
        if let Some(location) = location {
            sample = sample.header("Location", location);
        }
        let check = HrefCheck {
            from: Source::Header("Location".to_owned()),
            test,
            place: place(),
        };
        judge(&[check], &sample.subject()).expect("nothing to resolve")
    }

    #[test]
    fn every_kind_of_test_can_hold() {
        let absolute = Some("https://dav.example.com/ada/book/a%40");
        let same = HrefTest::SameAs(text("/ada/book/a@"));
        assert_eq!(judged(absolute, same), Outcome::Held);
        let within = HrefTest::Within(text("/ada/book/"));
        assert_eq!(judged(absolute, within), Outcome::Held);
        let differs = HrefTest::DiffersFrom(text("/ada/book/b"));
        assert_eq!(judged(absolute, differs), Outcome::Held);
    }

    #[test]
    fn every_kind_of_test_can_fail() {
        for (test, expected) in [
            (HrefTest::SameAs(text("/b")), "header Location naming /b"),
            (
                HrefTest::DiffersFrom(text("/a/")),
                "header Location not naming /a/",
            ),
            (
                HrefTest::Within(text("/a")),
                "header Location naming a member of /a",
            ),
        ] {
            assert_eq!(
                judged(Some("/a"), test),
                broken(expected, "header Location naming /a")
            );
        }
    }

    #[test]
    fn a_missing_href_is_told() {
        assert_eq!(
            judged(None, HrefTest::DiffersFrom(text("/b"))),
            broken("header Location not naming /b", "no header Location")
        );
    }
}
