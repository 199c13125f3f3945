//! Elements of a namespace that nobody knows.

use crate::dav::{CARDDAV, DAV};
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "namespace-changed",
    about: "DAV: or the namespace of CardDAV is misspelt",
    basis: "RFC 4918 §8.2, §21; RFC 6352 §10",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(root) = &specimen.root else {
        return Vec::new();
    };
    let used = |namespace: &str| {
        let mut all = root.descendants();
        all.push(root);
        all.iter()
            .any(|element| element.name.namespace == namespace)
    };
    let namespaces = [(DAV, "DAVE:"), (CARDDAV, "urn:ietf:params:xml:ns:cardav")];
    let used = namespaces.into_iter().filter(|(name, _)| used(name));
    used.map(|(namespace, wrong)| {
        let body = ["\"", "'"]
            .iter()
            .fold(specimen.body.to_owned(), |body, quote| {
                body.replace(
                    &format!("{quote}{namespace}{quote}"),
                    &format!("{quote}{wrong}{quote}"),
                )
            });
        let damage = specimen.with_body(&format!("the namespace {namespace}"), body);
        Damage {
            before: namespace.to_owned(),
            after: wrong.to_owned(),
            ..damage
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn namespaces_in_use_are_misspelt() {
        assert_eq!(Sample::propfind(&[], "").after(&KIND), ["DAVE:"]);
        let row = found("/b/1", "<c:address-data>x</c:address-data>");
        assert_eq!(Sample::propfind(&[], &row).after(&KIND).len(), 2);
    }
}
