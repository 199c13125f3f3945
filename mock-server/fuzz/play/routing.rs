//! Targets of requests.

use super::stage::Stage;

/// Asks for the input as a target. Nothing that is asked so changes the card.
pub(crate) fn routing(input: &[u8]) {
    let Some((choice, target)) = input.split_first() else {
        return;
    };
    let Ok(target) = str::from_utf8(target) else {
        return;
    };
    let mut stage = Stage::of(*choice);
    let card = stage.card.clone();
    let before = stage.read(&card);
    let method = match (choice >> 2) % 5 {
        0 => "GET",
        1 => "PROPFIND",
        2 => "OPTIONS",
        3 => "MKCOL",
        _ => "POST",
    };
    stage.send(method, target, ("depth", "0"), b"");
    assert_eq!(stage.read(&card), before);
}
