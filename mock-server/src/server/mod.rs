//! The HTTP front: the only sockets of this package.
//!
//! `builder` collects the settings, `running` is what a test holds in its hand, `accept`
//! takes connections, `turn` carries one request to the service and the answer back, `body`
//! reads bodies up to a bound, `control` is what tests do from outside, [`tls`] makes certificates. `delivery` carries out what faults do to
//! answers on their way: `paced` writes slow bodies, `line` and `breakage` end connections.

mod accept;
mod body;
mod breakage;
mod builder;
mod control;
mod delivery;
mod limits;
mod line;
mod paced;
mod running;
pub mod tls;
mod turn;

pub use builder::{MockBuilder, StartError};
pub use running::MockServer;
