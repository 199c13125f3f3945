//! The reading side of WebDAV and CardDAV, and the request bodies that clients write. Nothing here
//! is shared with the mock, which reads requests and writes answers.

mod condition;
mod document;
mod element;
mod etag;
mod href;
mod href_form;
mod limits;
mod multistatus;
mod name;
mod query;
pub mod request;
mod status_line;
mod sync_token;
mod uri;
pub mod vcard;

pub use condition::Condition;
pub use document::ReadError;
pub use element::Element;
pub use etag::{ETag, ETagForm};
pub use href::Href;
pub use href_form::HrefForm;
pub use multistatus::{Multistatus, Property, Propstat, Response};
pub use name::{APPLE, CALENDARSERVER, CARDDAV, DAV, Name};
pub use sync_token::SyncToken;

#[cfg(test)]
mod hostile_tests;
