//! Suites that load, and suites that do not.

mod cases;
mod changes;
mod checks;
mod depends;
#[cfg(unix)]
mod goldens;
mod hostile;
mod mangled;
mod pace;
mod queries;
mod requests;
mod resolved;
mod shipped;
mod suite_on_disk;
