//! `answer-within:`: how long the answer may take.

use std::time::Duration;

use super::super::length::wait;
use super::super::scope::Scope;
use crate::scenario::diagnostic::Read;
use crate::scenario::yaml::Node;

/// Reads a length of time: `500 ms`, `2 seconds`.
pub(super) fn answer_within(node: &Node, scope: &Scope<'_>) -> Read<Duration> {
    wait(node, scope.reporter())
}
