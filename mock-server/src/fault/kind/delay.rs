//! The answer comes late.

use std::time::Duration;

use crate::fault::{Cut, Wire};

pub(super) const fn wire(by: Duration, at: Cut) -> Wire {
    Wire::Pause { at, by }
}
