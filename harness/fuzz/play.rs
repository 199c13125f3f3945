//! What the fuzz target does with a world file. A test plays the kept inputs through the same
//! function.

use std::fs;

use cardproof::world::WorldFile;
use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{Request, Service};
use http::Method;
use jiff::Timestamp;
use tempfile::TempDir;

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nEND:VCARD\r\n";

thread_local! {
    /// Where the file is written from which the world is read.
    static FOLDER: TempDir = {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("cards.vcf"), CARDS).unwrap();
        folder
    };
}

/// Loads the input. What is wrong with it is told; what is not can be built, and answers.
pub(crate) fn world(input: &[u8]) {
    let path = FOLDER.with(|folder| folder.path().join("world.yaml"));
    fs::write(&path, input).unwrap();
    let file = match WorldFile::load(&path) {
        Ok(file) => file,
        Err(problems) => {
            assert!(problems.to_string().contains("error"));
            return;
        }
    };
    let now = Timestamp::from_second(1_782_907_200).unwrap();
    let quirks = Quirks::of(file.profile.unwrap_or(Profile::Rfc));
    let seed = file.seed.unwrap_or(1);
    let built = file.build(quirks, seed, now).unwrap();
    let mut service = Service::new(built.world);
    let propfind = Method::from_bytes(b"PROPFIND").unwrap();
    service.answer(&Request::new(propfind, "/.well-known/carddav"), now);
}
