//! Sync tokens as Google forms them (google:SYNC-03).

use crate::quirk::SyncTokenForm;
use crate::varint;

const URI: &str = "https://www.googleapis.com/carddav/v1/synctoken/";
const PATH: &str = "/carddav/v1/synctoken/";

/// A sync token: a protobuf message of three numbers, printed as hexadecimal.
///
/// Field 1 is always 1. Field 2 was 1 in both tokens that anybody published; here it is the number
/// of the address book, so that a token of another book is told apart. Field 3 is the instant of
/// issue in microseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SyncToken {
    pub(crate) book: u64,
    pub(crate) stamp: i64,
}

impl SyncToken {
    /// The token as it is sent.
    pub(crate) fn format(self, form: SyncTokenForm) -> String {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let prefix = prefix(form);
        let mut text = String::with_capacity(prefix.len() + 48);
        text.push_str(prefix);
        for byte in self.encode() {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 0xF)]));
        }
        text
    }

    /// Reads a token; `None` for anything that this server would never have written.
    pub(crate) fn parse(text: &str, form: SyncTokenForm) -> Option<Self> {
        let mut bytes = decode_hex(text.strip_prefix(prefix(form))?)?.into_iter();
        (bytes.next()? == 0x08 && varint::read(&mut bytes)? == 1).then_some(())?;
        let book = (bytes.next()? == 0x10).then(|| varint::read(&mut bytes))??;
        let stamp = (bytes.next()? == 0x18).then(|| varint::read(&mut bytes))??;
        let token = Self {
            book,
            stamp: i64::try_from(stamp).ok()?,
        };
        (token.format(form) == text).then_some(token)
    }

    fn encode(self) -> Vec<u8> {
        let mut bytes = vec![0x08, 0x01, 0x10];
        varint::push(&mut bytes, self.book);
        bytes.push(0x18);
        varint::push(&mut bytes, self.stamp.unsigned_abs());
        bytes
    }
}

const fn prefix(form: SyncTokenForm) -> &'static str {
    match form {
        SyncTokenForm::Uri => URI,
        SyncTokenForm::Path => PATH,
    }
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    let digits = digits?;
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs
        .map(|pair| match pair {
            [high, low] => Some(high << 4 | low),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The token of google:SYNC-03, seen on 2016-08-31.
    const SEEN: &str = "https://www.googleapis.com/carddav/v1/synctoken/0801100118F2C3CEC4FFEBCE02";

    #[test]
    fn a_token_has_the_form_that_was_seen() {
        let instant: jiff::Timestamp = "2016-08-31T15:44:21.910002Z".parse().unwrap();
        let token = SyncToken {
            book: 1,
            stamp: instant.as_microsecond(),
        };
        assert_eq!(token.format(SyncTokenForm::Uri), SEEN);
        assert_eq!(SyncToken::parse(SEEN, SyncTokenForm::Uri), Some(token));
    }

    #[test]
    fn the_path_form_leaves_out_the_host() {
        let token = SyncToken {
            book: 300,
            stamp: 1,
        };
        let text = token.format(SyncTokenForm::Path);
        assert!(text.starts_with("/carddav/v1/synctoken/0801"), "{text}");
        assert_eq!(SyncToken::parse(&text, SyncTokenForm::Path), Some(token));
        assert_eq!(SyncToken::parse(&text, SyncTokenForm::Uri), None);
    }

    #[test]
    fn what_was_never_written_is_no_token() {
        for garbage in [
            "",
            "garbage",
            "https://www.googleapis.com/carddav/v1/synctoken/",
            "https://www.googleapis.com/carddav/v1/synctoken/0801100118F2C3CEC4FFEBCE",
            "https://www.googleapis.com/carddav/v1/synctoken/0801100118F2C3CEC4FFEBCE0",
            "https://www.googleapis.com/carddav/v1/synctoken/0801100118f2c3cec4ffebce02",
            "https://www.googleapis.com/carddav/v1/synctoken/0801100118F2C3CEC4FFEBCE0200",
            "https://www.googleapis.com/carddav/v1/synctoken/0802100118F2C3CEC4FFEBCE02",
            "https://www.googleapis.com/carddav/v1/synctoken/0801100118FFFFFFFFFFFFFFFFFFFF",
        ] {
            assert_eq!(
                SyncToken::parse(garbage, SyncTokenForm::Uri),
                None,
                "{garbage}"
            );
        }
    }
}
