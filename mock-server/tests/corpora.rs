//! The inputs that the fuzz targets start from, and those that once failed, played in every test
//! run.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

#[path = "../fuzz/play/mod.rs"]
mod play;

/// Plays the kept inputs of a target, and what comes near to them: each cut short, and each with
/// another first byte.
fn replay(target: &str, play: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let mut input = fs::read(entry.unwrap().path()).unwrap();
        for cut in (0..=input.len()).step_by(7) {
            play(&input[..cut]);
        }
        for first in 0..64 {
            input[0] = first * 4 + first % 4;
            play(&input);
        }
        count += 1;
    }
    assert!(count > 4, "{target} has only {count} inputs");
}

#[test]
fn xml_of_requests() {
    replay("request_xml", play::request_xml);
}

#[test]
fn cards() {
    replay("vcard", play::vcard);
}

#[test]
fn filters_of_queries() {
    replay("filter", play::filter);
}

#[test]
fn targets_of_requests() {
    replay("routing", play::routing);
}
