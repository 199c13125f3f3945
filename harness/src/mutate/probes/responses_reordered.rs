//! The responses in another order.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::spot::At;
use crate::mutate::wire::row_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "responses-reordered",
    about: "the responses of a multistatus come in the opposite order",
    basis: "RFC 4918 §13: they have no order",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let rows = row_spots(specimen);
    if rows.len() < 2 {
        return Vec::new();
    }
    let mut body = String::new();
    let mut copied = 0;
    for (place, other) in rows.iter().zip(rows.iter().rev()) {
        let At::Bytes(range) = &place.at else {
            return Vec::new();
        };
        body.push_str(specimen.body.get(copied..range.start).unwrap_or_default());
        body.push_str(&other.value);
        copied = range.end;
    }
    body.push_str(specimen.body.get(copied..).unwrap_or_default());
    vec![specimen.with_body("the order of the responses", body)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_last_response_comes_first() {
        let rows = format!("{}{}", found("/b/1", ""), found("/b/2", ""));
        let body = Sample::propfind(&[], &rows).changed_body(&KIND);
        assert!(body.find("/b/2") < body.find("/b/1"));
        assert!(
            Sample::propfind(&[], &found("/b/1", ""))
                .damages(&KIND)
                .is_empty()
        );
    }
}
