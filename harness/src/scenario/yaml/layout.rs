//! How a YAML file is laid out: what `cardproof fmt` prints anew.
//!
//! Unlike the tree of nodes it keeps comments, blank lines, quotes and the very text of each scalar.

use std::ops::Range;

/// A file whose outermost node is a list or a map in block style.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The outermost list or map.
    pub(crate) root: Block,
    /// Comments at the end that belong to nothing.
    pub(crate) end: Vec<Own>,
}

/// A list or a map in block style.
#[derive(Debug)]
pub(crate) struct Block {
    /// What stands between its opening and its first entry.
    pub(crate) lead: Vec<Own>,
    /// Its items or entries.
    pub(crate) entries: Vec<Entry>,
    /// The comments behind its last entry that are indented like its entries.
    pub(crate) trailing: Vec<Own>,
}

/// An item of a list, or an entry of a map.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The spaces before its key or dash.
    pub(crate) column: usize,
    /// Comments and blank lines above it.
    pub(crate) above: Vec<Own>,
    /// The key, of an entry of a map.
    pub(crate) key: Option<Piece>,
    /// The comment behind its colon or dash.
    pub(crate) beside: Option<Beside>,
    /// The value.
    pub(crate) value: Content,
    /// Comments below that are indented more than the key or dash.
    pub(crate) below: Vec<Own>,
}

/// A value.
#[derive(Debug)]
pub(crate) enum Content {
    /// Nothing is written.
    Nothing,
    /// A scalar, or a list or map in flow style.
    Piece(Placed),
    /// A list or map in block style.
    Block(Block),
}

/// A piece behind a colon or dash.
#[derive(Debug)]
pub(crate) struct Placed {
    /// Comments and blank lines before it, where it begins on a line of its own.
    pub(crate) above: Option<Vec<Own>>,
    /// The piece.
    pub(crate) piece: Piece,
    /// The comment behind it.
    pub(crate) beside: Option<Beside>,
}

/// Text that is moved as a whole.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The text, without the spaces before its first line.
    pub(crate) text: String,
    /// The scalars in it, where it is one line.
    pub(crate) scalars: Vec<Scalar>,
    /// Whether blank lines behind it are part of it (`|+`).
    pub(crate) keeps_blanks: bool,
}

/// A scalar in a piece.
#[derive(Debug)]
pub(crate) struct Scalar {
    /// Where in the piece's text.
    pub(crate) range: Range<usize>,
    /// How it is quoted.
    pub(crate) quotes: Quotes,
    /// What it says.
    pub(crate) says: String,
}

/// How a scalar is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Not at all.
    None,
    /// `'`
    Single,
    /// `"`
    Double,
}

/// A line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    /// Without anything.
    Blank,
    /// A comment.
    Comment {
        /// The spaces before it.
        column: usize,
        /// Its text from `#`, without spaces at the end.
        text: String,
    },
}

/// A comment behind something.
#[derive(Debug)]
pub(crate) struct Beside {
    /// The spaces before it.
    pub(crate) gap: usize,
    /// Its text from `#`, without spaces at the end.
    pub(crate) text: String,
}

/// Why a file is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Left {
    /// A tab outside of text and comments.
    #[error("a tab stands between its parts")]
    Tab,
    /// Some lines end in CR LF, others in LF.
    #[error("its lines do not all end in the same way")]
    LineEnds,
    /// An anchor, an alias or a tag.
    #[error("it has an anchor, an alias or a tag")]
    Marked,
    /// A directive, or a marker of documents.
    #[error("it has a marker of documents, such as `---`")]
    Document,
    /// A key behind `?`, or one of several lines.
    #[error("it has a key behind `?`, or one of several lines")]
    Key,
    /// The outermost node is a scalar or in flow style.
    #[error("it is neither a list nor a map, or all of it stands in brackets")]
    Root,
    /// Something else.
    #[error("its layout is out of the ordinary")]
    Unusual,
}

impl Own {
    /// Whether there is nothing in it.
    pub(crate) const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

impl Layout {
    /// The texts of all comments that it holds, sorted. Comments inside of pieces are not told.
    pub(crate) fn comments(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.root.add_comments(&mut found);
        add(&self.end, &mut found);
        found.sort_unstable();
        found
    }
}

impl Block {
    fn add_comments(&self, found: &mut Vec<String>) {
        add(&self.lead, found);
        for entry in &self.entries {
            add(&entry.above, found);
            found.extend(entry.beside.iter().map(|beside| beside.text.clone()));
            match &entry.value {
                Content::Nothing => {}
                Content::Block(block) => block.add_comments(found),
                Content::Piece(placed) => {
                    add(placed.above.as_deref().unwrap_or_default(), found);
                    found.extend(placed.beside.iter().map(|beside| beside.text.clone()));
                }
            }
            add(&entry.below, found);
        }
        add(&self.trailing, found);
    }
}

fn add(own: &[Own], found: &mut Vec<String>) {
    found.extend(own.iter().filter_map(|own| match own {
        Own::Blank => None,
        Own::Comment { text, .. } => Some(text.clone()),
    }));
}
