//! Text that is moved as a whole: scalars, and what stands in brackets.

use granit_parser::{Event, ScalarStyle};

use super::super::layout::{Left, Piece, Quotes, Scalar};
use super::Reading;

impl Reading<'_> {
    /// A scalar that is no block; `says` is what it says and how it is written.
    pub(super) fn scalar(
        &mut self,
        (says, style): (String, ScalarStyle),
        start: usize,
        end: usize,
    ) -> Result<Piece, Left> {
        let text = self.piece(start, end)?;
        let quotes = quotes(style);
        let scalar = Scalar {
            range: 0..text.len(),
            quotes,
            says,
        };
        let scalars = if text.contains('\n') {
            Vec::new()
        } else {
            vec![scalar]
        };
        Ok(Piece {
            text,
            scalars,
            keeps_blanks: false,
        })
    }

    /// A list or map in flow style, of which the opening was read.
    pub(super) fn in_brackets(&mut self, start: usize) -> Result<Piece, Left> {
        let (mut depth, mut scalars) = (1_usize, Vec::new());
        let end = loop {
            let (event, from, to) = self.next()?;
            match event {
                Event::SequenceStart(_, 0, None) | Event::MappingStart(_, 0, None) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => {
                    depth -= 1;
                    if depth == 0 {
                        break to;
                    }
                }
                Event::Scalar(says, style, 0, None) if from < to => scalars.push(Scalar {
                    range: from - start..to - start,
                    quotes: quotes(style),
                    says: says.into_owned(),
                }),
                Event::Scalar(_, _, 0, None) => {}
                _ => return Err(Left::Marked),
            }
        };
        let text = self.piece(start, end)?;
        if text.contains('\n') {
            scalars.clear();
        }
        Ok(Piece {
            text,
            scalars,
            keeps_blanks: false,
        })
    }

    /// A block scalar: its header and all lines that are indented enough. The parser tells of its
    /// content alone.
    pub(super) fn block_scalar(&mut self, column: usize) -> Result<Piece, Left> {
        let start = self.at;
        let text = self.text.get(start..).unwrap_or_default();
        if !text.starts_with(['|', '>']) {
            return Err(Left::Unusual);
        }
        let mut lines = text.split_inclusive('\n');
        let header = lines.next().unwrap_or_default();
        let signs = header.split(' ').next().unwrap_or_default();
        let stated = signs.chars().find_map(|sign| sign.to_digit(10));
        let mut least = stated.map(|more| column + more as usize);
        let keeps_blanks = signs.contains('+');
        let (mut end, mut with_blanks) = (header.len(), header.len());
        for line in lines {
            let rest = line.trim_start_matches(' ');
            let indent = line.len() - rest.len();
            // Spaces beyond the indentation are content.
            let is_blank = matches!(rest, "" | "\n") && least.is_none_or(|least| indent <= least);
            if !is_blank && indent < *least.get_or_insert_with(|| indent.max(column + 1)) {
                break;
            }
            with_blanks += line.len();
            if !is_blank {
                end = with_blanks;
            }
        }
        let whole = if keeps_blanks { with_blanks } else { end };
        let taken = text.get(..whole).unwrap_or_default();
        // What is kept of nothing, or of a last line without an end, is left to others to say.
        if keeps_blanks && (end == header.len() || !taken.ends_with('\n')) {
            return Err(Left::Unusual);
        }
        let taken = taken.strip_suffix('\n').unwrap_or(taken).len();
        let text = self.piece(start, start + taken)?;
        Ok(Piece {
            text,
            scalars: Vec::new(),
            keeps_blanks,
        })
    }
}

const fn quotes(style: ScalarStyle) -> Quotes {
    match style {
        ScalarStyle::SingleQuoted => Quotes::Single,
        ScalarStyle::DoubleQuoted => Quotes::Double,
        _ => Quotes::None,
    }
}
