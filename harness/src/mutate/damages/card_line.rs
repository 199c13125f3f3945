//! The content lines of a card that a change can be about.

use crate::dav::vcard::MARKER;
use crate::mutate::damage::Damage;
use crate::mutate::specimen::Specimen;

/// What a server may make up or alter: its own time, its own product, and what marks our cards.
const VOLATILE: [&str; 5] = ["REV", "PRODID", "BEGIN", "END", MARKER];

/// A content line with its continuations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'c> {
    /// The name, without group.
    pub(super) name: &'c str,
    /// The line without its end.
    pub(super) text: &'c str,
    start: usize,
    end: usize,
}

impl Line<'_> {
    /// The card without this line.
    pub(super) fn without(&self, card: &str) -> String {
        self.splice(card, "")
    }

    /// The card with another line here.
    pub(super) fn replaced(&self, card: &str, line: &str) -> String {
        self.splice(card, &format!("{line}\r\n"))
    }

    fn splice(&self, card: &str, new: &str) -> String {
        let before = card.get(..self.start).unwrap_or_default();
        let after = card.get(self.end..).unwrap_or_default();
        format!("{before}{new}{after}")
    }
}

/// A damage for each line of each card. `change` takes a line and its card, and gives what stands
/// there afterwards, in words, and the damaged card; nothing where the line cannot be damaged so.
pub(super) fn each_line(
    specimen: &Specimen<'_>,
    change: impl Fn(&Line<'_>, &str) -> Option<(String, String)>,
) -> Vec<Damage> {
    let cards = specimen.cards();
    let mut damages = Vec::new();
    for card in &cards {
        for line in lines(&card.value) {
            let Some((after, damaged)) = change(&line, &card.value) else {
                continue;
            };
            damages.push(Damage {
                what: format!("{} in {}", line.name, card.what),
                before: line.text.to_owned(),
                after,
                ..specimen.change(card, damaged)
            });
        }
    }
    damages
}

/// The lines of a card that matter.
fn lines(card: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for raw in card.split_inclusive('\n') {
        let end = start + raw.len();
        match lines.last_mut() {
            Some(last) if raw.starts_with([' ', '\t']) => {
                last.end = end;
                last.text = card.get(last.start..end).unwrap_or_default().trim_end();
            }
            _ => lines.push(Line {
                name: name(raw),
                text: raw.trim_end_matches(['\r', '\n']),
                start,
                end,
            }),
        }
        start = end;
    }
    lines.retain(|line| !line.text.is_empty() && !VOLATILE.contains(&line.name));
    lines
}

fn name(line: &str) -> &str {
    let head = line.split([':', ';']).next().unwrap_or_default();
    head.rsplit('.').next().unwrap_or(head).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continuations_belong_to_their_line_and_volatile_lines_do_not_matter() {
        let card = "BEGIN:VCARD\r\nREV:1\r\ni1.NOTE:a\r\n b\r\nFN:c\r\nEND:VCARD\r\n";
        let lines = lines(card);
        let names: Vec<&str> = lines.iter().map(|line| line.name).collect();
        assert_eq!(names, ["NOTE", "FN"]);
        assert_eq!(lines[0].text, "i1.NOTE:a\r\n b");
        assert_eq!(
            lines[0].without(card),
            "BEGIN:VCARD\r\nREV:1\r\nFN:c\r\nEND:VCARD\r\n"
        );
    }
}
