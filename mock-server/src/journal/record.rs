//! The record: the newest exchanges, up to a number of bytes.

use std::collections::VecDeque;

use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderMap};
use jiff::Timestamp;

use super::Exchange;
use super::packed::Packed;
use crate::message::Request;
use crate::service::Answer;

/// The newest exchanges, up to a number of bytes.
#[derive(Clone, Debug)]
pub struct Journal {
    exchanges: VecDeque<Packed>,
    bytes: usize,
    limit: usize,
    dropped: u64,
    answered: u64,
}

impl Journal {
    /// How many bytes a journal holds unless told otherwise: 16 MiB, some ten
    /// thousand small exchanges.
    pub const DEFAULT_LIMIT: usize = 16 * 1024 * 1024;

    /// An empty journal that holds up to `limit` bytes. With 0 it keeps nothing and only counts.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self {
            exchanges: VecDeque::new(),
            bytes: 0,
            limit,
            dropped: 0,
            answered: 0,
        }
    }

    /// The exchanges that are still kept, oldest first.
    pub fn exchanges(&self) -> impl DoubleEndedIterator<Item = Exchange> + ExactSizeIterator {
        self.exchanges.iter().map(Packed::unpack)
    }

    /// How many of the oldest exchanges had to go.
    #[must_use]
    pub const fn dropped(&self) -> u64 {
        self.dropped
    }

    /// How many requests were answered in all.
    #[must_use]
    pub const fn answered(&self) -> u64 {
        self.answered
    }

    /// The exchange of a number, if it is still kept.
    #[must_use]
    pub fn exchange(&self, number: u64) -> Option<Exchange> {
        self.exchanges_after(number.checked_sub(1)?)
            .next()
            .filter(|exchange| exchange.number == number)
    }

    /// The exchanges after a number that are still kept, oldest first.
    pub fn exchanges_after(
        &self,
        number: u64,
    ) -> impl DoubleEndedIterator<Item = Exchange> + ExactSizeIterator {
        let first = self
            .exchanges
            .partition_point(|exchange| exchange.number <= number);
        self.exchanges.range(first..).map(Packed::unpack)
    }

    /// How many bytes it holds at most.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// How many bytes it holds, roughly.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether it keeps anything.
    pub(crate) const fn keeps(&self) -> bool {
        self.limit > 0
    }

    /// Counts an exchange that is not kept.
    pub(crate) const fn count(&mut self) {
        self.answered += 1;
    }

    /// Keeps an exchange, and lets the oldest go where there is no room.
    pub(crate) fn record(&mut self, mut request: Request, answer: &Answer, at: Timestamp) {
        self.count();
        hide_credentials(&mut request.headers);
        let exchange = Packed::new(self.answered, at, &request, answer);
        self.bytes += exchange.size();
        self.exchanges.push_back(exchange);
        while self.bytes > self.limit {
            let Some(oldest) = self.exchanges.pop_front() else {
                break;
            };
            self.bytes -= oldest.size();
            self.dropped += 1;
        }
    }

    /// Forgets the exchanges. Numbers go on.
    pub fn clear(&mut self) {
        self.exchanges.clear();
        self.bytes = 0;
        self.dropped = 0;
    }
}

impl Default for Journal {
    fn default() -> Self {
        Self::new(Self::DEFAULT_LIMIT)
    }
}

/// Leaves the scheme of every credential, and nothing else.
fn hide_credentials(headers: &mut HeaderMap) {
    for value in headers
        .iter_mut()
        .filter_map(|(name, value)| (*name == AUTHORIZATION).then_some(value))
    {
        let scheme = value
            .to_str()
            .ok()
            .and_then(|text| text.trim().split_once(' '))
            .map_or("", |(scheme, _)| scheme);
        *value = match scheme.to_ascii_lowercase().as_str() {
            "bearer" => HeaderValue::from_static("Bearer [secret]"),
            "basic" => HeaderValue::from_static("Basic [secret]"),
            _ => HeaderValue::from_static("[secret]"),
        };
    }
}

#[cfg(test)]
mod tests;
