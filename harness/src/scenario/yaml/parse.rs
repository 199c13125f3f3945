//! From a file to a tree: budgets, duplicate keys, syntax errors.
//!
//! Plain files take the short way; the library reads and judges everything else.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_yaml::{
    DuplicateKeyPolicy, Error, Location, MergeKeyPolicy, NonFiniteFloatPolicy, Options, Spanned,
};

use super::node::{Key, Kind, Node};
use super::plain::plain;
use super::raw::Raw;
use crate::scenario::diagnostic::{FileProblem, Read, Reporter, ShapeProblem};
use crate::scenario::text_file::TextFile;
use crate::scenario::{Place, Span};

/// How deep lists and maps may nest.
const DEPTH: usize = 32;
/// How many nodes a file may have, aliases expanded.
const NODES: usize = 20_000;

/// Reads a file into a tree. `of` says what it should hold.
pub(crate) fn parse(source: &TextFile, of: &'static str, reporter: &Reporter) -> Read<Node> {
    reporter.know(source);
    let node = match plain(source) {
        Some(node) => node,
        None => through_library(source, reporter)?,
    };
    if node.is_null() {
        return Err(reporter.report(&source.start(), FileProblem::Empty { of }));
    }
    Ok(node)
}

/// Reads a file by the library, whatever is in it.
pub(super) fn through_library(source: &TextFile, reporter: &Reporter) -> Read<Node> {
    let raw = serde_yaml::from_str_with_options::<Spanned<Raw>>(&source.text, options()).map_err(
        |error| {
            let (location, problem) = explain(&error);
            reporter.report(&span_of(location, source), problem)
        },
    )?;
    Placing { source, reporter }.node(raw)
}

fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_documents: 1,
            max_depth: DEPTH,
            max_nodes: NODES,
            max_aliases: NODES,
            max_anchors: NODES,
        },
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    }
}

/// Where the library gave up, and why.
fn explain(error: &Error) -> (Option<Location>, FileProblem) {
    use serde_yaml::budget::BudgetBreach;
    let problem = match error {
        Error::AliasError { error, .. } => return explain(error),
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Documents { .. } => FileProblem::ManyDocuments,
            BudgetBreach::Depth { .. } => FileProblem::TooDeep,
            _ => FileProblem::TooMuch,
        },
        Error::AliasReplayLimitExceeded { .. } | Error::AliasReplayStackDepthExceeded { .. } => {
            FileProblem::TooMuch
        }
        Error::ExternalMessage { msg, .. } if msg.contains("recursion limit") => {
            FileProblem::TooDeep
        }
        Error::ExternalMessage { msg, .. } | Error::Message { msg, .. } => FileProblem::NotYaml {
            message: msg.clone(),
        },
        Error::MultipleDocuments { .. } => FileProblem::ManyDocuments,
        other => FileProblem::NotYaml {
            message: without_place(&other.to_string()),
        },
    };
    (error.location(), problem)
}

/// The library's message without the place at its end, which stands before the snippet anyway.
fn without_place(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.split(" at line ").next().unwrap_or(line).to_owned()
}

/// Where the library gave up: the character there.
fn span_of(location: Option<Location>, source: &TextFile) -> Span {
    let Some(location) = location else {
        return source.start();
    };
    let span = span(location, source);
    let rest = source.text.get(span.start..).unwrap_or_default();
    let here = rest.chars().next().filter(|c| *c != '\n');
    let end = span.start + here.map_or(0, char::len_utf8);
    Span { end, ..span }
}

fn span(location: Location, source: &TextFile) -> Span {
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).max(1);
    let place = Place {
        file: source.file.clone(),
        line: number(location.line()),
        column: number(location.column()),
    };
    let bytes = |count: Option<u64>| count.and_then(|count| usize::try_from(count).ok());
    let start = bytes(location.span().byte_offset()).unwrap_or_else(|| byte_of(&place, source));
    let start = start.min(source.text.len());
    let length = bytes(location.span().byte_len()).unwrap_or(0);
    let end = start.saturating_add(length).min(source.text.len());
    Span { place, start, end }
}

/// The byte at a place; the library does not always know it.
fn byte_of(place: &Place, source: &TextFile) -> usize {
    let (line, column) = (place.line as usize, place.column as usize);
    let mut lines = source.text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
    let characters = lines.next().unwrap_or_default().chars();
    before
        + characters
            .take(column - 1)
            .map(char::len_utf8)
            .sum::<usize>()
}

/// Works out the places of a file's nodes.
struct Placing<'a> {
    source: &'a TextFile,
    reporter: &'a Reporter,
}

impl Placing<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Read<Node> {
        let span = span(raw.defined, self.source);
        Ok(match raw.value {
            Raw::Null => Node {
                span,
                kind: Kind::Null,
            },
            Raw::Boolean(value) => Node {
                span,
                kind: Kind::Boolean(value),
            },
            Raw::Number => {
                let text = self.source.text.get(span.start..span.end);
                let text = text.unwrap_or_default().to_owned();
                Node {
                    span,
                    kind: Kind::Number(text),
                }
            }
            Raw::Text(text) => Node {
                span,
                kind: Kind::Text(text),
            },
            Raw::List(items) => {
                let items = items.into_iter().map(|item| self.node(item));
                let items = items.collect::<Read<Vec<Node>>>()?;
                Node {
                    span: one_character(span),
                    kind: Kind::List(items),
                }
            }
            Raw::Map(entries) => self.map(span, entries)?,
        })
    }

    fn map(&self, span: Span, entries: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Read<Node> {
        let mut map: Vec<(Key, Node)> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for (key, value) in entries {
            let key = self.key(key)?;
            let value = self.node(value)?;
            match seen.entry(key.text.clone()) {
                Entry::Occupied(first) => {
                    let see = (first.get().clone(), "the first");
                    let problem = ShapeProblem::DuplicateKey { key: key.text };
                    self.reporter.report_with(&key.span, problem, see);
                }
                Entry::Vacant(place) => {
                    place.insert(key.span.clone());
                    map.push((key, value));
                }
            }
        }
        let span = match map.first() {
            Some((key, _)) if span.start == span.end => key.span.clone(),
            _ => one_character(span),
        };
        Ok(Node {
            span,
            kind: Kind::Map(map),
        })
    }

    fn key(&self, raw: Spanned<Raw>) -> Read<Key> {
        let node = self.node(raw)?;
        match node.as_text() {
            Some(text) => Ok(Key {
                text: text.to_owned(),
                span: node.span,
            }),
            None => Err(self.reporter.report(&node.span, ShapeProblem::BadKey)),
        }
    }
}

/// A list or map is pointed at by its first character.
pub(super) fn one_character(span: Span) -> Span {
    let end = span.start + 1;
    Span { end, ..span }
}
