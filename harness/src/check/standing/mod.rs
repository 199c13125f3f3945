//! Standing checks: what holds for every exchange of a kind, from the RFC alone. One file a check;
//! [`TABLE`] has them all, [`lift`] says which quirks explain which.

mod asked;
mod lift;
mod resource;
mod table;

mod allow_on_405;
mod card_media_type;
mod challenge_on_401;
mod collections_end_in_slash;
mod content_type_on_body;
mod dav_on_options;
mod error_shape;
mod etag_on_get;
mod etags_steady;
mod etags_strong;
mod etags_well_formed;
mod hrefs_form;
mod hrefs_in_scope;
mod hrefs_unique;
mod location_on_201;
mod location_on_redirect;
mod media_type;
mod multiget_complete;
mod multistatus_root;
mod no_body;
mod one_vcard;
mod own_response;
mod property_once;
mod propstat_shape;
mod response_shape;
mod sync_initial;
mod sync_responses;
mod sync_token_moves;
mod sync_token_present;
mod sync_token_uri;
mod vcard_uid;
mod well_formed;

pub(super) use asked::Asked;
pub use etags_steady::{forget_etags_unanswered, remember_etags};
pub use lift::{LIFTS, Lift, lift};
pub use table::{Judged, Standing, TABLE, judge_all};
