//! What is done to an answer.

use super::specimen::Specimen;
use crate::exchange::Response;

/// A kind of change to answers.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name, as in `--kind`.
    pub name: &'static str,
    /// What is done, in a few words.
    pub about: &'static str,
    /// What forbids the result; for a probe, what allows it.
    pub basis: &'static str,
    /// Whether somebody should notice.
    pub sort: Sort,
    /// Every change of this kind that an answer lends itself to.
    pub(super) changes: fn(&Specimen<'_>) -> Vec<Damage>,
}

/// Whether a change should be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The result is wrong: a check has to fail.
    Damage,
    /// The result is another way to say the same: no check may fail.
    Probe,
}

/// What a change means for those who read the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is as the kind says.
    AsMeant,
    /// An opaque value that occurs nowhere else: nobody can tell it from another one.
    Equivalent,
}

/// One change to one answer.
#[derive(Clone, Debug)]
pub(super) struct Damage {
    /// What was changed: `DAV:getetag of /book/a`.
    pub(super) what: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) effect: Effect,
    pub(super) response: Response,
}

impl Damage {
    /// The same change to a value that nobody else ever saw, unless it is used.
    pub(super) fn counts_if(self, used: bool) -> Self {
        let effect = if used {
            Effect::AsMeant
        } else {
            Effect::Equivalent
        };
        Self { effect, ..self }
    }
}
