//! A response about a resource that does not exist.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::href_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "href-changed",
    about: "a response names another member of the collection",
    basis: "RFC 4918 §14.24: the href names the resource that the response is about",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let hrefs = href_spots(specimen).into_iter();
    hrefs
        .map(|spot| {
            let trimmed = spot.value.trim();
            let slash = if trimmed.ends_with('/') { "/" } else { "" };
            let other = format!("{}-x{slash}", trimmed.trim_end_matches('/'));
            specimen.change(&spot, other)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn each_href_becomes_that_of_a_sibling() {
        let rows = format!("{}{}", found("/b/", ""), found("/b/1", ""));
        assert_eq!(
            Sample::propfind(&[], &rows).after(&KIND),
            ["/b-x/", "/b/1-x"]
        );
    }
}
