//! Snapshots: symbols, form, comparison, store.
