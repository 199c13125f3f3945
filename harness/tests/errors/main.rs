//! Every error has its exact text in `errors.txt`, and every variant of every public error type is
//! there. With `CARDPROOF_BLESS=1` the file is written anew. Problems in files that people write
//! have files of their own: `harness/tests/diagnostics/`.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod declared;
mod exits;
mod of_harness;
mod of_login;
mod of_mock;
mod of_repro;

use std::error::Error;
use std::path::{Path, PathBuf};

/// An error of a test: `RunError::Machine`, and what it says.
type Sample = (String, String);

/// The samples of one type: an error of each variant.
fn of<E: Error>(errors: impl IntoIterator<Item = E>) -> Vec<Sample> {
    let path = std::any::type_name::<E>();
    let name = path.rsplit("::").next().unwrap_or(path);
    let sample = |error: E| {
        let debug = format!("{error:?}");
        let end = debug.find(|c: char| !c.is_alphanumeric());
        let variant = &debug[..end.unwrap_or(debug.len())];
        let name = match variant == name {
            true => name.to_owned(),
            false => format!("{name}::{variant}"),
        };
        (name, error.to_string())
    };
    errors.into_iter().map(sample).collect()
}

fn samples() -> Vec<Sample> {
    let mut samples = [
        of_harness::samples(),
        of_login::samples(),
        of_mock::samples(),
        of_repro::samples(),
        exits::samples(),
    ]
    .concat();
    samples.sort();
    samples
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file() -> PathBuf {
    root().join("harness/tests/errors/errors.txt")
}

/// The file: a name at the margin, the text below it.
fn written(samples: &[Sample]) -> String {
    let block = |(name, text): &Sample| {
        let text = text.replace('\n', "\n    ");
        format!("{name}\n    {text}\n")
    };
    samples.iter().map(block).collect()
}

#[test]
fn every_error_says_what_the_file_says() {
    let now = written(&samples());
    if std::env::var_os("CARDPROOF_BLESS").is_some() {
        std::fs::write(file(), &now).expect("the file");
    }
    let golden = std::fs::read_to_string(file()).expect("the file");
    let differences = cardproof::snapshot::diff(&golden, &now);
    assert!(golden == now, "{differences}");
}

#[test]
fn every_variant_of_every_public_error_has_a_text() {
    let mut known: Vec<String> = samples().into_iter().map(|(name, _)| name).collect();
    known.retain(|name| !name.starts_with("Exit::"));
    known.dedup();
    let mut declared = declared::variants(&root().join("harness/src"));
    declared.extend(declared::variants(&root().join("mock-server/src")));
    declared.sort();
    let missing: Vec<_> = declared
        .iter()
        .filter(|name| !known.contains(name))
        .collect();
    let gone: Vec<_> = known
        .iter()
        .filter(|name| !declared.contains(name))
        .collect();
    assert!(missing.is_empty(), "give each a sample: {missing:#?}");
    assert!(gone.is_empty(), "these are declared nowhere: {gone:#?}");
}
