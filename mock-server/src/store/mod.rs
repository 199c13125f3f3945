//! What the server keeps: accounts, one address book each, cards, and the log of changes.

mod account;
mod control;
mod ids;
mod secret;
mod world;

pub use control::ControlError;
pub use secret::Secret;
pub use world::World;

pub(crate) use account::Account;
pub(crate) use ids::Ids;
