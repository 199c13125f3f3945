//! Standing checks: what holds for every exchange of a kind, from the RFC alone. One file a check.
