//! Methods: one file each. A handler reads its request, checks the preconditions in the order of
//! RFC 9110 §13.2.2, makes at most one change and answers.

mod anonymous;
mod ctag_polling;
mod delete;
mod depth;
mod dispatch;
mod facts;
mod features;
mod get;
mod if_header;
mod incoming_card;
mod lookup;
mod nearest;
mod nowhere;
mod options;
mod post;
mod precondition;
mod propfind;
mod proppatch;
mod put;
mod report;
mod turn;
mod unsupported;
mod well_known;

pub(crate) use anonymous::{nobody as nobody_there, refuse_book as refuse_anonymous_book};
pub(crate) use dispatch::dispatch;
pub(crate) use options::{anonymous as anonymous_options, whole_server as whole_server_options};
pub(crate) use turn::Turn;
pub(crate) use well_known::{
    options as well_known_options, redirect as well_known_redirect,
    refuse_anonymous as refuse_anonymous_well_known,
};
