//! `cases:`: a table by whose rows a scenario or a step is multiplied. `$case.NAME` stands for the
//! value of a row, whatever it is; so the rows are filled in before anything else is read.

use std::collections::BTreeSet;

use super::reference::whole_reference;
use crate::scenario::Span;
use crate::scenario::diagnostic::{
    CasesProblem, Read, Reported, Reporter, ShapeProblem, Suggestion, each,
};
use crate::scenario::yaml::{Key, Kind, Node, plain_name};

/// The key of the table.
pub(super) const CASES: &str = "cases";

/// A row, and what it makes of the scenario or step.
pub(super) struct Case {
    /// The name.
    pub(super) name: String,
    /// Where the row begins.
    pub(super) span: Span,
    /// The scenario or step, filled in.
    pub(super) node: Node,
}

/// Multiplies a node by the rows of its own table; `None` where it has none. Nodes that are no
/// map are left to whoever reads them.
pub(super) fn cases(node: &Node, reporter: &Reporter) -> Read<Option<Vec<Case>>> {
    let Some((_, table)) = node.entry(CASES) else {
        return Ok(None);
    };
    let rows = rows(table, reporter)?;
    let rest = node.entries().iter().filter(|(key, _)| key.text != CASES);
    let body = Node {
        span: node.span.clone(),
        kind: Kind::Map(rest.cloned().collect()),
    };
    let mut used = BTreeSet::new();
    let cases = each(rows, |(name, columns)| {
        let mut filling = Filling {
            columns,
            left: BTreeSet::new(),
            used: &mut used,
            reporter,
        };
        Ok(Case {
            name: name.text.clone(),
            span: name.span.clone(),
            node: filling.node(&body)?,
        })
    })?;
    all_used(table, &used, reporter)?;
    Ok(Some(cases))
}

type Entry = (Key, Node);

/// The rows: each with a name, all with the same columns.
fn rows<'a>(table: &'a Node, reporter: &Reporter) -> Read<Vec<(&'a Key, &'a [Entry])>> {
    let entries = table.map(reporter)?;
    if entries.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`cases`" };
        return Err(reporter.report(&table.span, problem));
    }
    let rows = each(entries, |(name, row)| {
        plain_name(&name.text, &name.span, reporter)?;
        let columns = row.map(reporter)?;
        if columns.is_empty() {
            let problem = ShapeProblem::EmptyList { of: "a case" };
            return Err(reporter.report(&row.span, problem));
        }
        each(columns, |(key, _)| {
            plain_name(&key.text, &key.span, reporter)
        })?;
        Ok((name, columns))
    })?;
    let names = rows.iter().flat_map(|(_, columns)| columns.iter());
    let names: BTreeSet<&str> = names.map(|(key, _)| key.text.as_str()).collect();
    each(&rows, |(name, columns)| {
        let lacking = |column: &&&str| !columns.iter().any(|(key, _)| key.text == **column);
        match names.iter().find(lacking) {
            None => Ok(()),
            Some(column) => {
                let (case, name_of) = (name.text.clone(), (*column).to_owned());
                let problem = CasesProblem::MissingValue {
                    case,
                    name: name_of,
                };
                Err(reporter.report(&name.span, problem))
            }
        }
    })?;
    Ok(rows)
}

/// Reports the columns that nothing refers to.
fn all_used(table: &Node, used: &BTreeSet<String>, reporter: &Reporter) -> Read<()> {
    let Some((_, first)) = table.map(reporter)?.first() else {
        return Ok(());
    };
    each(first.map(reporter)?, |(key, _)| {
        if used.contains(&key.text) {
            return Ok(());
        }
        let name = key.text.clone();
        Err(reporter.report(&key.span, CasesProblem::UnusedValue { name }))
    })
    .map(|_| ())
}

/// Fills the values of a row in.
struct Filling<'a> {
    columns: &'a [Entry],
    /// What stays as it is: values of another table, further in.
    left: BTreeSet<String>,
    used: &'a mut BTreeSet<String>,
    reporter: &'a Reporter,
}

impl<'a> Filling<'a> {
    fn node(&mut self, node: &Node) -> Read<Node> {
        let kind = match &node.kind {
            Kind::Text(text) => return self.text_node(text, node),
            Kind::List(items) => Kind::List(each(items, |item| self.node(item))?),
            Kind::Map(entries) => self.map(entries)?,
            other => other.clone(),
        };
        let span = node.span.clone();
        Ok(Node { span, kind })
    }

