//! A node of a YAML file, with its place.

use crate::scenario::Span;
use crate::scenario::diagnostic::{Read, Reported, Reporter, ShapeProblem, ValueProblem};

/// A node of a YAML file.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Where it stands; of a list or map, where its first entry begins.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// `~`, or nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file, no key twice.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// Its text.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) span: Span,
}

impl Node {
    /// Whether it is `~`, or nothing.
    pub(crate) const fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// Text, also where YAML takes it for a number or a truth value.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Number(text) => Some(text),
            Kind::Boolean(true) => Some("true"),
            Kind::Boolean(false) => Some("false"),
            Kind::Null | Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// Text.
    pub(crate) fn text(&self, reporter: &Reporter) -> Read<&str> {
        self.as_text()
            .ok_or_else(|| self.wrong_type("text", reporter))
    }

    /// Text that says something.
    pub(crate) fn sentence(&self, reporter: &Reporter) -> Read<String> {
        let text = self.text(reporter)?.trim();
        if text.is_empty() {
            return Err(reporter.report(&self.span, ValueProblem::Blank));
        }
        Ok(text.to_owned())
    }

    /// The items of a list.
    pub(crate) fn list(&self, reporter: &Reporter) -> Read<&[Self]> {
        match &self.kind {
            Kind::List(items) => Ok(items),
            _ => Err(self.wrong_type("a list", reporter)),
        }
    }

    /// The items of a list, or the node itself.
    pub(crate) fn one_or_many(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The entries of a map.
    pub(crate) fn map(&self, reporter: &Reporter) -> Read<&[(Key, Self)]> {
        match &self.kind {
            Kind::Map(entries) => Ok(entries),
            _ => Err(self.wrong_type("a map", reporter)),
        }
    }

    /// The entries of a map; none where it is something else, which others complain about.
    pub(crate) fn entries(&self) -> &[(Key, Self)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// A key of a map with its value, where there is such a map.
    pub(crate) fn entry(&self, name: &str) -> Option<&(Key, Self)> {
        self.entries().iter().find(|(key, _)| key.text == name)
    }

    /// The only entry of a map.
    pub(crate) fn single(&self, of: &'static str, reporter: &Reporter) -> Read<(&Key, &Self)> {
        match self.map(reporter)? {
            [(key, value)] => Ok((key, value)),
            [] => Err(reporter.report(&self.span, ShapeProblem::EmptyList { of })),
            [_, (second, _), ..] => {
                Err(reporter.report(&second.span, ShapeProblem::OneEntry { of }))
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&self, reporter: &Reporter) -> Read<bool> {
        match self.kind {
            Kind::Boolean(value) => Ok(value),
            _ => Err(self.wrong_type("`true` or `false`", reporter)),
        }
    }

    /// A whole number within bounds.
    pub(crate) fn number(&self, least: u64, most: u64, reporter: &Reporter) -> Read<u64> {
        let text = self.text(reporter)?;
        text.parse()
            .ok()
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| {
                let text = text.to_owned();
                reporter.report(&self.span, ValueProblem::BadNumber { text, least, most })
            })
    }

    /// Reports that something else is wanted here.
    pub(crate) fn wrong_type(&self, wanted: &'static str, reporter: &Reporter) -> Reported {
        let found = self.kind.name();
        reporter.report(&self.span, ShapeProblem::WrongType { wanted, found })
    }

    /// The last line of the file that belongs to the node; `text` is the file's text.
    pub(crate) fn last_line(&self, text: &str) -> u32 {
        let last = |nodes: &mut dyn Iterator<Item = &Self>| {
            nodes
                .map(|node| node.last_line(text))
                .max()
                .unwrap_or(self.span.place.line)
        };
        match &self.kind {
            Kind::List(items) => last(&mut items.iter()),
            Kind::Map(entries) => last(&mut entries.iter().map(|(_, value)| value)),
            _ => {
                let own = text.get(self.span.start..self.span.end).unwrap_or_default();
                let more = own.trim_end().matches('\n').count();
                self.span.place.line + u32::try_from(more).unwrap_or(0)
            }
        }
    }

    /// Whether two nodes say the same, wherever they stand.
    pub(crate) fn says_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::List(a), Kind::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_same(b))
            }
            (Kind::Map(a), Kind::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, value)| {
                        b.iter()
                            .any(|(other, node)| other.text == key.text && node.says_same(value))
                    })
            }
            _ => self.as_text() == other.as_text() && self.is_null() == other.is_null(),
        }
    }
}

impl Kind {
    /// What the node is, in a sentence.
    const fn name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Boolean(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}
