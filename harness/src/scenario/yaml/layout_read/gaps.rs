//! What stands between pieces: spaces, signs, blank lines and comments.

use super::super::layout::{Beside, Left, Own};
use super::Reading;

impl Reading<'_> {
    /// The text from here to there; what comes next is behind it.
    pub(super) fn piece(&mut self, start: usize, end: usize) -> Result<String, Left> {
        if start != self.at || end <= start {
            return Err(Left::Unusual);
        }
        let text = self.text.get(start..end).ok_or(Left::Unusual)?;
        self.at = end;
        Ok(text.to_owned())
    }

    pub(super) fn sign(&mut self, sign: char) -> Result<(), Left> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(sign) {
            return Err(Left::Key);
        }
        self.at += sign.len_utf8();
        Ok(())
    }

    /// How many characters stand before this place in its line.
    pub(super) fn column(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.len() - before.rfind('\n').map_or(0, |at| at + 1)
    }

    /// Reads to what comes next: the comment on this line, and lines of their own.
    pub(super) fn gap(&mut self) -> Result<Option<Beside>, Left> {
        let mut beside = None;
        let mut is_first = self.column() > 0;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            let rest = rest.get(spaces..).unwrap_or_default();
            let comment = rest.starts_with('#') && (!is_first || spaces > 0);
            let end = rest.find('\n').unwrap_or(rest.len());
            if comment {
                let text = rest.get(..end).unwrap_or_default().trim_end().to_owned();
                if is_first {
                    beside = Some(Beside { gap: spaces, text });
                } else {
                    self.pending.push(Own::Comment {
                        column: spaces,
                        text,
                    });
                }
            } else if rest.starts_with('\t') {
                return Err(Left::Tab);
            } else if end > 0 || rest.is_empty() {
                self.at += spaces;
                return Ok(beside);
            } else if !is_first {
                self.pending.push(Own::Blank);
            }
            self.at += spaces + (end + 1).min(rest.len());
            is_first = false;
        }
    }

    /// Takes the lines up to the last comment of those that are indented so far.
    pub(super) fn taken(&mut self, least: usize) -> Vec<Own> {
        let inside = self.pending.iter().take_while(|own| match own {
            Own::Blank => true,
            Own::Comment { column, .. } => *column >= least,
        });
        let inside = self.pending.get(..inside.count()).unwrap_or_default();
        let last = inside.iter().rposition(|own| !own.is_blank());
        self.pending
            .drain(..last.map_or(0, |last| last + 1))
            .collect()
    }
}
