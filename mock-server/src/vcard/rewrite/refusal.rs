//! What Google refuses to store (google:PUT-06).

use super::property::Kind;
use super::types::{Fate, fate, is_strict};
use crate::vcard::Card;

/// The first value of `TYPE` on an address, a number or an e-mail address that nobody knows, with
/// the name of the property.
pub(crate) fn unknown_type(card: &Card) -> Option<(&str, String)> {
    card.lines.iter().find_map(|line| {
        let kind = Kind::named(line.name()).filter(|kind| is_strict(*kind))?;
        let mut types = line
            .parameters()
            .filter(|parameter| parameter.name.eq_ignore_ascii_case("TYPE"))
            .flat_map(|parameter| parameter.values)
            .flat_map(|value| value.split(','))
            .map(str::to_ascii_uppercase);
        let unknown = types.find(|name| !name.is_empty() && fate(kind, name) == Fate::Unknown)?;
        Some((line.name(), unknown))
    })
}

/// The name of the first property in whose value a backslash was escaped that itself escaped a
/// colon, as clients do that send back what Google sent without having read its escapes.
pub(crate) fn doubled_escape(card: &Card) -> Option<&str> {
    let mut doubled = card.lines.iter().filter(|line| {
        let mut escapes = 0;
        line.value().chars().any(|character| {
            let is_doubled = character == ':' && escapes > 0 && escapes % 2 == 0;
            escapes = if character == '\\' { escapes + 1 } else { 0 };
            is_doubled
        })
    });
    doubled.next().map(|line| line.name())
}
