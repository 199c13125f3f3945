//! How often getctag may be asked for.

use std::time::Duration;

/// How often an account may ask for getctag before that is polling (google:RATE-01). The numbers
/// are a choice: nobody knows Google's (google:UNK-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CtagAllowance {
    /// How many requests.
    pub requests: u64,
    /// In how much time of the service clock.
    pub per: Duration,
}

/// Ten requests in an hour: room for first syncs and for fallbacks after a refused token.
impl Default for CtagAllowance {
    fn default() -> Self {
        Self::USUAL
    }
}

impl CtagAllowance {
    pub(crate) const USUAL: Self = Self {
        requests: 10,
        per: Duration::from_secs(60 * 60),
    };
}
