//! How long a step may take, and when its request is sent again.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::{CheckKind, Expectation, Place, StatusPattern};

/// How long a step may take, and when its request is sent again.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    /// How long the step may take, with everything that is sent again.
    pub timeout: Option<TimeLimit>,
    /// Until when the request is sent again.
    pub until: Option<Until>,
    /// After what the request is sent again.
    pub retry: Option<Retry>,
}

/// A time-out that a scenario sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// How long.
    pub length: Duration,
    /// Where it is set.
    pub place: Place,
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, the `timeout` at {}", self.length, self.place)
    }
}

/// A loop: the request is sent until the answer is as expected.
#[derive(Clone, Debug)]
pub struct Until {
    /// What ends it.
    pub checks: BTreeMap<CheckKind, Box<Expectation>>,
    /// How long to wait before the request is sent again.
    pub interval: Duration,
    /// How often the request is sent, at least 1.
    pub at_most: u32,
    /// Where it stands.
    pub place: Place,
}

/// What a request is sent again for, although it is answered, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    /// The causes; one suffices.
    pub on: Vec<Cause>,
    /// How often the request is sent again, at least 1.
    pub at_most: u32,
    /// How long to wait before.
    pub interval: Duration,
}

/// A cause to send a request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It was answered with this status.
    Status(StatusPattern),
    /// There was no answer, or it broke off.
    NoAnswer,
}
