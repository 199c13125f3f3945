//! From the lines of a card to the properties that the model knows.

use super::fold::unfold_losing_blanks;
use super::property::{Group, Kind, Property, Value, written_name};
use super::rules::RewriteRules;
use crate::quirk::{VcardFoldBlanks, VcardOtherProperties};
use crate::vcard::line::ContentLine;
use crate::vcard::text::{components, unescape};
use crate::vcard::{Card, Version};

/// The highest number of a group that is taken for one of Google's.
const HIGHEST_ITEM: u32 = 1_000_000;

/// Post office box, extended address, street, town, region, code, country.
const ADDRESS_PARTS: usize = 7;

/// What is left of a card: known properties that have a value, single ones once.
pub(super) fn read(card: &Card, rules: RewriteRules) -> Vec<Property> {
    let mut properties: Vec<Property> = Vec::new();
    for line in &card.lines {
        let Some(property) = property(line, rules) else {
            continue;
        };
        let is_second =
            property.kind.is_single() && properties.iter().any(|first| first.kind == property.kind);
        let is_lost = card.version() != Version::V3 && property.kind == Kind::Photo;
        if !is_second && !is_lost {
            properties.push(property);
        }
    }
    properties
}

fn property(line: &ContentLine, rules: RewriteRules) -> Option<Property> {
    let without_blanks;
    let line = match rules.fold_blanks {
        VcardFoldBlanks::Kept => line,
        VcardFoldBlanks::Lost => {
            without_blanks = ContentLine::parse(&unfold_losing_blanks(line.raw()))?;
            &without_blanks
        }
    };
    let kind = kind(line, rules.other_properties)?;
    let property = Property {
        kind,
        name: written_name(kind).unwrap_or_else(|| line.name()).to_owned(),
        group: group(line),
        parameters: line
            .parameters()
            .map(|parameter| {
                let values = parameter.values.into_iter().map(str::to_owned).collect();
                (parameter.name.to_owned(), values)
            })
            .collect(),
        value: value(line, kind),
    };
    let stays_empty = matches!(kind, Kind::Name | Kind::Own | Kind::Label);
    (stays_empty || !property.is_empty()).then_some(settled(property))
}

/// What a line is in the model. Beside what it knows, it keeps properties of the client's own; a
/// label without a group is one of them.
fn kind(line: &ContentLine, others: VcardOtherProperties) -> Option<Kind> {
    const ENVELOPE: [&str; 4] = ["BEGIN", "END", "VERSION", "PRODID"];
    const NEVER_KEPT: [&str; 5] = ["CATEGORIES", "CALURI", "FBURL", "GEO", "ROLE"];
    match Kind::named(line.name()) {
        Some(Kind::Label) if line.group().is_none() => Some(Kind::Own),
        Some(kind) => Some(kind),
        None if is_own(line.name()) => Some(Kind::Own),
        None if [&ENVELOPE[..], &NEVER_KEPT[..]]
            .concat()
            .iter()
            .any(|name| line.is(name)) =>
        {
            None
        }
        None => (others == VcardOtherProperties::Kept).then_some(Kind::Own),
    }
}

/// Whether a property is the client's own (RFC 2425 §5.8.2).
pub(super) fn is_own(name: &str) -> bool {
    name.get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("X-"))
}

fn group(line: &ContentLine) -> Group {
    let Some(name) = line.group() else {
        return if line.is("ANNIVERSARY") {
            Group::Labelled("Anniversary")
        } else {
            Group::None
        };
    };
    let number = name
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("item"))
        .and_then(|_| name.get(4..))
        .filter(|digits| !digits.starts_with('0'))
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .filter(|number| *number <= HIGHEST_ITEM);
    match number {
        Some(number) => Group::Item(number),
        None => Group::Named(name.to_ascii_lowercase()),
    }
}

fn value(line: &ContentLine, kind: Kind) -> Value {
    let parts = |separator| {
        components(line.value(), separator)
            .map(|part| unescape(part).into_owned())
            .collect()
    };
    match kind {
        Kind::Name | Kind::Address | Kind::Organization => Value::Components(parts(';')),
        Kind::Nickname => Value::List(parts(',')),
        Kind::Revision | Kind::Uid => Value::Verbatim(line.value().to_owned()),
        Kind::Own if !is_own(line.name()) => Value::Verbatim(line.value().to_owned()),
        Kind::Label => Value::Text(label(&unescape(line.value())).to_owned()),
        _ => Value::Text(unescape(line.value()).into_owned()),
    }
}

/// A label without Apple's marks for labels that it translates: `_$!<HomePage>!$_`.
fn label(text: &str) -> &str {
    text.strip_prefix("_$!<")
        .and_then(|text| text.strip_suffix(">!$_"))
        .unwrap_or(text)
}

/// Takes out what vCard 4.0 says in another way, and parameters that the model has no place for.
fn settled(mut property: Property) -> Property {
    match property.kind {
        Kind::Own | Kind::Photo => return property,
        Kind::Address | Kind::Phone | Kind::Email | Kind::Messaging | Kind::Url => {
            split_types(&mut property);
        }
        _ => property.parameters.clear(),
    }
    if property.kind != Kind::Messaging {
        let is_type = |name: &str| name.eq_ignore_ascii_case("TYPE");
        property.parameters.retain(|(name, _)| is_type(name));
    }
    match &mut property.value {
        Value::Components(parts) if property.kind == Kind::Address => {
            parts.resize(ADDRESS_PARTS, String::new());
        }
        Value::Text(number) if property.kind == Kind::Phone => {
            if let Some(bare) = without_scheme(number) {
                *number = bare;
            }
        }
        _ => {}
    }
    property
}

/// `tel:+1-555-0101` of a vCard 4.0 is the number alone.
fn without_scheme(number: &str) -> Option<String> {
    let (scheme, bare) = number.split_at_checked(4)?;
    scheme.eq_ignore_ascii_case("tel:").then(|| bare.to_owned())
}

/// `TYPE="home,work"` and `PREF=1` of a vCard 4.0 are three types.
fn split_types(property: &mut Property) {
    let mut types: Vec<String> = property
        .types()
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let is_pref = |(name, _): &(String, Vec<String>)| name.eq_ignore_ascii_case("PREF");
    if property.parameters.iter().any(is_pref) {
        types.push(super::pref::PREF.to_owned());
        property.parameters.retain(|parameter| !is_pref(parameter));
    }
    property.set_types(types);
}
