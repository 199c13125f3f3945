//! Folded lines (RFC 2425 §5.8.1, RFC 6350 §3.2).

use std::ops::Range;

/// The most octets on a line, its end not counted.
const WIDTH: usize = 75;

/// A line as it is meant: several lines of the text when it is folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LogicalLine {
    /// The bytes of the text that it takes up, line ends included.
    pub(super) range: Range<usize>,
    /// What it says, unfolded.
    pub(super) content: Vec<u8>,
    /// The line of the text on which it begins, from 1.
    pub(super) number: usize,
}

/// Unfolds bytes, not characters: a fold may stand in the middle of a character. Lines end in CRLF
/// or LF.
pub(super) fn logical_lines(bytes: &[u8]) -> Vec<LogicalLine> {
    let mut lines: Vec<LogicalLine> = Vec::new();
    let mut start = 0;
    for (index, physical) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let end = start + physical.len();
        let content = without_line_end(physical);
        match (lines.last_mut(), content.split_first()) {
            (Some(line), Some((b' ' | b'\t', continuation))) => {
                line.range.end = end;
                line.content.extend_from_slice(continuation);
            }
            _ => lines.push(LogicalLine {
                range: start..end,
                content: content.to_vec(),
                number: index + 1,
            }),
        }
        start = end;
    }
    lines
}

fn without_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A content line with its line end, folded between characters.
pub(super) fn folded(line: &str, line_end: &str) -> String {
    let mut text = String::with_capacity(line.len() + line_end.len());
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > WIDTH {
            text.push_str(line_end);
            text.push(' ');
            width = 1;
        }
        text.push(c);
        width += c.len_utf8();
    }
    text.push_str(line_end);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &[u8]) -> Vec<String> {
        logical_lines(text)
            .into_iter()
            .map(|line| String::from_utf8(line.content).expect("UTF-8"))
            .collect()
    }

    #[test]
    fn lines_are_unfolded_with_either_line_end() {
        assert_eq!(
            contents(b"A:1\r\n 2\r\n\t3\r\nB:4\n  5\nC"),
            ["A:123", "B:4 5", "C"]
        );
    }

    #[test]
    fn a_fold_inside_a_character_is_healed() {
        assert_eq!(contents(b"A:\xc3\r\n \xa9\r\n"), ["A:\u{e9}"]);
    }

    #[test]
    fn ranges_and_numbers_tell_where_a_line_stands() {
        let lines = logical_lines(b"A:1\r\n 2\r\nB:3\r\n");
        assert_eq!(lines[0].range, 0..9);
        assert_eq!((lines[1].range.clone(), lines[1].number), (9..14, 3));
    }

    #[test]
    fn long_lines_are_folded_at_75_octets_and_read_back_the_same() {
        for line in [
            format!("NOTE:{}", "x".repeat(300)),
            format!("NOTE:{}", "é".repeat(100)),
        ] {
            let text = folded(&line, "\r\n");
            assert!(text.split("\r\n").all(|part| part.len() <= WIDTH));
            assert_eq!(contents(text.as_bytes()), [line]);
        }
        assert_eq!(
            folded(&"x".repeat(75), "\n"),
            format!("{}\n", "x".repeat(75))
        );
    }
}
