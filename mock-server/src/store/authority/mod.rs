//! What the authorization server keeps: who may do what, and for how long.

mod access_token;
mod scope;

pub use scope::{NotAScope, Scopes};

pub(crate) use access_token::AccessToken;
