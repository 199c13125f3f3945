//! Pre- and postconditions in the body of a refusal (RFC 4918 §14.5, §16).

use super::{DAV, Element, Name, ReadError};

/// A condition that a `DAV:error` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its name: `DAV:valid-sync-token`.
    pub name: Name,
    /// The element with all that it holds.
    pub element: Element,
}

impl Condition {
    /// The conditions that a body names, in order.
    ///
    /// # Errors
    /// When the body is no XML, or its root is not `DAV:error`.
    pub fn read_all(body: &[u8]) -> Result<Vec<Self>, ReadError> {
        let root = Element::read(body)?;
        if !root.is(DAV, "error") {
            return Err(ReadError::OtherRoot {
                found: root.name.to_string(),
                expected: "DAV:error",
            });
        }
        let conditions = root.children.into_iter().map(|element| Self {
            name: element.name.clone(),
            element,
        });
        Ok(conditions.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_in_an_error_body_are_read() {
        let body = b"<d:error xmlns:d='DAV:'><d:valid-sync-token/><x xmlns='urn:x'/></d:error>";
        let names: Vec<String> = Condition::read_all(body)
            .expect("an error body")
            .iter()
            .map(|condition| condition.name.to_string())
            .collect();
        assert_eq!(names, ["DAV:valid-sync-token", "{urn:x}x"]);
    }

    #[test]
    fn other_bodies_are_no_error_bodies() {
        let html = Condition::read_all(b"<html/>").expect_err("another root");
        assert_eq!(html.to_string(), "the root element is html, not DAV:error");
        assert!(Condition::read_all(b"{\"error\": 400}").is_err());
        assert!(Condition::read_all(b"").is_err());
    }
}
