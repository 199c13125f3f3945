//! The token from before a change.

use crate::dav::{DAV, Element};
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::token_element;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "token-kept",
    about: "after changes the sync token is still the one that the request sent",
    basis: "RFC 6578 §3.4: the new token stands for the state that the answer leads to",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let token = token_element(specimen).and_then(|it| specimen.text(it, "DAV:sync-token"));
    let asked = Element::read(&specimen.request.body).ok();
    let asked = asked
        .as_ref()
        .and_then(|root| root.children_named(DAV, "sync-token").next());
    let asked = asked
        .map(Element::trimmed)
        .filter(|token| !token.is_empty());
    let (Some(token), Some(asked)) = (token, asked) else {
        return Vec::new();
    };
    if specimen.rows().is_empty() || token.value.trim() == asked {
        return Vec::new();
    }
    vec![specimen.change(&token, asked)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_token_of_the_request_comes_back_although_something_changed() {
        let rows = |rows: &str| {
            Sample::propfind(&[], &format!("{rows}<d:sync-token>t2</d:sync-token>")).asking(
                "<sync-collection xmlns='DAV:'><sync-token>t1</sync-token></sync-collection>",
            )
        };
        assert_eq!(rows(&found("/b/1", "")).after(&KIND), ["t1"]);
        assert!(rows("").after(&KIND).is_empty());
    }
}
