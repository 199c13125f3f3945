//! Consumers of events: one file a format.
