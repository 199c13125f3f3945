//! From a text to the text as it should be.

use super::order::order_steps;
use super::print::print;
use super::same::says_exactly_the_same;
use crate::scenario::diagnostic::{Diagnostics, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::layout::{Layout, Left};
use crate::scenario::yaml::{Node, layout, parse};

/// What came of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text as it should be.
    pub text: String,
    /// Why it was left as it was, if it was.
    pub left: Option<String>,
}

/// Why a file cannot be formatted.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// It is no YAML, or a key stands there twice.
    #[error("{0}")]
    Unreadable(Diagnostics),
    /// The formatted text would say something else.
    #[error(
        "{file} was not written: formatted, it would not say what it says now. This is a mistake of \
         cardproof's own; please report it with the file"
    )]
    Changed {
        /// The file, as the user would name it.
        file: String,
    },
}

/// The text of a file as it should be, without a byte order mark. `file` is its name in messages.
///
/// # Errors
/// When it is no YAML, or would say something else; the latter is our mistake.
pub fn format(file: &str, text: &str) -> Result<Formatted, FormatError> {
    let as_it_is = |left: Left| Formatted {
        text: text.to_owned(),
        left: Some(left.to_string()),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = read(file, text).map_err(FormatError::Unreadable)?;
    let Some((lines, end)) = with_plain_ends(text) else {
        return Ok(as_it_is(Left::LineEnds));
    };
    let mut laid_out = match layout(&lines) {
        Ok(laid_out) => laid_out,
        Err(left) => return Ok(as_it_is(left)),
    };
    order_steps(&mut laid_out.root);
    let printed = print(&laid_out);
    let after = read(file, &printed);
    if !after.is_ok_and(|after| says_exactly_the_same(&before, &after))
        || !has_comments_of(&laid_out, &printed)
    {
        let file = file.to_owned();
        return Err(FormatError::Changed { file });
    }
    Ok(Formatted {
        text: printed.replace('\n', end),
        left: None,
    })
}

fn read(file: &str, text: &str) -> Result<Node, Diagnostics> {
    let reporter = Reporter::default();
    let source = TextFile {
        file: file.into(),
        text: text.into(),
    };
    let node = parse(&source, "a file of cardproof's", &reporter);
    reporter.finish(node)
}

/// The text with LF alone, and what ends its lines; nothing where not all end in the same way.
fn with_plain_ends(text: &str) -> Option<(String, &'static str)> {
    let returns = text.matches('\r').count();
    if returns == 0 {
        return Some((text.to_owned(), "\n"));
    }
    let both = text.matches("\r\n").count();
    let is_even = returns == both && both == text.matches('\n').count();
    is_even.then(|| (text.replace("\r\n", "\n"), "\r\n"))
}

/// Whether a text has the same comments as a layout, wherever they stand.
fn has_comments_of(laid_out: &Layout, printed: &str) -> bool {
    layout(printed).is_ok_and(|again| again.comments() == laid_out.comments())
}
