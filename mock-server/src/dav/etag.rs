//! Entity tags as Google forms them (google:ETAG-01).

use std::fmt::{self, Write};

use arrayvec::ArrayString;
use jiff::Timestamp;

use crate::pacific::PACIFIC;

/// A strong entity tag with its quotation marks: local time in California to the millisecond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ETag(ArrayString<LONGEST>);

/// 31 in our era; a year before it, or a late one, takes more.
const LONGEST: usize = 36;

impl ETag {
    /// The tag of what was changed at an instant of whole milliseconds.
    pub(crate) fn at(modified: Timestamp) -> Self {
        let local = modified.to_zoned(PACIFIC.clone());
        let mut text = ArrayString::new();
        // The longest one fits.
        let _ = write!(text, "{}", local.strftime("\"%Y-%m-%dT%H:%M:%S%.3f%:z\""));
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(utc: &str) -> String {
        ETag::at(utc.parse().unwrap()).to_string()
    }

    #[test]
    fn summer_and_winter_have_their_offsets() {
        assert_eq!(
            tag("2016-08-31T13:48:15.818Z"),
            "\"2016-08-31T06:48:15.818-07:00\""
        );
        assert_eq!(
            tag("2019-02-28T09:49:18.255Z"),
            "\"2019-02-28T01:49:18.255-08:00\""
        );
    }

    #[test]
    fn the_first_and_the_last_instant_have_whole_tags() {
        for instant in [Timestamp::MIN, Timestamp::MAX] {
            let tag = ETag::at(instant).to_string();
            assert!(tag.starts_with('"') && tag.ends_with(":00\""), "{tag}");
        }
    }

    #[test]
    fn milliseconds_are_always_written() {
        assert_eq!(
            tag("2026-12-01T08:00:00Z"),
            "\"2026-12-01T00:00:00.000-08:00\""
        );
    }

    #[test]
    fn offsets_change_at_two_in_the_morning_in_march_and_november() {
        assert!(tag("2026-03-08T09:59:59.999Z").ends_with("01:59:59.999-08:00\""));
        assert!(tag("2026-03-08T10:00:00Z").ends_with("03:00:00.000-07:00\""));
        assert!(tag("2026-11-01T08:59:59.999Z").ends_with("01:59:59.999-07:00\""));
        assert!(tag("2026-11-01T09:00:00Z").ends_with("01:00:00.000-08:00\""));
    }
}