    /// A value that is nothing but a reference becomes the value of the row, with its place.
    fn text_node(&mut self, text: &str, node: &Node) -> Read<Node> {
        match self.named(text) {
            Some(name) => Ok(self.value(name, text, &node.span)?.clone()),
            None => Ok(Node {
                span: node.span.clone(),
                kind: Kind::Text(self.text(text, &node.span)?),
            }),
        }
    }

    fn map(&mut self, entries: &[Entry]) -> Read<Kind> {
        let own = entries.iter().find(|(key, _)| key.text == CASES);
        let left = own.map_or_else(BTreeSet::new, |(_, table)| columns_of(table));
        let mut inner = Filling {
            columns: self.columns,
            left: left.union(&self.left).cloned().collect(),
            used: self.used,
            reporter: self.reporter,
        };
        let mut filled: Vec<Entry> = Vec::new();
        let mut missing = None;
        for (key, value) in entries {
            match inner.entry(key, value) {
                Ok((key, _)) if filled.iter().any(|(other, _)| other.text == key.text) => {
                    let problem = ShapeProblem::DuplicateKey { key: key.text };
                    missing = Some(inner.reporter.report(&key.span, problem));
                }
                Ok(entry) => filled.push(entry),
                Err(reported) => missing = Some(reported),
            }
        }
        missing.map_or(Ok(Kind::Map(filled)), Err)
    }

    fn entry(&mut self, key: &Key, value: &Node) -> Read<Entry> {
        let text = match self.named(&key.text) {
            Some(name) => self.text_of(name, &key.text, &key.span)?,
            None => self.text(&key.text, &key.span)?,
        };
        let key = Key {
            text,
            span: key.span.clone(),
        };
        Ok((key, self.node(value)?))
    }

    /// The value that a text names as a whole, unless another table has it.
    fn named<'t>(&self, text: &'t str) -> Option<&'t str> {
        let name = whole_reference(text)?.strip_prefix("case.")?;
        (!self.left.contains(name)).then_some(name)
    }

    /// Text in which each `${case.NAME}` is replaced; everything else stays as it is written.
    fn text(&mut self, text: &str, span: &Span) -> Read<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            filled.push_str(&rest[..at]);
            let tail = &rest[at..];
            let named = tail.strip_prefix("${case.");
            let named = named.and_then(|tail| tail.split_once('}'));
            if let Some((name, after)) = named.filter(|(name, _)| !self.left.contains(*name)) {
                let written = &tail[..tail.len() - after.len()];
                filled.push_str(&self.text_of(name, written, span)?);
                rest = after;
            } else {
                let length = if tail.starts_with("$$") { 2 } else { 1 };
                filled.push_str(&tail[..length]);
                rest = &tail[length..];
            }
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn text_of(&mut self, name: &str, written: &str, span: &Span) -> Read<String> {
        let value = self.value(name, written, span)?;
        value.as_text().map(str::to_owned).ok_or_else(|| {
            let name = name.to_owned();
            let see = (value.span.clone(), "its value");
            self.reporter
                .report_with(span, CasesProblem::NotText { name }, see)
        })
    }

    fn value(&mut self, name: &str, written: &str, span: &Span) -> Read<&'a Node> {
        self.used.insert(name.to_owned());
        match self.columns.iter().find(|(key, _)| key.text == name) {
            Some((_, value)) => Ok(value),
            None => Err(self.unknown(name, written, span)),
        }
    }

    fn unknown(&self, name: &str, written: &str, span: &Span) -> Reported {
        let known = self.columns.iter().map(|(key, _)| &key.text);
        let suggestion = Suggestion::among(name, known);
        let name = name.to_owned();
        let span = self.reporter.within(span, written, 0);
        self.reporter
            .report(&span, CasesProblem::UnknownValue { name, suggestion })
    }
}

/// The columns of a table that may have mistakes.
fn columns_of(table: &Node) -> BTreeSet<String> {
    let rows = match &table.kind {
        Kind::Map(rows) => rows.as_slice(),
        _ => &[],
    };
    let columns = rows.iter().flat_map(|(_, row)| match &row.kind {
        Kind::Map(columns) => columns.as_slice(),
        _ => &[],
    });
    columns.map(|(key, _)| key.text.clone()).collect()
}
