//! How two conversations differ.

use similar::TextDiff;

/// Lines of context around a difference.
const CONTEXT: usize = 3;

/// The differences as a unified diff, accepted against received.
#[must_use]
pub fn diff(accepted: &str, received: &str) -> String {
    TextDiff::from_lines(&ended(accepted), &ended(received))
        .unified_diff()
        .context_radius(CONTEXT)
        .header("accepted", "received")
        .to_string()
}

/// The text with a line end at its end, which snapshot files do not keep.
fn ended(text: &str) -> String {
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_with_the_lines_around_it() {
        let accepted = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let received = "1\n2\n3\n4\n5\nsix\n7\n8\n9";
        let expected =
            "--- accepted\n+++ received\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n";
        assert_eq!(diff(accepted, received), expected);
    }

    #[test]
    fn a_line_end_at_the_end_is_no_difference() {
        assert_eq!(diff("a\n", "a"), "");
    }
}
