//! The XML of PROPFIND, PROPPATCH and REPORT.

use super::stage::{BOOK, Stage};

/// Answers the input as the body of a request, which changes nothing.
pub(crate) fn request_xml(input: &[u8]) {
    let Some((choice, body)) = input.split_first() else {
        return;
    };
    let mut stage = Stage::of(*choice);
    let card = stage.card.clone();
    let method = match (choice >> 2) % 4 {
        0 => "PROPFIND",
        1 => "PROPPATCH",
        _ => "REPORT",
    };
    let target = if choice >> 4 & 1 == 0 { BOOK } else { &card };
    let depth = ["0", "1", "infinity", "2"]
        .into_iter()
        .nth(usize::from(choice >> 5 & 3))
        .unwrap_or("0");
    let before = stage.read(&card);
    stage.send(method, target, ("depth", depth), body);
    assert_eq!(stage.read(&card), before);
}
