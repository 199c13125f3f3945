//! A mock of Google's CardDAV server.

pub mod quirk;
