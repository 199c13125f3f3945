//! From the properties to the card: order, escapes, folds.

use super::escape::escape;
use super::fold::fold;
use super::property::{Group, Kind, Property, Value};
use crate::vcard::Card;
use crate::vcard::line::ContentLine;
use crate::vcard::parameter::quoted;

/// Writes a card (google:VC-05): in the order of the kinds, then by group what has a place only
/// there, each label last in its group.
pub(super) fn write(mut properties: Vec<Property>) -> Card {
    properties.sort_by_key(place);
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned()];
    lines.extend(properties.iter().map(line));
    lines.push("END:VCARD".to_owned());
    Card::of_lines(
        lines
            .iter()
            .filter_map(|line| ContentLine::parse(&fold(line)))
            .collect(),
    )
}

/// Where a property stands: the kind, or the number of the group behind all of them.
fn place(property: &Property) -> (bool, u32, Kind) {
    match (property.kind, &property.group) {
        (Kind::Own | Kind::Date | Kind::Related | Kind::Url | Kind::Label, Group::Item(number)) => {
            (true, *number, property.kind)
        }
        (kind, _) => (false, 0, kind),
    }
}

fn line(property: &Property) -> String {
    let mut line = String::new();
    if let Group::Item(number) = property.group {
        line.push_str(&format!("item{number}."));
    }
    line.push_str(&property.name);
    for (name, values) in &property.parameters {
        line.push(';');
        line.push_str(name);
        line.push('=');
        let values: Vec<_> = values.iter().map(|value| quoted(value)).collect();
        line.push_str(&values.join(","));
    }
    line.push(':');
    match &property.value {
        Value::Text(text) => escape(text, &mut line),
        Value::Verbatim(text) => line.push_str(text),
        Value::Components(parts) => joined(parts, ';', &mut line),
        Value::List(parts) => joined(parts, ',', &mut line),
    }
    line
}

fn joined(parts: &[String], separator: char, into: &mut String) {
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            into.push(separator);
        }
        escape(part, into);
    }
}
