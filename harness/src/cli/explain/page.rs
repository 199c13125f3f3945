//! A page of explanation.

/// How wide a page is.
const WIDTH: usize = 96;

/// A page of explanation: a heading, then sections of wrapped text.
#[derive(Debug)]
pub(super) struct Page(String);

impl Page {
    /// A page with its heading.
    pub(super) fn new(heading: &str) -> Self {
        Self(format!("{heading}\n"))
    }

    /// Begins a section.
    pub(super) fn section(&mut self, heading: &str) {
        self.0 += &format!("\n{heading}\n");
    }

    /// A paragraph.
    pub(super) fn text(&mut self, text: &str) {
        self.item("", text);
    }

    /// A paragraph behind a word.
    pub(super) fn item(&mut self, word: &str, text: &str) {
        self.lines(word, 0, text);
    }

    /// A paragraph behind a word, in a column of its own.
    pub(super) fn column(&mut self, word: &str, width: usize, text: &str) {
        self.lines(word, width, text);
    }

    fn lines(&mut self, word: &str, width: usize, text: &str) {
        let mut line = if word.is_empty() && width == 0 {
            " ".to_owned()
        } else {
            format!("  {word:width$} ")
        };
        let indent = line.chars().count().min(2 + width + 1);
        let mut is_first = true;
        for piece in text.split_whitespace() {
            let length = line.chars().count() + 1 + piece.chars().count();
            if length > WIDTH && !is_first {
                self.0 += line.trim_end();
                self.0.push('\n');
                line = " ".repeat(indent);
            }
            line.push(' ');
            line += piece;
            is_first = false;
        }
        self.0 += line.trim_end();
        self.0.push('\n');
    }

    /// The whole page.
    pub(super) fn end(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_and_columns_are_kept() {
        let mut page = Page::new("heading");
        page.section("section");
        page.text("short");
        page.column("word", 6, &"abcdefghi ".repeat(10));
        assert_eq!(
            page.end(),
            "heading\n\nsection\n  short\n  word    abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi \
             abcdefghi abcdefghi abcdefghi\n          abcdefghi abcdefghi\n"
        );
    }
}
