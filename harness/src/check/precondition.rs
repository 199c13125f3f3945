//! The precondition or postcondition that a `DAV:error` names (RFC 4918 §14.5, §16).

use super::quote::listed;
use super::{Difference, Outcome, Subject};
use crate::dav::{Condition, Name};

/// Holds when the body, or for a multistatus one of its responses, names the condition.
pub(super) fn judge(expected: &Name, subject: &Subject<'_>) -> Outcome {
    let expectation = format!("DAV:error with {expected}");
    let named = match named(subject) {
        Ok(named) => named,
        Err(missing) => return Some(Difference::new(expectation, missing)).into(),
    };
    let names = |name: &Name| name == expected;
    let difference = (!named.iter().any(names)).then(|| {
        let texts: Vec<String> = named.iter().map(ToString::to_string).collect();
        let received = match &texts[..] {
            [] => "DAV:error without a condition".to_owned(),
            _ => format!("DAV:error with {}", listed(&texts)),
        };
        Difference::new(expectation, received)
    });
    difference.into()
}

/// The conditions that are named, or what there is instead of `DAV:error`.
fn named(subject: &Subject<'_>) -> Result<Vec<Name>, String> {
    if let Some(Ok(multistatus)) = &subject.multistatus {
        let responses = multistatus.responses.iter();
        let named: Vec<Name> = responses
            .flat_map(|response| response.errors.clone())
            .collect();
        return if named.is_empty() {
            Err("no DAV:error in the multistatus".to_owned())
        } else {
            Ok(named)
        };
    }
    match Condition::read_all(&subject.response.body) {
        Ok(conditions) => Ok(conditions.into_iter().map(|one| one.name).collect()),
        Err(_) => Err(format!(
            "no DAV:error (status {}, {})",
            subject.response.status,
            subject.body_in_words()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, dav};

    fn refusal(body: &str) -> Sample {
        Sample::new("REPORT").status(403).body(body)
    }

    #[test]
    fn a_condition_in_the_body_holds() {
        let sample = refusal("<error xmlns='DAV:'><x/><valid-sync-token/></error>");
        let outcome = judge(&dav("valid-sync-token"), &sample.subject());
        assert_eq!(outcome, Outcome::Held);
    }

    #[test]
    fn a_condition_in_a_response_of_a_multistatus_holds() {
        let sample = Sample::sync(
            "<d:response><d:href>/ada/book/</d:href><d:status>HTTP/1.1 507 Full</d:status>\
             <d:error><d:number-of-matches-within-limits/></d:error></d:response>",
        );
        let name = dav("number-of-matches-within-limits");
        assert_eq!(judge(&name, &sample.subject()), Outcome::Held);
        assert_eq!(
            judge(&name, &Sample::sync("").subject()),
            broken(
                "DAV:error with DAV:number-of-matches-within-limits",
                "no DAV:error in the multistatus"
            )
        );
    }

    #[test]
    fn other_conditions_are_told() {
        let expected = "DAV:error with DAV:valid-sync-token";
        for (body, received) in [
            ("<error xmlns='DAV:'><x/></error>", "DAV:error with DAV:x"),
            ("<error xmlns='DAV:'/>", "DAV:error without a condition"),
            ("", "no DAV:error (status 403, an empty body)"),
            (
                "rubbish",
                "no DAV:error (status 403, a body without a Content-Type)",
            ),
        ] {
            assert_eq!(
                judge(&dav("valid-sync-token"), &refusal(body).subject()),
                broken(expected, received)
            );
        }
    }

    #[test]
    fn another_kind_of_body_is_told_by_its_media_type() {
        let sample = refusal("{}").header("Content-Type", "Application/JSON; charset=UTF-8");
        assert_eq!(
            judge(&dav("valid-sync-token"), &sample.subject()),
            broken(
                "DAV:error with DAV:valid-sync-token",
                "no DAV:error (status 403, a body of application/json)"
            )
        );
    }
}
