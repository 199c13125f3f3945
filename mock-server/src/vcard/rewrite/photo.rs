//! The photo (google:PHOTO-01, google:PHOTO-02).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::property::{Kind, Property, Value};
use crate::quirk::VcardPhoto;

/// How a JPEG picture begins.
const START_OF_IMAGE: &[u8] = b"\xFF\xD8";

/// A comment inside of a JPEG picture, which shows nowhere.
const COMMENT: &[u8] = b"\xFF\xFE\x00\x0Cre-encoded";

/// Keeps pictures that are in the card itself, in the form in which Google writes them, and
/// changes a few bytes where the server encodes pictures anew. What is no picture in base64 is
/// lost.
pub(super) fn reencode(properties: &mut Vec<Property>, photo: VcardPhoto) {
    properties.retain_mut(|property| {
        if property.kind != Kind::Photo {
            return true;
        }
        let Some(picture) = picture(property) else {
            return false;
        };
        let picture = match photo {
            VcardPhoto::Kept => picture,
            VcardPhoto::ReEncoded => changed(picture),
        };
        property.parameters = vec![("ENCODING".to_owned(), vec!["B".to_owned()])];
        property.value = Value::Verbatim(STANDARD.encode(picture));
        true
    });
}

fn picture(property: &Property) -> Option<Vec<u8>> {
    let is_inline = property.parameters.iter().any(|(name, values)| {
        name.eq_ignore_ascii_case("ENCODING")
            && values.iter().any(|value| {
                ["B", "BASE64"]
                    .iter()
                    .any(|b| b.eq_ignore_ascii_case(value))
            })
    });
    let Value::Text(text) = &property.value else {
        return None;
    };
    let digits: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let picture = STANDARD.decode(digits).ok()?;
    (is_inline && !picture.is_empty()).then_some(picture)
}

/// The same picture in other bytes: a JPEG gets a comment. Other formats stay as they are. A
/// picture that was changed before does not change again, so that cards come to rest.
fn changed(picture: Vec<u8>) -> Vec<u8> {
    match picture.strip_prefix(START_OF_IMAGE) {
        Some(rest) if !rest.starts_with(COMMENT) => [START_OF_IMAGE, COMMENT, rest].concat(),
        _ => picture,
    }
}
