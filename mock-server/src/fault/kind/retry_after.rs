//! What a `Retry-After` header says.

use std::fmt;

/// What a `Retry-After` header (RFC 9110 §10.2.3) says. Google was never seen to send one
/// (google:RATE-04).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RetryAfter {
    /// There is no such header.
    #[default]
    Never,
    /// So many seconds, whenever it is sent.
    Seconds(u64),
    /// The seconds of the service clock until the rule lets requests through again. There is no
    /// header where the rule does not end with time.
    WhenOver,
}

impl RetryAfter {
    /// The words for what is no number of seconds.
    pub const WORDS: &'static [&'static str] = &["when-over", "never"];

    /// What one of the [words](Self::WORDS) stands for.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "when-over" => Some(Self::WhenOver),
            "never" => Some(Self::Never),
            _ => None,
        }
    }

    /// What the header says, where there is one. `left` is how many seconds the rule goes on,
    /// where that is known.
    pub(super) const fn seconds(self, left: Option<u64>) -> Option<u64> {
        match self {
            Self::Never => None,
            Self::Seconds(seconds) => Some(seconds),
            Self::WhenOver => left,
        }
    }
}

/// As people write it: seconds, or a word.
impl fmt::Display for RetryAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Never => f.write_str("never"),
            Self::Seconds(seconds) => seconds.fmt(f),
            Self::WhenOver => f.write_str("when-over"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_for_something_and_is_written_again() {
        for word in RetryAfter::WORDS {
            assert_eq!(RetryAfter::named(word).unwrap().to_string(), *word);
        }
        assert_eq!(RetryAfter::named("30"), None);
        assert_eq!(RetryAfter::Seconds(30).to_string(), "30");
    }

    #[test]
    fn the_header_is_left_out_where_there_is_nothing_to_say() {
        assert_eq!(RetryAfter::Never.seconds(Some(9)), None);
        assert_eq!(RetryAfter::WhenOver.seconds(None), None);
        assert_eq!(RetryAfter::WhenOver.seconds(Some(9)), Some(9));
        assert_eq!(RetryAfter::Seconds(3).seconds(Some(9)), Some(3));
    }
}
