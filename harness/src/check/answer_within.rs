//! How long the answer took, from the request's first byte to the response's last.

use std::time::Duration;

use super::{Difference, Outcome, Subject};

/// Holds when the answer came in time. An answer that is judged again offline took no time.
pub(super) fn judge(limit: Duration, subject: &Subject<'_>) -> Outcome {
    let took = subject.elapsed;
    (took > limit)
        .then(|| {
            let expected = format!("an answer within {}", in_words(limit));
            Difference::new(expected, format!("an answer after {}", in_words(took)))
        })
        .into()
}

fn in_words(duration: Duration) -> String {
    format!("{} ms", duration.as_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    fn judged(took: u64) -> Outcome {
        let sample = Sample::new("GET");
        let subject = sample.subject().after(Duration::from_millis(took));
        judge(Duration::from_millis(500), &subject)
    }

    #[test]
    fn an_answer_in_time_holds() {
        assert_eq!(judged(500), Outcome::Held);
    }

    #[test]
    fn an_answer_that_took_too_long_is_told() {
        assert_eq!(
            judged(501),
            broken("an answer within 500 ms", "an answer after 501 ms")
        );
    }
}
