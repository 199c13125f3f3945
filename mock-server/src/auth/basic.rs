//! HTTP Basic (RFC 7617).

/// Takes the credentials of Basic apart: user and password.
pub(super) fn decode(credentials: &str) -> Option<(String, String)> {
    let text = String::from_utf8(decode_base64(credentials.trim())?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

/// Base 64 with or without padding (RFC 4648 §4).
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for character in text.trim_end_matches('=').bytes() {
        held = (held << 6 | u32::from(sextet(character)?)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    Some(bytes)
}

const fn sextet(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_parted_at_the_first_colon() {
        // The example of RFC 7617 §2, and a password with a colon and an umlaut.
        let aladdin = decode("QWxhZGRpbjpvcGVuIHNlc2FtZQ==").unwrap();
        assert_eq!(aladdin, ("Aladdin".to_owned(), "open sesame".to_owned()));
        let odd = decode("dXNlckBleGFtcGxlLmNvbTphOsO8").unwrap();
        assert_eq!(odd, ("user@example.com".to_owned(), "a:ü".to_owned()));
    }

    #[test]
    fn what_is_no_pair_is_refused() {
        for credentials in ["", "====", "QWxhZGRpbg==", "Q W", "/////w==", "ä"] {
            assert_eq!(decode(credentials), None, "{credentials}");
        }
    }
}
