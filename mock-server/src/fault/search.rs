//! The rules' look at one request, one rule after the other.

use jiff::Timestamp;

use super::asked::Asked;

/// How far the rules have looked at a request.
pub(crate) struct Search<'a> {
    pub(super) asked: Asked<'a>,
    /// Real time.
    pub(super) real: Timestamp,
    /// How many rules have had their look.
    pub(super) tried: usize,
}

impl Search<'_> {
    /// The number of the account whose credentials come with the request.
    pub(crate) const fn asker(&self) -> Option<u64> {
        self.asked.asker()
    }
}
