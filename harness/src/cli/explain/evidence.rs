//! The page about an entry of `docs/evidence.md`, which is built in.

use super::page::Page;
use super::usage::{covering, quirks_on, write_scenarios};
use crate::scenario::Suite;

/// `docs/evidence.md` as it was when the program was built.
const EVIDENCE: &str = include_str!("../../../../docs/evidence.md");

/// An entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// Its id: `google:SYNC-05`.
    pub(super) id: &'a str,
    /// What stands below its heading.
    text: &'a str,
}

/// Every entry, in the order of the page.
pub(super) fn entries() -> impl Iterator<Item = Entry<'static>> {
    entries_of(EVIDENCE)
}

fn entries_of(page: &str) -> impl Iterator<Item = Entry<'_>> {
    page.split("\n### ").skip(1).filter_map(|section| {
        let (heading, rest) = section.split_once('\n')?;
        let text = rest.split("\n## ").next()?;
        let id = heading.trim();
        id.starts_with("google:").then_some(Entry { id, text })
    })
}

impl Entry<'_> {
    /// The sentence that says what it is about, without its asterisks.
    fn title(&self) -> String {
        let sentence = self.text.trim().lines().next().unwrap_or_default();
        sentence.replace("**", "")
    }

    /// The lines behind `- Documented:`, `- Seen:` and `- Played:`.
    fn points(&self) -> impl Iterator<Item = (&str, &str)> {
        let lines = self.text.lines();
        lines.filter_map(|line| line.strip_prefix("- ")?.split_once(": "))
    }
}

pub(super) fn page(entry: &Entry<'_>, suite: Option<&Suite>) -> String {
    let mut page = Page::new(&format!("{}: evidence", entry.id));
    page.section("What it is");
    page.text(&entry.title());
    page.section("Who says so, and what the mock does");
    for (word, text) in entry.points() {
        page.column(word, 10, text);
    }
    let quirks = quirks_on(entry.id);
    if !quirks.is_empty() {
        page.section("What happens to users, and what to do");
        for quirk in quirks {
            page.item(&format!("{}:", quirk.name), quirk.effect);
        }
    }
    if let Some(suite) = suite {
        requirements(&mut page, entry.id, suite);
    }
    page.end()
}

fn requirements(page: &mut Page, id: &str, suite: &Suite) {
    let cites = |evidence: &[String]| evidence.iter().any(|cited| cited == id);
    let found: Vec<_> = suite
        .requirements
        .values()
        .filter(|requirement| cites(&requirement.evidence))
        .collect();
    if !found.is_empty() {
        page.section("Requirements about it");
    }
    let mut scenarios = Vec::new();
    for requirement in found {
        page.column(&requirement.id.0, 11, &requirement.says);
        scenarios.extend(covering(&requirement.id, suite));
    }
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    scenarios.dedup_by(|a, b| a.id == b.id);
    write_scenarios(page, &scenarios);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_ends_where_the_next_heading_begins() {
        let text = "# E\n\n## How\n\n### google:A-01\n**First.**\n- Documented: x: y.\n- Seen: nothing.\n\n\
                    ## Area\n\ntext\n\n### google:B-02\n**Second.**\n\n## Sources\n### other\n";
        let found: Vec<_> = entries_of(text).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].id, "google:A-01");
        assert_eq!(found[0].title(), "First.");
        assert_eq!(
            found[0].points().collect::<Vec<_>>(),
            [("Documented", "x: y."), ("Seen", "nothing.")]
        );
        assert_eq!(found[1].title(), "Second.");
    }

    #[test]
    fn every_entry_that_is_built_in_is_complete() {
        let entries: Vec<_> = entries().collect();
        assert!(entries.len() > 50, "{}", entries.len());
        for entry in entries {
            let words: Vec<_> = entry.points().map(|(word, _)| word).collect();
            assert_eq!(words, ["Documented", "Seen", "Played"], "{}", entry.id);
            assert!(!entry.title().is_empty(), "{}", entry.id);
        }
    }
}
