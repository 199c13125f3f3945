//! Whole scenarios, played on a mock as the mock and as a server like any other.

mod bench;

mod again;
mod at_all;
mod captures;
mod conditions;
mod depends;
mod elsewhere;
mod ends;
mod finally;
mod known;
mod raw;
mod server_errors;
mod shown;
mod time_outs;
