//! What a step expects.

use std::fmt;
use std::time::Duration;

use super::{CardSpec, Pattern, Place, Template};
use crate::dav::Name;

/// One check of a step, with its place.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Where the check stands.
    pub place: Place,
    /// The check.
    pub check: Check,
}

/// A check. A step has at most one of each kind.
#[derive(Clone, Debug)]
pub enum Check {
    /// The status code is one of these.
    Status(Vec<StatusPattern>),
    /// Headers.
    Header(Vec<HeaderCheck>),
    /// Which members the multistatus names.
    Members(MembersCheck),
    /// Properties and their propstat status.
    Property(Vec<PropertyCheck>),
    /// Hrefs that name the same resource.
    Href(Vec<HrefCheck>),
    /// The ETag as a symbol.
    Etag(SymbolCheck),
    /// The sync token as a symbol.
    SyncToken(SymbolCheck),
    /// The precondition or postcondition that a `DAV:error` names (RFC 4918 §16).
    Precondition(Name),
    /// A vCard by meaning.
    Vcard(Vec<VcardCheck>),
    /// An XML element by its path.
    Element(Vec<ElementCheck>),
    /// The form of an error body.
    ErrorBody(ErrorBodyCheck),
    /// A whole multistatus as a set.
    Multistatus(MultistatusCheck),
    /// How long the answer may take.
    AnswerWithin(Duration),
}

/// The kind of a check: its key in a scenario file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// `status`
    Status,
    /// `header`
    Header,
    /// `members`
    Members,
    /// `property`
    Property,
    /// `href`
    Href,
    /// `etag`
    Etag,
    /// `sync-token`
    SyncToken,
    /// `precondition`
    Precondition,
    /// `vcard`
    Vcard,
    /// `element`
    Element,
    /// `error-body`
    ErrorBody,
    /// `multistatus`
    Multistatus,
    /// `answer-within`
    AnswerWithin,
}

impl CheckKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Status,
        Self::Header,
        Self::Members,
        Self::Property,
        Self::Href,
        Self::Etag,
        Self::SyncToken,
        Self::Precondition,
        Self::Vcard,
        Self::Element,
        Self::ErrorBody,
        Self::Multistatus,
        Self::AnswerWithin,
    ];

    /// The key in scenario files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Header => "header",
            Self::Members => "members",
            Self::Property => "property",
            Self::Href => "href",
            Self::Etag => "etag",
            Self::SyncToken => "sync-token",
            Self::Precondition => "precondition",
            Self::Vcard => "vcard",
            Self::Element => "element",
            Self::ErrorBody => "error-body",
            Self::Multistatus => "multistatus",
            Self::AnswerWithin => "answer-within",
        }
    }
}

impl fmt::Display for CheckKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Check {
    /// The kind of the check.
    #[must_use]
    pub const fn kind(&self) -> CheckKind {
        match self {
            Self::Status(_) => CheckKind::Status,
            Self::Header(_) => CheckKind::Header,
            Self::Members(_) => CheckKind::Members,
            Self::Property(_) => CheckKind::Property,
            Self::Href(_) => CheckKind::Href,
            Self::Etag(_) => CheckKind::Etag,
            Self::SyncToken(_) => CheckKind::SyncToken,
            Self::Precondition(_) => CheckKind::Precondition,
            Self::Vcard(_) => CheckKind::Vcard,
            Self::Element(_) => CheckKind::Element,
            Self::ErrorBody(_) => CheckKind::ErrorBody,
            Self::Multistatus(_) => CheckKind::Multistatus,
            Self::AnswerWithin(_) => CheckKind::AnswerWithin,
        }
    }
}

/// A status code, or a class of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// `412`
    Exactly(u16),
    /// `2xx`: the first digit.
    Class(u8),
    /// `no-answer`: the connection ends, or nothing comes in time.
    NoAnswer,
}

impl StatusPattern {
    /// Several patterns, of which one has to fit: `404 or 2xx`.
    #[must_use]
    pub fn in_words(patterns: &[Self]) -> String {
        let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
        patterns.join(" or ")
    }

    /// Whether a status code fits.
    #[must_use]
    pub const fn fits(self, status: u16) -> bool {
        match self {
            Self::Exactly(code) => status == code,
            Self::Class(digit) => status / 100 == digit as u16,
            Self::NoAnswer => false,
        }
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(code) => write!(f, "{code}"),
            Self::Class(digit) => write!(f, "{digit}xx"),
            Self::NoAnswer => f.write_str("no-answer"),
        }
    }
}

/// What a piece of text has to be.
#[derive(Clone, Debug)]
pub enum TextTest {
    /// There, whatever it says.
    Present,
    /// Not there.
    Absent,
    /// Exactly this.
    Equals(Template),
    /// This is a part of it.
    Contains(Template),
    /// It fits a regular expression.
    Matches(Pattern),
    /// It is there and not this.
    DiffersFrom(Template),
}

/// A check of one header. With several fields of that name, `Equals` and `Contains` hold when one
/// of them fits.
#[derive(Clone, Debug)]
pub struct HeaderCheck {
    /// The field name.
    pub name: String,
    /// What it has to be.
    pub test: TextTest,
    /// Where this stands.
    pub place: Place,
}

