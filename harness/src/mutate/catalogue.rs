//! Every kind of change, in the order of reports.

use super::damage::Kind;
use super::{damages, probes};

/// Every kind: what is wrong first, then what servers are free to do.
pub static TABLE: &[Kind] = &[
    damages::status_class::KIND,
    damages::status_sibling::KIND,
    damages::header_dropped::KIND,
    damages::header_emptied::KIND,
    damages::location_changed::KIND,
    damages::content_type_changed::KIND,
    damages::allow_changed::KIND,
    damages::dav_class_dropped::KIND,
    damages::body_emptied::KIND,
    damages::body_not_utf8::KIND,
    damages::xml_truncated::KIND,
    damages::xml_malformed::KIND,
    damages::namespace_changed::KIND,
    damages::href_changed::KIND,
    damages::href_out_of_scope::KIND,
    damages::hrefs_swapped::KIND,
    damages::response_dropped::KIND,
    damages::response_doubled::KIND,
    damages::response_added::KIND,
    damages::element_dropped::KIND,
    damages::element_doubled::KIND,
    damages::propstat_status::KIND,
    damages::status_line_garbled::KIND,
    damages::property_dropped::KIND,
    damages::property_doubled::KIND,
    damages::property_emptied::KIND,
    damages::property_changed::KIND,
    damages::kind_dropped::KIND,
    damages::etag_changed::KIND,
    damages::etag_repeated::KIND,
    damages::etag_stale::KIND,
    damages::etag_weakened::KIND,
    damages::etag_unquoted::KIND,
    damages::token_dropped::KIND,
    damages::token_changed::KIND,
    damages::token_kept::KIND,
    damages::condition_changed::KIND,
    damages::condition_dropped::KIND,
    damages::vcard_property_dropped::KIND,
    damages::vcard_property_changed::KIND,
    damages::vcard_parameter_dropped::KIND,
    damages::vcard_end_dropped::KIND,
    damages::vcard_doubled::KIND,
    probes::cdata::KIND,
    probes::etag_withheld::KIND,
    probes::header_added::KIND,
    probes::href_absolute::KIND,
    probes::href_encoded::KIND,
    probes::other_prefix::KIND,
    probes::properties_reordered::KIND,
    probes::responses_reordered::KIND,
    probes::status_reason::KIND,
    probes::success_status::KIND,
    probes::unknown_element::KIND,
    probes::unknown_property::KIND,
    probes::vcard_folded::KIND,
    probes::vcard_reordered::KIND,
    probes::white_space::KIND,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::mutate::Sort;

    #[test]
    fn names_are_unique_and_every_kind_says_what_it_rests_on() {
        let names: BTreeSet<&str> = TABLE.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), TABLE.len());
        for kind in TABLE {
            let known = ["RFC ", "XML 1.0", "Namespaces in XML"];
            assert!(
                known.iter().any(|start| kind.basis.starts_with(start)),
                "{}",
                kind.name
            );
        }
    }

    #[test]
    fn damages_come_before_probes_and_there_are_enough_of_both() {
        let damages = TABLE
            .iter()
            .take_while(|kind| kind.sort == Sort::Damage)
            .count();
        assert!(damages >= 40);
        assert!(TABLE[damages..].iter().all(|kind| kind.sort == Sort::Probe));
        assert!(TABLE.len() - damages >= 10);
    }
}
