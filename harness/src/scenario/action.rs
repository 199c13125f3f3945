//! What a step does.

use std::sync::Arc;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::{Feature, Place, Query, RequirementId, Template};
use crate::dav::Name;

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sends a request.
    Request(RequestSpec),
    /// Does something to the mock.
    Mock(MockStep),
}

/// A request as the scenario asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestSpec {
    /// The method, as it is sent.
    pub method: String,
    /// Where to.
    pub url: Url,
    /// The `Depth` header, if any.
    pub depth: Option<Depth>,
    /// More headers, in the order of the file. One named like a header that cardproof would set
    /// itself replaces it.
    pub headers: Vec<(String, Template)>,
    /// The body.
    pub body: Body,
    /// With which credentials.
    pub credentials: Credentials,
    /// Whether redirects are followed, method and body kept.
    pub follow_redirects: bool,
    /// How it is written, where it is sent byte for byte. Then `url` says the same as its target,
    /// and `headers` is empty.
    pub raw: Option<Box<RawSpec>>,
}

/// How a request is written that is sent byte for byte (RFC 9112 §2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawSpec {
    /// The request target as it stands in the request line.
    pub target: Template,
    /// The header lines, in order, without their ends.
    pub lines: Vec<Template>,
    /// The headers that are not added.
    pub omit: Vec<String>,
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Url {
    /// A URL or an absolute path.
    At(Template),
    /// A member of a collection by its name (percent-encoded where needed).
    In {
        /// The collection.
        collection: Template,
        /// The last path segment.
        name: Template,
    },
}

/// The `Depth` header (RFC 4918 §10.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Sent as it stands: `0`, `1`, `infinity`.
    Exactly(String),
    /// What works for sync-collection on the target, by its profile: quirk `sync.depth`.
    Working,
}

/// The credentials of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Credentials {
    /// The target's own.
    #[default]
    Own,
    /// None: no `Authorization` header.
    None,
    /// A bearer token that the target never issued.
    UnknownToken,
    /// HTTP Basic with a name and a password that the target does not know.
    WrongPassword,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// No body.
    Empty,
    /// As written.
    Raw {
        /// The text.
        text: Template,
        /// The `Content-Type`.
        content_type: Option<String>,
    },
    /// Bytes that may be no text.
    Bytes {
        /// The bytes.
        bytes: Arc<[u8]>,
        /// The `Content-Type`.
        content_type: Option<String>,
    },
    /// A `DAV:propfind` (RFC 4918 §14.20).
    Propfind(PropertyRequest),
    /// A `DAV:sync-collection` (RFC 6578 §6.1).
    SyncCollection {
        /// The token; empty for the initial state.
        token: Template,
        /// The sync-level, as it is sent.
        level: String,
        /// The properties.
        props: Vec<Name>,
        /// `DAV:limit`.
        limit: Option<u32>,
    },
    /// A `CARDDAV:addressbook-multiget` (RFC 6352 §8.7).
    Multiget {
        /// Which members.
        hrefs: Hrefs,
        /// The properties.
        props: Vec<Name>,
    },
    /// A `CARDDAV:addressbook-query` (RFC 6352 §8.6).
    Query(Query),
    /// A vCard.
    Card(CardSpec),
}

/// What a PROPFIND asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyRequest {
    /// Named properties.
    Named(Vec<Name>),
    /// `DAV:allprop`.
    Allprop,
    /// `DAV:propname`.
    Propname,
}

/// The hrefs of a multiget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hrefs {
    /// These, as they stand.
    These(Vec<Template>),
    /// The members that are new or have another ETag in the second of two listings.
    Changed {
        /// The capture key of the earlier listing.
        before: String,
        /// The capture key of the later listing.
        after: String,
        /// Where this stands.
        place: Place,
    },
}

/// A vCard to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSpec {
    /// What to start from.
    pub base: CardBase,
    /// Properties to set: the first of that name is replaced, or one is added before `END`.
    pub set: Vec<(String, Template)>,
    /// Properties to remove.
    pub remove: Vec<String>,
    /// Where this stands.
    pub place: Place,
}

/// What a card starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardBase {
    /// A file of the suite's `cards/` folder, read.
    File {
        /// Its name without `.vcf`.
        name: String,
        /// Its text, with CRLF line ends.
        text: String,
    },
    /// Text from the scenario, or captured from a body.
    Text(Template),
}

/// A step that does something to the mock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockStep {
    /// What is done.
    pub action: MockAction,
    /// Values that later steps use: name and text, kept as `step.name`.
    pub gives: Vec<(String, Template)>,
    /// What happens on a target that is no mock.
    pub elsewhere: Elsewhere,
}

/// What can be done to the mock from a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MockAction {
    /// Moves the service clock forward.
    Advance(SignedDuration),
    /// Ends the life of the access token that the run uses.
    ExpireToken,
    /// Takes back the access token that the run uses.
    RevokeToken,
    /// Makes the run's access token valid again.
    RenewToken,
    /// Gives the account's home another path prefix; old URLs end.
    MoveHome,
    /// Makes the next matching requests fail.
    Fault(Fault),
}

/// A fault: what becomes of the next `times` requests with this method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The method.
    pub method: String,
    /// What happens in place of an answer.
    pub kind: FaultKind,
    /// How many requests, at least 1.
    pub times: u32,
    /// A `Retry-After` header, in seconds.
    pub retry_after: Option<u32>,
}

/// What a fault does in place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It is answered with this status.
    Status(u16),
    /// Nothing comes.
    Silence,
    /// The connection is reset.
    Reset,
}

/// What a mock step does on another target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The scenario ends there as not applicable.
    NotApplicable {
        /// Why.
        because: String,
    },
    /// Other values are given instead, and some requirements stay unjudged.
    Instead {
        /// Values in place of `gives`.
        gives: Vec<(String, Template)>,
        /// Requirements that are not judged there.
        not_judged: Vec<RequirementId>,
        /// Why.
        because: String,
    },
}

impl MockAction {
    /// The name in scenario files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Advance(_) => "advance",
            Self::ExpireToken => "expire-token",
            Self::RevokeToken => "revoke-token",
            Self::RenewToken => "renew-token",
            Self::MoveHome => "move-home",
            Self::Fault(_) => "fault",
        }
    }
}

impl RequestSpec {
    /// The feature without which the request makes no sense, if any.
    #[must_use]
    pub fn feature(&self) -> Option<Feature> {
        match self.body {
            Body::SyncCollection { .. } => Some(Feature::SyncCollection),
            Body::Multiget { .. } => Some(Feature::Multiget),
            Body::Query(_) => Some(Feature::Query),
            _ => None,
        }
    }

    /// Whether the request only reads (RFC 9110 §9.2.1, RFC 4918 §9.1, RFC 3253 §3.6).
    #[must_use]
    pub fn reads_only(&self) -> bool {
        matches!(
            self.method.as_str(),
            "GET" | "HEAD" | "OPTIONS" | "PROPFIND" | "REPORT"
        )
    }
}
