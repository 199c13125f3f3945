//! A window of the service clock in which requests are counted.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// A window of the service clock in which requests are counted. The first request opens it; the
/// first one after its end opens another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    opened: Timestamp,
    count: u64,
}

impl Window {
    /// Counts a request in the window that is open now, and says how many it has had.
    pub(crate) fn count(open: &mut Option<Self>, span: Duration, now: Timestamp) -> u64 {
        let current = open.filter(|window| now < window.end(span));
        let window = open.insert(current.unwrap_or_else(|| Self::opened(now)));
        window.count += 1;
        window.count
    }

    pub(crate) const fn opened(at: Timestamp) -> Self {
        Self {
            opened: at,
            count: 0,
        }
    }

    /// The first instant after it; the end of time where there is none.
    pub(crate) fn end(self, span: Duration) -> Timestamp {
        let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
        self.opened.checked_add(span).unwrap_or(Timestamp::MAX)
    }

    /// How many seconds it is until its end, rounded up.
    pub(crate) fn seconds_left(self, span: Duration, now: Timestamp) -> u64 {
        let left = self.end(span).duration_since(now);
        let whole = u64::try_from(left.as_secs()).unwrap_or(0);
        whole + u64::from(left.subsec_nanos() > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_request_after_the_end_opens_another_window() {
        let span = Duration::from_secs(60);
        let mut open = None;
        let mut count = |text| Window::count(&mut open, span, at(text));
        assert_eq!(count("2026-11-22T10:00:30Z"), 1);
        assert_eq!(count("2026-11-22T10:01:29Z"), 2);
        assert_eq!(count("2026-11-22T10:01:30Z"), 1);
    }

    #[test]
    fn the_time_that_is_left_is_rounded_up_and_never_below_zero() {
        let window = Window::opened(at("2026-11-22T10:00:00Z"));
        let left = |text| window.seconds_left(Duration::from_secs(30), at(text));
        assert_eq!(left("2026-11-22T10:00:00Z"), 30);
        assert_eq!(left("2026-11-22T10:00:09.5Z"), 21);
        assert_eq!(left("2026-11-22T10:00:31Z"), 0);
        assert_eq!(left("2026-11-22T10:00:30.5Z"), 0);
    }

    #[test]
    fn a_span_beyond_the_end_of_time_never_ends() {
        let window = Window::opened(at("2026-11-22T10:00:00Z"));
        assert_eq!(window.end(Duration::MAX), Timestamp::MAX);
    }
}
