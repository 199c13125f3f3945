//! `DAV:sync-token` (RFC 6578 §4).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};
use crate::quirk::PropTokenDepth1;
use crate::store::Bookkeeper;

pub(crate) static SYNC_TOKEN: LiveProperty = LiveProperty {
    name: Name::dav("sync-token"),
    in_allprop: false,
    value,
};

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let token = scene.sync_token.as_deref()?;
    matches!(row, Row::Book).then(|| Content::text(token))
}

/// Issues the token that an answer needs, unless a listing must not have one (google:PROP-09).
/// This is the one place that asks `prop.token-depth1`.
pub(crate) fn issue(keeper: &mut Bookkeeper<'_>, is_listing: bool) -> Option<String> {
    if is_listing && keeper.notes.ask(keeper.quirks.prop_token_depth1) == PropTokenDepth1::NotFound
    {
        return None;
    }
    let revision = keeper.account.book.revision();
    Some(keeper.issue_token(revision))
}
