//! Colours, where they are wanted.

use crate::run::Verdict;

/// Colours or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// Whether there are colours.
    pub colours: bool,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A heading.
    Bold,
    /// Less important.
    Dim,
    /// As it should be.
    Good,
    /// Not as it should be.
    Bad,
    /// Better than it was thought to be.
    Changed,
    /// Not known to be good or bad.
    Unclear,
    /// Bad, and known.
    Known,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Good => "32",
            Self::Bad => "1;31",
            Self::Changed => "35",
            Self::Unclear => "33",
            Self::Known => "36",
        }
    }
}

impl From<Verdict> for Style {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Good,
            Verdict::NotApplicable => Self::Dim,
            Verdict::KnownDeviation => Self::Known,
            Verdict::Inconclusive => Self::Unclear,
            Verdict::Changed => Self::Changed,
            Verdict::Fail => Self::Bad,
        }
    }
}

impl Paint {
    /// The text in its colour, or as it is.
    #[must_use]
    pub fn text(self, style: impl Into<Style>, text: &str) -> String {
        if self.colours {
            format!("\x1b[{}m{text}\x1b[0m", style.into().code())
        } else {
            text.to_owned()
        }
    }

    /// A unified diff with its lines in their colours.
    #[must_use]
    pub fn diff(self, diff: &str) -> String {
        let coloured = |line: &str| match line.as_bytes().first() {
            Some(b'+') => self.text(Style::Good, line) + "\n",
            Some(b'-') => self.text(Style::Bad, line) + "\n",
            _ => line.to_owned() + "\n",
        };
        diff.lines().map(coloured).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_coloured_only_where_that_is_wanted() {
        let on = Paint { colours: true };
        assert_eq!(on.text(Verdict::Fail, "x"), "\x1b[1;31mx\x1b[0m");
        assert_eq!(Paint::default().text(Verdict::Fail, "x"), "x");
    }
}
