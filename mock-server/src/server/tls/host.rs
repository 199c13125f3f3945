//! Host names that certificates speak of.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A DNS name in lower case, or an IP address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HostName(pub(super) Host);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Host {
    Dns(String),
    Ip(IpAddr),
}

/// A text that is neither a DNS name nor an IP address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither a DNS name nor an IP address")]
pub struct NotAHostName;

impl FromStr for HostName {
    type Err = NotAHostName;

    fn from_str(text: &str) -> Result<Self, NotAHostName> {
        if let Ok(address) = text.parse() {
            return Ok(Self(Host::Ip(address)));
        }
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        // Numbers with dots that are no address are no name either (RFC 1123 §2.1).
        let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = name.len() <= 253
            && name.split('.').all(is_label)
            && !name.rsplit('.').next().is_some_and(is_number);
        if is_name {
            Ok(Self(Host::Dns(name)))
        } else {
            Err(NotAHostName)
        }
    }
}

/// A label of a DNS name (RFC 1123 §2.1), underscores included, as containers have them.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

impl HostName {
    /// Whether a certificate authority that is limited to this name may vouch for another: for
    /// the same, or for a name below it (RFC 5280 §4.2.1.10).
    pub(super) fn permits(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Host::Dns(own), Host::Dns(other)) => other
                .strip_suffix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
            (Host::Ip(IpAddr::V4(own)), Host::Ip(IpAddr::V4(other))) if own.is_loopback() => {
                other.is_loopback()
            }
            (own, other) => own == other,
        }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Host::Dns(name) => f.write_str(name),
            Host::Ip(address) => address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(text: &str) -> HostName {
        text.parse().unwrap()
    }

    #[test]
    fn names_are_lower_case_and_lose_the_dot_at_the_end() {
        assert_eq!(
            host("WWW.GoogleAPIs.com.").to_string(),
            "www.googleapis.com"
        );
        assert_eq!(host("::1").to_string(), "::1");
        assert_eq!(host("mock_1").to_string(), "mock_1");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let long = "a".repeat(64);
        let longer = "a.".repeat(127) + "a";
        for text in [
            "", ".", "a..b", "-a", "a-", "*.a", "a b", "é.com", "a/b", "1.2.3", "[::1]", &long,
            &longer,
        ] {
            assert_eq!(text.parse::<HostName>(), Err(NotAHostName), "{text}");
        }
    }

    #[test]
    fn a_name_permits_itself_and_what_is_below_it() {
        let own = host("googleapis.com");
        assert!(own.permits(&own) && own.permits(&host("a.b.googleapis.com")));
        for other in [
            "com",
            "notgoogleapis.com",
            "googleapis.com.evil.example",
            "127.0.0.1",
        ] {
            assert!(!own.permits(&host(other)), "{other}");
        }
    }

    #[test]
    fn an_address_permits_itself_and_a_loopback_address_all_of_its_kind() {
        assert!(host("127.0.0.1").permits(&host("127.9.9.9")));
        assert!(!host("127.0.0.1").permits(&host("::1")));
        assert!(host("10.0.0.1").permits(&host("10.0.0.1")));
        assert!(!host("10.0.0.1").permits(&host("10.0.0.2")));
    }
}
