//! From a layout to text.

use super::quotes::quoted_as_needed;
use crate::scenario::yaml::layout::{Beside, Block, Content, Entry, Layout, Own, Placed};

/// The spaces of a level.
const LEVEL: usize = 2;

/// The text of a layout. It ends with exactly one line end.
pub(super) fn print(layout: &Layout) -> String {
    let mut printing = Printing::default();
    printing.block(&layout.root, 0);
    printing.own(&layout.end, 0);
    printing.lines.push(String::new());
    printing.lines.join("\n")
}

#[derive(Default)]
struct Printing {
    lines: Vec<String>,
    /// Whether a blank line would be part of the text before.
    blanks_count: bool,
}

impl Printing {
    fn line(&mut self, indent: usize, text: &str) {
        self.lines.push(format!("{:indent$}{text}", ""));
        self.blanks_count = false;
    }

    /// Lines of their own; never two blank ones after each other, and none at the beginning.
    fn own(&mut self, own: &[Own], indent: usize) {
        for own in own {
            match own {
                Own::Comment { text, .. } => self.line(indent, text),
                Own::Blank if self.blanks_count => {}
                Own::Blank => {
                    if self.lines.last().is_some_and(|line| !line.is_empty()) {
                        self.lines.push(String::new());
                    }
                }
            }
        }
    }

    /// The lines of a list or map; no blank line at its beginning.
    fn block(&mut self, block: &Block, indent: usize) {
        let blanks = block.lead.iter().take_while(|own| own.is_blank()).count();
        self.own(block.lead.get(blanks..).unwrap_or_default(), indent);
        for entry in &block.entries {
            self.own(&entry.above, indent);
            self.entry(entry, indent);
            self.own(&entry.below, indent + LEVEL);
        }
        self.own(&block.trailing, indent);
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        let opening = match &entry.key {
            Some(key) => format!("{}:", quoted_as_needed(key)),
            None => "-".to_owned(),
        };
        match &entry.value {
            Content::Nothing => self.line(indent, &with(&opening, entry.beside.as_ref())),
            Content::Piece(placed) => {
                let shift = shift(entry.column, indent);
                self.piece((&opening, entry.beside.as_ref()), placed, (indent, shift));
            }
            Content::Block(block) if entry.key.is_none() && is_compact(entry, block) => {
                let first = self.lines.len();
                self.block(block, indent + LEVEL);
                if let Some(line) = self.lines.get_mut(first) {
                    *line = format!("{:indent$}- {}", "", line.trim_start_matches(' '));
                }
            }
            Content::Block(block) => {
                self.line(indent, &with(&opening, entry.beside.as_ref()));
                self.block(block, indent + LEVEL);
            }
        }
    }

    fn piece(
        &mut self,
        (opening, beside): (&str, Option<&Beside>),
        placed: &Placed,
        (indent, shift): (usize, isize),
    ) {
        let text = quoted_as_needed(&placed.piece);
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or_default();
        match &placed.above {
            None => self.line(indent, &format!("{opening} {first}")),
            Some(above) => {
                self.line(indent, &with(opening, beside));
                self.own(above, indent + LEVEL);
                self.line(indent + LEVEL, first);
            }
        }
        self.lines.extend(lines.map(|line| moved(line, shift)));
        if let (Some(beside), Some(last)) = (&placed.beside, self.lines.last_mut()) {
            *last = with(last, Some(beside));
        }
        self.blanks_count = placed.piece.keeps_blanks;
    }
}

/// Whether the first entry of a list's item stands behind the dash.
fn is_compact(item: &Entry, block: &Block) -> bool {
    item.beside.is_none() && block.lead.iter().all(Own::is_blank)
}

/// A text with the comment beside it.
fn with(text: &str, beside: Option<&Beside>) -> String {
    match beside {
        Some(Beside { gap, text: comment }) => format!("{text}{:gap$}{comment}", ""),
        None => text.to_owned(),
    }
}

/// How far lines go that belong to an entry.
fn shift(from: usize, to: usize) -> isize {
    let number = |columns: usize| isize::try_from(columns).unwrap_or(isize::MAX);
    number(to) - number(from)
}

/// A further line of a piece.
fn moved(line: &str, shift: isize) -> String {
    let (less, more) = match shift {
        less if less < 0 => (less.unsigned_abs(), 0),
        more => (0, more.unsigned_abs()),
    };
    if line.is_empty() {
        return String::new();
    }
    let spaces = line.len() - line.trim_start_matches(' ').len();
    let rest = line.get(spaces.min(less)..).unwrap_or_default();
    format!("{:more$}{rest}", "")
}