/// Which members a multistatus names. The request's own resource is never counted as a member.
#[derive(Clone, Debug, Default)]
pub struct MembersCheck {
    /// These are there, and not with an error status.
    pub ok: Vec<Template>,
    /// These are there with status 404.
    pub gone: Vec<Template>,
    /// These are not named at all.
    pub absent: Vec<Template>,
    /// No other member is named (foreign members are never counted).
    pub none_other: bool,
}

/// A check of one property of one resource.
#[derive(Clone, Debug)]
pub struct PropertyCheck {
    /// The resource; the one of the request where left out.
    pub of: Option<Template>,
    /// The property.
    pub name: Name,
    /// What holds for it.
    pub test: PropertyTest,
    /// Where this stands.
    pub place: Place,
}

/// What holds for a property.
#[derive(Clone, Debug)]
pub enum PropertyTest {
    /// Its text, at status 200. `Absent` means: in no propstat of status 200.
    Text(TextTest),
    /// It stands in a propstat of this status.
    Status(u16),
    /// At status 200, with these child elements (at any depth below the property).
    HasElements(Vec<Name>),
    /// At status 200, without these child elements.
    LacksElements(Vec<Name>),
    /// At status 200, its `DAV:href` names the same resource as this.
    Href(Template),
}

/// A check that compares hrefs as resources.
#[derive(Clone, Debug)]
pub struct HrefCheck {
    /// Which href.
    pub from: Source,
    /// What holds for it.
    pub test: HrefTest,
    /// Where this stands.
    pub place: Place,
}

/// What holds for an href.
#[derive(Clone, Debug)]
pub enum HrefTest {
    /// It names the same resource.
    SameAs(Template),
    /// It names another resource.
    DiffersFrom(Template),
    /// It names a member of this collection.
    Within(Template),
}

/// Where a captured or compared value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `header NAME`
    Header(String),
    /// `property NAME`, `property NAME of HREF`: the text, or the `DAV:href` in it.
    Property {
        /// The property.
        name: Name,
        /// The resource; the one that answered the request where left out.
        of: Option<Template>,
    },
    /// `sync-token`: the child of the multistatus (RFC 6578 §6.4).
    SyncToken,
    /// `request href`: the path of the request's own URL.
    RequestHref,
    /// `response href`: the href of the multistatus' only response element.
    ResponseHref,
    /// `response href with NAME`: the href of the first response whose `DAV:resourcetype` holds
    /// that element.
    ResponseHrefWith(Name),
    /// `body`: the whole body.
    Body,
    /// `status`: the status code.
    Status,
    /// `element PATH`: the text of the first element there.
    Element(Vec<Name>),
    /// `vcard NAME`, `vcard NAME of HREF`: the value of the first property of that name, as it is
    /// written.
    Vcard {
        /// The property of the vCard.
        name: String,
        /// The resource whose `address-data` is meant; the body where left out.
        of: Option<Template>,
    },
}

/// A check of an opaque value that only tells same from different.
#[derive(Clone, Debug, Default)]
pub struct SymbolCheck {
    /// The resource whose `getetag` is meant; the header where left out. Unused for tokens.
    pub of: Option<Template>,
    /// It equals each of these.
    pub same_as: Vec<Template>,
    /// It differs from each of these.
    pub differs_from: Vec<Template>,
    /// It is absent. Otherwise it has to be there.
    pub absent: bool,
}

/// A check of a vCard by meaning.
#[derive(Clone, Debug)]
pub struct VcardCheck {
    /// The resource whose `address-data` is meant; the body where left out.
    pub of: Option<Template>,
    /// Properties with these values are there.
    pub has: Vec<(String, Template)>,
    /// Properties of these names are not there; with parameters, properties that have them.
    pub lacks: Vec<String>,
    /// It means the same as this card.
    pub same_as: Option<CardSpec>,
    /// Properties, and parameters (`TEL;X-ID`), that `same_as` leaves out of the comparison.
    pub ignoring: Vec<String>,
    /// It is this card, byte for byte.
    pub exactly: Option<CardSpec>,
    /// Where this stands.
    pub place: Place,
}

/// A check of a whole multistatus as a set of (resource, property, value, status): these rows are
/// there, and no others.
#[derive(Clone, Debug)]
pub struct MultistatusCheck {
    /// What it says.
    pub rows: Vec<MultistatusRow>,
    /// Properties of which it may say anything.
    pub ignoring: Vec<Name>,
}

/// One thing that a multistatus says.
#[derive(Clone, Debug)]
pub struct MultistatusRow {
    /// Of which resource.
    pub of: Template,
    /// Of which property; of the resource as a whole where left out.
    pub name: Option<Name>,
    /// The property's text, or the resource that its `DAV:href` names; anything where left out.
    pub value: Option<Template>,
    /// The status of the propstat, or of the response.
    pub status: u16,
    /// Where this stands.
    pub place: Place,
}

/// A check of an element by its path from the root.
#[derive(Clone, Debug)]
pub struct ElementCheck {
    /// The names from the root down.
    pub path: Vec<Name>,
    /// How many there are; at least one where left out.
    pub count: Option<usize>,
    /// The text of the first.
    pub text: Option<TextTest>,
    /// Where this stands.
    pub place: Place,
}

/// The form of an error body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorBodyCheck {
    /// A `DAV:error` element (RFC 4918 §14.5).
    DavError,
    /// Google's JSON envelope, with these members where given.
    GoogleJson {
        /// `error.code`
        code: Option<u16>,
        /// `error.status`
        status: Option<String>,
    },
    /// An HTML page.
    Html,
    /// No body.
    Empty,
}
