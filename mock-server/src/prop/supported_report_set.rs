//! `DAV:supported-report-set` (RFC 3253 §3.1.5).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Element, Name};
use crate::quirk::PropSupportedReportSet;

pub(super) static SUPPORTED_REPORT_SET: LiveProperty = LiveProperty {
    name: Name::dav("supported-report-set"),
    in_allprop: false,
    value,
};

/// What this server has wherever there are cards.
const SERVED: [Name; 2] = [
    Name::carddav("addressbook-query"),
    Name::carddav("addressbook-multiget"),
];

/// What Google lists on home set and address book, in its order (google:PROP-15).
const MORE_THAN_SERVED: [Name; 7] = [
    Name::dav("principal-search-property-set"),
    Name::carddav("addressbook-query"),
    Name::dav("expand-property"),
    Name::dav("principal-property-search"),
    Name::dav("acl-principal-prop-set"),
    Name::carddav("addressbook-multiget"),
    Name::dav("principal-match"),
];

/// This is the one place that asks `prop.supported-report-set`.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let mut reports = match scene.ask(scene.quirks.prop_supported_report_set) {
        PropSupportedReportSet::Served => match row {
            Row::Principal => return None,
            Row::Home | Row::Book | Row::Card(..) => SERVED.to_vec(),
        },
        PropSupportedReportSet::MoreThanServed => match row {
            Row::Principal | Row::Card(..) => return None,
            Row::Home | Row::Book => MORE_THAN_SERVED.to_vec(),
        },
    };
    if matches!(row, Row::Book) {
        reports.push(Name::dav("sync-collection"));
    }
    Some(Content::Children(
        reports.into_iter().map(supported_report).collect(),
    ))
}

fn supported_report(name: Name) -> Element<'static> {
    let report = Element::new(Name::dav("report"), Content::names([name]));
    Element::new(
        Name::dav("supported-report"),
        Content::Children(vec![report]),
    )
}
