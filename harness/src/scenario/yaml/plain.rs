//! The short way from a file to a tree: straight from the parser's events.
//!
//! Nearly every file is plain: one document without anchors, aliases, tags and mistakes. Such a
//! file is read here, five times as fast as through the library. Everything else, and every
//! mistake, makes this give up; then the library reads the file from its start. So one reader
//! judges hostile input, and it alone words the messages.

use std::collections::BTreeSet;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, StrInput};

use super::node::{Key, Kind, Node};
use super::parse::one_character;
use crate::scenario::text_file::TextFile;
use crate::scenario::{Place, Span};

/// Deeper files are left to the library, far below its bound.
const DEPTH: usize = 20;
/// Larger files are left to the library, far below its bound.
const NODES: usize = 10_000;
/// Maps with more keys are compared by a set.
const FEW_KEYS: usize = 12;

/// The tree of a plain file; nothing where the library has to judge it.
pub(super) fn plain(source: &TextFile) -> Option<Node> {
    let reading = Reading {
        parser: Parser::new_from_str(&source.text),
        file: &source.file,
        nodes: 0,
    };
    reading.document()
}

struct Reading<'a> {
    parser: Parser<'a, StrInput<'a>>,
    file: &'a Arc<str>,
    nodes: usize,
}

/// An event and where it stands.
type Placed<'a> = (Event<'a>, granit_parser::Span);

impl<'a> Reading<'a> {
    fn next(&mut self) -> Option<Placed<'a>> {
        self.parser.next_event()?.ok()
    }

    fn document(mut self) -> Option<Node> {
        let (Event::StreamStart, _) = self.next()? else {
            return None;
        };
        let (Event::DocumentStart(_, None), _) = self.next()? else {
            return None;
        };
        let root = self.next()?;
        let root = self.node(root, 0)?;
        let end = (self.next()?.0, self.next()?.0);
        matches!(end, (Event::DocumentEnd, Event::StreamEnd)).then_some(root)
    }

    fn node(&mut self, (event, at): Placed<'a>, depth: usize) -> Option<Node> {
        self.nodes += 1;
        if self.nodes > NODES || depth > DEPTH {
            return None;
        }
        let span = self.span(&at)?;
        match event {
            Event::Scalar(text, style, 0, None) => {
                let kind = match style {
                    ScalarStyle::Plain => unquoted(&text)?,
                    _ => Kind::Text(text.into_owned()),
                };
                Some(Node { span, kind })
            }
            Event::SequenceStart(_, 0, None) => self.list(span, depth),
            Event::MappingStart(_, 0, None) => self.map(span, depth),
            _ => None,
        }
    }

    fn list(&mut self, span: Span, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => break,
                item => items.push(self.node(item, depth + 1)?),
            }
        }
        let (span, kind) = (one_character(span), Kind::List(items));
        Some(Node { span, kind })
    }

    fn map(&mut self, span: Span, depth: usize) -> Option<Node> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, _) => break,
                key => key_of(self.node(key, depth + 1)?)?,
            };
            let value = self.next()?;
            entries.push((key, self.node(value, depth + 1)?));
        }
        if has_twins(&entries) {
            return None;
        }
        let span = match entries.first() {
            Some((key, _)) if span.start == span.end => key.span.clone(),
            _ => one_character(span),
        };
        let kind = Kind::Map(entries);
        Some(Node { span, kind })
    }

    fn span(&self, at: &granit_parser::Span) -> Option<Span> {
        let place = Place {
            file: self.file.clone(),
            line: u32::try_from(at.start.line()).ok()?,
            column: u32::try_from(at.start.col() + 1).ok()?,
        };
        let (start, end) = (at.start.byte_offset()?, at.end.byte_offset()?);
        Some(Span { place, start, end })
    }
}

/// A key of a map; only a scalar that says something is one.
fn key_of(node: Node) -> Option<Key> {
    let text = match node.kind {
        Kind::Text(text) | Kind::Number(text) => text,
        _ => node.as_text()?.to_owned(),
    };
    let span = node.span;
    Some(Key { text, span })
}

/// Whether a key stands there twice.
fn has_twins(entries: &[(Key, Node)]) -> bool {
    if entries.len() > FEW_KEYS {
        let keys: BTreeSet<&str> = entries.iter().map(|(key, _)| key.text.as_str()).collect();
        return keys.len() < entries.len();
    }
    let twin = |(at, (key, _)): (usize, &(Key, Node))| {
        entries
            .iter()
            .take(at)
            .any(|(other, _)| other.text == key.text)
    };
    entries.iter().enumerate().any(twin)
}

