//! What was said, without what must not be shown.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use jiff::Timestamp;
use tokio::sync::watch;

use super::head::Head;
use super::masks::Masks;
use super::secrets;
use crate::exchange::{Exchange, Redactor, Secret};
use crate::report::document::ExchangeRecord;
use crate::report::recording_as_har;

/// How many bytes of bodies are kept: a client that loads everything again and again fills no
/// memory.
const LIMIT: usize = 256 * 1024 * 1024;

/// What becomes of the cards that are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cards {
    /// Their form stays, what they say goes.
    Masked,
    /// They are kept as they are: for accounts that hold nobody's cards.
    Whole,
}

impl Cards {
    /// An exchange without the cards and the secret fields that nobody may see.
    fn shown(self, exchange: Exchange, masks: &mut Masks) -> Exchange {
        let mut exchange = match self {
            Self::Masked => masks.exchange(exchange),
            Self::Whole => exchange,
        };
        exchange.request = secrets::without(exchange.request);
        exchange
    }
}

/// What was said.
#[derive(Debug)]
pub struct Tape {
    cards: Cards,
    state: Mutex<State>,
    count: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct State {
    redactor: Redactor,
    masks: Masks,
    exchanges: Vec<(Timestamp, Exchange)>,
    bytes: usize,
    elsewhere: BTreeSet<String>,
}

impl Tape {
    /// An empty one.
    #[must_use]
    pub fn new(cards: Cards) -> Self {
        Self {
            cards,
            state: Mutex::default(),
            count: watch::channel(0).0,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an exchange, whose request had this head. What cards say and the values of secret
    /// fields are not even kept.
    pub(super) fn keep(&self, began: Timestamp, exchange: Exchange, head: &Head) {
        let mut state = self.state();
        let state = &mut *state;
        secrets::learn(&mut state.redactor, &exchange, &head.fields);
        let mut exchange = self.cards.shown(exchange, &mut state.masks);
        state.bytes += size(&exchange);
        if state.bytes > LIMIT {
            without_bodies(&mut exchange);
        }
        state.exchanges.push((began, exchange));
        self.count.send_replace(state.exchanges.len());
    }

    /// The server sent the client to another host, where nothing is recorded.
    pub(super) fn note_elsewhere(&self, origin: String) {
        self.state().elsewhere.insert(origin);
    }

    /// Tells the number of exchanges whenever it changes.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    /// How many exchanges there are.
    #[must_use]
    pub fn count(&self) -> usize {
        *self.count.borrow()
    }

    /// Where else the server sent the client.
    #[must_use]
    pub fn elsewhere(&self) -> Vec<String> {
        self.state().elsewhere.iter().cloned().collect()
    }

    /// Everything as a HAR document. A secret that was learnt late is hidden from the begin on.
    #[must_use]
    pub fn har(&self) -> String {
        let state = self.state();
        let began = state.exchanges.first().map(|(began, _)| *began);
        let exchanges = state.exchanges.iter();
        let records = exchanges.map(|(began, exchange)| {
            let shown = state.redactor.exchange(exchange);
            (*began, ExchangeRecord::of(&shown, String::new()))
        });
        recording_as_har(began, records)
    }
}

/// Exchanges that somebody else recorded, without what must not be shown. `fields` are those of
/// each request, any of which may be a secret.
pub(crate) fn cleaned(
    exchanges: Vec<Exchange>,
    fields: &[Vec<(String, Secret)>],
    cards: Cards,
) -> Vec<Exchange> {
    let (mut redactor, mut masks) = (Redactor::default(), Masks::default());
    for (exchange, fields) in exchanges.iter().zip(fields) {
        secrets::learn(&mut redactor, exchange, fields);
    }
    let exchanges = exchanges
        .into_iter()
        .map(|exchange| redactor.exchange(&cards.shown(exchange, &mut masks)));
    exchanges.collect()
}

fn size(exchange: &Exchange) -> usize {
    let answer = exchange.outcome.as_ref().map_or(0, |it| it.body.len());
    exchange.request.body.len() + answer
}

fn without_bodies(exchange: &mut Exchange) {
    let instead = |body: &Bytes| match body.is_empty() {
        true => body.clone(),
        false => Bytes::from(format!(
            "(left out: {} bytes, the recording is full)",
            body.len()
        )),
    };
    exchange.request.body = instead(&exchange.request.body);
    if let Ok(response) = &mut exchange.outcome {
        response.body = instead(&response.body);
    }
}
