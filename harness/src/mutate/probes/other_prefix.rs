//! Other prefixes for the same namespaces.

use crate::mutate::body::tag;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "other-prefix",
    about: "namespaces have other prefixes",
    basis: "Namespaces in XML 1.0 §4: a prefix has no meaning of its own",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(root) = &specimen.root else {
        return Vec::new();
    };
    let mut all = root.descendants();
    all.push(root);
    let tags = all.iter().map(|element| tag(specimen.body, element));
    let mut prefixes: Vec<&str> = tags
        .filter_map(|tag| Some(tag.split_once(':')?.0))
        .collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    if prefixes.is_empty() {
        return Vec::new();
    }
    let body = prefixes
        .iter()
        .fold(specimen.body.to_owned(), |body, prefix| {
            body.replace(&format!("<{prefix}:"), &format!("<other-{prefix}:"))
                .replace(&format!("</{prefix}:"), &format!("</other-{prefix}:"))
                .replace(
                    &format!("xmlns:{prefix}="),
                    &format!("xmlns:other-{prefix}="),
                )
        });
    vec![specimen.with_body("the prefixes", body)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dav::Element;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_elements_stay_the_same() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        let body = Sample::propfind(&[], &row).changed_body(&KIND);
        assert!(body.contains("<other-d:getetag>"));
        let root = Element::read(body.as_bytes()).unwrap();
        assert!(root.is(crate::dav::DAV, "multistatus"));
    }
}
