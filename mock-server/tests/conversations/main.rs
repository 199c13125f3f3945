//! Conversations with the service in memory, under several profiles: no sockets, no clock, exact
//! bytes where somebody saw Google send them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod auth;
mod client;
mod conditions;
mod controls;
mod creating;
mod deltas;
mod discovery;
mod explanations;
mod faults;
mod hostile;
mod methods;
mod misses;
mod model;
mod multiget;
mod polling;
mod presets;
mod properties;
mod propfind;
mod queries;
mod quotas;
mod random;
mod reading;
mod rewriting;
mod switches;
mod tokens;
mod updating;
