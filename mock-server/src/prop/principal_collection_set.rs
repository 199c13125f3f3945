//! `DAV:principal-collection-set` (RFC 3744 §5.8): empty (google:PROP-02).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static PRINCIPAL_COLLECTION_SET: LiveProperty = LiveProperty {
    name: Name::dav("principal-collection-set"),
    in_allprop: false,
    value,
};

fn value<'a>(_: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    matches!(row, Row::Principal).then_some(Content::Empty)
}
