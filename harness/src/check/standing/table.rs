//! The table of standing checks.

use super::{
    allow_on_405, card_media_type, challenge_on_401, collections_end_in_slash,
    content_type_on_body, dav_on_options, error_shape, etag_on_get, etags_steady, etags_strong,
    etags_well_formed, hrefs_form, hrefs_in_scope, hrefs_unique, location_on_201,
    location_on_redirect, media_type, multiget_complete, multistatus_root, no_body, one_vcard,
    own_response, property_once, propstat_shape, response_shape, sync_initial, sync_responses,
    sync_token_moves, sync_token_present, sync_token_uri, vcard_uid, well_formed,
};
use crate::check::{Outcome, Subject};
use crate::scenario::Level;

/// A standing check.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Its name in reports and target files.
    pub name: &'static str,
    /// The section of the RFC that it follows.
    pub section: &'static str,
    /// How strongly the section binds.
    pub level: Level,
    /// Judges an exchange; `None` for one to which the check does not apply.
    pub judge: fn(&Subject<'_>) -> Option<Outcome>,
}

/// Every standing check, in the order of reports: the body first, then what it says, then headers.
pub static TABLE: &[Standing] = &[
    well_formed::CHECK,
    media_type::CHECK,
    card_media_type::CHECK,
    multistatus_root::CHECK,
    response_shape::CHECK,
    propstat_shape::CHECK,
    property_once::CHECK,
    hrefs_unique::CHECK,
    hrefs_form::CHECK,
    hrefs_in_scope::CHECK,
    collections_end_in_slash::CHECK,
    own_response::CHECK,
    multiget_complete::CHECK,
    sync_responses::CHECK,
    sync_initial::CHECK,
    sync_token_present::CHECK,
    sync_token_moves::CHECK,
    sync_token_uri::CHECK,
    etags_well_formed::CHECK,
    etags_strong::CHECK,
    etags_steady::CHECK,
    etag_on_get::CHECK,
    one_vcard::CHECK,
    vcard_uid::CHECK,
    location_on_201::CHECK,
    location_on_redirect::CHECK,
    allow_on_405::CHECK,
    challenge_on_401::CHECK,
    dav_on_options::CHECK,
    no_body::CHECK,
    content_type_on_body::CHECK,
    error_shape::CHECK,
];

/// What a standing check found.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Which.
    pub standing: &'static Standing,
    /// What it found.
    pub outcome: Outcome,
}

/// Judges an exchange by every standing check that applies to it.
#[must_use]
pub fn judge_all(subject: &Subject<'_>) -> Vec<Judged> {
    let applied = TABLE.iter().filter_map(|standing| {
        let outcome = (standing.judge)(subject)?;
        Some(Judged { standing, outcome })
    });
    applied.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check::sample::{Sample, dav, found};
    use crate::scenario::CheckKind;

    #[test]
    fn names_are_unique_and_every_check_names_a_section() {
        let names: BTreeSet<&str> = TABLE.iter().map(|standing| standing.name).collect();
        assert_eq!(names.len(), TABLE.len());
        for standing in TABLE {
            assert!(standing.section.starts_with("RFC "), "{}", standing.name);
        }
    }

    /// Reads a file of checks with its tests, which may stand beside it.
    fn source(folder: &str, name: &str) -> String {
        let file = format!("harness/src/check/{folder}{}", name.replace('-', "_"));
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: String| std::fs::read_to_string(root.join(path));
        let own = read(format!("{file}.rs")).expect(name);
        own + &read(format!("{file}/tests.rs")).unwrap_or_default()
    }

    #[test]
    fn every_check_has_a_file_with_a_test_in_which_it_holds_and_one_in_which_it_is_broken() {
        let standing = TABLE.iter().map(|check| ("standing/", check.name));
        let own = CheckKind::ALL.map(|kind| ("", kind.name()));
        for (folder, name) in standing.chain(own) {
            let source = source(folder, name);
            for outcome in ["Outcome::Held", "broken("] {
                assert!(
                    source.contains(outcome),
                    "{name} has no test with {outcome}"
                );
            }
        }
    }

    #[test]
    fn a_sound_listing_passes_every_check_that_applies() {
        let rows = format!(
            "{}{}",
            found("/ada/book/", "<d:getetag>\"0\"</d:getetag>"),
            found("/ada/book/a", "<d:getetag>\"1\"</d:getetag>")
        );
        let sample = Sample::propfind("1", &[dav("getetag")], &rows);
        let judged = judge_all(&sample.subject());
        assert!(judged.len() >= 9, "{judged:?}");
        for one in judged {
            assert_eq!(one.outcome, Outcome::Held, "{}", one.standing.name);
        }
    }

    #[test]
    fn googles_order_and_refusals_break_no_check() {
        let listing = Sample::propfind(
            "0",
            &[dav("getetag"), dav("displayname")],
            "<d:response><d:href>/ada/book/</d:href>\
             <d:propstat><d:status>HTTP/1.1 200 OK</d:status>\
             <d:prop><d:displayname>Address Book</d:displayname></d:prop></d:propstat>\
             <d:propstat><d:status>HTTP/1.1 404 Not Found</d:status>\
             <d:prop><d:getetag/></d:prop></d:propstat></d:response>",
        );
        let json = Sample::new("REPORT")
            .status(400)
            .header("Content-Type", "application/json; charset=UTF-8")
            .body("{\"error\": {\"code\": 400}}");
        let html = Sample::new("MKCOL")
            .status(400)
            .header("Content-Type", "text/html; charset=UTF-8")
            .body("<!DOCTYPE html><p>");
        for sample in [listing, json, html] {
            for one in judge_all(&sample.subject()) {
                assert_eq!(one.outcome, Outcome::Held, "{}", one.standing.name);
            }
        }
    }
}
