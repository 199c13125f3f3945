//! A property with a value that is wrong.

use crate::dav::{DAV, Element};
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::asked_properties;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "property-changed",
    about: "a property has a value that cannot be right",
    basis: "RFC 4918 §15.1, §15.4, §15.5, §15.7; RFC 6352 §7.1.1; RFC 5397 §3; RFC 5995 §3.2.1",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let properties = asked_properties(specimen).into_iter();
    properties
        .filter(|(status, _, _)| *status == Some(200))
        .filter_map(|(_, element, what)| changed(specimen, element, &what))
        .collect()
}

fn changed(specimen: &Specimen<'_>, element: &Element, what: &str) -> Option<Damage> {
    if let Some(href) = element.dav_child("href") {
        let spot = specimen.text(href, what)?;
        return Some(specimen.change(&spot, "/elsewhere/x/"));
    }
    let after = match element.name.local.as_str() {
        _ if element.name.namespace != DAV => return None,
        "getcontenttype" => "text/plain",
        "getcontentlength" => "1",
        "getlastmodified" | "creationdate" => "yesterday",
        _ => return None,
    };
    Some(specimen.change(&specimen.text(element, what)?, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn hrefs_lengths_types_and_dates_are_changed() {
        let row = found(
            "/b/1",
            "<d:owner><d:href>/a/</d:href></d:owner><d:getcontentlength>7</d:getcontentlength>\
             <d:creationdate>x</d:creationdate><d:displayname>x</d:displayname>",
        );
        let asked = ["owner", "getcontentlength", "creationdate", "displayname"];
        let sample = Sample::propfind(&asked, &row);
        assert_eq!(sample.after(&KIND), ["/elsewhere/x/", "1", "yesterday"]);
    }
}
