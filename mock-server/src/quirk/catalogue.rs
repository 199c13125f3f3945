//! The table of quirks.
//!
//! One row a quirk. The order of `profiles` is that of [`Profile::ALL`]: `rfc`,
//! `google-documented`, `google-observed`, `google-both`. `in_2022` is the value that
//! `google-observed@2022` has, where it was another one then.

use super::Confidence::{High, Low, Medium};
use super::definition::{
    Evidence, EvidenceKind, QuirkDefinition, QuirkError, QuirkValue, ValueDefinition,
};
use super::profile::Profile;

/// A section of a standard.
const fn standard(source: &'static str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Standard,
        source,
        date: None,
        confidence: None,
    }
}

/// An entry of `docs/evidence.md` that quotes Google's page.
const fn documented(source: &'static str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Documented,
        source,
        date: None,
        confidence: None,
    }
}

/// An entry of `docs/evidence.md` that rests on an observation.
const fn seen(source: &'static str, date: &'static str, confidence: super::Confidence) -> Evidence {
    Evidence {
        kind: EvidenceKind::Seen,
        source,
        date: Some(date),
        confidence: Some(confidence),
    }
}

/// An entry of `docs/evidence.md` that says that nobody knows.
const fn choice(source: &'static str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Choice,
        source,
        date: None,
        confidence: None,
    }
}

macro_rules! quirks {
    ($({
        field: $field:ident,
        type: $kind:ident,
        name: $name:literal,
        about: $about:literal,
        effect: $effect:literal,
        values: { $($variant:ident = $value:literal: $does:literal [$($evidence:expr),* $(,)?],)+ },
        profiles: [$rfc:ident, $documented:ident, $observed:ident, $both:ident],
        $(in_2022: $then:ident,)?
    })+) => {
        $(
            #[doc = $about]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum $kind {
                $(#[doc = $does] $variant,)+
            }

            impl QuirkValue for $kind {
                const QUIRK: &'static str = $name;

                fn name(self) -> &'static str {
                    match self { $(Self::$variant => $value,)+ }
                }
            }
        )+

        /// A value for every quirk.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Quirks {
            $(#[doc = $about] pub $field: $kind,)+
        }

        impl Quirks {
            /// The values of a profile.
            #[must_use]
            pub const fn of(profile: Profile) -> Self {
                match profile {
                    Profile::Rfc => Self { $($field: $kind::$rfc,)+ },
                    Profile::GoogleDocumented => Self { $($field: $kind::$documented,)+ },
                    Profile::GoogleObserved | Profile::GoogleObserved2026 => {
                        Self { $($field: $kind::$observed,)+ }
                    }
                    Profile::GoogleObserved2022 => {
                        Self { $($field: quirks!(@then $kind, $($then,)? $observed),)+ }
                    }
                    Profile::GoogleBoth => Self { $($field: $kind::$both,)+ },
                }
            }

            /// The name of the value that a quirk has here.
            ///
            /// # Errors
            /// When there is no quirk of that name.
            pub fn value(&self, quirk: &str) -> Result<&'static str, QuirkError> {
                match quirk {
                    $($name => Ok(self.$field.name()),)+
                    _ => Err(QuirkError::UnknownQuirk { name: quirk.to_owned() }),
                }
            }

            /// Gives a quirk another value.
            ///
            /// # Errors
            /// When there is no quirk or no value of that name.
            pub fn set(&mut self, quirk: &str, value: &str) -> Result<(), QuirkError> {
                match quirk {
                    $($name => {
                        self.$field = match value {
                            $($value => $kind::$variant,)+
                            _ => return Err(QuirkError::UnknownValue {
                                quirk: $name,
                                value: value.to_owned(),
                                known: vec![$($value),+],
                            }),
                        };
                        Ok(())
                    })+
                    _ => Err(QuirkError::UnknownQuirk { name: quirk.to_owned() }),
                }
            }
        }

        /// Every quirk, in the order in which pages show them.
        pub static CATALOGUE: &[QuirkDefinition] = &[
            $(QuirkDefinition {
                name: $name,
                about: $about,
                effect: $effect,
                values: &[$(ValueDefinition { name: $value, does: $does, evidence: &[$($evidence),*] },)+],
                profiles: [
                    quirks!(@name $kind::$rfc { $($variant = $value,)+ }),
                    quirks!(@name $kind::$documented { $($variant = $value,)+ }),
                    quirks!(@name $kind::$observed { $($variant = $value,)+ }),
                    quirks!(@name $kind::$both { $($variant = $value,)+ }),
                ],
                in_2022: match quirks!(@then $kind, $($then,)? $observed) {
                    $($kind::$variant => $value,)+
                },
            },)+
        ];
    };
    // The first of the values that are given.
    (@then $kind:ident, $then:ident $(, $observed:ident)?) => { $kind::$then };
    (@name $kind:ident::$chosen:ident { $($variant:ident = $value:literal,)+ }) => {
        match $kind::$chosen { $($kind::$variant => $value,)+ }
    };
}

