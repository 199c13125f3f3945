//! The pages that this package keeps in the repository agree with the quirk table.

use std::fs;
use std::path::{Path, PathBuf};

use cardproof_mock::quirk::quirks_page;

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_quirks_page_is_up_to_date() {
    let kept = fs::read_to_string(file("QUIRKS.md")).unwrap_or_default();
    assert!(
        kept == quirks_page(),
        "mock-server/QUIRKS.md differs from the quirk table; run `cargo run -- generate` and commit the result"
    );
}
