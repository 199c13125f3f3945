//! Status lines in other words.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "status-reason",
    about: "status lines have another reason phrase",
    basis: "RFC 9112 §4: the reason has no meaning",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    if specimen.multistatus.is_none() {
        return Vec::new();
    }
    let reasons = [
        (" 200 OK<", " 200 Fine<"),
        (" 404 Not Found<", " 404 Nothing<"),
    ];
    let body = reasons
        .iter()
        .fold(specimen.body.to_owned(), |body, (from, to)| {
            body.replace(from, to)
        });
    if body == specimen.body {
        return Vec::new();
    }
    vec![specimen.with_body("the reason phrases", body)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_code_stays() {
        let body = Sample::propfind(&[], &found("/b/1", "")).changed_body(&KIND);
        assert!(body.contains("HTTP/1.1 200 Fine"));
        assert!(Sample::new("GET").damages(&KIND).is_empty());
    }
}
