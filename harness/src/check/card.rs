//! The text of a card that a scenario describes.

use crate::dav::vcard;
use crate::scenario::{CardBase, CardSpec, Unresolved, Values};

/// The text of a card, its properties set and removed. Everything else is byte for byte as in the
/// card that it starts from.
///
/// # Errors
/// When a reference in it has no value.
pub fn text(spec: &CardSpec, values: &Values) -> Result<String, Unresolved> {
    let mut text = match &spec.base {
        CardBase::File { text, .. } => text.clone(),
        CardBase::Text(template) => template.resolve(values)?,
    };
    for (name, value) in &spec.set {
        text = vcard::set(&text, name, &value.resolve(values)?);
    }
    for name in &spec.remove {
        text = vcard::remove(&text, name);
    }
    Ok(text)
}

/// The card in a few words.
pub(super) fn in_words(spec: &CardSpec) -> String {
    match &spec.base {
        CardBase::File { name, .. } => format!("the card {name}"),
        CardBase::Text(_) => "the card".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{place, reference, text as template};

    fn spec(base: CardBase) -> CardSpec {
        CardSpec {
            base,
            set: vec![("NOTE".to_owned(), template("second"))],
            remove: vec!["TEL".to_owned()],
            place: place(),
        }
    }

    #[test]
    fn properties_are_set_and_removed() {
        let base = CardBase::File {
            name: "minimal".to_owned(),
            text: "BEGIN:VCARD\r\nTEL:1\r\nEND:VCARD\r\n".to_owned(),
        };
        assert_eq!(
            text(&spec(base), &Values::default()).as_deref(),
            Ok("BEGIN:VCARD\r\nNOTE:second\r\nEND:VCARD\r\n")
        );
    }

    #[test]
    fn a_captured_card_without_a_value_is_an_error() {
        let base = CardBase::Text(reference("reload.card"));
        let error = text(&spec(base), &Values::default()).expect_err("no value");
        assert_eq!(error.name, "reload.card");
    }
}
