//! The only source of chance: a seeded generator.

use serde::{Deserialize, Serialize};

use super::Secret;

/// The characters of tokens and codes.
const TOKEN_CHARACTERS: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Ids and prefixes from a seed: one seed, one sequence (SplitMix64).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Ids {
    state: u64,
}

impl Ids {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) const fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        scramble(self.state)
    }

    /// The id of a contact: lower-case hexadecimal, not padded with zeros. One in four is shorter
    /// than sixteen digits, since such ids were seen too (google:HREF-03).
    pub(crate) fn contact(&mut self) -> String {
        let number = self.number();
        let shift = if number & 0b11 == 0 {
            4 * (1 + (number >> 2) % 3)
        } else {
            0
        };
        format!("{:x}", number >> shift)
    }

    /// Sixteen digits, for what must not be guessed: path prefixes, tokens.
    pub(crate) fn opaque(&mut self) -> String {
        format!("{:016x}", self.number())
    }

    /// An access token in the form of Google's.
    pub(crate) fn access_token(&mut self) -> Secret {
        Secret::new(format!("ya29.a0A{}", self.characters(208)))
    }

    /// A refresh token in the form of Google's.
    pub(crate) fn refresh_token(&mut self) -> Secret {
        Secret::new(format!("1//0{}", self.characters(99)))
    }

    /// An authorization code in the form of Google's.
    pub(crate) fn code(&mut self) -> Secret {
        Secret::new(format!("4/0A{}", self.characters(69)))
    }

    /// The id of a client in the form of Google's.
    pub(crate) fn client_id(&mut self) -> String {
        let project = self.number() % 1_000_000_000_000;
        let (one, two) = (self.opaque(), self.opaque());
        format!("{project:012}-{one}{two}.apps.googleusercontent.com")
    }

    /// A client secret in the form of Google's.
    pub(crate) fn client_secret(&mut self) -> Secret {
        Secret::new(format!("GOCSPX-{}", self.characters(28)))
    }

    /// What makes a form of ours good for one use.
    pub(crate) fn form_token(&mut self) -> Secret {
        Secret::new(self.characters(32))
    }

    /// Characters that stand in URLs as they are. One number gives ten of them.
    fn characters(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let number = self.number();
            let count = (length - text.len()).min(10);
            text.extend((0..count).map(|position| {
                let bits = (number >> (4 + 6 * position)) & 63;
                char::from(TOKEN_CHARACTERS[bits as usize])
            }));
        }
        text
    }
}

/// Spreads a number over all 64 bits (the finalizer of SplitMix64).
pub(crate) const fn scramble(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_sequence() {
        let ids = |seed| {
            let mut ids = Ids::new(seed);
            [ids.contact(), ids.contact(), ids.opaque()]
        };
        assert_eq!(ids(7), ids(7));
        assert_ne!(ids(7), ids(8));
    }

    #[test]
    fn tokens_look_like_those_of_google_and_differ() {
        let mut ids = Ids::new(1);
        for (token, start, length) in [
            (ids.access_token(), "ya29.a0A", 216),
            (ids.refresh_token(), "1//0", 103),
            (ids.code(), "4/0A", 73),
            (ids.client_secret(), "GOCSPX-", 35),
        ] {
            assert!(token.reveal().starts_with(start));
            assert_eq!(token.reveal().len(), length);
        }
        assert_ne!(ids.access_token(), ids.access_token());
    }

    #[test]
    fn contact_ids_are_bare_hexadecimal_and_some_are_short() {
        let mut ids = Ids::new(1);
        let many: Vec<_> = (0..200).map(|_| ids.contact()).collect();
        assert!(many.iter().all(|id| {
            !id.starts_with('0')
                && id.len() <= 16
                && id
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        }));
        assert!(many.iter().any(|id| id.len() < 16));
        assert!(many.iter().any(|id| id.len() == 16));
    }
}
