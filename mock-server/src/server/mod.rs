//! The HTTP front: the only sockets of this package.
//!
//! `builder` collects the settings, `running` is what a test holds in its hand, `accept`
//! takes connections, `turn` carries one request to the service and the answer back, `body`
//! reads bodies up to a bound, [`tls`] makes certificates.

mod accept;
mod body;
mod builder;
mod limits;
mod running;
pub mod tls;
mod turn;

pub use builder::{MockBuilder, StartError};
pub use running::MockServer;
