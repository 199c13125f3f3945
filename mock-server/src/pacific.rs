//! US Pacific time, by which Google dates ETags and counts days.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The rule of US Pacific time since 2007, so that no time zone database is needed.
pub(crate) static PACIFIC: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("PST8PDT,M3.2.0,M11.1.0").unwrap_or(TimeZone::UTC));

/// The next midnight after an instant; the end of time where there is none.
pub(crate) fn next_midnight(after: Timestamp) -> Timestamp {
    let tomorrow = after.to_zoned(PACIFIC.clone()).tomorrow();
    tomorrow
        .and_then(|tomorrow| tomorrow.start_of_day())
        .map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn midnight(after: &str) -> String {
        next_midnight(after.parse().unwrap()).to_string()
    }

    #[test]
    fn midnight_is_that_of_california_in_winter_and_summer() {
        assert_eq!(midnight("2026-11-23T07:50:00Z"), "2026-11-23T08:00:00Z");
        assert_eq!(midnight("2026-07-01T12:00:00Z"), "2026-07-02T07:00:00Z");
    }

    #[test]
    fn what_begins_at_midnight_ends_at_the_next_one() {
        assert_eq!(midnight("2026-11-23T08:00:00Z"), "2026-11-24T08:00:00Z");
    }

    #[test]
    fn the_days_on_which_clocks_are_changed_have_23_and_25_hours() {
        assert_eq!(midnight("2026-03-08T08:00:00Z"), "2026-03-09T07:00:00Z");
        assert_eq!(midnight("2026-11-01T07:00:00Z"), "2026-11-02T08:00:00Z");
    }

    #[test]
    fn the_last_day_never_ends() {
        assert_eq!(next_midnight(Timestamp::MAX), Timestamp::MAX);
    }
}
