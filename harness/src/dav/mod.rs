//! The reading side of WebDAV and CardDAV. Nothing here is shared with the mock, which writes.

mod etag;
mod href;
mod multistatus;
mod name;

pub use etag::ETag;
pub use href::Href;
pub use multistatus::{Element, Multistatus, Propstat, ReadError, Response};
pub use name::{APPLE, CALENDARSERVER, CARDDAV, DAV, Name};
