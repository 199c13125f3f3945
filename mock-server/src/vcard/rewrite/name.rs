//! The name of the contact (google:VC-04).

use super::property::{Group, Kind, Property, Value, written_name};

/// Family, given and middle name, title before and after.
const PARTS: usize = 5;

/// Gives `N` its five components and makes `FN` out of them; where they are empty, the `FN` of the
/// client stays. Both stay in their groups.
pub(super) fn settle(properties: &mut Vec<Property>) {
    let name = taken(properties, Kind::Name);
    let client = taken(properties, Kind::FormattedName);
    let mut parts = match name.value {
        Value::Components(parts) => parts,
        _ => Vec::new(),
    };
    parts.resize(PARTS, String::new());
    let formatted = formatted(&parts).map_or(client.value, Value::Text);
    properties.push(Property {
        value: Value::Components(parts),
        ..name
    });
    properties.push(Property {
        value: formatted,
        ..client
    });
}

/// Takes out the one property of a kind; an empty one where there is none.
fn taken(properties: &mut Vec<Property>, kind: Kind) -> Property {
    let at = properties.iter().position(|property| property.kind == kind);
    at.map_or_else(|| empty(kind), |at| properties.remove(at))
}

fn empty(kind: Kind) -> Property {
    Property {
        kind,
        name: written_name(kind).unwrap_or_default().to_owned(),
        group: Group::None,
        parameters: Vec::new(),
        value: Value::Text(String::new()),
    }
}

/// Title, given, middle and family name, title after the name, with blanks between.
fn formatted(parts: &[String]) -> Option<String> {
    let [family, given, middle, prefix, suffix] = parts else {
        return None;
    };
    let words: Vec<&str> = [prefix, given, middle, family, suffix]
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}
