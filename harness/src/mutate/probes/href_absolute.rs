//! Hrefs as whole URLs.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::spot::At;
use crate::mutate::wire::href_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "href-absolute",
    about: "the hrefs of responses are URLs with scheme and host",
    basis: "RFC 4918 §8.3: a URL or an absolute path",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Ok(base) = url::Url::parse(&specimen.request.url) else {
        return Vec::new();
    };
    let origin = base.origin().ascii_serialization();
    let hrefs = href_spots(specimen);
    let paths = hrefs.iter().filter(|spot| spot.value.starts_with('/'));
    let starts: Vec<usize> = paths
        .filter_map(|spot| match &spot.at {
            At::Text(range) => Some(range.start),
            _ => None,
        })
        .collect();
    if starts.is_empty() {
        return Vec::new();
    }
    let mut body = specimen.body.to_owned();
    for start in starts.iter().rev() {
        body.insert_str(*start, &origin);
    }
    vec![specimen.with_body("the hrefs", body)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn scheme_and_host_are_put_before_paths() {
        let body = Sample::propfind(&[], &found("/b/1", "")).changed_body(&KIND);
        assert!(body.contains(">https://dav.example.com/b/1<"));
    }
}
