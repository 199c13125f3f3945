//! The report for programs. `docs/reports.md` describes its shape.

use super::document::Document;

/// Everything as one JSON document, on one line.
#[must_use]
pub fn json(document: &Document) -> String {
    // The shape has no maps with keys that are no text, which alone could fail.
    let mut text = serde_json::to_string(document).unwrap_or_default();
    text.push('\n');
    text
}
