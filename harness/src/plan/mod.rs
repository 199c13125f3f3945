//! What is run against what: selection, applicability, target, profile.
