//! The reference of the language: `docs/scenario-language.md`.

use super::profile::PROFILE;
use super::requirement::REQUIREMENT;
use super::scenario::{FLOW, SCENARIO};
use super::target::TARGET;
use super::world::WORLD;
use super::{Rule, Shape, Value};

const INTRODUCTION: &str = "\
# The language of scenarios

<!-- Generated from the tables of the loader by `cargo run -- generate`. Do not edit. -->

Every key of the files that people write. An unknown key is an error, with a suggestion. Editors with
a language server for YAML complete and underline by `cardproof schema`; `cardproof new scenario NAME`
writes a commented file to begin with.

## References

A text may be a reference as a whole, `$step.name`, or hold some, `${step.name}`. `$$` is a dollar sign.

| reference | stands for |
|---|---|
| `$STEP.NAME` | what an earlier step captured, or the result of a flow |
| `$given.NAME.href`, `$given.NAME.etag`, `$given.NAME.uid` | a card of `given:` |
| `$with.NAME` | a parameter, in a flow |
| `$case.NAME` | a value of the row, where there are `cases:` |
| `$uuid.NAME` | a fresh UUID, the same wherever the name is the same |
| `$base` `$principal` `$home` `$book` `$add-member` | what was found on the target |
";

const GROUPS: [(&str, &[&Shape]); 6] = [
    ("Scenario files", &[&SCENARIO]),
    ("Flows", &[&FLOW]),
    ("Requirements", &[&REQUIREMENT]),
    ("Target files", &[&TARGET]),
    ("Profile files", &[&PROFILE]),
    ("World files", &[&WORLD]),
];

/// The page.
pub(crate) fn language_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut told: Vec<&str> = Vec::new();
    let own_group = |shape: &Shape, title| {
        let mut others = GROUPS.iter().filter(|(other, _)| *other != title);
        others.any(|(_, roots)| roots.iter().any(|root| root.name == shape.name))
    };
    for (title, roots) in GROUPS {
        page += &format!("\n## {title}\n");
        let mut open: Vec<&Shape> = roots.to_vec();
        while !open.is_empty() {
            let shape = open.remove(0);
            if told.contains(&shape.name) || own_group(shape, title) {
                continue;
            }
            told.push(shape.name);
            page += &section(shape);
            let mut inner = Vec::new();
            for key in shape.keys {
                shapes_in(&key.value, &mut inner);
            }
            open.splice(0..0, inner);
        }
    }
    page
}

fn section(shape: &Shape) -> String {
    let mut text = format!("\n### {}\n\n{}", shape.name, shape.says);
    text += &match shape.rule {
        Rule::Free => String::new(),
        Rule::NotEmpty => " At least one key has to be there.".to_owned(),
        Rule::OneOf(keys) => format!(" Exactly one of {} has to be there.", listed(keys)),
        Rule::SomeOf(keys) => format!(" At least one of {} has to be there.", listed(keys)),
    };
    text += "\n\n| key | takes | means |\n|---|---|---|\n";
    for key in shape.keys {
        let needed = if key.needed { " (needed)" } else { "" };
        let takes = words(&key.value).replace('|', "\\|");
        text += &format!("| `{}`{needed} | {takes} | {} |\n", key.name, key.says);
    }
    text
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}

/// What a value is, in words.
fn words(value: &Value) -> String {
    match value {
        Value::Text => "text".to_owned(),
        Value::Name => "a name: lower-case letters, digits, `-`".to_owned(),
        Value::Form(_, words) => (*words).to_owned(),
        Value::Word(_, words) => listed(words),
        Value::Known(what, names) => match names().as_slice() {
            few if few.len() <= 10 => format!("a {what}: {}", listed(few)),
            _ => format!("the name of a {what}"),
        },
        Value::Number(least, most) => format!("a number, {least} to {most}"),
        Value::Boolean => "`true` or `false`".to_owned(),
        Value::True => "`true`".to_owned(),
        Value::Nothing => "`~`".to_owned(),
        Value::Map(shape) => link(shape),
        Value::Changes(shape) => format!("{}, each of which may be `~`", link(shape)),
        Value::Names(what, value) => format!("a map: {what} to {}", words(value)),
        Value::KnownNames(what, _, value) => format!("a map: {what} to {}", words(value)),
        Value::List(item) => format!("a list of: {}", words(item)),
        Value::ListOf(count, item) => format!("a list of {count}: {}", words(item)),
        Value::OneOrMany(item) => format!("{}; or a list of them", words(item)),
        Value::Either([]) => "anything".to_owned(),
        Value::Either(values) => {
            let words: Vec<String> = values.iter().map(words).collect();
            words.join("; or ")
        }
    }
}

fn link(shape: &Shape) -> String {
    let anchor = shape.name.to_lowercase().replace(' ', "-");
    format!("[{}](#{anchor})", shape.name)
}

/// The shapes that a value holds.
fn shapes_in(value: &'static Value, found: &mut Vec<&'static Shape>) {
    match value {
        Value::Map(shape) | Value::Changes(shape) => found.push(shape),
        Value::Names(_, value) | Value::KnownNames(_, _, value) => shapes_in(value, found),
        Value::List(item) | Value::ListOf(_, item) | Value::OneOrMany(item) => {
            shapes_in(item, found);
        }
        Value::Either(values) => values.iter().for_each(|value| shapes_in(value, found)),
        _ => {}
    }
}

/// Every shape of every kind of file.
#[cfg(test)]
pub(super) fn all_shapes() -> Vec<&'static Shape> {
    let mut all: Vec<&Shape> = Vec::new();
    let mut open: Vec<&Shape> = GROUPS
        .iter()
        .flat_map(|(_, roots)| roots.iter().copied())
        .collect();
    while let Some(shape) = open.pop() {
        if all.iter().any(|other| other.name == shape.name) {
            continue;
        }
        all.push(shape);
        for key in shape.keys {
            shapes_in(&key.value, &mut open);
        }
    }
    all
}
