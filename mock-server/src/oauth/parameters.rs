//! Parameters as forms carry them: in a query or in a body.

use percent_encoding::percent_decode;

/// How many bytes of parameters are read, and how many parameters.
const MAX_BYTES: usize = 64 * 1024;
const MAX_COUNT: usize = 256;

/// Decoded parameters, in their order.
pub(super) struct Parameters(Vec<(String, String)>);

/// Bytes that are no parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadParameters {
    #[error("The parameters are longer than {MAX_BYTES} bytes.")]
    TooLong,
    #[error("There are more than {MAX_COUNT} parameters.")]
    TooMany,
    #[error("Two hexadecimal digits have to follow every percent sign.")]
    Encoding,
    #[error("The parameters are not UTF-8 when decoded.")]
    NotUtf8,
}

impl BadParameters {
    /// What would have been read.
    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Self::TooLong => "send fewer or shorter parameters",
            Self::TooMany => "leave out the parameters that nothing asks for",
            Self::Encoding => "write a percent sign that stands for itself as %25",
            Self::NotUtf8 => "encode the parameters as UTF-8 before the percent signs",
        }
    }
}

/// A parameter that came more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeated;

impl Parameters {
    /// Decodes `application/x-www-form-urlencoded` (RFC 6749 Appendix B).
    pub(super) fn parse(text: &[u8]) -> Result<Self, BadParameters> {
        if text.len() > MAX_BYTES {
            return Err(BadParameters::TooLong);
        }
        let pieces: Vec<&[u8]> = text
            .split(|byte| *byte == b'&')
            .filter(|piece| !piece.is_empty())
            .collect();
        if pieces.len() > MAX_COUNT {
            return Err(BadParameters::TooMany);
        }
        pieces
            .into_iter()
            .map(pair)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The value of a parameter. A parameter without a value counts as left out
    /// (RFC 6749 §3.1).
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>, Repeated> {
        let mut values = self.0.iter().filter(|(own, _)| own == name);
        let value = values.next().map(|(_, value)| value.as_str());
        if values.next().is_some() {
            return Err(Repeated);
        }
        Ok(value.filter(|value| !value.is_empty()))
    }

    /// The values of a parameter that may come more than once, as those of check boxes do.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether any parameter came more than once, which none may (RFC 6749 §3.1, §3.2).
    pub(super) fn has_repetition(&self) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair.first() == pair.last())
    }

    /// Which of some parameters have no value, as a remedy: `add a, b`.
    pub(super) fn add_missing(&self, needed: &[&str]) -> String {
        let missing: Vec<&str> = needed
            .iter()
            .copied()
            .filter(|name| self.one(name) == Ok(None))
            .collect();
        format!("add {}", missing.join(", "))
    }

    /// Puts the parameters of another place behind these.
    pub(super) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }
}

fn pair(piece: &[u8]) -> Result<(String, String), BadParameters> {
    let equals = piece.iter().position(|byte| *byte == b'=');
    let (name, value) = piece.split_at(equals.unwrap_or(piece.len()));
    let value = value.strip_prefix(b"=").unwrap_or(value);
    Ok((decode(name)?, decode(value)?))
}

/// Decodes one name or value.
pub(super) fn decode(text: &[u8]) -> Result<String, BadParameters> {
    let is_sound = text.split(|byte| *byte == b'%').skip(1).all(|after| {
        after
            .get(..2)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if !is_sound {
        return Err(BadParameters::Encoding);
    }
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    String::from_utf8(percent_decode(&spaced).collect()).map_err(|_| BadParameters::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Parameters {
        Parameters::parse(text.as_bytes()).ok().unwrap()
    }

    fn error(text: &[u8]) -> Option<BadParameters> {
        Parameters::parse(text).err()
    }

    #[test]
    fn plus_signs_and_percent_signs_are_decoded() {
        let parameters = parse("a=x+y%2Bz&caf%C3%A9=%26&&b");
        assert_eq!(parameters.one("a"), Ok(Some("x y+z")));
        assert_eq!(parameters.one("café"), Ok(Some("&")));
        assert_eq!(parameters.one("b"), Ok(None));
    }

    #[test]
    fn a_parameter_without_a_value_counts_as_left_out() {
        assert_eq!(parse("a=").one("a"), Ok(None));
        assert_eq!(parse("").one("a"), Ok(None));
    }

    #[test]
    fn a_parameter_that_comes_twice_is_noticed_even_without_values() {
        let parameters = parse("a=&b=1&%61=");
        assert_eq!(parameters.one("a"), Err(Repeated));
        assert!(parameters.has_repetition());
        assert!(!parse("a=1&b=1").has_repetition());
    }

    #[test]
    fn bad_percent_encoding_and_bytes_that_are_not_utf8_are_refused() {
        for text in ["a=%", "a=%4", "a=%zz", "%=1", "a=%%41"] {
            assert_eq!(
                error(text.as_bytes()),
                Some(BadParameters::Encoding),
                "{text}"
            );
        }
        assert_eq!(error(b"a=%ff"), Some(BadParameters::NotUtf8));
        assert_eq!(error(b"a=\xff"), Some(BadParameters::NotUtf8));
    }

    #[test]
    fn huge_forms_are_refused_before_they_are_decoded() {
        assert_eq!(
            error(&vec![b'a'; MAX_BYTES + 1]),
            Some(BadParameters::TooLong)
        );
        assert_eq!(
            error("a=1&".repeat(MAX_COUNT + 1).as_bytes()),
            Some(BadParameters::TooMany)
        );
    }
}
