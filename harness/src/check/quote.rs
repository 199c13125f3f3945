//! Received texts in messages: short, on one line, always the same for the same text.

/// The most characters of a text that a message shows.
const LENGTH: usize = 200;

/// A text on one line, cut when it is long.
pub(super) fn quoted(text: &str) -> String {
    let line: String = text
        .trim_end()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// The first few of many, with the count of the rest.
pub(super) fn listed(items: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = items.iter().take(SHOWN).map(String::as_str).collect();
    let rest = items.len().saturating_sub(SHOWN);
    if rest == 0 {
        shown.join(", ")
    } else {
        format!("{} and {rest} more", shown.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shown_on_one_line_and_cut() {
        assert_eq!(quoted("a\r\nb\n"), "a  b");
        assert_eq!(quoted(&"é".repeat(201)), format!("{}…", "é".repeat(200)));
    }

    #[test]
    fn lists_are_cut() {
        let items: Vec<String> = (1..=7).map(|n| n.to_string()).collect();
        assert_eq!(listed(&items), "1, 2, 3, 4, 5 and 2 more");
        assert_eq!(listed(&items[..2]), "1, 2");
    }
}
