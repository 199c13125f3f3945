//! The writing side of DAV: names, request bodies, multistatus, conditions, hrefs.

mod body;
mod condition;
mod element;
mod etag;
mod href;
mod if_header;
mod indented;
mod multistatus;
mod name;
mod property_request;
mod scan;
mod sync_token;
mod text;

pub(crate) use body::{BadXml, document};
pub(crate) use condition::Condition;
pub(crate) use element::{Content, Element};
pub(crate) use etag::ETag;
pub(crate) use href::{authority, encode_segment, is_at, same_origin_path};
pub(crate) use if_header::{IfHeader, IfList, IfState, IfTerm};
pub(crate) use multistatus::{Multistatus, Propstats, TooLarge};
pub(crate) use name::{CALENDARSERVER, CARDDAV, DAV, Name};
pub(crate) use property_request::{
    AddressData, BadPropertyRequest, PropertyRequest, SelectedProperty,
};
pub(crate) use sync_token::SyncToken;
pub(crate) use text::{lossy, xml_can_carry};
