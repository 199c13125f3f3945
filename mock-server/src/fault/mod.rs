//! Faults: requests that are answered with an error before anything else looks at them.

mod rule;

pub use rule::Fault;

pub(crate) use rule::Faults;
