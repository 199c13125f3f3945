//! No answer, and no end (google:HTTP-06).

use crate::fault::{Cut, Wire};

pub(super) const fn wire(at: Cut) -> Wire {
    Wire::Silence { at }
}
