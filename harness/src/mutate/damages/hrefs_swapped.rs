//! Two responses about each other's resource.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::spot::{At, Spot};
use crate::mutate::wire::{href_spots, row_spots};

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "hrefs-swapped",
    about: "two neighbouring responses exchange their hrefs",
    basis: "RFC 4918 §14.24: the href names the resource that the response is about",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let (rows, hrefs) = (row_spots(specimen), href_spots(specimen));
    if rows.len() != hrefs.len() {
        return Vec::new();
    }
    let pairs = rows.windows(2).zip(hrefs.windows(2));
    pairs
        .filter_map(|(rows, hrefs)| match (rows, hrefs) {
            ([one, two], [first, second]) if says(one, first) != says(two, second) => {
                swapped(specimen, first, second)
            }
            _ => None,
        })
        .collect()
}

/// What a response says apart from its href: neighbours that say the same are not worth swapping.
fn says(row: &Spot, href: &Spot) -> String {
    row.value.replacen(&href.value, "", 1)
}

fn swapped(specimen: &Specimen<'_>, first: &Spot, second: &Spot) -> Option<Damage> {
    let (At::Text(one), At::Text(two)) = (&first.at, &second.at) else {
        return None;
    };
    let body = specimen.body;
    let swapped = [
        body.get(..one.start)?,
        body.get(two.clone())?,
        body.get(one.end..two.start)?,
        body.get(one.clone())?,
        body.get(two.end..)?,
    ];
    Some(Damage {
        before: first.value.clone(),
        after: second.value.clone(),
        ..specimen.with_body("the hrefs of two responses", swapped.concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn neighbours_that_say_different_things_are_swapped() {
        let rows = format!(
            "{}{}",
            found("/b/1", "<d:getetag>\"1\"</d:getetag>"),
            found("/b/2", "<d:getetag>\"2\"</d:getetag>")
        );
        let damages = Sample::propfind(&[], &rows).damages(&KIND);
        let body = String::from_utf8_lossy(&damages[0].response.body).into_owned();
        assert!(body.find("/b/2") < body.find("\"1\""), "{body}");
        assert!(body.find("/b/1") > body.find("\"1\""), "{body}");
        let same = format!("{}{}", found("/b/1", ""), found("/b/2", ""));
        assert!(Sample::propfind(&[], &same).damages(&KIND).is_empty());
    }
}
