//! Imprints: texts that can be recognised and never shown.

use std::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of a secret. It recognises the text and does not give it back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Imprint([u8; 32]);

impl Imprint {
    /// The imprint of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

impl fmt::Debug for Imprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imprint_recognises_its_text_and_shows_nothing() {
        assert_eq!(Imprint::of("hunter2"), Imprint::of("hunter2"));
        assert_ne!(Imprint::of("hunter2"), Imprint::of("hunter3"));
        assert_eq!(format!("{:?}", Imprint::of("hunter2")), "[secret]");
    }
}
