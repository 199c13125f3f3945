//! Suites that load, and suites that do not.

#[cfg(unix)]
mod goldens;
mod hostile;
mod resolved;
mod shipped;
mod suite_on_disk;
