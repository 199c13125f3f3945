//! Names at messaging services (google:VC-15).

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::property::{Group, Kind, Property, Value};

/// What cannot stand in a URI as it is (RFC 3986 §2). A percent sign can: the value is encoded
/// already.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Services in Google's spelling.
const SERVICES: [&str; 8] = [
    "GoogleTalk",
    "AIM",
    "Yahoo",
    "Skype",
    "QQ",
    "MSN",
    "ICQ",
    "Jabber",
];

const SERVICE: &str = "X-SERVICE-TYPE";

/// A parameter that makes Google overlook the service.
const SLOT: &str = "X-EVOLUTION-UI-SLOT";

/// Encodes the value, spells the service, leaves out other parameters, and labels what has neither
/// group nor type.
pub(super) fn normalize(properties: &mut [Property]) {
    for property in properties {
        if property.kind != Kind::Messaging {
            continue;
        }
        if let Value::Text(uri) = &property.value {
            property.value = Value::Verbatim(utf8_percent_encode(uri, ENCODED).to_string());
        }
        let service = service(property);
        let types: Vec<String> = property.types().map(str::to_owned).collect();
        property.parameters.clear();
        if let Some(service) = service {
            property
                .parameters
                .push((SERVICE.to_owned(), vec![service]));
        }
        if types.is_empty() && property.group == Group::None {
            property.group = Group::Labelled("Other");
        }
        property.set_types(types);
    }
}

/// The service. An unknown one begins with a capital and has no other, unless it came with a
/// group, as only those did that were not seen changed.
fn service(property: &Property) -> Option<String> {
    let parameter = |wanted: &str| {
        let mut parameters = property.parameters.iter();
        parameters.find(|(name, _)| name.eq_ignore_ascii_case(wanted))
    };
    if parameter(SLOT).is_some() {
        return None;
    }
    let given = parameter(SERVICE)?.1.first()?;
    let known = SERVICES
        .iter()
        .find(|known| known.eq_ignore_ascii_case(given));
    Some(match known {
        Some(known) => (*known).to_owned(),
        None if property.group != Group::None => given.clone(),
        None => capitalized(given),
    })
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let rest = characters.map(|character| character.to_ascii_lowercase());
    first.into_iter().chain(rest).collect()
}
