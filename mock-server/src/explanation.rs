//! Why an answer is what it is.

use std::cell::RefCell;

use crate::fault::FaultId;
use crate::quirk::QuirkValue;

/// A quirk that was asked on the way to an answer, and the value that it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct QuirkUse {
    /// The quirk's id.
    pub quirk: &'static str,
    /// The name of the value.
    pub value: &'static str,
}

/// A piece of state that went into an answer: `cards` is `3`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What it is.
    pub name: &'static str,
    /// Its value; never a secret.
    pub value: String,
}

/// Why an answer is what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The number of the account that asked, counted from 1: the one whose credentials came, let
    /// in or not. None where they are nobody's.
    pub account: Option<u64>,
    /// The rule that decided, in a sentence.
    pub because: String,
    /// Every quirk that was asked, in the order of asking, each once.
    pub quirks: Vec<QuirkUse>,
    /// The state that was looked at.
    pub facts: Vec<Fact>,
    /// The fault that struck, if any.
    pub fault: Option<FaultId>,
    /// For a refusal: the smallest change to the request that would have succeeded, where there
    /// is one.
    pub remedy: Option<String>,
}

/// The explanation while it grows. Handlers that only read the world write into it too.
#[derive(Debug, Default)]
pub(crate) struct Notes(RefCell<Explanation>);

impl Notes {
    /// Notes that a quirk decides, and hands its value through.
    pub(crate) fn ask<V: QuirkValue>(&self, value: V) -> V {
        let used = QuirkUse {
            quirk: V::QUIRK,
            value: value.name(),
        };
        let mut explanation = self.0.borrow_mut();
        if !explanation.quirks.contains(&used) {
            explanation.quirks.push(used);
        }
        value
    }

    /// Notes a piece of state.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "numbers and texts are handed over as they are"
    )]
    pub(crate) fn fact(&self, name: &'static str, value: impl ToString) {
        self.0.borrow_mut().facts.push(Fact {
            name,
            value: value.to_string(),
        });
    }

    /// Notes who asks.
    pub(crate) fn asked_by(&self, account: u64) {
        self.0.borrow_mut().account = Some(account);
    }

    /// Notes the rule that decided.
    pub(crate) fn because(&self, rule: impl Into<String>) {
        self.0.borrow_mut().because = rule.into();
    }

    /// Notes what would have succeeded.
    pub(crate) fn remedy(&self, remedy: impl Into<String>) {
        self.0.borrow_mut().remedy = Some(remedy.into());
    }

    /// Notes the fault that struck.
    pub(crate) fn fault(&self, id: FaultId) {
        self.0.borrow_mut().fault = Some(id);
    }

    /// The rule that has been noted so far.
    pub(crate) fn rule_so_far(&self) -> String {
        self.0.borrow().because.clone()
    }

    /// The finished explanation.
    pub(crate) fn finish(self) -> Explanation {
        self.0.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quirk::{Profile, Quirks};

    #[test]
    fn a_quirk_that_is_asked_twice_is_noted_once() {
        let quirks = Quirks::of(Profile::Rfc);
        let notes = Notes::default();
        notes.ask(quirks.sync_depth);
        notes.ask(quirks.sync_depth);
        assert_eq!(
            notes.finish().quirks,
            [QuirkUse {
                quirk: "sync.depth",
                value: "zero-required"
            }]
        );
    }
}
