//! One request's turn.

use crate::message::Request;
use crate::quirk::QuirkValue;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::store::Bookkeeper;

/// What a handler gives back.
pub(crate) type Outcome = Result<Reply, Refusal>;

/// A request together with the book of the account that asks.
pub(crate) struct Turn<'a> {
    pub(crate) request: &'a Request,
    pub(crate) keeper: Bookkeeper<'a>,
}

impl Turn<'_> {
    /// Notes that a quirk decides, and hands its value through.
    pub(crate) fn ask<V: QuirkValue>(&self, value: V) -> V {
        self.keeper.notes.ask(value)
    }

    /// Notes the rule that decided.
    pub(crate) fn because(&self, rule: impl Into<String>) {
        self.keeper.notes.because(rule);
    }

    /// Notes a piece of state.
    pub(crate) fn fact(&self, name: &'static str, value: impl ToString) {
        self.keeper.notes.fact(name, value);
    }
}
