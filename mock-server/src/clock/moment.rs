//! An instant on the clocks that all accounts share.

use jiff::Timestamp;

/// One instant. What the service takes for now is each account's own business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Real time: the `Date` header.
    pub(crate) real: Timestamp,
    /// What credentials take for now.
    pub(crate) credentials: Timestamp,
    /// The number of the exchange that is being answered; none for what happens from outside.
    pub(crate) exchange: Option<u64>,
}
