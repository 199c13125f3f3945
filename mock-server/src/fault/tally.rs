//! What rules remember of the requests that matched them.

use std::collections::HashMap;

use crate::window::Window;

/// What a rule remembers of the requests that count together.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// How many matched.
    pub(super) matched: u64,
    /// How many were struck.
    pub(super) struck: u64,
    /// The window of time that was opened last.
    pub(super) window: Option<Window>,
}

/// All tallies of a rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    /// Of the requests that are of no account, or of all where accounts make no difference.
    common: Tally,
    /// Of those that are counted by accounts, by address.
    accounts: HashMap<String, Tally>,
}

impl Tallies {
    /// The tally in which requests count that are of this account.
    pub(super) fn of(&mut self, account: Option<&str>) -> &mut Tally {
        match account {
            None => &mut self.common,
            Some(address) => self.accounts.entry(address.to_owned()).or_default(),
        }
    }

    /// The tally of the requests that are of no account, or of all where accounts make no
    /// difference.
    pub(super) const fn common(&self) -> &Tally {
        &self.common
    }

    /// How many requests matched, in all.
    pub(super) fn matched(&self) -> u64 {
        self.all().map(|tally| tally.matched).sum()
    }

    /// How many requests were struck, in all.
    pub(super) fn struck(&self) -> u64 {
        self.all().map(|tally| tally.struck).sum()
    }

    fn all(&self) -> impl Iterator<Item = &Tally> {
        self.accounts.values().chain([&self.common])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_count_by_themselves_and_sums_are_of_all() {
        let mut tallies = Tallies::default();
        tallies.of(Some("ada@example.com")).matched += 2;
        tallies.of(Some("grace@example.com")).matched += 1;
        tallies.of(Some("grace@example.com")).struck += 1;
        tallies.of(None).matched += 4;
        assert_eq!(tallies.of(Some("ada@example.com")).matched, 2);
        assert_eq!(tallies.common().matched, 4);
        assert_eq!((tallies.matched(), tallies.struck()), (7, 1));
    }
}
