//! Opaque values, of which a check only tells same from different.

use super::{Difference, Outcome};
use crate::scenario::{SymbolCheck, Unresolved, Values};

/// Judges an opaque value; `what` is its name in messages.
pub(super) fn judge(
    check: &SymbolCheck,
    what: &str,
    found: Result<String, String>,
    values: &Values,
) -> Result<Outcome, Unresolved> {
    let same: Vec<String> = resolved(&check.same_as, values)?;
    let different: Vec<String> = resolved(&check.differs_from, values)?;
    let found = match found {
        Ok(found) if check.absent => {
            return Ok(one(format!("no {what}"), format!("{what}: {found}")));
        }
        Ok(found) => found,
        Err(_) if check.absent => return Ok(Outcome::Held),
        Err(missing) => {
            let expected = match (&same[..], &different[..]) {
                ([text, ..], _) => format!("{what}: {text}"),
                ([], [text, ..]) => format!("{what} other than {text}"),
                ([], []) => what.to_owned(),
            };
            return Ok(one(expected, missing));
        }
    };
    let received = format!("{what}: {found}");
    let not_same = same.iter().filter(|text| **text != found);
    let not_different = different.iter().filter(|text| **text == found);
    let differences: Vec<Difference> = not_same
        .map(|text| format!("{what}: {text}"))
        .chain(not_different.map(|text| format!("{what} other than {text}")))
        .map(|expected| Difference::new(expected, received.clone()))
        .collect();
    Ok(differences.into())
}

fn one(expected: String, received: String) -> Outcome {
    Outcome::Broken(vec![Difference::new(expected, received)])
}

fn resolved(
    templates: &[crate::scenario::Template],
    values: &Values,
) -> Result<Vec<String>, Unresolved> {
    templates.iter().map(|text| text.resolve(values)).collect()
}
