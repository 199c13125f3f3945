//! The name of the contact (google:VC-04).

use super::property::{Group, Kind, Property, Value};

/// Family, given and middle name, title before and after.
const PARTS: usize = 5;

/// Gives `N` its five components and makes `FN` out of them; where they are empty, the `FN` of the
/// client stays.
pub(super) fn settle(properties: &mut Vec<Property>) {
    let mut parts = properties
        .iter()
        .find(|property| property.kind == Kind::Name)
        .map(components)
        .unwrap_or_default();
    parts.resize(PARTS, String::new());
    let formatted = match formatted(&parts) {
        Some(formatted) => Value::Text(formatted),
        None => properties
            .iter()
            .find(|property| property.kind == Kind::FormattedName)
            .map_or(Value::Text(String::new()), |name| name.value.clone()),
    };
    properties.retain(|property| !matches!(property.kind, Kind::Name | Kind::FormattedName));
    properties.push(property(Kind::Name, "N", Value::Components(parts)));
    properties.push(property(Kind::FormattedName, "FN", formatted));
}

fn components(name: &Property) -> Vec<String> {
    match &name.value {
        Value::Components(parts) => parts.clone(),
        _ => Vec::new(),
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

fn property(kind: Kind, name: &str, value: Value) -> Property {
    Property {
        kind,
        name: name.to_owned(),
        group: Group::None,
        parameters: Vec::new(),
        value,
    }
}
