//! Conversations with the service in memory, under several profiles: no sockets, no clock, exact
//! bytes where somebody saw Google send them.

mod auth;
mod client;
mod conditions;
mod controls;
mod creating;
mod deltas;
mod discovery;
mod explanations;
mod hostile;
mod methods;
mod multiget;
mod properties;
mod reading;
mod updating;