/// What a scalar without quotes is (YAML 1.2.2 §10.3.2); nothing where only the library knows.
fn unquoted(text: &str) -> Option<Kind> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Boolean(true),
        "false" | "False" | "FALSE" => Kind::Boolean(false),
        _ if is_plain_number(text) => Kind::Number(text.to_owned()),
        _ if may_be_number(text) => return None,
        _ => Kind::Text(text.to_owned()),
    })
}

/// Whether a text is a number beyond doubt: a few digits.
fn is_plain_number(text: &str) -> bool {
    let digits = text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text.len() == 1 || !text.starts_with('0'))
}

/// Whether a text may be a number in one of its many spellings.
fn may_be_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let starts = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let endless = || digits.eq_ignore_ascii_case(".inf") || digits.eq_ignore_ascii_case(".nan");
    let other_base = || {
        let start = digits.get(..2).unwrap_or_default();
        ["0x", "0o", "0b"]
            .iter()
            .any(|base| start.eq_ignore_ascii_case(base))
    };
    starts && (endless() || other_base() || text.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::parse::through_library;
    use super::*;
    use crate::scenario::diagnostic::Reporter;
    use crate::scenario::load::yaml_files;

    fn file(text: &str) -> TextFile {
        TextFile {
            file: "a.yaml".into(),
            text: text.into(),
        }
    }

    /// What the library makes of a text, unless it refuses or complains.
    fn of_library(text: &str) -> Option<String> {
        let reporter = Reporter::default();
        let node = through_library(&file(text), &reporter);
        let tree = format!("{:?}", node.as_ref().ok()?);
        reporter.finish(node).ok().map(|_| tree)
    }

    fn of_plain(text: &str) -> Option<String> {
        plain(&file(text)).map(|node| format!("{node:?}"))
    }

    #[test]
    fn plain_files_are_read_as_the_library_reads_them() {
        let texts = [
            "a: 1\nb: [x, 'y', \"z\\n\"]\nc: { d: ~, e: , f: true }\n",
            "- |\n  literal\n  text\n- >-\n  folded\n  text\n\n  more\n- |+\n  kept\n\n",
            "---\na: b\n...\n",
            "a:\n- b\n-   - c\n    - d\ne:\n",
            "# comment\na: b # more\n\n# last\n",
            "ä: ö\n'ü ': \"\\u00e9\"\n1: 2\ntrue: x\n",
            "a: 2xx\nz: .example\nb: 30 days\nc: 2026-10-05\nd: - x\n",
            "a: b\r\nc:\r\n  - d\r\n",
            "? a\n: b\n? [c]\n",
            "a: one\n  two\n  three\n",
            "{}",
            "[]",
            "word",
            "a: {}\nb: []\nc: ''\n",
        ];
        for text in texts {
            let read = of_plain(text);
            assert!(
                read.is_none() || read == of_library(text),
                "{text:?}: {read:?}"
            );
        }
        assert_eq!(
            texts.iter().filter(|text| of_plain(text).is_none()).count(),
            2
        );
    }

    #[test]
    fn every_shipped_file_is_plain_and_read_as_the_library_reads_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["scenarios", "ci/targets"].map(|folder| root.join(folder));
        let files = yaml_files(&folders).unwrap();
        for file in &files {
            let text = std::fs::read_to_string(&file.path).unwrap();
            let plain = of_plain(&text);
            assert!(plain.is_some(), "{}", file.shown);
            assert!(plain == of_library(&text), "{}", file.shown);
        }
        assert!(files.len() > 100, "{} files", files.len());
    }

    #[test]
    fn what_is_out_of_the_ordinary_is_left_to_the_library() {
        let texts = [
            "",
            "a: &x 1\nb: *x\n",
            "a: !!str 1\n",
            "%YAML 1.1\n---\na: b\n",
            "a: b\n---\nc: d\n",
            "a: 1\na: 2\n",
            "~: 1\n",
            "a: [\n",
            "a: 1.5\nb: 0x10\n",
            "a: 007\n",
            "a: .inf\n",
        ];
        for text in texts {
            assert_eq!(of_plain(text), None, "{text:?}");
        }
        let deep = "[".repeat(DEPTH + 2) + &"]".repeat(DEPTH + 2);
        assert_eq!(of_plain(&deep), None);
        assert_eq!(of_plain(&"- a\n".repeat(NODES + 1)), None);
    }

    proptest! {
        #[test]
        fn no_text_is_read_otherwise_than_by_the_library(
            text in "([-:?,\\[\\]{}#&*!|>'\"%~ \n]|[a-c01.]|\r\n|- |: |  |true|0x1|é){0,24}"
        ) {
            if let Some(read) = of_plain(&text) {
                prop_assert_eq!(Some(read), of_library(&text));
            }
        }
    }
}
