//! A collection that does not say what it is, or what it can do.

use crate::dav::{DAV, Name};
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::{Specimen, about};

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "kind-dropped",
    about: "a resource type or a supported report is missing from its property",
    basis: "RFC 4918 §15.9, RFC 6352 §5.2, §6.1, RFC 3253 §3.1.5",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let names = ["resourcetype", "supported-report-set"].map(|local| Name::new(DAV, local));
    let rows = specimen.rows().iter();
    let found = rows.flat_map(|row| names.iter().map(move |name| (row, name)));
    found
        .flat_map(|(row, name)| {
            let property = row.property(name).filter(|found| found.status == Some(200));
            let children = property.map(|found| found.element.children.as_slice());
            let children = children.unwrap_or_default().iter();
            children
                .map(|child| {
                    let inner = child
                        .descendants()
                        .last()
                        .map_or(&child.name, |it| &it.name);
                    let what = format!("{inner} in {}", about(name, row));
                    specimen.drop(&specimen.element(child, &what))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn each_kind_and_each_report_is_dropped_in_turn() {
        let row = found(
            "/b/",
            "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>\
             <d:supported-report-set><d:supported-report><d:report><d:sync-collection/></d:report>\
             </d:supported-report></d:supported-report-set>",
        );
        let what = Sample::propfind(&[], &row).what(&KIND);
        assert_eq!(what[0], "DAV:collection in DAV:resourcetype of /b/");
        assert_eq!(
            what[2],
            "DAV:sync-collection in DAV:supported-report-set of /b/"
        );
    }
}
