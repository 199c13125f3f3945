//! What the fuzz targets do with an input. The tests of the package play the kept inputs through
//! the same functions.
//!
//! The first byte of an input chooses the profile, and whatever else a request needs beside what
//! is fuzzed.
#![allow(dead_code, reason = "each fuzz target uses one of the functions")]

mod filter;
mod request_xml;
mod routing;
mod stage;
mod vcard;

pub(crate) use filter::filter;
pub(crate) use request_xml::request_xml;
pub(crate) use routing::routing;
pub(crate) use vcard::vcard;
