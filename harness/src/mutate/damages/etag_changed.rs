//! Another ETag than the one that belongs to a resource.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "etag-changed",
    about: "an ETag is another one, never seen before",
    basis: "RFC 9110 §8.8.3, RFC 4918 §15.6: one state of a resource has one ETag",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let etags = specimen.etags().into_iter();
    etags
        .map(|(_, spot)| {
            let used = specimen.others.mention(spot.value.trim());
            specimen.change(&spot, other(&spot.value)).counts_if(used)
        })
        .collect()
}

/// An ETag of the same form, with one character changed.
fn other(etag: &str) -> String {
    let trimmed = etag.trim();
    let Some(digit) = trimmed.rfind(|c: char| c.is_ascii_digit()) else {
        return "\"another\"".to_owned();
    };
    let mut changed = trimmed.to_owned();
    let old = trimmed.as_bytes().get(digit).copied().unwrap_or(b'0');
    let new = if old == b'7' { "8" } else { "7" };
    changed.replace_range(digit..=digit, new);
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::damage::Effect;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn an_etag_that_nobody_else_mentions_is_as_good_as_another() {
        let row = found("/b/1", "<d:getetag>\"a1\"</d:getetag>");
        let sample = Sample::propfind(&[], &row);
        assert_eq!(sample.after(&KIND), ["\"a7\""]);
        assert_eq!(sample.damages(&KIND)[0].effect, Effect::Equivalent);
        let header = Sample::new("PUT").status(201).header("etag", "\"7\"");
        assert_eq!(header.after(&KIND), ["\"8\""]);
        assert_eq!(other("\"x\""), "\"another\"");
    }
}
