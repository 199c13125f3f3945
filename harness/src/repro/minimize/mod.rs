//! A failure shortened: steps, cards, faults and quirks are left out, a few at a time, and what is
//! left is played again, until nothing more can go without the failure going too.
//!
//! `parts` says what may go and cuts it out of the tree, `tidy` takes along what means nothing
//! without it, `trial` plays what is left, `alike` compares failures, `search` decides in which
//! order things are tried, `shorten` leads.

mod alike;
mod parts;
mod search;
mod shorten;
mod tidy;
mod trial;

pub use shorten::{Bounds, Cut, MinimizeError, Shortened, shortened};
