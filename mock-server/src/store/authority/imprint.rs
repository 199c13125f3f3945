//! Imprints: texts that can be recognised and never shown.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The SHA-256 of a secret. It recognises the text and does not give it back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Imprint([u8; 32]);

impl Imprint {
    /// The imprint of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The imprint of an e-mail address, whose letters may be written large or small.
    pub(crate) fn of_address(address: &str) -> Self {
        Self::of(&address.to_lowercase())
    }
}

/// A text that is no imprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an imprint has 64 hexadecimal digits")]
pub(crate) struct NotAnImprint;

/// Hexadecimal digits.
impl fmt::Display for Imprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Imprint {
    type Err = NotAnImprint;

    fn from_str(text: &str) -> Result<Self, NotAnImprint> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let byte = |&[high, low]: &[u8; 2]| u8::try_from(digit(high)? * 16 + digit(low)?).ok();
        let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
        let bytes = bytes.filter(|_| rest.is_empty()).ok_or(NotAnImprint)?;
        bytes.try_into().map(Self).map_err(|_| NotAnImprint)
    }
}

impl Serialize for Imprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Imprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
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
