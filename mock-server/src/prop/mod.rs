//! Live properties (RFC 4918 §15, RFC 6352 §6.2, RFC 6578 §4): one file each, and the selection
//! that a request makes among them.

mod add_member;
mod address_data;
mod addressbook_description;
mod addressbook_home_set;
mod creationdate;
mod current_user_principal;
mod current_user_privilege_set;
mod displayname;
mod getcontentlength;
mod getcontenttype;
mod getctag;
mod getetag;
mod getlastmodified;
mod live;
mod principal_collection_set;
mod principal_url;
mod resourcetype;
mod scene;
mod selection;
mod supported_address_data;
mod supported_collation_set;
mod supported_report_set;
mod sync_token;

pub(crate) use address_data::ADDRESS_DATA;
pub(crate) use getcontenttype::{CONTENT_TYPE, describes_bytes};
pub(crate) use getctag::GETCTAG;
pub(crate) use live::LiveProperty;
pub(crate) use scene::{Row, Scene};
pub(crate) use selection::Selection;
pub(crate) use sync_token::{SYNC_TOKEN, issue as issue_sync_token};
