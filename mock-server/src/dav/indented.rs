//! XML as it is written: every element on a line of its own, one blank deeper than its parent,
//! and text between its tags.

use super::text::escape;

/// A document while it is written. Names are those of elements that were parsed or are ours, and
/// need no escaping.
pub(super) struct Indented {
    bytes: Vec<u8>,
    depth: usize,
    /// Whether the next tag begins a line: not after text.
    breaks_line: bool,
}

impl Indented {
    /// A document that begins with its declaration.
    pub(super) fn new() -> Self {
        let mut bytes = Vec::with_capacity(1024);
        bytes.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self {
            bytes,
            depth: 0,
            breaks_line: true,
        }
    }

    /// How many bytes were written.
    pub(super) const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Makes room for so many bytes.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Begins an element with the parts of its name, or with a name and attributes as they are
    /// written. Attributes may follow; then it has to be opened or left empty.
    pub(super) fn begin(&mut self, name: [&str; 2]) {
        self.break_line();
        self.bytes.push(b'<');
        self.name(name);
    }

    /// Adds an attribute, its value escaped already.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        for part in [" ", name, "=\"", value, "\""] {
            self.bytes.extend_from_slice(part.as_bytes());
        }
    }

    /// Opens the element that was begun.
    pub(super) fn open(&mut self) {
        self.bytes.push(b'>');
        self.depth += 1;
        self.breaks_line = true;
    }

    /// Leaves the element empty that was begun.
    pub(super) fn empty(&mut self) {
        self.bytes.extend_from_slice(b"/>");
        self.breaks_line = true;
    }

    /// Begins and opens an element without attributes.
    pub(super) fn start(&mut self, name: &str) {
        self.begin([name, ""]);
        self.open();
    }

    /// Writes markup as it stands. What follows it begins a line, so deep inside of the document.
    pub(super) fn markup(&mut self, markup: &str, depth: usize) {
        self.bytes.extend_from_slice(markup.as_bytes());
        self.depth = depth;
        self.breaks_line = true;
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(escape(text).as_bytes());
        self.breaks_line = false;
    }

    /// Closes the element that was opened last.
    pub(super) fn end(&mut self, name: [&str; 2]) {
        self.depth = self.depth.saturating_sub(1);
        self.break_line();
        self.bytes.extend_from_slice(b"</");
        self.name(name);
        self.bytes.push(b'>');
        self.breaks_line = true;
    }

    /// What was written, with the end of its last line.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.push(b'\n');
        self.bytes
    }

    fn name(&mut self, name: [&str; 2]) {
        for part in name {
            self.bytes.extend_from_slice(part.as_bytes());
        }
    }

    fn break_line(&mut self) {
        const BLANKS: &[u8] = b"\n                ";
        if !self.breaks_line {
            return;
        }
        match BLANKS.get(..=self.depth) {
            Some(line) => self.bytes.extend_from_slice(line),
            None => {
                self.bytes.push(b'\n');
                self.bytes.resize(self.bytes.len() + self.depth, b' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_on_lines_of_their_own_and_text_between_its_tags() {
        let mut document = Indented::new();
        document.begin(["a", ""]);
        document.attribute("b", "c");
        document.open();
        document.start("d");
        document.text("1 < 2");
        document.end(["d", ""]);
        document.begin(["x:", "e"]);
        document.empty();
        document.end(["a", ""]);
        assert_eq!(
            String::from_utf8(document.finish()).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"c\">\n <d>1 &lt; 2</d>\n <x:e/>\n</a>\n"
        );
    }

    #[test]
    fn lines_are_indented_however_deep_they_stand() {
        let mut document = Indented::new();
        for _ in 0..40 {
            document.start("a");
        }
        document.begin(["b", ""]);
        document.empty();
        let text = String::from_utf8(document.finish()).unwrap();
        let last = text.lines().last().unwrap();
        assert_eq!(last, " ".repeat(40) + "<b/>");
    }
}
