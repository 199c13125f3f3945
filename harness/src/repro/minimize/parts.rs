//! The parts of a scenario file that may go.

use std::collections::BTreeSet;

use crate::scenario::yaml::{Key, Kind, Node};

/// A part: an item of a list or an entry of a map, by the byte at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// An item of a list.
    Item(usize),
    /// An entry of a map.
    Entry(usize),
}

/// Parts of one kind, tried together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// What is expected under other quirk values.
    Under,
    /// Steps.
    Steps,
    /// Steps at the end.
    Finally,
    /// Rows of tables.
    Cases,
    /// Cards at the start, made through the protocol.
    Given,
    /// Cards of the world.
    Cards,
    /// Accounts, clients and tokens of the world.
    Accounts,
    /// Faults.
    Faults,
    /// Quirks.
    Quirks,
}

impl Sort {
    /// In the order in which they are tried: first what saves most plays.
    pub(super) const ALL: [Self; 9] = [
        Self::Under,
        Self::Steps,
        Self::Cards,
        Self::Given,
        Self::Cases,
        Self::Finally,
        Self::Faults,
        Self::Quirks,
        Self::Accounts,
    ];

    /// Where such parts stand: paths of keys; `*` is every item or entry.
    const fn paths(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Under => &[&["under"]],
            Self::Steps => &[&["steps"]],
            Self::Finally => &[&["finally"]],
            Self::Cases => &[&["cases"], &["steps", "*", "cases"]],
            Self::Given => &[&["given"]],
            Self::Cards => &[&["world", "accounts", "*", "cards"]],
            Self::Accounts => &[
                &["world", "accounts"],
                &["world", "clients"],
                &["world", "accounts", "*", "tokens"],
                &["world", "accounts", "*", "refresh-tokens"],
            ],
            Self::Faults => &[&["world", "faults"]],
            Self::Quirks => &[&["world", "quirks"]],
        }
    }

    /// What reports of progress call them.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Under => "exceptions (`under`)",
            Self::Steps => "steps",
            Self::Finally => "steps at the end",
            Self::Cases => "cases",
            Self::Given => "cards (`given`)",
            Self::Cards => "cards of the world",
            Self::Accounts => "accounts and clients",
            Self::Faults => "faults",
            Self::Quirks => "quirks",
        }
    }

    /// The parts of this kind in a file, in its order.
    pub(super) fn parts(self, tree: &Node) -> Vec<Part> {
        let paths = self.paths().iter();
        paths.flat_map(|path| below(tree, path)).collect()
    }
}

fn below(node: &Node, path: &[&str]) -> Vec<Part> {
    let Some((first, rest)) = path.split_first() else {
        return children(node);
    };
    let every = *first == "*";
    match &node.kind {
        Kind::Map(entries) => {
            let entries = entries.iter();
            let meant = entries.filter(|(key, _)| every || key.text == *first);
            meant.flat_map(|(_, value)| below(value, rest)).collect()
        }
        Kind::List(items) if every => items.iter().flat_map(|item| below(item, rest)).collect(),
        _ => Vec::new(),
    }
}

fn children(node: &Node) -> Vec<Part> {
    match &node.kind {
        Kind::List(items) => items.iter().map(part_of_item).collect(),
        Kind::Map(entries) => entries.iter().map(|(key, _)| part_of_entry(key)).collect(),
        _ => Vec::new(),
    }
}

const fn part_of_item(item: &Node) -> Part {
    Part::Item(item.span.start)
}

const fn part_of_entry(key: &Key) -> Part {
    Part::Entry(key.span.start)
}

/// A tree without some parts, and without what nothing is left of.
pub(super) fn without(node: &Node, gone: &BTreeSet<Part>) -> Node {
    let span = node.span.clone();
    let kind = match &node.kind {
        Kind::List(items) => {
            let kept = items.iter().filter(|it| !gone.contains(&part_of_item(it)));
            let kept = kept.filter_map(|item| lasting(item, gone));
            Kind::List(kept.collect())
        }
        Kind::Map(entries) => {
            let entries = entries.iter();
            let kept = entries.filter(|(key, _)| !gone.contains(&part_of_entry(key)));
            let kept = kept.filter_map(|(key, value)| Some((key.clone(), lasting(value, gone)?)));
            Kind::Map(kept.collect())
        }
        kind => kind.clone(),
    };
    Node { span, kind }
}

/// What is left of a node, unless that is nothing and was something.
fn lasting(node: &Node, gone: &BTreeSet<Part>) -> Option<Node> {
    let left = without(node, gone);
    (!is_empty(&left) || is_empty(node)).then_some(left)
}

const fn is_empty(node: &Node) -> bool {
    match &node.kind {
        Kind::List(items) => items.is_empty(),
        Kind::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repro::value::value;
    use crate::scenario::load::Alone;

    fn tree(text: &str) -> Node {
        Alone::new("a", text).tree().unwrap()
    }

    #[test]
    fn parts_are_found_where_they_stand_and_cut_out() {
        let tree = tree(
            "title: A\nsteps:\n  - name: a\n    cases: { one: { x: 1 }, two: { x: 2 } }\n  - name: b\nworld:\n  quirks: \
             { a.b: c }\n  accounts:\n    - { address: a, cards: [one, two] }\n    - { address: b, cards: [three] }\n",
        );
        let count = |sort: Sort| sort.parts(&tree).len();
        let counts = Sort::ALL.map(count);
        assert_eq!(counts, [0, 2, 3, 0, 2, 0, 0, 1, 2]);
        let steps = Sort::Steps.parts(&tree);
        let gone = [steps[1], Sort::Cards.parts(&tree)[2]];
        let quirks = Sort::Quirks.parts(&tree);
        let left = without(&tree, &gone.into_iter().chain(quirks).collect());
        assert_eq!(
            value(&left).to_string(),
            r#"{"title":"A","steps":[{"name":"a","cases":{"one":{"x":1},"two":{"x":2}}}],"world":{"accounts":[{"address":"a","cards":["one","two"]},{"address":"b"}]}}"#
        );
    }

    #[test]
    fn a_step_is_not_its_first_key() {
        let tree = tree("steps:\n  - name: a\n    get: x\n");
        let gone = [Part::Entry(Sort::Steps.parts(&tree)[0].start())];
        let left = without(&tree, &gone.into());
        assert_eq!(value(&left).to_string(), r#"{"steps":[{"get":"x"}]}"#);
    }

    impl Part {
        const fn start(self) -> usize {
            match self {
                Self::Item(start) | Self::Entry(start) => start,
            }
        }
    }
}
