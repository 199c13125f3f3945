//! `DAV:multistatus` (RFC 4918 §14.16), as it was sent: order, doubles and unknown elements kept.

use super::{Href, Name};

/// A multistatus.
#[derive(Clone, Debug)]
pub struct Multistatus {
    /// The responses, in order.
    pub responses: Vec<Response>,
    /// The token of a sync-collection (RFC 6578 §6.4), if there is exactly one.
    pub sync_token: Option<String>,
    /// The root element with all that it holds.
    pub root: Element,
}

/// A `DAV:response` (RFC 4918 §14.24).
#[derive(Clone, Debug)]
pub struct Response {
    /// The hrefs; exactly one in a sound response with propstats.
    pub hrefs: Vec<Href>,
    /// The status of the whole response, if it has one.
    pub status: Option<u16>,
    /// The propstats, in order.
    pub propstats: Vec<Propstat>,
    /// The names of the conditions in `DAV:error`.
    pub errors: Vec<Name>,
    /// The response element with all that it holds.
    pub element: Element,
}

/// A `DAV:propstat` (RFC 4918 §14.22).
#[derive(Clone, Debug)]
pub struct Propstat {
    /// The status code; `None` if the status line is missing or unreadable.
    pub status: Option<u16>,
    /// The properties; `None` if there is no `DAV:prop` at all.
    pub props: Option<Vec<Element>>,
}

/// An XML element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Attributes: name and value.
    pub attributes: Vec<(Name, String)>,
    /// Child elements, in order.
    pub children: Vec<Self>,
    /// The text directly in it, joined.
    pub text: String,
    /// Line and column in the body, from 1.
    pub position: (u32, u32),
}

/// Why a body cannot be read as a multistatus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not UTF-8.
    #[error("the body is not UTF-8: byte {offset} is wrong")]
    NotUtf8 {
        /// The offset of the first wrong byte.
        offset: usize,
    },
    /// Not well-formed, or with a document type.
    #[error("the body is not well-formed XML: {problem}")]
    Malformed {
        /// What is wrong and where.
        problem: String,
    },
    /// Well-formed, but another root element.
    #[error("the root element is {found}, not DAV:multistatus")]
    OtherRoot {
        /// The name of the root.
        found: String,
    },
}
