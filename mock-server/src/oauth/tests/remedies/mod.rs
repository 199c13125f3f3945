//! Every refusal says what would have succeeded, and tells no secret by it.

mod assertion;
mod authorization;
mod case;
mod code;
mod form;
mod revocation;
mod token;
