//! `DAV:current-user-principal` (RFC 5397 §3).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};
use crate::quirk::HrefPrincipalSlash;

pub(super) static CURRENT_USER_PRINCIPAL: LiveProperty = LiveProperty {
    name: Name::dav("current-user-principal"),
    in_allprop: false,
    value,
};

/// Seen on the address book without the slash that `principal-URL` has (google:DISC-09); the
/// standard defines it on every resource. This is the one place that asks `href.principal-slash`.
fn value<'a>(scene: &'a Scene<'_>, _: Row<'a>) -> Option<Content<'a>> {
    let href = match scene.ask(scene.quirks.href_principal_slash) {
        HrefPrincipalSlash::Consistent => scene.account.principal_href(),
        HrefPrincipalSlash::Mismatched => scene.account.bare_principal_href(),
    };
    Some(Content::href(href))
}
