//! Arguments as typed: one file a subcommand.
