//! What a check finds.

use super::quote;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Held,
    /// Not as expected.
    Broken(Vec<Difference>),
}

/// One difference between what was expected and what was received, in the words of the protocol.
/// Hrefs, ETags and tokens stand in it as they were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was expected: `412`, `DAV:getetag of /…/a at status 200`.
    pub expected: String,
    /// What was received: `204`, `DAV:getetag of /…/a at status 404`.
    pub received: String,
}

impl Difference {
    /// A difference.
    #[must_use]
    pub fn new(expected: impl Into<String>, received: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
            received: received.into(),
        }
    }
}

impl Outcome {
    /// Broken if there is any fault: one difference that lists the first few.
    pub(super) fn of_faults(expected: &str, faults: &[String]) -> Self {
        let difference =
            (!faults.is_empty()).then(|| Difference::new(expected, quote::listed(faults)));
        difference.into()
    }
}

impl From<Vec<Difference>> for Outcome {
    fn from(differences: Vec<Difference>) -> Self {
        if differences.is_empty() {
            Self::Held
        } else {
            Self::Broken(differences)
        }
    }
}

impl From<Option<Difference>> for Outcome {
    fn from(difference: Option<Difference>) -> Self {
        Self::from(Vec::from_iter(difference))
    }
}
