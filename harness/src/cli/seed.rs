//! Where seeds come from when nobody names one.

use super::Trouble;

/// The seed of a run on the mock: the same run each time.
pub(super) const MOCK_SEED: u64 = 1;

/// A seed that was never used: names on a real server must be fresh, since what was deleted there
/// may not be created again (`google:HREF-08`), and what a client found on one mock must not help it
/// on the next.
pub(super) fn fresh() -> Result<u64, Trouble> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes)
        .map_err(|error| Trouble::environment(format!("no random numbers: {error}")))?;
    Ok(u64::from(u32::from_be_bytes(bytes)))
}
