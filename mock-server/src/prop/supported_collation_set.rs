//! `CARDDAV:supported-collation-set` (RFC 6352 §8.3.1).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Element, Name};
use crate::quirk::PropSupportedCollationSet;
use crate::vcard::Collation;

pub(super) static SUPPORTED_COLLATION_SET: LiveProperty = LiveProperty {
    name: Name::carddav("supported-collation-set"),
    in_allprop: false,
    value,
};

/// This is the one place that asks `prop.supported-collation-set`.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    if matches!(row, Row::Principal) {
        return None;
    }
    let answered = scene.ask(scene.quirks.prop_supported_collation_set);
    (answered == PropSupportedCollationSet::Reported).then(|| {
        let element = |collation: Collation| {
            Element::text(Name::carddav("supported-collation"), collation.identifier())
        };
        Content::Children(Collation::ALL.map(element).into())
    })
}
