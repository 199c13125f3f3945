//! A window of the service clock in which requests are counted.

use jiff::Timestamp;

use crate::period::Period;

/// A window of the service clock in which requests are counted. The first request opens it; the
/// first one after its end opens another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    opened: Timestamp,
    count: u64,
}

impl Window {
    /// Counts a request in the window that is open now, and says how many it has had.
    pub(crate) fn count(open: &mut Option<Self>, period: Period, now: Timestamp) -> u64 {
        let current = open.filter(|window| now < window.end(period));
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
    pub(crate) fn end(self, period: Period) -> Timestamp {
        period.end(self.opened)
    }

    /// How many seconds it is until its end, rounded up.
    pub(crate) fn seconds_left(self, period: Period, now: Timestamp) -> u64 {
        let left = self.end(period).duration_since(now);
        let whole = u64::try_from(left.as_secs()).unwrap_or(0);
        whole + u64::from(left.subsec_nanos() > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_request_after_the_end_opens_another_window() {
        let minute = Duration::from_secs(60).into();
        let mut open = None;
        let mut count = |text| Window::count(&mut open, minute, at(text));
        assert_eq!(count("2026-11-22T10:00:30Z"), 1);
        assert_eq!(count("2026-11-22T10:01:29Z"), 2);
        assert_eq!(count("2026-11-22T10:01:30Z"), 1);
    }

    #[test]
    fn the_time_that_is_left_is_rounded_up_and_never_below_zero() {
        let window = Window::opened(at("2026-11-22T10:00:00Z"));
        let left = |text| window.seconds_left(Duration::from_secs(30).into(), at(text));
        assert_eq!(left("2026-11-22T10:00:00Z"), 30);
        assert_eq!(left("2026-11-22T10:00:09.5Z"), 21);
        assert_eq!(left("2026-11-22T10:00:31Z"), 0);
        assert_eq!(left("2026-11-22T10:00:30.5Z"), 0);
    }

    #[test]
    fn a_window_of_a_pacific_day_is_closed_at_midnight_whenever_it_was_opened() {
        let mut open = None;
        let mut count = |text| Window::count(&mut open, Period::PacificDay, at(text));
        assert_eq!(count("2026-11-23T07:50:00Z"), 1);
        assert_eq!(count("2026-11-23T07:59:59Z"), 2);
        assert_eq!(count("2026-11-23T08:00:00Z"), 1);
        assert_eq!(count("2026-11-24T07:59:59Z"), 2);
    }
}
