//! A property that was asked for and is not answered.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::asked_properties;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "property-dropped",
    about: "a property that was asked for is in no propstat",
    basis: "RFC 4918 §9.1: each is answered",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let properties = asked_properties(specimen).into_iter();
    properties
        .map(|(_, element, what)| specimen.drop(&specimen.element(element, &what)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn only_properties_that_were_asked_for_are_dropped() {
        let row = found(
            "/b/1",
            "<d:getetag>\"1\"</d:getetag><d:displayname>x</d:displayname>",
        );
        let sample = Sample::propfind(&["getetag"], &row);
        assert_eq!(sample.what(&KIND), ["DAV:getetag of /b/1"]);
    }
}
