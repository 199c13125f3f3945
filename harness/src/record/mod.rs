//! A door to a server: a client talks to the door as if it were the server, and what is said is
//! written down as a HAR file without anybody's secrets.
//!
//! In the order in which things flow: `door` listens, `visitor` reads what a client sends and writes
//! what it gets, `relay` passes it on, `origins` keeps the client on the door. `tape` keeps what was
//! said: `secrets` learns what must not be shown, `masks` takes out what cards say, `file` writes.

mod door;
mod error;
mod file;
mod head;
mod masks;
mod origins;
mod relay;
mod secrets;
mod splice;
mod tape;
mod visitor;

pub use door::{Door, End};
pub use error::RecordError;
pub(crate) use tape::cleaned;
pub use tape::{Cards, Tape};
