//! Cards.

use super::stage::{BOOK, Stage};

const KIND: (&str, &str) = ("content-type", "text/vcard; charset=utf-8");

/// Puts the input as a card. What is stored can be read, and put again as it was read.
pub(crate) fn vcard(input: &[u8]) {
    let Some((choice, card)) = input.split_first() else {
        return;
    };
    let mut stage = Stage::of(*choice);
    let created = stage.send("POST", BOOK, KIND, card).response;
    if created.status != 201 {
        return;
    }
    let href = created.headers["location"].to_str().unwrap().to_owned();
    let first = stage.read(&href);
    let again = stage.send("PUT", &href, KIND, &first);
    let because = again.explanation.because;
    assert!(again.response.status.is_success(), "{because}");
    stage.read(&href);
}
