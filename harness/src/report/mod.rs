//! Consumers of events: one file a format.

#[cfg(test)]
pub(crate) mod sample;
