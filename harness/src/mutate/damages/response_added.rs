//! A member that does not exist.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::row_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "response-added",
    about: "the multistatus tells of a member that does not exist",
    basis: "RFC 4918 §9.1, RFC 6578 §3.4, RFC 6352 §8.6, §8.7: only what is there",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let last = specimen.rows().last().zip(row_spots(specimen).pop());
    let added = last.and_then(|(row, spot)| {
        let href = row.href()?.raw.trim();
        let slash = if href.ends_with('/') { "/" } else { "" };
        let other = format!("{}-added{slash}", href.trim_end_matches('/'));
        let row = spot.value.replace(href, &other);
        Some(Damage {
            what: format!("a response of {other}"),
            before: "nothing".to_owned(),
            ..specimen.change(&spot, format!("{}{row}", spot.value))
        })
    });
    added.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn one_member_is_added() {
        let damages = Sample::propfind(&[], &found("/b/1", "")).damages(&KIND);
        assert_eq!(damages.len(), 1);
        assert_eq!(damages[0].what, "a response of /b/1-added");
    }
}
