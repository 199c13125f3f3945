//! The status code (RFC 9110 §15).

use super::{Difference, Outcome, Subject};
use crate::scenario::StatusPattern;

/// Holds when one of the patterns fits.
pub(super) fn judge(patterns: &[StatusPattern], subject: &Subject<'_>) -> Outcome {
    let status = subject.response.status;
    let fits = patterns.iter().any(|pattern| pattern.fits(status));
    (!fits)
        .then(|| Difference::new(StatusPattern::in_words(patterns), status.to_string()))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn one_fitting_pattern_is_enough() {
        let sample = Sample::new("GET").status(204);
        let patterns = [StatusPattern::Exactly(200), StatusPattern::Class(2)];
        assert_eq!(judge(&patterns, &sample.subject()), Outcome::Held);
    }

    #[test]
    fn another_status_is_told() {
        let sample = Sample::new("GET").status(500);
        let patterns = [StatusPattern::Exactly(404), StatusPattern::Class(2)];
        assert_eq!(
            judge(&patterns, &sample.subject()),
            broken("404 or 2xx", "500")
        );
    }
}
