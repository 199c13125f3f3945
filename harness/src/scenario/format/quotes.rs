//! Quotes: none where nobody can take the text for anything else, else double ones.

use crate::scenario::yaml::layout::{Piece, Quotes, Scalar};

/// Words that some reader of YAML takes for something other than text.
const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

/// The text of a piece with the quotes that it needs.
pub(super) fn quoted_as_needed(piece: &Piece) -> String {
    let mut text = piece.text.clone();
    for scalar in piece.scalars.iter().rev() {
        if let Some(better) = better(scalar) {
            text.replace_range(scalar.range.clone(), &better);
        }
    }
    text
}

/// How a scalar is better written, if it is.
fn better(scalar: &Scalar) -> Option<String> {
    let says = &scalar.says;
    match scalar.quotes {
        Quotes::None => None,
        _ if is_safe(says) => Some(says.clone()),
        Quotes::Single if !says.contains(['"', '\\']) && says.chars().all(is_printable) => {
            Some(format!("\"{says}\""))
        }
        _ => None,
    }
}

fn is_printable(character: char) -> bool {
    character == ' '
        || !(character.is_control() || character.is_whitespace() || character == '\u{feff}')
}

/// Whether a text is read as this very text without quotes, wherever it stands. Rather too few
/// than too many are: what looks like code keeps its quotes.
fn is_safe(text: &str) -> bool {
    let first = |c: char| c.is_alphabetic() || matches!(c, '$' | '/' | '_');
    let plain = |c: char| c.is_alphanumeric() || " -_./$:;+=()".contains(c);
    text.starts_with(first)
        && text.chars().all(plain)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains("  ")
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}
