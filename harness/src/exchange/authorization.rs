//! The `Authorization` header (RFC 7617, RFC 6750), which is sent and never recorded.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::HeaderValue;

use super::Secret;

/// The credentials of one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Authorization {
    /// No header.
    #[default]
    None,
    /// A bearer token (RFC 6750 §2.1).
    Bearer(Secret),
    /// A user and a password (RFC 7617 §2).
    Basic {
        /// The user.
        user: String,
        /// The password.
        password: Secret,
    },
    /// The whole value of the header, as a scenario gives it.
    AsGiven(Secret),
}

impl Authorization {
    /// The value of the header, marked so that it is never logged.
    ///
    /// # Errors
    /// When a token holds what no header can.
    pub(super) fn header(&self) -> Result<Option<HeaderValue>, String> {
        let Some(text) = self.value() else {
            return Ok(None);
        };
        let mut value = HeaderValue::from_str(text.expose())
            .map_err(|_| "the token holds a character that no header can".to_owned())?;
        value.set_sensitive(true);
        Ok(Some(value))
    }

    /// The value of the header, whatever is in it.
    pub(super) fn value(&self) -> Option<Secret> {
        let text = match self {
            Self::None => return None,
            Self::Bearer(token) => format!("Bearer {}", token.expose()),
            Self::Basic { user, password } => format!("Basic {}", encoded(user, password)),
            Self::AsGiven(value) => return Some(value.clone()),
        };
        Some(Secret::new(text))
    }

    /// Everything in it that must not be printed, with what stands for it.
    #[must_use]
    pub fn secrets(&self) -> Vec<(Secret, &'static str)> {
        match self {
            Self::None => Vec::new(),
            Self::Bearer(token) => vec![(token.clone(), "access-token")],
            Self::AsGiven(value) => vec![(value.clone(), "credentials")],
            Self::Basic { user, password } => vec![
                (password.clone(), "password"),
                (Secret::new(encoded(user, password)), "credentials"),
            ],
        }
    }
}

fn encoded(user: &str, password: &Secret) -> String {
    BASE64_STANDARD.encode(format!("{user}:{}", password.expose()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_those_of_rfc7617_2() {
        let basic = Authorization::Basic {
            user: "Aladdin".to_owned(),
            password: Secret::new("open sesame"),
        };
        let header = basic.header().unwrap().unwrap();
        assert_eq!(header, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(header.is_sensitive());
        assert_eq!(format!("{header:?}"), "Sensitive");
    }

    #[test]
    fn a_token_with_a_line_break_is_refused_without_printing_it() {
        let bad = Authorization::Bearer(Secret::new("ya29\r\nX: y"));
        assert!(!bad.header().unwrap_err().contains("ya29"));
    }
}
