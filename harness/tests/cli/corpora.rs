//! The world files from which the fuzz target starts, and those that once failed.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/play.rs"]
mod play;

#[test]
fn world_files_that_were_fuzzed_are_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("harness/fuzz/corpus/world");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let input = fs::read(entry.unwrap().path()).unwrap();
        for cut in (0..=input.len()).step_by(9) {
            play::world(&input[..cut]);
        }
        play::world(&input);
        count += 1;
    }
    assert!(count > 4, "only {count} inputs");
}
