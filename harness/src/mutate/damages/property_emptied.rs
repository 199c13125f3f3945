//! A property without the value that it cannot be without.

use super::fixed_property::is_fixed;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::asked_properties;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "property-emptied",
    about: "a property whose value the standards describe is empty",
    basis: "RFC 4918 §15, RFC 6352 §6.2, §7.1, §10.4, RFC 6578 §4, RFC 5397 §3",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let properties = asked_properties(specimen).into_iter();
    properties
        .filter(|(status, element, _)| *status == Some(200) && is_fixed(&element.name))
        .filter_map(|(_, element, what)| {
            let spot = specimen.text(element, &what)?;
            Some(specimen.change(&spot, ""))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn what_may_be_empty_is_left_alone() {
        let row = found(
            "/b/1",
            "<d:getetag>\"1\"</d:getetag><d:displayname>x</d:displayname>",
        );
        let sample = Sample::propfind(&["getetag", "displayname"], &row);
        assert_eq!(sample.what(&KIND), ["DAV:getetag of /b/1"]);
    }
}
