//! What means nothing any more once something else is gone: captures that nobody uses, steps that
//! only captured them, expectations for steps that are gone, flows and cards that nobody names.

use std::collections::BTreeSet;

use crate::scenario::load::{GIVEN, OWN, words};
use crate::scenario::yaml::{Key, Kind, Node};

/// A tree without what means nothing any more. `before` is the tree of which it is what is left.
pub(super) fn tidied(mut tree: Node, before: &Node) -> Node {
    let names = step_names(before);
    loop {
        let left = size(&tree);
        let texts = texts(&tree);
        for list in ["steps", "finally"] {
            steps_mut(&mut tree, list).for_each(|step| without_unused(step, &texts));
        }
        drop_pointless(&mut tree);
        let now = step_names(&tree);
        let gone: BTreeSet<String> = names.difference(&now).cloned().collect();
        forget_steps(&mut tree, &gone);
        drop_unnamed(&mut tree);
        if size(&tree) == left {
            return tree;
        }
    }
}

/// How many nodes there are.
fn size(node: &Node) -> usize {
    match &node.kind {
        Kind::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Kind::Map(entries) => 1 + entries.iter().map(|(_, value)| size(value)).sum::<usize>(),
        _ => 1,
    }
}

fn texts(tree: &Node) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    words(tree, &mut texts);
    texts
}

fn get<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    node.entry(name).map(|(_, value)| value)
}

fn get_mut<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    match &mut node.kind {
        Kind::Map(entries) => {
            let mut entries = entries.iter_mut();
            entries.find_map(|(key, value)| (key.text == name).then_some(value))
        }
        _ => None,
    }
}

fn items_mut<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Vec<Node>> {
    match &mut get_mut(node, name)?.kind {
        Kind::List(items) => Some(items),
        _ => None,
    }
}

/// Keeps those entries of a map below a key that are wanted, and the key if there are any.
fn keep_entries(node: &mut Node, name: &str, wanted: impl Fn(&Key) -> bool) {
    if let Some(Kind::Map(entries)) = get_mut(node, name).map(|node| &mut node.kind) {
        entries.retain(|(key, _)| wanted(key));
    }
    drop_if_empty(node, name);
}

fn drop_if_empty(node: &mut Node, name: &str) {
    let is_empty = match get(node, name).map(|node| &node.kind) {
        Some(Kind::Map(entries)) => entries.is_empty(),
        Some(Kind::List(items)) => items.is_empty(),
        _ => false,
    };
    if is_empty && let Kind::Map(entries) = &mut node.kind {
        entries.retain(|(key, _)| key.text != name);
    }
}

fn steps_mut<'a>(tree: &'a mut Node, list: &str) -> impl Iterator<Item = &'a mut Node> + use<'a> {
    items_mut(tree, list).into_iter().flatten()
}

fn name_of(step: &Node) -> &str {
    get(step, "name")
        .and_then(Node::as_text)
        .unwrap_or_default()
}

/// The names of the steps of a scenario.
fn step_names(tree: &Node) -> BTreeSet<String> {
    let lists = ["steps", "finally"].into_iter();
    let steps = lists.filter_map(|list| match &get(tree, list)?.kind {
        Kind::List(items) => Some(items),
        _ => None,
    });
    steps
        .flatten()
        .map(|step| name_of(step).to_owned())
        .collect()
}

/// Leaves out captures of a step to which no text refers.
fn without_unused(step: &mut Node, texts: &BTreeSet<String>) {
    let name = name_of(step).to_owned();
    let is_used = |key: &Key| {
        let (plain, inside) = (
            format!("${name}.{}", key.text),
            format!("${{{name}.{}", key.text),
        );
        let mut texts = texts.iter();
        texts.any(|text| text.contains(&plain) || text.contains(&inside))
    };
    keep_entries(step, "capture", is_used);
    keep_entries(step, "gives", is_used);
    if let Some(elsewhere) = get_mut(step, "elsewhere") {
        keep_entries(elsewhere, "gives", is_used);
    }
}

/// Drops requests that check nothing and of which nothing is used.
fn drop_pointless(tree: &mut Node) {
    let mut compared = BTreeSet::new();
    listings(tree, &mut compared);
    let keeps = ["expect", "until", "capture", "use", "mock"];
    if let Some(steps) = items_mut(tree, "steps") {
        steps.retain(|step| {
            keeps.iter().any(|key| get(step, key).is_some()) || compared.contains(name_of(step))
        });
    }
}

/// Collects the steps that are named as listings (`changed: [before, after]`).
fn listings(node: &Node, into: &mut BTreeSet<String>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| listings(item, into)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                match key.text == "changed" {
                    true => words(value, into),
                    false => listings(value, into),
                }
            }
        }
        _ => {}
    }
}

/// Leaves out what `under:` says of steps that are gone.
fn forget_steps(tree: &mut Node, gone: &BTreeSet<String>) {
    let is_gone = |node: Option<&Node>| {
        let name = node.and_then(Node::as_text);
        name.is_some_and(|name| gone.contains(name))
    };
    let Some(under) = items_mut(tree, "under") else {
        return;
    };
    for item in under.iter_mut() {
        keep_entries(item, "expect", |key| !gone.contains(&key.text));
        if let Some(dropped) = items_mut(item, "drop") {
            dropped.retain(|name| !is_gone(Some(name)));
        }
        drop_if_empty(item, "drop");
        if let Some(inserts) = items_mut(item, "insert") {
            inserts.retain(|insert| !is_gone(get(insert, "after")));
        }
        drop_if_empty(item, "insert");
        let alone = get(item, "insert").is_some_and(|insert| is_gone(get(insert, "after")));
        let (dropped, end) = (is_gone(get(item, "drop")), is_gone(get(item, "end-after")));
        if let Kind::Map(entries) = &mut item.kind {
            entries.retain(|(key, _)| match key.text.as_str() {
                "insert" => !alone,
                "drop" => !dropped,
                "end-after" => !end,
                _ => true,
            });
        }
    }
    under.retain(|item| item.entries().iter().any(|(key, _)| key.text != "when"));
    drop_if_empty(tree, "under");
}

