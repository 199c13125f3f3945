//! An XML element by its path from the root.

use super::quote::quoted;
use super::text_test::ResolvedTest;
use super::{Difference, Outcome, Subject};
use crate::dav::{self, Name};
use crate::scenario::{ElementCheck, Unresolved};

/// Holds when each path leads to as many elements as it has to, the first with the right text.
pub(super) fn judge(checks: &[ElementCheck], subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let root = subject.document();
    let mut differences = Vec::new();
    for check in checks {
        let path = in_words(&check.path);
        let found = match &root {
            Ok(root) => root.at(&check.path),
            Err(error) => {
                let received = match subject.response.body.is_empty() {
                    true => "an empty body".to_owned(),
                    false => error.to_string(),
                };
                differences.push(Difference::new(path, received));
                continue;
            }
        };
        differences.extend(counted(check, &path, found.len()));
        if let Some(test) = &check.text {
            let test = ResolvedTest::of(test, subject.values)?;
            differences.extend(first_text(&test, &path, &found));
        }
    }
    Ok(differences.into())
}

fn counted(check: &ElementCheck, path: &str, found: usize) -> Option<Difference> {
    let received = match found {
        0 => format!("no {path}"),
        count => format!("{count} of {path}"),
    };
    match check.count {
        Some(0) if found > 0 => Some(Difference::new(format!("no {path}"), received)),
        Some(count) if count != found => {
            Some(Difference::new(format!("{count} of {path}"), received))
        }
        None if found == 0 => Some(Difference::new(path, received)),
        _ => None,
    }
}

/// Tests the text of the first element; that there is one, the count says.
fn first_text(test: &ResolvedTest<'_>, path: &str, found: &[&dav::Element]) -> Option<Difference> {
    let text = found.first()?.trimmed();
    let texts: Vec<&str> = Some(text)
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect();
    (!test.holds(&texts)).then(|| {
        let what = format!("text of {path}");
        let received = match texts.is_empty() {
            true => format!("no {what}"),
            false => format!("{what}: {}", quoted(text)),
        };
        Difference::new(test.expectation_of(&what), received)
    })
}

fn in_words(path: &[Name]) -> String {
    let names: Vec<String> = path.iter().map(ToString::to_string).collect();
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, dav, place, text};
    use crate::scenario::TextTest;

    fn judged(path: &[&str], count: Option<usize>, test: Option<TextTest>) -> Outcome {
        let rows = [at_status("/a", 404), at_status("/b", 404)].concat();
        judged_in(&Sample::sync(&rows), path, count, test)
    }

    fn judged_in(
        sample: &Sample,
        path: &[&str],
        count: Option<usize>,
        test: Option<TextTest>,
    ) -> Outcome {
        let check = ElementCheck {
            path: path.iter().map(|local| dav(local)).collect(),
            count,
            text: test,
            place: place(),
        };
        judge(&[check], &sample.subject()).expect("nothing to resolve")
    }

    const STATUS: [&str; 3] = ["multistatus", "response", "status"];

    #[test]
    fn counts_and_texts_can_hold() {
        assert_eq!(judged(&STATUS, None, None), Outcome::Held);
        assert_eq!(judged(&STATUS, Some(2), None), Outcome::Held);
        assert_eq!(judged(&["multistatus", "x"], Some(0), None), Outcome::Held);
        let contains = TextTest::Contains(text("404"));
        assert_eq!(judged(&STATUS, None, Some(contains)), Outcome::Held);
    }

    #[test]
    fn other_counts_and_texts_are_told() {
        let path = "DAV:multistatus/DAV:response/DAV:status";
        for (count, expected) in [(1, "1 of "), (3, "3 of "), (0, "no ")] {
            assert_eq!(
                judged(&STATUS, Some(count), None),
                broken(&format!("{expected}{path}"), &format!("2 of {path}"))
            );
        }
        assert_eq!(
            judged(&STATUS, None, Some(TextTest::Contains(text("200")))),
            broken(
                &format!("text of {path} containing 200"),
                &format!("text of {path}: HTTP/1.1 404 X")
            )
        );
    }

    #[test]
    fn missing_elements_texts_and_documents_are_told() {
        assert_eq!(
            judged(&["multistatus", "x"], None, Some(TextTest::Present)),
            broken("DAV:multistatus/DAV:x", "no DAV:multistatus/DAV:x")
        );
        assert_eq!(
            judged(&["multistatus"], None, Some(TextTest::Present)),
            broken("text of DAV:multistatus", "no text of DAV:multistatus")
        );
        let empty = Sample::new("GET");
        assert_eq!(
            judged_in(&empty, &["error"], None, None),
            broken("DAV:error", "an empty body")
        );
        let broken_off = Sample::new("GET").body("<!DOCTYPE a>");
        assert_eq!(
            judged_in(&broken_off, &["error"], None, None),
            broken(
                "DAV:error",
                "the body is XML that cardproof does not read: a document type declaration"
            )
        );
    }
}
