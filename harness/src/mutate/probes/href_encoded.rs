//! Hrefs with other characters percent-encoded.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "href-encoded",
    about: "the at sign in hrefs is encoded, or no longer encoded",
    basis: "RFC 3986 §2.2, §6.2.2, RFC 4918 §8.3: the same resource",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    if specimen.multistatus.is_none() {
        return Vec::new();
    }
    let mut body = String::with_capacity(specimen.body.len());
    let mut rest = specimen.body;
    while let Some(at) = rest.find("href>") {
        let (before, after) = rest.split_at(at + 5);
        let end = after.find('<').unwrap_or(after.len());
        let (href, behind) = after.split_at(end);
        body.push_str(before);
        body.push_str(&match href.contains('@') {
            true => href.replace('@', "%40"),
            false => href.replace("%40", "@"),
        });
        rest = behind;
    }
    body.push_str(rest);
    if body == specimen.body {
        return Vec::new();
    }
    vec![specimen.with_body("the encoding of hrefs", body)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_at_sign_is_encoded_or_decoded() {
        let body = |href: &str| Sample::propfind(&[], &found(href, "")).changed_body(&KIND);
        assert!(body("/a@b/1").contains(">/a%40b/1<"));
        assert!(body("/a%40b/1").contains(">/a@b/1<"));
        assert!(
            Sample::propfind(&[], &found("/b/1", ""))
                .damages(&KIND)
                .is_empty()
        );
    }
}
