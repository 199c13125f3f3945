//! Suites that load, and suites that do not.

mod hostile;
mod resolved;
mod shipped;
mod suite_on_disk;
