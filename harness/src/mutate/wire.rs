//! What kinds of changes look for in a body.

use super::specimen::{Specimen, about};
use super::spot::Spot;
use crate::dav::{CALENDARSERVER, DAV, Element, Name};

/// The first href of each response.
pub(super) fn href_spots(specimen: &Specimen<'_>) -> Vec<Spot> {
    let rows = specimen.rows().iter();
    rows.filter_map(|row| {
        let href = row.element.dav_child("href")?;
        specimen.text(href, "the href of a response")
    })
    .collect()
}

/// Each response with its tags.
pub(super) fn row_spots(specimen: &Specimen<'_>) -> Vec<Spot> {
    let rows = specimen.rows().iter();
    rows.map(|row| {
        let href = row.href().map_or("nothing", |href| href.raw.trim());
        specimen.element(&row.element, &format!("the response of {href}"))
    })
    .collect()
}

/// A property, the status that it stands at, and the two in words.
type Asked<'s> = (Option<u16>, &'s Element, String);

/// The properties that the request named, wherever they stand.
pub(super) fn asked_properties<'s>(specimen: &'s Specimen<'_>) -> Vec<Asked<'s>> {
    let mut found = Vec::new();
    for row in specimen.rows() {
        for propstat in &row.propstats {
            let Some(prop) = propstat.element.dav_child("prop") else {
                continue;
            };
            let asked = prop.children.iter();
            let asked = asked.filter(|element| specimen.asked.contains(&element.name));
            found.extend(asked.map(|it| (propstat.status, it, about(&it.name, row))));
        }
    }
    found
}

/// What a response cannot be without: its href, its status, the prop and status of its propstats.
pub(super) fn structure(specimen: &Specimen<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for row in specimen.rows() {
        let href = row.href().map_or("nothing", |href| href.raw.trim());
        let kind = match row.element.dav_child("status") {
            Some(_) => "status response",
            None => "response",
        };
        let propstats = row.propstats.iter().map(|propstat| &propstat.element);
        for parent in std::iter::once(&row.element).chain(propstats) {
            let parts = parent.children.iter();
            let parts = parts.filter(|child| is_part(&child.name));
            spots.extend(parts.map(|child| {
                specimen.element(child, &format!("{} in the {kind} of {href}", child.name))
            }));
        }
    }
    spots
}

fn is_part(name: &Name) -> bool {
    name.namespace == DAV && matches!(name.local.as_str(), "href" | "prop" | "status")
}

/// The sync token of a sync-collection answer.
pub(super) fn token_element<'s>(specimen: &'s Specimen<'_>) -> Option<&'s Element> {
    let multistatus = specimen.multistatus.as_ref()?;
    multistatus.root.dav_child("sync-token")
}

/// Every sync token and ctag, of the answer as a whole and of its properties.
pub(super) fn tokens(specimen: &Specimen<'_>) -> Vec<Spot> {
    let own = token_element(specimen).and_then(|token| specimen.text(token, "DAV:sync-token"));
    let names = [
        Name::new(DAV, "sync-token"),
        Name::new(CALENDARSERVER, "getctag"),
    ];
    let rows = specimen.rows().iter();
    let properties = rows.flat_map(|row| {
        let found = names.iter().filter_map(move |name| {
            let property = row.property(name).filter(|it| it.status == Some(200))?;
            specimen.text(property.element, &about(name, row))
        });
        found.collect::<Vec<_>>()
    });
    own.into_iter().chain(properties).collect()
}

/// The conditions in a `DAV:error` that is the whole body, or that belongs to a response.
pub(super) fn conditions(specimen: &Specimen<'_>) -> Vec<Spot> {
    let whole = specimen.root.as_ref().filter(|root| root.is(DAV, "error"));
    let rows = specimen.rows().iter();
    let of_rows = rows.filter_map(|row| row.element.dav_child("error"));
    let errors = whole.into_iter().chain(of_rows);
    errors
        .flat_map(|error| &error.children)
        .filter(|condition| is_standard(&condition.name))
        .map(|condition| {
            let what = format!("{} in DAV:error", condition.name);
            specimen.element(condition, &what)
        })
        .collect()
}

fn is_standard(name: &Name) -> bool {
    [DAV, crate::dav::CARDDAV].contains(&name.namespace.as_str())
}
