//! From a file to its layout: the parser tells where each scalar is, the rest is spaces, signs and
//! comments.

mod gaps;
mod pieces;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};

use super::layout::{Block, Content, Entry, Layout, Left, Own, Piece, Placed};

/// Reads how a text is laid out. Its lines end in LF alone, and it is valid YAML.
pub(crate) fn layout(text: &str) -> Result<Layout, Left> {
    let mut reading = Reading {
        text,
        parser: Parser::new_from_str(text),
        at: 0,
        pending: Vec::new(),
    };
    reading.document()
}

struct Reading<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    /// Everything before is read.
    at: usize,
    /// Lines of their own before this place that nobody has taken yet.
    pending: Vec<Own>,
}

/// An event, and where it begins and ends.
type Found<'a> = (Event<'a>, usize, usize);

impl<'a> Reading<'a> {
    fn next(&mut self) -> Result<Found<'a>, Left> {
        let event = self.parser.next_event().and_then(Result::ok);
        let (event, span) = event.ok_or(Left::Unusual)?;
        let (start, end) = (span.start.byte_offset(), span.end.byte_offset());
        match (start, end) {
            (Some(start), Some(end)) => Ok((event, start, end)),
            _ => Err(Left::Unusual),
        }
    }

    fn document(&mut self) -> Result<Layout, Left> {
        let (Event::StreamStart, Event::DocumentStart(false, None)) =
            (self.next()?.0, self.next()?.0)
        else {
            return Err(Left::Document);
        };
        self.gap()?;
        let root = self.next()?;
        let Content::Block(root) = self.content(root, None)? else {
            return Err(Left::Root);
        };
        let ends = (self.next()?.0, self.next()?.0);
        if !matches!(ends, (Event::DocumentEnd, Event::StreamEnd)) || self.at < self.text.len() {
            return Err(Left::Document);
        }
        let end = self.taken(0);
        Ok(Layout { root, end })
    }

    /// A value. `column` is that of the entry in which it stands; what stands between the two was
    /// read.
    fn content(&mut self, found: Found<'a>, column: Option<usize>) -> Result<Content, Left> {
        let (event, start, end) = found;
        match event {
            Event::Scalar(_, ScalarStyle::Plain, 0, None) if start == end => Ok(Content::Nothing),
            Event::Scalar(says, style, 0, None) => {
                let piece = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => {
                        self.block_scalar(column.unwrap_or(0))?
                    }
                    _ => self.scalar((says.into_owned(), style), start, end)?,
                };
                self.placed(piece)
            }
            Event::SequenceStart(StructureStyle::Flow, 0, None)
            | Event::MappingStart(StructureStyle::Flow, 0, None) => {
                let piece = self.in_brackets(start)?;
                self.placed(piece)
            }
            Event::SequenceStart(StructureStyle::Block, 0, None) => self.block(true, column),
            Event::MappingStart(StructureStyle::Block, 0, None) => self.block(false, column),
            _ => Err(Left::Marked),
        }
    }

    /// A piece with what stands around it, once it was read.
    fn placed(&mut self, piece: Piece) -> Result<Content, Left> {
        let start = self.at - piece.text.len();
        let line = self.text.get(..start).unwrap_or_default();
        let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
        let above = std::mem::take(&mut self.pending);
        let above = line.trim().is_empty().then_some(above);
        let beside = self.gap()?;
        Ok(Content::Piece(Placed {
            above,
            piece,
            beside,
        }))
    }

    fn block(&mut self, is_list: bool, outer: Option<usize>) -> Result<Content, Left> {
        let mut block = Block {
            lead: Vec::new(),
            entries: Vec::new(),
            trailing: Vec::new(),
        };
        let column = self.column();
        loop {
            let found = self.next()?;
            if matches!(found.0, Event::SequenceEnd | Event::MappingEnd) {
                break;
            }
            let mut entry = if is_list {
                self.item(found)?
            } else {
                self.entry(found)?
            };
            if block.entries.is_empty() {
                block.lead = std::mem::take(&mut entry.above);
            }
            block.entries.push(entry);
        }
        let outside = outer.map_or(0, |outer| outer + 1);
        block.trailing = self.taken(column.max(outside));
        Ok(Content::Block(block))
    }

    fn item(&mut self, value: Found<'a>) -> Result<Entry, Left> {
        let (above, column) = (std::mem::take(&mut self.pending), self.column());
        self.sign('-')?;
        self.valued(column, above, (None, value))
    }

    fn entry(&mut self, key: Found<'a>) -> Result<Entry, Left> {
        let (above, column) = (std::mem::take(&mut self.pending), self.column());
        let (Event::Scalar(says, style, 0, None), start, end) = key else {
            return Err(Left::Key);
        };
        if start != self.at || start == end {
            return Err(Left::Key);
        }
        let key = self.scalar((says.into_owned(), style), start, end)?;
        if key.scalars.is_empty() {
            return Err(Left::Key);
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches(' ').len();
        self.sign(':')?;
        let value = self.next()?;
        self.valued(column, above, (Some(key), value))
    }

    /// An entry of which the sign was read.
    fn valued(
        &mut self,
        column: usize,
        above: Vec<Own>,
        (key, value): (Option<Piece>, Found<'a>),
    ) -> Result<Entry, Left> {
        let beside = self.gap()?;
        let value = self.content(value, Some(column))?;
        // Below a block scalar, an indented comment would be part of it.
        let takes = match &value {
            Content::Nothing => true,
            Content::Piece(placed) => !placed.piece.text.starts_with(['|', '>']),
            Content::Block(_) => false,
        };
        let below = if takes {
            self.taken(column + 1)
        } else {
            Vec::new()
        };
        Ok(Entry {
            column,
            above,
            key,
            beside,
            value,
            below,
        })
    }
}
