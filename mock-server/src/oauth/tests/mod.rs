//! The authorization server as a whole.

mod remedies;
mod whole;
