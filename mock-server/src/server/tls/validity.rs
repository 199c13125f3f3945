//! From when until when a certificate is good.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rcgen::CertificateParams;

/// From when until when a certificate is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Validity {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
}

impl Validity {
    /// An hour back, for clocks that differ, and some days ahead.
    pub(super) fn days(now: Timestamp, days: i64) -> Self {
        Self {
            from: shifted(now, SignedDuration::from_hours(-1)),
            until: shifted(now, SignedDuration::from_hours(24 * days)),
        }
    }

    /// Over since yesterday.
    pub(super) fn over(now: Timestamp) -> Self {
        Self {
            from: shifted(now, SignedDuration::from_hours(-24 * 8)),
            until: shifted(now, SignedDuration::from_hours(-24)),
        }
    }

    /// Beginning in some days, for as many.
    pub(super) fn to_come(now: Timestamp, days: i64) -> Self {
        Self {
            from: shifted(now, SignedDuration::from_hours(24 * days)),
            until: shifted(now, SignedDuration::from_hours(48 * days)),
        }
    }

    /// Not beyond the end of another.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            until: self.until.min(other.until),
            ..self
        }
    }

    pub(super) fn write_to(self, params: &mut CertificateParams) {
        let epoch = rcgen::date_time_ymd(1970, 1, 1);
        let since =
            |at: Timestamp| Duration::from_secs(u64::try_from(at.as_second()).unwrap_or_default());
        params.not_before = epoch + since(self.from);
        params.not_after = epoch + since(self.until);
    }
}

fn shifted(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_certificate_is_good_from_an_hour_ago() {
        let validity = Validity::days(at("2026-11-22T10:00:00Z"), 7);
        assert_eq!(validity.from, at("2026-11-22T09:00:00Z"));
        assert_eq!(validity.until, at("2026-11-29T10:00:00Z"));
    }

    #[test]
    fn a_certificate_that_is_over_ended_before_now() {
        let now = at("2026-11-22T10:00:00Z");
        assert!(Validity::over(now).until < now);
    }

    #[test]
    fn a_certificate_that_is_to_come_begins_after_now() {
        let now = at("2026-11-22T10:00:00Z");
        let validity = Validity::to_come(now, 7);
        assert_eq!(validity.from, at("2026-11-29T10:00:00Z"));
        assert!(validity.until > validity.from);
    }

    #[test]
    fn a_leaf_ends_with_its_authority() {
        let now = at("2026-11-22T10:00:00Z");
        let short = Validity::days(now, 2);
        assert_eq!(Validity::days(now, 7).within(short).until, short.until);
    }
}
