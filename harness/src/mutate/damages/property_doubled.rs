//! A property that is answered twice.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::asked_properties;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "property-doubled",
    about: "a property stands in its propstat twice",
    basis: "RFC 4918 §9.1, §4: a property has one value",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let properties = asked_properties(specimen).into_iter();
    properties
        .map(|(_, element, what)| specimen.double(&specimen.element(element, &what)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn a_property_is_doubled() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        let sample = Sample::propfind(&["getetag"], &row);
        let doubled = "<d:getetag>\"1\"</d:getetag><d:getetag>\"1\"</d:getetag>";
        assert_eq!(sample.after(&KIND), [doubled]);
    }
}
