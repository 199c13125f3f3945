//! The connection breaks.

use crate::fault::{Cut, Wire};

pub(super) const fn wire(at: Cut) -> Wire {
    Wire::Reset { at }
}
