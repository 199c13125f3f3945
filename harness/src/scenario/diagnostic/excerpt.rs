//! The lines of a file that a message shows. Only these are handed to the renderer: it reads all
//! that it is given, for each message.

use std::ops::Range;

use crate::scenario::Span;

/// Some lines of a file.
pub(super) struct Excerpt<'a> {
    /// Their text.
    pub(super) text: &'a str,
    /// The number of the first.
    pub(super) first_line: usize,
    /// The byte at which they begin.
    offset: usize,
}

impl<'a> Excerpt<'a> {
    /// The lines from the first span to the last.
    pub(super) fn of(text: &'a str, spans: &[&Span]) -> Self {
        let starts = spans.iter().map(|span| boundary(span.start, text));
        let ends = spans.iter().map(|span| boundary(span.end, text));
        let lines = spans.iter().map(|span| span.place.line as usize);
        let start = starts.min().unwrap_or(0);
        let end = ends.max().unwrap_or(0).max(start);
        let offset = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let lines_only = &text[offset..end];
        Self {
            text: lines_only.strip_suffix('\r').unwrap_or(lines_only),
            first_line: lines.min().unwrap_or(1),
            offset,
        }
    }

    /// The bytes of a span in these lines.
    pub(super) fn range(&self, span: &Span) -> Range<usize> {
        let within = |at: usize| boundary(at.saturating_sub(self.offset), self.text);
        let start = within(span.start);
        start..within(span.end).max(start)
    }
}

/// The most bytes that a character has in UTF-8.
const LONGEST: usize = 4;

/// The nearest byte, not after this one, at which a character begins.
fn boundary(at: usize, text: &str) -> usize {
    let at = at.min(text.len());
    let boundaries = (0..=at).rev();
    boundaries
        .take(LONGEST)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_the_lines_of_its_spans() {
        let text = "one\ntwo\nthrée\nfour\n";
        let file = Span::of_file("x");
        let span = |start, end, line| {
            let mut span = file.clone();
            (span.start, span.end, span.place.line) = (start, end, line);
            span
        };
        let (two, three) = (span(5, 6, 2), span(11, 13, 3));
        let excerpt = Excerpt::of(text, &[&three, &two]);
        assert_eq!((excerpt.text, excerpt.first_line), ("two\nthrée", 2));
        assert_eq!(&excerpt.text[excerpt.range(&two)], "w");
        assert_eq!(&excerpt.text[excerpt.range(&three)], "é");
    }
}
