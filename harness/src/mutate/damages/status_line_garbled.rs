//! A status that is no status line.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "status-line-garbled",
    about: "a DAV:status lacks the HTTP version",
    basis: "RFC 4918 §14.28: an HTTP status line",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let rows = specimen.rows().iter();
    let of_rows = rows
        .clone()
        .filter_map(|row| Some((row, row.element.dav_child("status")?)));
    let of_propstats = rows.flat_map(|row| {
        let statuses = row
            .propstats
            .iter()
            .filter_map(|it| it.element.dav_child("status"));
        statuses.map(move |status| (row, status))
    });
    of_rows
        .chain(of_propstats)
        .filter_map(|(row, status)| {
            let href = row.href()?.raw.trim();
            let spot = specimen.text(status, &format!("a DAV:status of {href}"))?;
            let rest = spot.value.split_once(' ')?.1.to_owned();
            Some(specimen.change(&spot, rest))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_version_is_taken_away() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        assert_eq!(Sample::propfind(&[], &row).after(&KIND), ["200 OK"]);
    }
}
