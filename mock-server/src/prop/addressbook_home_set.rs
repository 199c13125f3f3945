//! `CARDDAV:addressbook-home-set` (RFC 6352 §7.1.1), on collections too, since Google's page tells
//! clients to ask the address book for it (google:DISC-10).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static ADDRESSBOOK_HOME_SET: LiveProperty = LiveProperty {
    name: Name::carddav("addressbook-home-set"),
    in_allprop: false,
    value,
};

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    match row {
        Row::Principal | Row::Home | Row::Book => Some(Content::href(scene.account.home_href())),
        Row::Card(..) => None,
    }
}
