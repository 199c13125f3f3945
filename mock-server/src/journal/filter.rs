//! Which exchanges are wanted.

use http::Method;

use super::Exchange;

/// Which exchanges are wanted: those that fit all that is set.
#[derive(Clone, Debug, Default)]
pub struct JournalFilter {
    /// Of the account with this number.
    pub account: Option<u64>,
    /// With this method.
    pub method: Option<Method>,
    /// With a status from this one on.
    pub status_from: Option<u16>,
    /// With a status up to this one.
    pub status_to: Option<u16>,
    /// Whose request target holds this text.
    pub path: Option<String>,
    /// In which this quirk was asked.
    pub quirk: Option<String>,
    /// Struck by a fault, or not.
    pub faulted: Option<bool>,
    /// After the exchange of this number.
    pub after: Option<u64>,
    /// Only the newest so many of those.
    pub newest: Option<usize>,
}

impl JournalFilter {
    /// Those that are wanted among some exchanges, in their order.
    pub(crate) fn choose(
        &self,
        exchanges: impl DoubleEndedIterator<Item = Exchange>,
    ) -> Vec<Exchange> {
        let newest = exchanges.rev().filter(|exchange| self.wants(exchange));
        let mut chosen: Vec<_> = newest.take(self.newest.unwrap_or(usize::MAX)).collect();
        chosen.reverse();
        chosen
    }

    /// Whether an exchange fits all that is set; how many are wanted is not looked at.
    #[must_use]
    pub fn wants(&self, exchange: &Exchange) -> bool {
        let Exchange {
            request,
            response,
            explanation,
            ..
        } = exchange;
        let status = response.status.as_u16();
        let asked = |quirk: &String| explanation.quirks.iter().any(|used| used.quirk == *quirk);
        self.after.is_none_or(|after| exchange.number > after)
            && self
                .account
                .is_none_or(|account| explanation.account == Some(account))
            && self
                .method
                .as_ref()
                .is_none_or(|method| request.method == *method)
            && self.status_from.is_none_or(|least| status >= least)
            && self.status_to.is_none_or(|most| status <= most)
            && self
                .path
                .as_ref()
                .is_none_or(|text| request.target.contains(text))
            && self.quirk.as_ref().is_none_or(asked)
            && self
                .faulted
                .is_none_or(|struck| explanation.fault.is_some() == struck)
    }
}
