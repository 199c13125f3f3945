//! YAML as a tree of nodes, each with its place: the only user of the YAML libraries.
//!
//! Files are first read into this tree, and only then into what they mean. So every problem of a
//! file is found at once, and each points at its own text.

mod fields;
pub(crate) mod layout;
mod layout_read;
mod node;
mod parse;
mod plain;
mod raw;

pub(crate) use fields::{Fields, plain_name};
pub(crate) use layout_read::layout;
pub(crate) use node::{Key, Kind, Node};
pub(crate) use parse::parse;
