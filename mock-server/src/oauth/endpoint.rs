//! The paths of the authorization server (google:AUTH-12).

use crate::message::Request;

/// What a path of the authorization server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// Where the user decides (RFC 6749 §3.1).
    Authorization,
    /// Where the client gets tokens (RFC 6749 §3.2).
    Token,
    /// Where the client gives tokens back (RFC 7009 §2).
    Revocation,
    /// The older path of it, which takes GET too.
    OldRevocation,
    /// Where clients learn where the others are.
    Metadata,
}

impl Endpoint {
    /// The endpoint to which a request goes.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        Self::at(split_target(&request.target).0)
    }

    /// The endpoint at a path.
    pub(super) fn at(path: &str) -> Option<Self> {
        match path {
            "/o/oauth2/v2/auth" | "/o/oauth2/auth" => Some(Self::Authorization),
            "/token" | "/oauth2/v3/token" | "/oauth2/v4/token" | "/o/oauth2/token" => {
                Some(Self::Token)
            }
            "/revoke" => Some(Self::Revocation),
            "/o/oauth2/revoke" => Some(Self::OldRevocation),
            "/.well-known/openid-configuration" => Some(Self::Metadata),
            _ => None,
        }
    }

    /// The methods that it takes, as `Allow` has them.
    pub(super) const fn allow(self) -> &'static str {
        match self {
            Self::Authorization | Self::OldRevocation => "GET, POST",
            Self::Token | Self::Revocation => "POST",
            Self::Metadata => "GET",
        }
    }
}

/// Path and query of a request target, which may be a whole URL (RFC 9112 §3.2).
pub(super) fn split_target(target: &str) -> (&str, &str) {
    let origin_form = match target.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            rest.find('/').map_or("/", |slash| rest.split_at(slash).1)
        }
        _ => target,
    };
    origin_form.split_once('?').unwrap_or((origin_form, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_that_clients_use_leads_to_its_endpoint() {
        for (path, endpoint) in [
            ("/o/oauth2/v2/auth", Endpoint::Authorization),
            ("/o/oauth2/auth", Endpoint::Authorization),
            ("/token", Endpoint::Token),
            ("/oauth2/v3/token", Endpoint::Token),
            ("/oauth2/v4/token", Endpoint::Token),
            ("/o/oauth2/token", Endpoint::Token),
            ("/revoke", Endpoint::Revocation),
            ("/o/oauth2/revoke", Endpoint::OldRevocation),
            ("/.well-known/openid-configuration", Endpoint::Metadata),
        ] {
            assert_eq!(Endpoint::at(path), Some(endpoint), "{path}");
        }
        assert_eq!(Endpoint::at("/token/"), None);
    }

    #[test]
    fn a_target_is_split_at_the_first_question_mark_and_loses_its_host() {
        assert_eq!(split_target("/revoke?token=a?b"), ("/revoke", "token=a?b"));
        assert_eq!(
            split_target("https://oauth2.googleapis.com/token"),
            ("/token", "")
        );
        assert_eq!(split_target("https://oauth2.googleapis.com"), ("/", ""));
        assert_eq!(
            split_target("/o/oauth2/auth?redirect_uri=http://localhost/"),
            ("/o/oauth2/auth", "redirect_uri=http://localhost/")
        );
    }
}
