//! `DAV:add-member` (RFC 5995 §3.2.1): where POST adds a card.

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};
use crate::quirk::PropAddMemberOnHome;

pub(super) static ADD_MEMBER: LiveProperty = LiveProperty {
    name: Name::dav("add-member"),
    in_allprop: false,
    value,
};

/// This is the one place that asks `prop.add-member-on-home`.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let present = match row {
        Row::Book => true,
        Row::Home => {
            let on_home = scene.ask(scene.quirks.prop_add_member_on_home);
            on_home == PropAddMemberOnHome::Present
        }
        Row::Principal | Row::Card(..) => false,
    };
    present.then(|| Content::href(scene.account.book_href()))
}
