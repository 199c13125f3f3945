//! Whole scenarios, played on a mock as the mock and as a server like any other.

mod bench;

mod at_all;
mod captures;
mod depends;
mod elsewhere;
mod ends;
mod known;
mod server_errors;
mod shown;