quirks! {
    {
        field: wellknown_unauthenticated,
        type: WellknownUnauthenticated,
        name: "wellknown.unauthenticated",
        about: "How is a PROPFIND on the well-known URI answered that carries no credentials?",
        effect: "A client that waits for a 401 before it sends its token never gets one and takes the 404 \
                 for a server without CardDAV. Send the token with the first request.",
        values: {
            Challenged = "challenged": "401 with a challenge; the redirect is given only to a known account."
                [standard("RFC 6764 §5"), documented("google:AUTH-02"), choice("google:UNK-03")],
            NotFound = "not-found": "404, as if there were no CardDAV service."
                [seen("google:DISC-04", "2026-10", Medium)],
        },
        profiles: [Challenged, Challenged, NotFound, NotFound],
    }
    {
        field: wellknown_get,
        type: WellknownGet,
        name: "wellknown.get",
        about: "Is a GET, HEAD or OPTIONS on the well-known URI redirected like a PROPFIND?",
        effect: "A client that probes with GET concludes that there is no CardDAV service. Probe with PROPFIND.",
        values: {
            Redirected = "redirected": "Every method gets the 301 to the address book."
                [standard("RFC 6764 §5")],
            NotFound = "not-found": "404, even with a good token; only PROPFIND is redirected."
                [seen("google:DISC-05", "2021-10 to 2026-10", High)],
        },
        profiles: [Redirected, Redirected, NotFound, NotFound],
    }
    {
        field: wellknown_trailing_slash,
        type: WellknownTrailingSlash,
        name: "wellknown.trailing-slash",
        about: "Is the well-known URI with a slash at its end the same resource?",
        effect: "A client that adds the slash works with one server and finds nothing at another. \
                 The registered path has none.",
        values: {
            Redirected = "redirected": "Treated like the path without the slash."
                [choice("google:DISC-06")],
            NotFound = "not-found": "404; only the registered path is known."
                [choice("google:DISC-06")],
        },
        profiles: [Redirected, Redirected, Redirected, NotFound],
    }
    {
        field: discovery_location,
        type: DiscoveryLocation,
        name: "discovery.location",
        about: "Is the Location of the discovery redirect a path or a whole URL?",
        effect: "A client that does not resolve a relative Location asks for a URL without a host.",
        values: {
            Relative = "relative": "An absolute path, to be resolved against the request's URL."
                [standard("RFC 9110 §10.2.2"), seen("google:DISC-03", "2021-01 to 2021-07", High)],
            Absolute = "absolute": "A URL with scheme and host."
                [standard("RFC 9110 §10.2.2")],
        },
        profiles: [Relative, Relative, Relative, Relative],
    }
    {
        field: href_prefix,
        type: HrefPrefix,
        name: "href.prefix",
        about: "Below which path do principal, home set and address book stand?",
        effect: "A client that builds URLs from the layout it knows fails on the day the layout changes. \
                 Follow discovery.",
        values: {
            Classic = "classic": "Below `/carddav/v1/`, where everybody has seen them."
                [documented("google:HREF-01"), seen("google:HREF-01", "2016-08 to 2026-10", High)],
            Random = "random": "Below a prefix that the seed decides, so that a path built by hand is found out."
                [documented("google:HREF-01"), documented("google:DISC-07")],
        },
        profiles: [Classic, Random, Classic, Random],
    }
    {
        field: href_principal_slash,
        type: HrefPrincipalSlash,
        name: "href.principal-slash",
        about: "Do all properties that name the principal write its URL alike?",
        effect: "A client that compares the two URLs as text takes one principal for two.",
        values: {
            Consistent = "consistent": "Always with the slash at the end."
                [standard("RFC 4918 §5.2")],
            Mismatched = "mismatched": "principal-URL has the slash, current-user-principal has not."
                [seen("google:DISC-09", "2016-08", Medium)],
        },
        profiles: [Consistent, Consistent, Mismatched, Mismatched],
    }
    {
        field: alias_resolve,
        type: AliasResolve,
        name: "alias.resolve",
        about: "Does the name that a client chose for a card lead to it after the server has renamed it?",
        effect: "A client that keeps its own name reads the card happily, but its DELETE misses and the card stays. \
                 Store the href that the server gives.",
        values: {
            Never = "never": "A card has one URL; any other is 404."
                [standard("RFC 9110 §9.3.4")],
            AllButDelete = "all-but-delete": "GET, PROPFIND and multiget at the old name answer with the card \
                and its real href, PUT updates it, DELETE is 404 and the card survives."
                [
                    seen("google:HREF-07", "2013-09 to 2026-09", High),
                    seen("google:DEL-03", "2026-07", Medium),
                    choice("google:UNK-16"),
                ],
        },
        profiles: [Never, Never, AllButDelete, AllButDelete],
    }
    {
        field: auth_challenge,
        type: AuthChallenge,
        name: "auth.challenge",
        about: "Which scheme does the 401 offer to a request without credentials?",
        effect: "A client that lets the challenge decide never tries its OAuth token.",
        values: {
            Bearer = "bearer": "WWW-Authenticate names Bearer."
                [standard("RFC 6750 §3"), seen("google:AUTH-08", "2021-07", Low)],
            BasicRealm = "basic-realm": "WWW-Authenticate names Basic with the realm `Google APIs` and nothing else."
                [seen("google:AUTH-06", "2015-11 to 2021", High)],
        },
        profiles: [Bearer, Bearer, BasicRealm, BasicRealm],
    }
    {
        field: auth_bad_token,
        type: AuthBadToken,
        name: "auth.bad-token",
        about: "Does the 401 to a bad token say that the token is what is wrong?",
        effect: "A client that waits for `invalid_token` never refreshes its token and asks for a new login instead.",
        values: {
            Named = "named": "A Bearer challenge with `invalid_token`, also where `auth.challenge` offers Basic."
                [standard("RFC 6750 §3.1"), seen("google:AUTH-08", "2021-07", Low), choice("google:UNK-02")],
            Unnamed = "unnamed": "The same challenge as without credentials."
                [choice("google:UNK-02")],
        },
        profiles: [Named, Named, Named, Named],
    }
    {
        field: auth_book_unauthenticated,
        type: AuthBookUnauthenticated,
        name: "auth.book-unauthenticated",
        about: "What does a GET on the address book without credentials get?",
        effect: "A client that tries the address book's URL before it asks for a login tells its user that \
                 there is nothing.",
        values: {
            Challenged = "challenged": "401 like any other request without credentials."
                [standard("RFC 9110 §11.6.1"), documented("google:AUTH-07")],
            NotFound = "not-found": "404."
                [seen("google:AUTH-07", "2021-01", Low)],
        },
        profiles: [Challenged, Challenged, Challenged, Challenged],
    }
    {
        field: auth_other_account,
        type: AuthOtherAccount,
        name: "auth.other-account",
        about: "How is a request for another account's resources refused?",
        effect: "A client that mixes two accounts up reports a missing address book, or missing rights.",
        values: {
            Forbidden = "forbidden": "403."
                [standard("RFC 9110 §15.5.4"), choice("google:UNK-18")],
            NotFound = "not-found": "404, so that nobody learns who has an account."
                [standard("RFC 9110 §15.5.4"), choice("google:UNK-18")],
        },
        profiles: [Forbidden, Forbidden, Forbidden, Forbidden],
    }
    {
        field: auth_allow_app_password,
        type: AuthAllowAppPassword,
        name: "auth.allow-app-password",
        about: "Does Basic with the account's app password let a client in?",
        effect: "Whoever relies on an app password is locked out on the day it ends, as in June 2023.",
        values: {
            Accepted = "accepted": "The account's address and app password are as good as a token."
                [standard("RFC 6352 §13"), seen("google:AUTH-03", "2022-07 to 2026-09", Medium)],
            Refused = "refused": "Basic is 401, whatever the password."
                [documented("google:AUTH-01"), seen("google:AUTH-03", "2026-07 to 2026-10", Medium)],
        },
        profiles: [Accepted, Refused, Refused, Refused],
        in_2022: Accepted,
    }
    {
        field: auth_insufficient_scope,
        type: AuthInsufficientScope,
        name: "auth.insufficient-scope",
        about: "Does the 403 to a token without the CardDAV scope say which scope is missing?",
        effect: "A client that cannot tell this 403 from others asks for the same consent again, or gives up.",
        values: {
            Named = "named": "403 with a Bearer challenge: `insufficient_scope` and the scope."
                [standard("RFC 6750 §3.1"), seen("google:AUTH-09", "2020-03", Low)],
            Bare = "bare": "403 without a challenge."
                [seen("google:AUTH-09", "2015-02", Medium)],
        },
        profiles: [Named, Named, Named, Named],
    }
    {
        field: auth_api_disabled_body,
        type: AuthApiDisabledBody,
        name: "auth.api-disabled-body",
        about: "In which form does the 403 come that says that the CardDAV API is switched off?",
        effect: "A client that reads only one form shows its user a bare 403 instead of where to switch the API on.",
        values: {
            GoogleJson = "google-json": "JSON with the reason `accessNotConfigured`."
                [choice("google:UNK-24")],
            GdataXml = "gdata-xml": "XML of the GData kind with the same reason."
                [choice("google:UNK-24")],
        },
        profiles: [GoogleJson, GoogleJson, GoogleJson, GoogleJson],
    }
    {
        field: oauth_revoke_unknown,
        type: OauthRevokeUnknown,
        name: "oauth.revoke-unknown",
        about: "Is it an error to revoke a token that is unknown, or revoked already?",
        effect: "A client that logs out twice reports an error although nothing is left to revoke.",
        values: {
            Accepted = "accepted": "200: the token is not good, and that is what was wanted."
                [standard("RFC 7009 §2.2")],
            Refused = "refused": "400 with `invalid_token`."
                [documented("google:AUTH-12"), seen("google:AUTH-12", "2025-03", Medium)],
        },
        profiles: [Accepted, Refused, Refused, Refused],
    }
    {
        field: oauth_revoke_client,
        type: OauthRevokeClient,
        name: "oauth.revoke-client",
        about: "Does a client have to say who it is when it revokes a token?",
        effect: "A client that sends only the token logs out here and fails at other servers, \
                 while its tokens live on.",
        values: {
            Authenticated = "authenticated": "Yes, as at the token endpoint."
                [standard("RFC 7009 §2.1")],
            Anyone = "anyone": "No; whoever has a token may end it."
                [documented("google:AUTH-12")],
        },
        profiles: [Authenticated, Anyone, Anyone, Anyone],
    }
    {
        field: options_book,
        type: OptionsBook,
        name: "options.book",
        about: "Is OPTIONS answered on the address book?",
        effect: "A client that reads features from OPTIONS takes the address book for broken. \
                 The DAV header also stands on PROPFIND answers.",
        values: {
            Answered = "answered": "200 with Allow and DAV."
                [standard("RFC 6352 §6.1"), documented("google:OPT-01")],
            Rejected = "rejected": "400; only principal and home set answer OPTIONS."
                [seen("google:OPT-02", "2021-06 to 2022-03", High), choice("google:UNK-21")],
        },
        profiles: [Answered, Answered, Rejected, Rejected],
    }
    {
        field: options_unauthenticated,
        type: OptionsUnauthenticated,
        name: "options.unauthenticated",
        about: "Does OPTIONS need credentials?",
        effect: "A client that tests its credentials with OPTIONS thinks that wrong ones are good.",
        values: {
            Answered = "answered": "OPTIONS is answered without looking at credentials."
                [seen("google:OPT-04", "2026-08", Medium)],
            Challenged = "challenged": "401 like any other method."
                [standard("RFC 9110 §11.6.1")],
        },
        profiles: [Challenged, Answered, Answered, Answered],
    }
    {
        field: options_advertised,
        type: OptionsAdvertised,
        name: "options.advertised",
        about: "Do Allow and DAV list what the server really does?",
        effect: "A client that believes the headers offers locks, new address books and access control, \
                 and each of them fails.",
        values: {
            Served = "served": "Methods and features that the server has."
                [standard("RFC 9110 §10.2.1"), documented("google:METH-03")],
            MoreThanServed = "more-than-served": "LOCK, UNLOCK, MKCOL, ACL and PROPPATCH too, and DELETE not; \
                DAV claims locks and access control."
                [seen("google:OPT-03", "2016-08", Medium), seen("google:OPT-05", "2024-01", High)],
        },
        profiles: [Served, Served, MoreThanServed, MoreThanServed],
    }
    {
        field: error_bodies,
        type: ErrorBodies,
        name: "error.bodies",
        about: "How does a refusal look for which a standard names a precondition?",
        effect: "A client that looks for the precondition's element finds JSON and cannot tell what was wrong; \
                 all that it has is the status, mostly 400.",
        values: {
            DavError = "dav-error": "The standard's status and a DAV:error that names the precondition."
                [standard("RFC 4918 §16"), standard("RFC 6352 §6.3.2.1")],
            GoogleJson = "google-json": "Google's JSON error; where the standard has a status of its own \
                for the precondition, 400 INVALID_ARGUMENT instead."
                [
                    seen("google:ERR-02", "2022-07 to 2026-10", High),
                    seen("google:ERR-06", "2016 to 2026-10", Medium),
                ],
        },
        profiles: [DavError, DavError, GoogleJson, GoogleJson],
    }
    {
        field: method_unsupported,
        type: MethodUnsupported,
        name: "method.unsupported",
        about: "How are methods refused that the server does not support, such as MKCOL or COPY?",
        effect: "A client that offers a second address book or a rename gets an error that it cannot tell \
                 from a mistake in its request.",
        values: {
            NotAllowed = "not-allowed": "405 with Allow. COPY and MOVE are never supported, which Google's page \
                says of itself and RFC 4918 §9.8 and §9.9 allow to no server: no profile plays them."
                [standard("RFC 9110 §15.5.6")],
            BadRequest = "bad-request": "400 with an HTML page."
                [seen("google:METH-01", "2024-10 to 2026-08", High), choice("google:UNK-14")],
        },
        profiles: [NotAllowed, NotAllowed, BadRequest, BadRequest],
    }
    {
        field: proppatch_book,
        type: ProppatchBook,
        name: "proppatch.book",
        about: "How is PROPPATCH refused on the address book?",
        effect: "Renaming or colouring the address book does not work, and the error may not say which property.",
        values: {
            ForbiddenPropstats = "forbidden-propstats": "207 with each property at 403."
                [standard("RFC 4918 §9.2.1"), choice("google:UNK-14")],
            Rejected = "rejected": "400 for the whole request."
                [choice("google:UNK-14")],
        },
        profiles: [ForbiddenPropstats, ForbiddenPropstats, Rejected, Rejected],
    }
    {
        field: propfind_no_body,
        type: PropfindNoBody,
        name: "propfind.no-body",
        about: "What does a PROPFIND without a body mean below the well-known URI?",
        effect: "A client whose first request has no body fails to connect at all. Name the properties.",
        values: {
            Allprop = "allprop": "The same as allprop."
                [standard("RFC 4918 §9.1")],
            Rejected = "rejected": "400."
                [seen("google:PROP-11", "2021-07 to 2022-07", High)],
        },
        profiles: [Allprop, Allprop, Rejected, Rejected],
    }
    {
        field: propfind_allprop,
        type: PropfindAllprop,
        name: "propfind.allprop",
        about: "Which properties does allprop bring?",
        effect: "A client that reads resourcetype out of allprop does not recognise the address book. \
                 Name the properties.",
        values: {
            AllProperties = "all-properties": "The live properties of RFC 4918 that the resource has."
                [standard("RFC 4918 §9.1")],
            DisplaynameOnly = "displayname-only": "Only displayname."
                [choice("google:UNK-13")],
        },
        profiles: [AllProperties, AllProperties, DisplaynameOnly, DisplaynameOnly],
    }
    {
        field: propfind_propname,
        type: PropfindPropname,
        name: "propfind.propname",
        about: "Is propname answered?",
        effect: "A client that explores a server by names gets an error.",
        values: {
            Listed = "listed": "The names of the resource's properties, without values."
                [standard("RFC 4918 §9.1")],
            Rejected = "rejected": "400."
                [choice("google:UNK-13")],
        },
        profiles: [Listed, Listed, Rejected, Rejected],
    }
    {
        field: propfind_no_depth,
        type: PropfindNoDepth,
        name: "propfind.no-depth",
        about: "Which depth does a PROPFIND without a Depth header have?",
        effect: "A client that leaves Depth out is refused by one server and gets one resource from another. \
                 Always send Depth.",
        values: {
            Infinity = "infinity": "Infinity, which is then refused."
                [standard("RFC 4918 §9.1")],
            Zero = "zero": "0."
                [choice("google:UNK-13")],
        },
        profiles: [Infinity, Infinity, Zero, Zero],
    }
    {
        field: prop_empty_ok_propstat,
        type: PropEmptyOkPropstat,
        name: "prop.empty-ok-propstat",
        about: "What is sent for a resource that has none of the properties asked for?",
        effect: "A reader that takes `prop` for granted in every propstat breaks on the address book's own row.",
        values: {
            LeftOut = "left-out": "Only the propstat with 404."
                [standard("RFC 4918 §14.22")],
            Sent = "sent": "Before it a propstat with status 200 and no prop."
                [seen("google:PROP-08", "2015-04 to 2016-08", High)],
        },
        profiles: [LeftOut, LeftOut, Sent, Sent],
    }
    {
        field: prop_token_depth1,
        type: PropTokenDepth1,
        name: "prop.token-depth1",
        about: "Does a Depth 1 listing carry the address book's sync-token?",
        effect: "A client that looks for the token in a listing concludes that the server cannot sync. \
                 Ask the address book with Depth 0.",
        values: {
            Present = "present": "It stands in the address book's row whatever the depth."
                [standard("RFC 6578 §4"), seen("google:PROP-09", "2020 to 2022", Low)],
            NotFound = "not-found": "404 at Depth 1; only Depth 0 on the address book has it."
                [seen("google:PROP-09", "2016-08 to 2026-10", High)],
        },
        profiles: [Present, Present, NotFound, NotFound],
        in_2022: Present,
    }
    {
        field: prop_ctag_depth1,
        type: PropCtagDepth1,
        name: "prop.ctag-depth1",
        about: "Does a Depth 1 listing carry the address book's getctag?",
        effect: "A client that looks for the ctag in a listing lists everything at each sync.",
        values: {
            Present = "present": "It stands in the address book's row whatever the depth."
                [standard("caldav-ctag-02 §4")],
            NotFound = "not-found": "404 at Depth 1; only Depth 0 on the address book has it."
                [seen("google:PROP-09", "2026-08", Medium)],
        },
        profiles: [Present, Present, NotFound, NotFound],
    }
    {
        field: prop_live_card_properties,
        type: PropLiveCardProperties,
        name: "prop.live-card-properties",
        about: "Do cards have getcontenttype and the other live properties that describe their bytes?",
        effect: "A client that picks cards by content type finds an empty address book.",
        values: {
            Reported = "reported": "getcontenttype, getcontentlength, getlastmodified and creationdate have values."
                [standard("RFC 4918 §15.5")],
            NotFound = "not-found": "404 for each of them."
                [seen("google:PROP-14", "2019-03 to 2020-04", High), choice("google:UNK-12")],
        },
        profiles: [Reported, Reported, NotFound, NotFound],
    }
    {
        field: prop_supported_address_data,
        type: PropSupportedAddressData,
        name: "prop.supported-address-data",
        about: "Does the address book say which vCard versions it takes?",
        effect: "Without the property a client has to know that vCard 3.0 is the one to send.",
        values: {
            Reported = "reported": "text/vcard in version 3.0."
                [standard("RFC 6352 §6.2.2")],
            NotFound = "not-found": "404, which by the RFC also means version 3.0."
                [choice("google:UNK-12")],
        },
        profiles: [Reported, Reported, NotFound, NotFound],
    }
    {
        field: prop_supported_collation_set,
        type: PropSupportedCollationSet,
        name: "prop.supported-collation-set",
        about: "Does the address book say which collations its queries know?",
        effect: "Without the property a client has to guess how a search compares letters.",
        values: {
            Reported = "reported": "i;ascii-casemap, i;octet and i;unicode-casemap."
                [standard("RFC 6352 §8.3.1")],
            NotFound = "not-found": "404."
                [choice("google:UNK-12")],
        },
        profiles: [Reported, Reported, NotFound, NotFound],
    }
    {
        field: prop_privileges,
        type: PropPrivileges,
        name: "prop.privileges",
        about: "Does current-user-privilege-set list what the privileges in it contain?",
        effect: "A client that looks for `bind` before it offers a new card, or for `write-content` before it \
                 lets a card be edited, takes the address book for one that can only be read.",
        values: {
            WithContained = "with-contained": "`write` together with the privileges that it contains, and of the \
                others those that are of use here; the home set can only be read."
                [standard("RFC 3744 §5.4")],
            AggregatesOnly = "aggregates-only": "`write` alone, on the home set too, beside `unlock`, `read-acl` and \
                `write-acl`, although the server has neither locks nor access control."
                [seen("google:PROP-16", "2016-08", Medium)],
        },
        profiles: [WithContained, WithContained, AggregatesOnly, AggregatesOnly],
    }
    {
        field: prop_supported_report_set,
        type: PropSupportedReportSet,
        name: "prop.supported-report-set",
        about: "Does supported-report-set list what the server really does?",
        effect: "A client that believes the list sends a report about principals and is refused.",
        values: {
            Served = "served": "The reports that the resource serves."
                [standard("RFC 3253 §3.1.5"), documented("google:PROP-15")],
            MoreThanServed = "more-than-served": "On home set and address book also the reports about principals \
                and access control, which are refused; on cards 404."
                [seen("google:PROP-15", "2016-08", Medium), choice("google:UNK-25")],
        },
        profiles: [Served, Served, MoreThanServed, MoreThanServed],
    }
    {
        field: prop_add_member_on_home,
        type: PropAddMemberOnHome,
        name: "prop.add-member-on-home",
        about: "Does the home set have add-member?",
        effect: "A client may post into the address book without having looked for it; \
                 elsewhere the same code finds nothing.",
        values: {
            NotFound = "not-found": "404; the property stands on the address book, where POST adds a card."
                [standard("RFC 5995 §3.2.1")],
            Present = "present": "The home set names the address book."
                [seen("google:PROP-17", "2014-04 to 2016-08", High)],
        },
        profiles: [NotFound, NotFound, Present, Present],
    }
    {
        field: rate_ctag_poll_limit,
        type: RateCtagPollLimit,
        name: "rate.ctag-poll-limit",
        about: "What happens to those who ask for getctag again and again?",
        effect: "A client that looks at getctag before each sync works for a while and is then locked out. \
                 Ask for changes with sync-collection; getctag is for the first sync and for when a token is refused.",
        values: {
            Counted = "counted": "They are counted and answered."
                [choice("google:UNK-01")],
            Throttled = "throttled": "From the eleventh request in an hour of the service clock on 429 with the word \
                RESOURCE_EXHAUSTED, and no Retry-After."
                [documented("google:RATE-01"), choice("google:UNK-01")],
        },
        profiles: [Counted, Throttled, Counted, Throttled],
    }
    {
        field: sync_empty_token,
        type: SyncEmptyToken,
        name: "sync.empty-token",
        about: "What happens to a sync-collection report whose sync-token is empty?",
        effect: "A client that starts with the report never gets its first token. \
                 Ask for the property sync-token and list with PROPFIND.",
        values: {
            FullListing = "full-listing": "Every member is listed, and a token ends the answer."
                [standard("RFC 6578 §3.4")],
            Rejected = "rejected": "400."
                [seen("google:SYNC-05", "2020-07 to 2026-10", High)],
        },
        profiles: [FullListing, FullListing, Rejected, Rejected],
    }
    {
        field: sync_depth,
        type: SyncDepth,
        name: "sync.depth",
        about: "Which Depth header does sync-collection ask for?",
        effect: "A client that follows the RFC is told by Google that nothing ever changes, without an error.",
        values: {
            ZeroRequired = "zero-required": "0, or no header; any other value is 400."
                [standard("RFC 6578 §3.2")],
            OneRequired = "one-required": "1; with 0 or no header the answer has no member and a new token."
                [seen("google:SYNC-06", "2020 to 2026", High)],
        },
        profiles: [ZeroRequired, ZeroRequired, OneRequired, OneRequired],
    }
    {
        field: sync_invalid_token,
        type: SyncInvalidToken,
        name: "sync.invalid-token",
        about: "How is a sync-token refused that is expired or was never given?",
        effect: "A client that waits for the precondition never falls back to a listing and stays out of date. \
                 Take any 400, 403, 410 or 412 here for a refused token.",
        values: {
            ValidSyncToken = "valid-sync-token": "403 with DAV:valid-sync-token."
                [standard("RFC 6578 §3.2")],
            Rejected = "rejected": "400 that names nothing."
                [seen("google:SYNC-12", "2022-09", Medium), choice("google:UNK-04")],
        },
        profiles: [ValidSyncToken, ValidSyncToken, Rejected, Rejected],
    }
    {
        field: sync_address_data,
        type: SyncAddressData,
        name: "sync.address-data",
        about: "Does sync-collection return address-data when it is asked for?",
        effect: "A client that expects the cards in the delta sees changes without content. \
                 Fetch them with a multiget.",
        values: {
            Returned = "returned": "With each changed card, like any property."
                [standard("RFC 6578 §3.2")],
            NotFound = "not-found": "Left out of the good properties and named in a 404 propstat."
                [seen("google:SYNC-08", "2021-02 to 2026", High), choice("google:UNK-05")],
        },
        profiles: [Returned, Returned, NotFound, NotFound],
    }
    {
        field: sync_replay_old_tombstones,
        type: SyncReplayOldTombstones,
        name: "sync.replay-old-tombstones",
        about: "Are cards reported as removed that were already gone when the token was given?",
        effect: "A client that counts a removal of a card it does not have as an error stops syncing.",
        values: {
            Never = "never": "Only removals since the token."
                [standard("RFC 6578 §3.5.2")],
            Always = "always": "Older removals again in each delta."
                [seen("google:SYNC-10", "2020 to 2022", Medium)],
        },
        profiles: [Never, Never, Always, Always],
    }
    {
        field: sync_level_infinite,
        type: SyncLevelInfinite,
        name: "sync.level-infinite",
        about: "Is a sync-level of infinite served?",
        effect: "None for a flat address book, unless the client takes the refusal for the end of sync.",
        values: {
            Served = "served": "Like level 1, because an address book has no collections in it."
                [standard("RFC 6578 §3.3")],
            Rejected = "rejected": "400."
                [choice("google:UNK-08")],
        },
        profiles: [Served, Served, Rejected, Rejected],
    }
    {
        field: sync_token_form,
        type: SyncTokenForm,
        name: "sync.token-form",
        about: "Is a sync-token a whole URI?",
        effect: "A client that parses tokens, or stores them as URLs, fails when the form changes. Tokens are opaque.",
        values: {
            Uri = "uri": "A URI with scheme and host."
                [standard("RFC 6578 §4"), seen("google:SYNC-03", "2016-02 to 2016-08", High)],
            Path = "path": "An absolute path."
                [seen("google:SYNC-03", "2026-02", Low), choice("google:UNK-07")],
        },
        profiles: [Uri, Uri, Uri, Uri],
    }
    {
        field: sync_token_ttl,
        type: SyncTokenTtl,
        name: "sync.token-ttl",
        about: "How long is a sync-token good for?",
        effect: "A client that was away for longer has to list everything anew. One that never learnt to do so \
                 is stuck after a month's pause.",
        values: {
            Days29 = "29-days": "29 days of the service clock."
                [standard("RFC 6578 §3.2"), documented("google:SYNC-04")],
            Unlimited = "unlimited": "For ever."
                [standard("RFC 6578 §3.2")],
        },
        profiles: [Days29, Days29, Days29, Days29],
    }
    {
        field: sync_page_size,
        type: SyncPageSize,
        name: "sync.page-size",
        about: "Does the server cut a delta short of its own accord?",
        effect: "A client that takes the first answer for all of it loses changes. Where the address book's own \
                 row is 507, ask again with the new token.",
        values: {
            Unlimited = "unlimited": "No; only where the client sets a limit."
                [standard("RFC 6578 §3.6"), seen("google:SYNC-07", "2021", Medium)],
            Two = "two": "After two members, which makes pages out of small address books."
                [standard("RFC 6578 §3.6"), choice("google:UNK-08")],
        },
        profiles: [Unlimited, Unlimited, Unlimited, Unlimited],
    }
    {
        field: sync_disabled,
        type: SyncDisabled,
        name: "sync.disabled",
        about: "Is sync-collection refused although it is advertised?",
        effect: "A client that cannot do without the report is stuck. Fall back to a listing of the ETags.",
        values: {
            No = "no": "No, it works."
                [standard("RFC 6578 §3.1"), documented("google:SYNC-01"), choice("google:UNK-06")],
            Yes = "yes": "Every such report is 400, whatever the token."
                [seen("google:SYNC-16", "2019-11 to 2026-08", Low)],
        },
        profiles: [No, No, No, No],
    }
    {
        field: sync_if_header,
        type: SyncIfHeader,
        name: "sync.if-header",
        about: "Does a request hang on the conditions of an If header, such as the sync-token of \
                the address book?",
        effect: "Where it is ignored, a client cannot make sure that nothing changed since its last \
                 sync.",
        values: {
            Enforced = "enforced": "412 where no list of conditions holds."
                [standard("RFC 6578 §5"), standard("RFC 4918 §10.4")],
            Ignored = "ignored": "The request is done whatever the header says."
                [choice("google:METH-06")],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: multiget_max_hrefs,
        type: MultigetMaxHrefs,
        name: "multiget.max-hrefs",
        about: "How many hrefs may a multiget name?",
        effect: "A client that fetches a whole address book with one report is refused once the book has grown.",
        values: {
            Unlimited = "unlimited": "Any number that fits into a request."
                [standard("RFC 6352 §8.7"), seen("google:MGET-06", "2014 to 2026", Medium)],
            TwoHundredFifty = "250": "250, the most that is known to have worked; more are 400."
                [choice("google:UNK-15")],
        },
        profiles: [Unlimited, Unlimited, Unlimited, Unlimited],
    }
    {
        field: multiget_missing,
        type: MultigetMissing,
        name: "multiget.missing",
        about: "What does a multiget say about an href that does not exist?",
        effect: "A client that waits for one answer to each href takes the gap for a broken reply, \
                 or keeps a card that is gone.",
        values: {
            NotFound = "not-found": "A response with status 404 for it."
                [standard("RFC 6352 §8.7")],
            LeftOut = "left-out": "Nothing."
                [seen("google:MGET-03", "2014", Medium)],
        },
        profiles: [NotFound, NotFound, LeftOut, LeftOut],
    }
    {
        field: multiget_partial_data,
        type: MultigetPartialData,
        name: "multiget.partial-data",
        about: "Does a multiget return only the vCard properties that address-data names?",
        effect: "More bytes than asked for; a client that stores what comes as the part it asked for is not harmed.",
        values: {
            Honoured = "honoured": "Only those properties, so that what comes may be no valid card."
                [standard("RFC 6352 §10.4"), standard("RFC 6352 §10.4.2")],
            Ignored = "ignored": "The whole card."
                [seen("google:MGET-05", "2020 to 2022", High)],
        },
        profiles: [Honoured, Honoured, Ignored, Ignored],
    }
    {
        field: multiget_version,
        type: MultigetVersion,
        name: "multiget.version",
        about: "What if a report asks for the cards in a version or media type that the server does not have?",
        effect: "A client that asks for vCard 4.0 gets 3.0 without a word, or nothing at all.",
        values: {
            Refused = "refused": "Refused with the precondition supported-address-data."
                [standard("RFC 6352 §8.7")],
            Ignored = "ignored": "The cards come as they are."
                [choice("google:MGET-05")],
        },
        profiles: [Refused, Refused, Ignored, Ignored],
    }
    {
        field: multiget_line_ends,
        type: MultigetLineEnds,
        name: "multiget.line-ends",
        about: "How do the lines of a card end inside of XML?",
        effect: "A client that splits at CRLF only sees one long line.",
        values: {
            Crlf = "crlf": "As stored, carriage returns as character references."
                [standard("RFC 2426 §2.4.2")],
            Lf = "lf": "With a line feed alone."
                [standard("RFC 6352 §10.4"), seen("google:MGET-07", "2016-08 to 2021-07", Low)],
        },
        profiles: [Crlf, Crlf, Lf, Lf],
    }
    {
        field: query_no_filter,
        type: QueryNoFilter,
        name: "query.no-filter",
        about: "What happens to an addressbook-query without a filter?",
        effect: "A client that asks for everything that way gets an error here and the whole address book elsewhere. \
                 List with PROPFIND instead.",
        values: {
            Rejected = "rejected": "400."
                [standard("RFC 6352 §10.3"), seen("google:QRY-02", "2015 to 2026-10", High)],
            EveryCard = "every-card": "Every card matches, as at lenient servers."
                [choice("google:QRY-02")],
        },
        profiles: [Rejected, Rejected, Rejected, Rejected],
    }
    {
        field: query_empty_anyof,
        type: QueryEmptyAnyof,
        name: "query.empty-anyof",
        about: "Which cards does a filter match that has no condition and asks for any of them to hold?",
        effect: "A client that lists with an empty filter sees an empty address book and may delete its copies. \
                 List with PROPFIND, or write `test=\"allof\"`.",
        values: {
            Nothing = "nothing": "None: no condition holds."
                [standard("RFC 6352 §10.5"), seen("google:QRY-03", "2026-09 to 2026-10", High)],
            EveryCard = "every-card": "All of them."
                [seen("google:QRY-03", "until 2026-09", Medium)],
        },
        profiles: [Nothing, Nothing, Nothing, Nothing],
        in_2022: EveryCard,
    }
    {
        field: query_no_depth,
        type: QueryNoDepth,
        name: "query.no-depth",
        about: "What happens to an addressbook-query without a Depth header?",
        effect: "A client that leaves Depth out is refused, or told that nothing matches. Send `Depth: 1`.",
        values: {
            Rejected = "rejected": "400."
                [standard("RFC 6352 §8.6")],
            Zero = "zero": "Only the address book itself is looked at, so nothing matches."
                [standard("RFC 3253 §3.6"), choice("google:QRY-01")],
        },
        profiles: [Rejected, Rejected, Zero, Zero],
    }
    {
        field: query_names,
        type: QueryNames,
        name: "query.names",
        about: "Does the case of names count in a filter?",
        effect: "A query for `email` finds nobody, and a query for cards without `email` finds everybody. \
                 Write names in capitals.",
        values: {
            AnyCase = "any-case": "No."
                [standard("RFC 2425 §5.8.2")],
            ExactCase = "exact-case": "Yes; names of properties, parameters and groups are compared as they are stored."
                [seen("google:QRY-08", "2020 to 2022", High)],
        },
        profiles: [AnyCase, AnyCase, ExactCase, ExactCase],
    }
    {
        field: query_allof_instances,
        type: QueryAllofInstances,
        name: "query.allof-instances",
        about: "Must the conditions of one prop-filter hold for one and the same occurrence of the property?",
        effect: "A search for one address that begins and ends in some way finds people with two addresses \
                 of which one begins and the other ends so.",
        values: {
            SameInstance = "same-instance": "Yes."
                [standard("RFC 6352 §10.5.1")],
            AnyInstance = "any-instance": "No; each may hold for another one."
                [seen("google:QRY-05", "2020 to 2022", High)],
        },
        profiles: [SameInstance, SameInstance, AnyInstance, AnyInstance],
    }
    {
        field: query_negation_several,
        type: QueryNegationSeveral,
        name: "query.negation-several",
        about: "When does a negated text-match hold for a card that has the property several times?",
        effect: "A search for people who have another address than one at example.com leaves out those who have both.",
        values: {
            EachInstance = "each-instance": "When one of the values does not match."
                [standard("RFC 6352 §10.5.1")],
            NoInstance = "no-instance": "When none of the values matches."
                [seen("google:QRY-09", "2020 to 2022", High)],
        },
        profiles: [EachInstance, EachInstance, NoInstance, NoInstance],
    }
    {
        field: query_negation_missing_property,
        type: QueryNegationMissingProperty,
        name: "query.negation-missing-property",
        about: "Does a negated text-match hold for a card that does not have the property?",
        effect: "A search for addresses outside of example.com also brings everybody without an address.",
        values: {
            NotMatched = "not-matched": "No: the property has to exist."
                [standard("RFC 6352 §10.5.1")],
            Matched = "matched": "Yes."
                [seen("google:QRY-09", "2020 to 2022", High)],
        },
        profiles: [NotMatched, NotMatched, Matched, Matched],
    }
    {
        field: query_negation_missing_param,
        type: QueryNegationMissingParam,
        name: "query.negation-missing-param",
        about: "Does a negated text-match on a parameter hold where parameter or property do not exist?",
        effect: "A search for addresses that are not at work also brings addresses of no kind, and people without any.",
        values: {
            NotMatched = "not-matched": "No: the parameter has to exist."
                [standard("RFC 6352 §10.5.2")],
            Matched = "matched": "Yes."
                [seen("google:QRY-09", "2020 to 2022", High)],
        },
        profiles: [NotMatched, NotMatched, Matched, Matched],
    }
    {
        field: query_param_not_defined,
        type: QueryParamNotDefined,
        name: "query.param-not-defined",
        about: "Does a search for a property without some parameter bring cards that do not have the property?",
        effect: "A search for addresses of no kind also brings everybody without an address.",
        values: {
            PropertyRequired = "property-required": "No."
                [standard("RFC 6352 §10.5.2")],
            PropertyOptional = "property-optional": "Yes."
                [seen("google:QRY-10", "2020 to 2022", High)],
        },
        profiles: [PropertyRequired, PropertyRequired, PropertyOptional, PropertyOptional],
    }
    {
        field: query_multi_value_params,
        type: QueryMultiValueParams,
        name: "query.multi-value-params",
        about: "With what is the text compared where a parameter has several values?",
        effect: "A search for TYPE equal to HOME does not find `TYPE=HOME,WORK`. Search for TYPE containing it.",
        values: {
            OneByOne = "one-by-one": "With each value by itself."
                [standard("RFC 6352 §10.5.2")],
            Joined = "joined": "With all of them as one text, commas between."
                [seen("google:QRY-11", "2020 to 2022", High)],
        },
        profiles: [OneByOne, OneByOne, Joined, Joined],
    }
    {
        field: query_partial_data,
        type: QueryPartialData,
        name: "query.partial-data",
        about: "What else does an addressbook-query return of a card of which it names properties?",
        effect: "A client gets properties that it did not ask for.",
        values: {
            NamedOnly = "named-only": "Nothing, so that what comes may be no valid card."
                [standard("RFC 6352 §10.4"), standard("RFC 6352 §10.4.2"),
                 seen("google:QRY-07", "2020 to 2022", High)],
            WithMandatory = "with-mandatory": "VERSION, N, FN, UID and REV."
                [choice("google:UNK-20")],
        },
        profiles: [NamedOnly, NamedOnly, WithMandatory, WithMandatory],
    }
    {
        field: create_put_to_new_name,
        type: CreatePutToNewName,
        name: "create.put-to-new-name",
        about: "Where does a card stand after a PUT to a name that did not exist?",
        effect: "A client that keeps the name it chose sees at the next sync one card gone and a stranger added: \
                 a duplicate, or its own card deleted.",
        values: {
            CreatedThere = "created-there": "At the name that the client chose."
                [standard("RFC 9110 §9.3.4"), standard("RFC 6352 §6.3.2")],
            Renamed = "renamed": "Under an id of the server; see `alias.resolve` for the chosen name."
                [seen("google:PUT-02", "2013-06 to 2026-09", High)],
        },
        profiles: [CreatedThere, CreatedThere, Renamed, Renamed],
    }
    {
        field: create_location,
        type: CreateLocation,
        name: "create.location",
        about: "Does the 201 of a PUT say where the card stands?",
        effect: "Without Location a client whose card was renamed has to look for it; \
                 with it, a client that does not read it keeps a wrong href.",
        values: {
            NotSent = "not-sent": "No Location: the card stands where it was put, or the client must look."
                [standard("RFC 9110 §15.3.2"), seen("google:PUT-03", "2013-09 to 2021", High)],
            Sent = "sent": "Location names the card's URL."
                [standard("RFC 9110 §15.3.2"), seen("google:PUT-03", "2026-07 to 2026-08", High)],
        },
        profiles: [NotSent, NotSent, Sent, Sent],
        in_2022: NotSent,
    }
    {
        field: create_location_form,
        type: CreateLocationForm,
        name: "create.location-form",
        about: "Is the Location of a new card a path or a whole URL?",
        effect: "A client that does not resolve Location against the request's URL loses the card that it made.",
        values: {
            Path = "path": "An absolute path."
                [standard("RFC 9110 §10.2.2"), choice("google:UNK-11")],
            Url = "url": "A URL with scheme and host."
                [standard("RFC 9110 §10.2.2"), choice("google:UNK-11")],
        },
        profiles: [Path, Path, Path, Path],
    }
    {
        field: create_media_type,
        type: CreateMediaType,
        name: "create.media-type",
        about: "Is a card refused that does not come as text/vcard?",
        effect: "A client that leaves out or mistypes Content-Type saves at one server and is refused by another.",
        values: {
            Refused = "refused": "Refused with the precondition supported-address-data."
                [standard("RFC 6352 §6.3.2.1"), choice("google:UNK-17")],
            Ignored = "ignored": "The body decides, whatever its Content-Type."
                [choice("google:UNK-17")],
        },
        profiles: [Refused, Refused, Refused, Refused],
    }
    {
        field: create_if_none_match,
        type: CreateIfNoneMatch,
        name: "create.if-none-match",
        about: "Does `If-None-Match: *` keep a PUT from overwriting a card?",
        effect: "Where it is ignored, a name that is taken means that somebody's card is overwritten.",
        values: {
            Enforced = "enforced": "412, and the card stays as it is."
                [standard("RFC 9110 §13.1.2"), standard("RFC 6352 §6.3.2")],
            Ignored = "ignored": "The card is overwritten."
                [seen("google:PUT-05", "2026-07 to 2026-10", Medium)],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: create_tombstone_names,
        type: CreateTombstoneNames,
        name: "create.tombstone-names",
        about: "Can a name be used again that a client chose for a card which is deleted now?",
        effect: "A client that names cards after their UID cannot bring a deleted card back; every retry fails alike.",
        values: {
            Reusable = "reusable": "Like any free name."
                [standard("RFC 9110 §9.3.4")],
            Rejected = "rejected": "400 for good."
                [seen("google:HREF-08", "2021-11 to 2026-07", Medium)],
        },
        profiles: [Reusable, Reusable, Rejected, Rejected],
    }
    {
        field: create_uid_conflict,
        type: CreateUidConflict,
        name: "create.uid-conflict",
        about: "Is a new card accepted whose UID another card has?",
        effect: "Where it is accepted, a create that is sent twice makes two contacts.",
        values: {
            Refused = "refused": "Refused with the precondition no-uid-conflict."
                [standard("RFC 6352 §6.3.2.1")],
            Duplicated = "duplicated": "A second card."
                [choice("google:POST-03"), choice("google:UNK-16")],
        },
        profiles: [Refused, Refused, Duplicated, Duplicated],
    }
    {
        field: create_post_elsewhere,
        type: CreatePostElsewhere,
        name: "create.post-elsewhere",
        about: "How is a POST refused that goes to another resource than the address book?",
        effect: "A client that guesses where to post gets an error that does not say where. \
                 Ask for add-member.",
        values: {
            NotAllowed = "not-allowed": "405 with Allow."
                [standard("RFC 9110 §15.5.6")],
            NotFound = "not-found": "404."
                [seen("google:POST-01", "2022-10", Medium)],
        },
        profiles: [NotAllowed, NotAllowed, NotFound, NotFound],
    }
    {
        field: update_if_match,
        type: UpdateIfMatch,
        name: "update.if-match",
        about: "Does an If-Match with an outdated ETag keep a PUT from overwriting a card?",
        effect: "Where it is ignored, two devices overwrite each other's edits without a word. \
                 Read the ETag again just before an update that matters.",
        values: {
            Enforced = "enforced": "412, and the card stays as it is."
                [standard("RFC 9110 §13.1.1"), documented("google:PUT-04")],
            Ignored = "ignored": "The card is overwritten."
                [seen("google:PUT-04", "2021 to 2026-10", High)],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: update_deleted,
        type: UpdateDeleted,
        name: "update.deleted",
        about: "What does a PUT do to the URL of a card that is deleted?",
        effect: "An edit made while another device deleted the card cannot be saved; \
                 the client has to create a new card.",
        values: {
            CreatedAgain = "created-again": "It creates a card, as at any free name."
                [standard("RFC 9110 §9.3.4")],
            Rejected = "rejected": "400; a deleted card never comes back."
                [seen("google:PUT-07", "2026-04", Medium)],
        },
        profiles: [CreatedAgain, CreatedAgain, Rejected, Rejected],
    }
    {
        field: update_status,
        type: UpdateStatus,
        name: "update.status",
        about: "Which status has a PUT that updated a card?",
        effect: "A client that takes 201 for a new card counts the card twice. Any 2xx is a success.",
        values: {
            NoContent = "no-content": "204."
                [standard("RFC 9110 §9.3.4"), seen("google:PUT-01", "2026-10", High)],
            Created = "created": "201, as if the card were new."
                [seen("google:PUT-01", "2013 to 2017", Medium)],
        },
        profiles: [NoContent, NoContent, NoContent, NoContent],
    }
    {
        field: delete_if_match,
        type: DeleteIfMatch,
        name: "delete.if-match",
        about: "Does an If-Match with an outdated ETag keep a DELETE from removing a card?",
        effect: "Where it is ignored, a deletion on one device takes another device's edit with it.",
        values: {
            Enforced = "enforced": "412, and the card stays."
                [standard("RFC 9110 §13.1.1")],
            Ignored = "ignored": "The card is deleted."
                [seen("google:DEL-02", "2026-08", Medium)],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: delete_status,
        type: DeleteStatus,
        name: "delete.status",
        about: "Which status has a DELETE that removed a card?",
        effect: "A client that insists on one of them reports a failure for a card that is gone.",
        values: {
            NoContent = "no-content": "204."
                [standard("RFC 9110 §9.3.5"), choice("google:UNK-10")],
            Ok = "ok": "200 without a body."
                [standard("RFC 9110 §9.3.5"), choice("google:UNK-10")],
        },
        profiles: [NoContent, NoContent, NoContent, NoContent],
    }
    {
        field: delete_book,
        type: DeleteBook,
        name: "delete.book",
        about: "How is a DELETE of the address book refused?",
        effect: "A client that offers to remove the address book takes a 404 for done.",
        values: {
            Forbidden = "forbidden": "403."
                [standard("RFC 9110 §15.5.4")],
            NotFound = "not-found": "404, although it is there."
                [seen("google:METH-04", "2026-08", Medium)],
        },
        profiles: [Forbidden, Forbidden, NotFound, NotFound],
    }
    {
        field: get_collection,
        type: GetCollection,
        name: "get.collection",
        about: "What does a GET of the address book or another collection answer?",
        effect: "Somebody who opens the URL in a browser takes the address book for missing.",
        values: {
            NotAllowed = "not-allowed": "405 with Allow."
                [standard("RFC 9110 §15.5.6")],
            NotFound = "not-found": "404 with an HTML page, although it is there."
                [seen("google:GET-04", "2021-01", Low), choice("google:UNK-09")],
        },
        profiles: [NotAllowed, NotAllowed, NotFound, NotFound],
    }
    {
        field: get_conditional,
        type: GetConditional,
        name: "get.conditional",
        about: "Does a GET with If-None-Match or If-Match heed it?",
        effect: "A client that asks whether a card is still the same gets the card again and again.",
        values: {
            Heeded = "heeded": "304 for a card that is still the same, 412 for one that is not the one meant."
                [standard("RFC 9110 §13.1.2"), standard("RFC 9110 §13.1.1")],
            Ignored = "ignored": "200 with the card, whatever the conditions say."
                [choice("google:UNK-09")],
        },
        profiles: [Heeded, Heeded, Heeded, Heeded],
    }
    {
        field: etag_on_rewrite,
        type: EtagOnRewrite,
        name: "etag.on-rewrite",
        about: "Is an ETag returned for a card that is not stored as it was sent?",
        effect: "A client that trusts the ETag believes that its own text is what the server has, \
                 and overwrites the server's changes with its next edit.",
        values: {
            Withheld = "withheld": "No ETag unless every byte was kept, so that the client reads the card again."
                [standard("RFC 6352 §6.3.2.3")],
            Returned = "returned": "A strong ETag for the card as stored."
                [seen("google:ETAG-03", "2013 to 2021", High), seen("google:PUT-11", "2013", Medium)],
        },
        profiles: [Withheld, Withheld, Returned, Returned],
    }
    {
        field: etag_moves_after_write,
        type: EtagMovesAfterWrite,
        name: "etag.moves-after-write",
        about: "Does the ETag of a card change once more just after a write?",
        effect: "A client that keeps the ETag of its own write takes the card for changed by somebody else, \
                 and its next conditional update is refused.",
        values: {
            No = "no": "No; it is the one that the write answered with."
                [standard("RFC 9110 §8.8.3"), seen("google:ETAG-04", "2021", Low)],
            Yes = "yes": "Yes, because the server works on the card once more after it has answered."
                [seen("google:ETAG-04", "2026-02 to 2026-08", Low)],
        },
        profiles: [No, No, No, No],
    }
    {
        field: vcard_uid,
        type: VcardUid,
        name: "vcard.uid",
        about: "Is a card's UID kept?",
        effect: "A client that finds its cards by UID does not recognise them after the first upload.",
        values: {
            Kept = "kept": "As sent."
                [standard("RFC 6352 §6.3.2.1")],
            Replaced = "replaced": "The contact's id instead, also on update."
                [seen("google:VC-01", "2020 to 2026-10", High), seen("google:HREF-04", "2016-08 to 2026-10", High)],
        },
        profiles: [Kept, Kept, Replaced, Replaced],
    }
    {
        field: vcard_rev,
        type: VcardRev,
        name: "vcard.rev",
        about: "Does the server set REV?",
        effect: "What is read is never byte for byte what was written; a client that compares texts uploads for ever.",
        values: {
            Kept = "kept": "As sent, or absent."
                [standard("RFC 2426 §3.6.4")],
            Inserted = "inserted": "The time of the change; a REV that was sent is dropped."
                [seen("google:VC-03", "2014-04 to 2021-06", High)],
        },
        profiles: [Kept, Inserted, Inserted, Inserted],
    }
    {
        field: vcard_rewrite,
        type: VcardRewrite,
        name: "vcard.rewrite",
        about: "Does a card come back as it was sent?",
        effect: "A client that compares what it wrote with what it reads sees a change after each upload, and may \
                 upload for ever; what the server has no place for is gone.",
        values: {
            None = "none": "Yes, but for UID and REV, about which `vcard.uid` and `vcard.rev` say more."
                [standard("RFC 6352 §6.3.2.3")],
            Full = "full": "No: it goes through a model of contacts. FN is made from N; order, groups, labels, types, \
                escapes and folds are the server's; some properties and most parameters are lost."
                [seen("google:VC-02", "2020 to 2022", High),
                 seen("google:VC-04", "2013 to 2026-07", High),
                 seen("google:VC-05", "2014-04 to 2021-07", High),
                 seen("google:VC-06", "2014-04 to 2025-03", High),
                 seen("google:VC-07", "2014-04 to 2026-04", High),
                 seen("google:VC-09", "2013 to 2026", High),
                 seen("google:VC-10", "2014-04", Medium),
                 seen("google:VC-11", "2013-09 to 2014-05", High),
                 seen("google:VC-14", "2014-04 to 2024-01", High),
                 seen("google:VC-15", "2014-04 to 2021", High),
                 seen("google:VC-16", "2014-04 to 2026", High),
                 seen("google:VC-17", "2014-04", Medium),
                 seen("google:PHOTO-01", "2014-04", Medium),
                 seen("google:GRP-01", "2022-03", High)],
        },
        profiles: [None, None, Full, Full],
    }
    {
        field: vcard_pref,
        type: VcardPref,
        name: "vcard.pref",
        about: "Which value is marked as preferred where the client marked none and cards are rewritten?",
        effect: "TYPE changes without anybody having changed it, and a search for addresses without a type misses the first.",
        values: {
            None = "none": "None."
                [standard("RFC 2426 §3.3.1"), seen("google:VC-08", "2014-05 to 2021-06", Medium)],
            EmailOnly = "email-only": "The first e-mail address."
                [seen("google:VC-08", "2014-04 to 2021-07", Medium)],
            FirstOfEach = "first-of-each": "The first number, e-mail address, messaging name and URL."
                [seen("google:VC-08", "2020 to 2026-08", High)],
        },
        profiles: [None, None, FirstOfEach, FirstOfEach],
        in_2022: EmailOnly,
    }
    {
        field: vcard_unknown_type,
        type: VcardUnknownType,
        name: "vcard.unknown-type",
        about: "What happens to a card with a TYPE that nobody knows, on an address, a number or an e-mail address?",
        effect: "A client that writes labels of the user's own into TYPE cannot save the card, or loses them. \
                 Write a group with X-ABLabel.",
        values: {
            Keep = "keep": "The TYPE stays."
                [standard("RFC 2426 §4")],
            Drop = "drop": "It is left out where cards are rewritten."
                [seen("google:VC-07", "2020 to 2022", High)],
            Reject = "reject": "The card is refused with 400."
                [seen("google:PUT-06", "2026-04", Medium)],
        },
        profiles: [Keep, Keep, Reject, Reject],
        in_2022: Drop,
    }
    {
        field: vcard_doubled_escapes,
        type: VcardDoubledEscapes,
        name: "vcard.doubled-escapes",
        about: "What happens to a card in which the escape of a colon is escaped once more, as in `12\\\\:30`?",
        effect: "A client that sends back what it read without having read the server's escapes cannot save the card.",
        values: {
            Accepted = "accepted": "It is stored: by the standard that is a backslash and a colon."
                [standard("RFC 2426 §5")],
            Refused = "refused": "The card is refused with 400."
                [seen("google:PUT-06", "2026-04", Medium)],
        },
        profiles: [Accepted, Accepted, Refused, Refused],
    }
    {
        field: vcard_sticky_x,
        type: VcardStickyX,
        name: "vcard.sticky-x",
        about: "What becomes of a property of the client's own that a later PUT leaves out?",
        effect: "What a user removed comes back with the next sync. Send the property with an empty value.",
        values: {
            Removed = "removed": "It is gone: a PUT replaces the whole card."
                [standard("RFC 9110 §9.3.4")],
            Kept = "kept": "It stays, unlike properties that the server knows."
                [seen("google:VC-12", "2014-02 to 2026-08", High)],
        },
        profiles: [Removed, Removed, Kept, Kept],
    }
    {
        field: vcard_photo,
        type: VcardPhoto,
        name: "vcard.photo",
        about: "Do the bytes of a photo stay where cards are rewritten?",
        effect: "A client that compares photos by their bytes uploads them again at each sync.",
        values: {
            Kept = "kept": "Yes."
                [standard("RFC 2426 §3.1.4")],
            ReEncoded = "re-encoded": "No: the picture is encoded anew."
                [seen("google:PHOTO-02", "2017-12", Medium)],
        },
        profiles: [Kept, Kept, ReEncoded, ReEncoded],
    }
    {
        field: vcard_other_properties,
        type: VcardOtherProperties,
        name: "vcard.other-properties",
        about: "What becomes of standard properties outside of the server's model, such as KEY, SOUND and TZ, \
                where cards are rewritten?",
        effect: "They are gone after the first upload.",
        values: {
            Kept = "kept": "They stay as they are, but for those that were seen to get lost."
                [standard("RFC 6352 §6.3.2.1")],
            Dropped = "dropped": "They are left out."
                [choice("google:UNK-23")],
        },
        profiles: [Kept, Kept, Dropped, Dropped],
    }
    {
        field: vcard_fold_blanks,
        type: VcardFoldBlanks,
        name: "vcard.fold-blanks",
        about: "What becomes of a blank of the text that stands just behind a fold, where cards are rewritten?",
        effect: "Words run together in long notes. Fold lines before a letter.",
        values: {
            Kept = "kept": "It stays."
                [standard("RFC 2425 §5.8.1")],
            Lost = "lost": "It is taken for a part of the fold."
                [seen("google:VC-10", "2016", Medium)],
        },
        profiles: [Kept, Kept, Kept, Kept],
    }
    {
        field: vcard_address_label,
        type: VcardAddressLabel,
        name: "vcard.address-label",
        about: "Does a label of the user's own stay with its address, where cards are rewritten?",
        effect: "The address has no label any more, and a label stands there that belongs to nothing.",
        values: {
            Attached = "attached": "Yes: both are in one group."
                [standard("RFC 2425 §5.8.2"), seen("google:VC-06", "2014-04", High)],
            Detached = "detached": "No: both come back without a group."
                [seen("google:VC-06", "2016", Low)],
        },
        profiles: [Attached, Attached, Attached, Attached],
    }
    {
        field: vcard_no_uid,
        type: VcardNoUid,
        name: "vcard.no-uid",
        about: "Is a card without UID accepted?",
        effect: "A client that leaves the UID to the server cannot save anything elsewhere. Always send one.",
        values: {
            Refused = "refused": "Refused with the precondition valid-address-data."
                [standard("RFC 6352 §5.1")],
            Accepted = "accepted": "Stored; see `vcard.uid` for the one it gets."
                [seen("google:VC-01", "2020 to 2026-10", High)],
        },
        profiles: [Refused, Refused, Accepted, Accepted],
    }
    {
        field: vcard_no_fn,
        type: VcardNoFn,
        name: "vcard.no-fn",
        about: "Is a card without FN accepted?",
        effect: "A client that leaves FN out saves at one server and is refused by another. \
                 vCard 3.0 demands it.",
        values: {
            Refused = "refused": "Refused with the precondition valid-address-data."
                [standard("RFC 2426 §3.1.1"), standard("RFC 6352 §6.3.2.1")],
            Accepted = "accepted": "Accepted; the name comes from N."
                [seen("google:VC-04", "2013 to 2026-07", High)],
        },
        profiles: [Refused, Refused, Accepted, Accepted],
    }
    {
        field: vcard_accept_v4,
        type: VcardAcceptV4,
        name: "vcard.accept-v4",
        about: "Is a vCard 4.0 accepted?",
        effect: "A client that sends 4.0 cannot save anything, or loses what 3.0 cannot say.",
        values: {
            Refused = "refused": "Refused with the precondition supported-address-data."
                [standard("RFC 6352 §6.3.2.1"), documented("google:VC-13")],
            Accepted = "accepted": "Stored and given back as 3.0, without its photo."
                [seen("google:VC-13", "2022-05 to 2022-09", High)],
        },
        profiles: [Refused, Refused, Accepted, Accepted],
    }
}

/// The definition of a quirk, by its id.
#[must_use]
pub fn quirk(name: &str) -> Option<&'static QuirkDefinition> {
    CATALOGUE.iter().find(|quirk| quirk.name == name)
}
