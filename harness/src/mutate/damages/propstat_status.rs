//! Properties that are said to be there, or not to be there.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "propstat-status",
    about: "a propstat of 200 becomes one of 404, or the other way round",
    basis: "RFC 4918 §9.1: properties that do not exist are told with 404, others are not",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let rows = specimen.rows().iter();
    rows.flat_map(|row| row.propstats.iter().map(move |propstat| (row, propstat)))
        .filter(|(_, propstat)| {
            propstat
                .props
                .as_ref()
                .is_some_and(|props| !props.is_empty())
        })
        .filter_map(|(row, propstat)| {
            let href = row.href()?.raw.trim();
            let status = propstat.element.dav_child("status")?;
            let spot = specimen.text(status, &format!("the propstat status of {href}"))?;
            let after = match propstat.status? {
                200 => "HTTP/1.1 404 Not Found",
                _ => "HTTP/1.1 200 OK",
            };
            Some(specimen.change(&spot, after))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_status_of_each_propstat_is_flipped() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        let after = Sample::propfind(&[], &row).after(&KIND);
        assert_eq!(after, ["HTTP/1.1 404 Not Found"]);
        assert!(
            Sample::propfind(&[], &found("/b/1", ""))
                .after(&KIND)
                .is_empty()
        );
    }
}
