//! The control API: what a test does to a running server from outside, under `/__cardproof/`.
//!
//! `operation` holds the one table of operations, a file a group; the OpenAPI document, the routes
//! and the reading of requests all come from it. `shape` says what values look like, `check` holds
//! what came in against that, `schema` and `openapi` write it down for others. `gate` decides who
//! may ask, `problem` is what those hear who may not or who are mistaken. Nothing of it enters the
//! journal.

mod body;
mod call;
mod check;
mod events;
mod front;
mod gate;
mod openapi;
mod operation;
mod problem;
mod query;
mod reply;
mod schema;
mod shape;

pub(super) use events::Events;
pub(super) use front::{Asked, Control, Outcome};
pub(super) use gate::Gate;
pub(super) use openapi::document as openapi;
pub(super) use operation::archive;
