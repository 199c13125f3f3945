//! The sync token of a multistatus as a symbol (RFC 6578 §6.4).

use super::{Outcome, Subject, capture, symbol};
use crate::scenario::{Source, SymbolCheck, Unresolved};

/// Holds when the token is there, or absent, and the same as or other than those named.
pub(super) fn judge(check: &SymbolCheck, subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let what = "DAV:sync-token";
    let found = match (
        capture::find(&Source::SyncToken, subject),
        subject.multistatus(),
    ) {
        (Some(token), _) => Ok(token),
        (None, Err(missing)) if !check.absent => Err(missing),
        (None, _) => Err(format!("no {what}")),
    };
    symbol::judge(check, what, found, subject.values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, text};

    fn judged(check: &SymbolCheck, sample: &Sample) -> Outcome {
        judge(check, &sample.subject()).expect("nothing to resolve")
    }

    #[test]
    fn the_token_of_the_multistatus_is_compared() {
        let sample = Sample::sync("<d:sync-token>data:,2</d:sync-token>");
        let different = |token: &str| SymbolCheck {
            differs_from: vec![text(token)],
            ..SymbolCheck::default()
        };
        assert_eq!(judged(&SymbolCheck::default(), &sample), Outcome::Held);
        assert_eq!(judged(&different("data:,1"), &sample), Outcome::Held);
        assert_eq!(
            judged(&different("data:,2"), &sample),
            broken(
                "DAV:sync-token other than data:,2",
                "DAV:sync-token: data:,2"
            )
        );
    }

    #[test]
    fn a_missing_token_is_told() {
        let present = SymbolCheck::default();
        assert_eq!(
            judged(&present, &Sample::sync("")),
            broken("DAV:sync-token", "no DAV:sync-token")
        );
        assert_eq!(
            judged(&present, &Sample::new("REPORT").status(400)),
            broken("DAV:sync-token", "no multistatus (status 400)")
        );
    }
}
