//! How two cards differ in meaning.

use std::collections::BTreeMap;

use super::card::Vcard;
use super::edit::MARKER;
use super::line::ContentLine;
use super::meaning::Meaning;

/// The most characters of a line that a difference quotes.
const QUOTED: usize = 120;

/// One difference between two cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VcardDifference {
    /// The line as expected, or `no X-FOO`.
    pub expected: String,
    /// The line as received, or `EMAIL;TYPE=WORK: missing`.
    pub received: String,
}

/// In what two cards differ: lines that are missing, other, or too many, then groups. Order, case of
/// names and types, folding, needless escapes and the names of groups make no difference; nor do
/// the properties and parameters to ignore (`REV`, `TEL;X-ID`) and the marker that every card of a
/// run carries.
#[must_use]
pub fn differences(
    expected: &Vcard,
    received: &Vcard,
    ignoring: &[String],
) -> Vec<VcardDifference> {
    let counted =
        |line: &&ContentLine| !line.is(MARKER) && !ignoring.iter().any(|ignored| line.is(ignored));
    let expected: Vec<&ContentLine> = expected.lines.iter().filter(counted).collect();
    let received: Vec<&ContentLine> = received.lines.iter().filter(counted).collect();
    let in_lines = line_differences(&expected, &received, ignoring);
    if in_lines.is_empty() {
        group_differences(&expected, &received)
    } else {
        in_lines
    }
}

fn line_differences(
    expected: &[&ContentLine],
    received: &[&ContentLine],
    ignoring: &[String],
) -> Vec<VcardDifference> {
    let mut extra: Vec<(Meaning, &ContentLine)> = received
        .iter()
        .map(|line| (meaning(line, ignoring), *line))
        .collect();
    let missing: Vec<(Meaning, &ContentLine)> = expected
        .iter()
        .map(|line| (meaning(line, ignoring), *line))
        .filter(|(meaning, _)| take(&mut extra, |other| other == meaning).is_none())
        .collect();
    let mut found: Vec<VcardDifference> = Vec::new();
    for (meaning, line) in missing {
        let instead = take(&mut extra, |other| other.name == meaning.name);
        found.push(VcardDifference {
            expected: quoted(line),
            received: instead.map_or_else(|| format!("{}: missing", line.head()), quoted),
        });
    }
    found.extend(extra.into_iter().map(|(_, line)| VcardDifference {
        expected: format!("no {}", line.head()),
        received: quoted(line),
    }));
    found
}

/// What a line means without the parameters to ignore.
fn meaning(line: &ContentLine, ignoring: &[String]) -> Meaning {
    let mut meaning = Meaning::of(line);
    let ignored = |param: &str| {
        let mut named = ignoring.iter().filter_map(|name| name.split_once(';'));
        named.any(|(property, ignored)| line.is(property) && ignored.eq_ignore_ascii_case(param))
    };
    meaning.params.retain(|(param, _)| !ignored(param));
    meaning
}

fn take<'a>(
    lines: &mut Vec<(Meaning, &'a ContentLine)>,
    fits: impl Fn(&Meaning) -> bool,
) -> Option<&'a ContentLine> {
    let index = lines.iter().position(|(meaning, _)| fits(meaning))?;
    Some(lines.remove(index).1)
}

/// Whether the same lines stand together in groups. The names of groups mean nothing, and a group
/// of one line is none.
fn group_differences(expected: &[&ContentLine], received: &[&ContentLine]) -> Vec<VcardDifference> {
    let mut others = groups(received);
    let missing = groups(expected).into_iter().filter(|group| {
        match others.iter().position(|other| other.0 == group.0) {
            Some(index) => {
                others.remove(index);
                false
            }
            None => true,
        }
    });
    missing
        .map(|(_, names)| VcardDifference {
            expected: format!("{names} in one group"),
            received: "another grouping".to_owned(),
        })
        .collect()
}

/// The groups of more than one line: what they mean, and how to call them.
fn groups(lines: &[&ContentLine]) -> Vec<(Vec<Meaning>, String)> {
    let mut by_name: BTreeMap<String, Vec<&ContentLine>> = BTreeMap::new();
    for line in lines {
        if let Some(group) = &line.group {
            by_name
                .entry(group.to_ascii_lowercase())
                .or_default()
                .push(line);
        }
    }
    let of_several = by_name.into_values().filter(|lines| lines.len() > 1);
    of_several
        .map(|lines| {
            let mut meanings: Vec<Meaning> = lines.iter().map(|line| Meaning::of(line)).collect();
            meanings.sort();
            let names: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
            (meanings, names.join(" and "))
        })
        .collect()
}

/// A line, cut when it is long, on one line.
fn quoted(line: &ContentLine) -> String {
    let text: String = line.to_string();
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(lines: &[&str]) -> Vcard {
        let text = format!("BEGIN:VCARD\n{}\nEND:VCARD\n", lines.join("\n"));
        Vcard::read(text.as_bytes()).expect("a card")
    }

    fn compare(expected: &[&str], received: &[&str]) -> Vec<(String, String)> {
        differences(&card(expected), &card(received), &["REV".to_owned()])
            .into_iter()
            .map(|difference| (difference.expected, difference.received))
            .collect()
    }

    fn pair(expected: &str, received: &str) -> (String, String) {
        (expected.to_owned(), received.to_owned())
    }

    #[test]
    fn order_case_folding_and_what_is_ignored_make_no_difference() {
        let found = compare(
            &["VERSION:3.0", "FN:Ada Lovelace", "TEL;TYPE=HOME:1", "REV:1"],
            &[
                "tel;type=home:1",
                "FN:Ada Lo\n velace",
                "VERSION:3.0",
                "X-CARDPROOF-RUN:7",
            ],
        );
        assert_eq!(found, []);
    }

    #[test]
    fn missing_other_and_superfluous_lines_are_told_in_words() {
        let found = compare(
            &["FN:Ada", "EMAIL;TYPE=WORK:a@example.com", "NOTE:second"],
            &["FN:Ada", "NOTE:third", "X-FOO;P=1:bar"],
        );
        assert_eq!(
            found,
            [
                pair("EMAIL;TYPE=WORK:a@example.com", "EMAIL;TYPE=WORK: missing"),
                pair("NOTE:second", "NOTE:third"),
                pair("no X-FOO;P=1", "X-FOO;P=1:bar"),
            ]
        );
    }

    #[test]
    fn a_line_twice_is_not_the_same_as_once() {
        assert_eq!(
            compare(&["TEL:1", "TEL:1"], &["TEL:1"]),
            [pair("TEL:1", "TEL: missing")]
        );
    }

    #[test]
    fn groups_may_be_renamed_but_not_broken() {
        let expected = ["item1.EMAIL:a", "item1.X-ABLabel:b", "item2.TEL:1"];
        let renamed = ["g.EMAIL:a", "g.X-ABLabel:b", "TEL:1"];
        assert_eq!(compare(&expected, &renamed), []);
        let broken = ["item1.EMAIL:a", "X-ABLabel:b", "TEL:1"];
        assert_eq!(
            compare(&expected, &broken),
            [pair(
                "item1.EMAIL:a and item1.X-ABLabel:b in one group",
                "another grouping"
            )]
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let long = format!("NOTE:{}", "x".repeat(200));
        let found = compare(&["FN:x", &long], &["FN:x"]);
        assert_eq!(found[0].0.chars().count(), 121);
        assert!(found[0].0.ends_with('…'));
    }
}
