//! The connection ends in an orderly way before the answer does.

use crate::fault::{Cut, Wire};

pub(super) const fn wire(at: Cut) -> Wire {
    Wire::Close { at }
}
