//! The program as users meet it: what it prints, and how it exits.

mod explain;
mod help;
mod list;
mod program;
mod run;
mod serve;
mod snapshots;
mod usage;
