//! The generated page about quirks.

/// `QUIRKS.md`: every quirk with its values, evidence and profiles.
#[must_use]
pub fn quirks_page() -> String {
    String::new()
}
