//! The suite that comes with cardproof.

use std::path::Path;

use crate::scenario::load::suite::load_from;

#[test]
fn the_shipped_suite_loads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = load_from(&["scenarios".into()], root);
    if let Err(diagnostics) = suite {
        panic!("{diagnostics}");
    }
}
