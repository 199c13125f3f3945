//! `cards:`: texts, and files that hold one card or several.

use std::fs;
use std::path::Path;

use jiff::Timestamp;

use super::read::Reading;
use crate::scenario::Span;
use crate::scenario::diagnostic::{Read, WorldProblem};
use crate::scenario::yaml::{Fields, Kind, Node};

/// The largest file of cards that is read: 64 MiB.
const LIMIT: u64 = 64 << 20;

/// Reads a card, or `from: FILE`.
pub(super) fn cards(node: &Node, address: &str, reading: &mut Reading<'_>) -> Read<Vec<String>> {
    let reporter = reading.reporter;
    if !matches!(node.kind, Kind::Map(_)) {
        let card = with_crlf(node.text(reporter)?);
        try_out(&card, address, reading)
            .map_err(|cause| reporter.report(&node.span, WorldProblem::Refused { cause }))?;
        return Ok(vec![card]);
    }
    let fields = Fields::new(node, "a card", &["from"], reporter)?;
    let from = fields.require("from")?;
    let path = from.text(reporter)?;
    let text = read(&reading.folder.join(path))
        .map_err(|cause| bad_file(&from.span, path, cause, reading))?;
    let cards: Vec<String> = split(&text).map(with_crlf).collect();
    if cards.is_empty() {
        let cause = "there is no card in it".to_owned();
        return Err(bad_file(&from.span, path, cause, reading));
    }
    for (number, card) in (1..).zip(&cards) {
        try_out(card, address, reading).map_err(|cause| {
            let cause = format!("card {number}: {cause}");
            bad_file(&from.span, path, cause, reading)
        })?;
    }
    Ok(cards)
}

fn bad_file(
    span: &Span,
    path: &str,
    cause: String,
    reading: &Reading<'_>,
) -> crate::scenario::diagnostic::Reported {
    let path = path.to_owned();
    let problem = WorldProblem::BadCardFile { path, cause };
    reading.reporter.report(span, problem)
}

/// Whether the mock takes a card; the trial world forgets it again.
fn try_out(card: &str, address: &str, reading: &mut Reading<'_>) -> Result<(), String> {
    let trial = reading.trial.clone();
    let created = reading
        .trial
        .create_card(address, card, Timestamp::UNIX_EPOCH);
    reading.trial = trial;
    created.map(drop).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| error.kind().to_string();
    let metadata = fs::metadata(path).map_err(told)?;
    if !metadata.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    if metadata.len() > LIMIT {
        return Err("it is larger than 64 MiB".to_owned());
    }
    let bytes = fs::read(path).map_err(told)?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// The cards of a file: each from its BEGIN to where the next begins.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let is_begin = |line: &str| line.trim_end().eq_ignore_ascii_case("BEGIN:VCARD");
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_begin(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([at]).collect();
    let cards = starts.into_iter().zip(ends);
    cards.filter_map(move |(start, end)| text.get(start..end))
}

/// A card as it stands on the wire: every line ends with CRLF, and nothing follows the last.
fn with_crlf(card: &str) -> String {
    let lines = card.trim_end().lines();
    lines.fold(String::with_capacity(card.len() + 64), |text, line| {
        text + line.trim_end_matches('\r') + "\r\n"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_split_where_cards_begin() {
        let text = "\nBEGIN:VCARD\nFN:a\nEND:VCARD\n\nbegin:vcard\r\nFN:b\r\nend:vcard\r\n";
        let cards: Vec<String> = split(text).map(with_crlf).collect();
        assert_eq!(
            cards,
            [
                "BEGIN:VCARD\r\nFN:a\r\nEND:VCARD\r\n",
                "begin:vcard\r\nFN:b\r\nend:vcard\r\n"
            ]
        );
        assert_eq!(split("nothing").count(), 0);
    }
}
