//! The clocks of a world.
//!
//! *Service clocks*, one an account, date cards, ETags and sync tokens; moving one ages them. The
//! world has one too, from which new accounts take theirs. *Credentials* and the `Date` header
//! follow real time, as the client under test does, unless they are moved explicitly. Every clock
//! is real time plus an offset, so the core needs no clock of its own.

mod clocks;
mod moment;
mod service_clock;

pub(crate) use clocks::Clocks;
pub(crate) use moment::Moment;
pub(crate) use service_clock::ServiceClock;
