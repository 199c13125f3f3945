//! A header that nobody knows, and a parameter in other letters.

use http::header::{CONTENT_TYPE, HeaderName};

use crate::exchange::Response;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "header-added",
    about: "there is an unknown header, and the media type is in capitals",
    basis: "RFC 9110 §5.1, §8.3.1: unknown fields are ignored, media types have no case",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let spot = specimen.header(&CONTENT_TYPE);
    let mut damage = match spot {
        Some(spot) => specimen.change(&spot, spot.value.to_uppercase()),
        None => specimen.status(specimen.response.status),
    };
    let unknown = HeaderName::from_static("x-unknown");
    let Response { headers, .. } = &mut damage.response;
    headers.insert(unknown, http::HeaderValue::from_static("1"));
    vec![damage]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn a_header_is_added_and_the_media_type_stays_the_same() {
        let sample = Sample::new("GET").header("content-type", "text/vcard");
        assert_eq!(sample.after(&KIND), ["TEXT/VCARD"]);
        let headers = &sample.damages(&KIND)[0].response.headers;
        assert!(headers.contains_key("x-unknown"));
    }
}
