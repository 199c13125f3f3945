//! `DAV:principal-URL` (RFC 3744 §4.2), which Google also has on collections (google:DISC-09).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static PRINCIPAL_URL: LiveProperty = LiveProperty {
    name: Name::dav("principal-URL"),
    in_allprop: false,
    value,
};

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    match row {
        Row::Principal | Row::Home | Row::Book => {
            Some(Content::href(scene.account.principal_href()))
        }
        Row::Card(..) => None,
    }
}