/// Drops flows, cards and requirements that the file brings along and nothing names.
fn drop_unnamed(tree: &mut Node) {
    let named = named(tree);
    keep_entries(tree, "flows", |key| {
        named.contains(&format!("flows/{}", key.text))
    });
    keep_entries(tree, "cards", |key| named.contains(&key.text));
    if let Some(requirements) = items_mut(tree, "requirements") {
        requirements.retain(|it| {
            let id = get(it, "id").and_then(Node::as_text);
            id.is_some_and(|id| named.contains(id))
        });
    }
    drop_if_empty(tree, "requirements");
}

/// The words of the scenario itself, and of the flows that it uses.
fn named(tree: &Node) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let own = tree.entries().iter();
    for (_, value) in own.filter(|(key, _)| !OWN.contains(&key.text.as_str())) {
        words(value, &mut named);
    }
    named.extend(get(tree, "given").map(|_| GIVEN.to_owned()));
    let flows = get(tree, "flows").map_or(&[] as &[_], Node::entries);
    loop {
        let before = named.len();
        for (key, flow) in flows {
            if named.contains(&format!("flows/{}", key.text)) {
                words(flow, &mut named);
            }
        }
        if named.len() == before {
            return named;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repro::value::value;
    use crate::scenario::load::Alone;

    fn left(text: &str, before: &str) -> String {
        let tree = |text: &str| Alone::new("a", text).tree().unwrap();
        value(&tidied(tree(text), &tree(before))).to_string()
    }

    fn unchanged(text: &str) -> String {
        left(text, text)
    }

    #[test]
    fn captures_that_nobody_uses_go_and_with_them_steps_that_did_nothing_else() {
        assert_eq!(
            unchanged(
                "steps:\n  - { name: a, get: x, capture: { one: body, two: body } }\n  - { name: b, get: $a.one, \
                 capture: { three: body } }\n  - { name: c, get: \"${a.two}/y\", expect: { status: 200 } }\n"
            ),
            r#"{"steps":[{"name":"a","get":"x","capture":{"two":"body"}},{"name":"c","get":"${a.two}/y","expect":{"status":200}}]}"#
        );
    }

    #[test]
    fn listings_that_a_multiget_compares_stay() {
        let text = "steps:\n  - { name: before, propfind: $book }\n  - { name: other, propfind: $book }\n  - { name: m, \
                    expect: {}, report: { hrefs: { changed: [before] } } }\n";
        let left = unchanged(text);
        assert!(left.contains(r#""name":"before""#), "{left}");
        assert!(!left.contains(r#""name":"other""#), "{left}");
    }

    #[test]
    fn values_of_a_mock_step_go_on_both_sides() {
        assert_eq!(
            unchanged(
                "steps:\n  - { name: a, mock: { renew-token: true }, gives: { x: y }, elsewhere: { because: z, gives: \
                 { x: y } } }\n"
            ),
            r#"{"steps":[{"name":"a","mock":{"renew-token":true},"elsewhere":{"because":"z"}}]}"#
        );
    }

    #[test]
    fn what_is_expected_of_steps_that_are_gone_goes() {
        let under = "under:\n  - { when: { a.b: c }, expect: { a: { status: 1 }, b: { status: 2 } } }\n  - { when: { a.b: \
                     c }, drop: a }\n  - { when: { a.b: c }, insert: { after: a, steps: [] }, end-after: b, drop: [a, b] \
                     }\n  - { when: { a.b: c }, end-after: a }\n  - { when: { a.b: c }, insert: [{ after: a, steps: [] }] }\n";
        let before = format!("steps: [{{ name: a, mock: 1 }}, {{ name: b, mock: 1 }}]\n{under}");
        let now = format!("steps: [{{ name: b, mock: 1 }}]\n{under}");
        assert_eq!(
            left(&now, &before),
            r#"{"steps":[{"name":"b","mock":1}],"under":[{"when":{"a.b":"c"},"expect":{"b":{"status":2}}},{"when":{"a.b":"c"},"end-after":"b","drop":["b"]}]}"#
        );
    }

    #[test]
    fn flows_cards_and_requirements_that_nobody_names_go() {
        assert_eq!(
            unchanged(
                "steps: [{ name: a, use: flows/one, covers: [own-01] }]\nflows:\n  one: { use: flows/two, card: red }\n  \
                 two: {}\n  three: { card: blue }\ncards: { red: x, blue: x }\nrequirements: [{ id: own-01 }, { id: own-02 \
                 }]\nworld: { seed: 1 }\n"
            ),
            r#"{"steps":[{"name":"a","use":"flows/one","covers":["own-01"]}],"flows":{"one":{"use":"flows/two","card":"red"},"two":{}},"cards":{"red":"x"},"requirements":[{"id":"own-01"}],"world":{"seed":1}}"#
        );
    }
}
