//! A sync answer without a token, or with an empty one.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::token_element;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "token-dropped",
    about: "the sync token of a sync-collection answer is missing or empty",
    basis: "RFC 6578 §3.4, §6.4",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(token) = token_element(specimen) else {
        return Vec::new();
    };
    let what = "DAV:sync-token";
    let emptied = specimen.text(token, what);
    let emptied = emptied.map(|spot| specimen.change(&spot, ""));
    let dropped = specimen.drop(&specimen.element(token, what));
    Some(dropped).into_iter().chain(emptied).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn the_token_is_dropped_and_emptied() {
        let sample = Sample::propfind(&[], "<d:sync-token>t1</d:sync-token>");
        assert_eq!(sample.after(&KIND), ["nothing", ""]);
        assert!(Sample::propfind(&[], "").after(&KIND).is_empty());
    }
}
