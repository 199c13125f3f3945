//! The generated page about quirks.

use std::fmt::{self, Write};

use super::{CATALOGUE, Evidence, EvidenceKind, Profile, QuirkDefinition, ValueDefinition};

const INTRODUCTION: &str = "\
# Quirks

<!-- Generated from mock-server/src/quirk/catalogue.rs by `cargo run -- generate`. Do not edit. -->

A quirk is a named point at which CardDAV servers differ. It has two or more named values; where a
standard speaks about the point, one value is what the standard asks for. A profile chooses a value for each quirk:

- `rfc`: the standards, plainly.
- `google-documented`: Google's page taken literally; where it is silent, the standard that it names;
  where that is silent, what was seen.
- `google-observed`: the most recent credible observation of Google's server.
- `google-both`: for judging clients. As observed, except that preconditions are enforced, the well-known
  URI is known only without a slash, the URL prefix is random, and polling of getctag is throttled. No
  server is known to behave so.

`google-observed` has dated editions, which never change after a release: `google-observed@2022` and
`google-observed@2026-10`. The bare name stands for the newest.

`--quirk NAME=VALUE` overrides one value on top of any profile.

Each value names what it rests on:

- *standard*: a section of a standard asks for it, or allows it where it allows several.
- *documented*: Google's own page says so.
- *seen*: somebody met it on the wire; with the time and how far it can be trusted.
- *choice*: nobody knows what Google does. The value is this project's own pick.

A *choice* beside other evidence concerns only what that evidence leaves open. The ids lead to
[docs/evidence.md](../docs/evidence.md). This project was built without access to Google.
";

/// `QUIRKS.md`: every quirk with its values, evidence and profiles.
#[must_use]
pub fn quirks_page() -> String {
    let mut page = String::new();
    // Writing into a string cannot fail.
    let _ = write_page(&mut page);
    page
}

fn write_page(page: &mut String) -> fmt::Result {
    page.write_str(INTRODUCTION)?;
    write_table(page)?;
    write_editions(page)?;
    CATALOGUE
        .iter()
        .try_for_each(|quirk| write_quirk(page, quirk))
}

fn write_table(page: &mut String) -> fmt::Result {
    page.write_str("\n## Quirks and profiles\n\n| quirk |")?;
    for profile in Profile::ALL {
        write!(page, " {profile} |")?;
    }
    page.write_str("\n|---|---|---|---|---|\n")?;
    for quirk in CATALOGUE {
        let name = quirk.name;
        write!(page, "| [{name}](#{}) |", anchor(name))?;
        for value in quirk.profiles {
            write!(page, " {value} |")?;
        }
        page.write_char('\n')?;
    }
    Ok(())
}

/// Where the editions of `google-observed` differ.
fn write_editions(page: &mut String) -> fmt::Result {
    page.write_str(
        "\n## Editions of google-observed\n\nIn all other quirks they agree.\n\n| quirk |",
    )?;
    for edition in Profile::EDITIONS {
        write!(page, " {edition} |")?;
    }
    page.write_str("\n|---|---|---|\n")?;
    for quirk in CATALOGUE {
        let values = Profile::EDITIONS.map(|edition| quirk.in_profile(edition));
        let [first, rest @ ..] = &values;
        if rest.iter().all(|value| value == first) {
            continue;
        }
        write!(page, "| [{}](#{}) |", quirk.name, anchor(quirk.name))?;
        for value in values {
            write!(page, " {value} |")?;
        }
        page.write_char('\n')?;
    }
    Ok(())
}

fn write_quirk(page: &mut String, quirk: &QuirkDefinition) -> fmt::Result {
    let QuirkDefinition {
        name,
        about,
        effect,
        ..
    } = quirk;
    write!(page, "\n## {name}\n\n{about}\n\n")?;
    for value in quirk.values {
        write_value(page, quirk, value)?;
    }
    writeln!(page, "\nFor users: {effect}")
}

fn write_value(page: &mut String, quirk: &QuirkDefinition, value: &ValueDefinition) -> fmt::Result {
    write!(page, "- `{}`: {}", value.name, value.does)?;
    page.write_str(" Rests on: ")?;
    for (index, evidence) in value.evidence.iter().enumerate() {
        if index > 0 {
            page.write_str("; ")?;
        }
        write_evidence(page, evidence)?;
    }
    page.write_char('.')?;
    let departs =
        |edition: &Profile| quirk.in_profile(*edition) != quirk.in_profile(Profile::GoogleObserved);
    let editions = Profile::EDITIONS.into_iter().filter(departs);
    let profiles: Vec<&str> = Profile::ALL
        .into_iter()
        .chain(editions)
        .filter(|profile| quirk.in_profile(*profile) == value.name)
        .map(Profile::name)
        .collect();
    match profiles.as_slice() {
        [] => page.write_str(" In no profile.\n"),
        names => writeln!(page, " In {}.", names.join(", ")),
    }
}

fn write_evidence(page: &mut String, evidence: &Evidence) -> fmt::Result {
    let source = evidence.source;
    write!(page, "{}, ", evidence.kind)?;
    match evidence.kind {
        EvidenceKind::Standard => page.write_str(source)?,
        EvidenceKind::Documented | EvidenceKind::Seen | EvidenceKind::Choice => {
            write!(page, "[{source}](../docs/evidence.md#{})", anchor(source))?;
        }
    }
    match (evidence.date, evidence.confidence) {
        (Some(date), Some(confidence)) => {
            write!(page, " ({date}, confidence {})", confidence.name())
        }
        (Some(date), None) => write!(page, " ({date})"),
        (None, Some(confidence)) => write!(page, " (confidence {})", confidence.name()),
        (None, None) => Ok(()),
    }
}

/// The anchor that Markdown viewers give to a heading: lower case, without dots and colons.
fn anchor(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| !matches!(c, '.' | ':'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_quirk_with_its_profiles() {
        assert!(quirks_page().contains(
            "| [sync.empty-token](#syncempty-token) | full-listing | full-listing | rejected | rejected |\n"
        ));
        let departures = CATALOGUE
            .iter()
            .filter(|quirk| quirk.in_2022 != quirk.profiles[2]);
        assert_eq!(
            quirks_page().matches("\n| [").count(),
            CATALOGUE.len() + departures.count()
        );
    }

    #[test]
    fn what_was_different_in_2022_is_in_a_table_and_at_the_value() {
        let page = quirks_page();
        assert!(page.contains("| [create.location](#createlocation) | not-sent | sent |\n"));
        assert!(page.contains(" In rfc, google-documented, google-observed@2022.\n"));
    }

    #[test]
    fn a_value_names_its_evidence_date_confidence_and_profiles() {
        assert!(quirks_page().contains(
            "- `rejected`: 400. Rests on: seen, \
             [google:SYNC-05](../docs/evidence.md#googlesync-05) (2020-07 to 2026-10, confidence high). \
             In google-observed, google-both.\n"
        ));
    }

    #[test]
    fn a_value_of_no_profile_says_so() {
        assert!(quirks_page().contains("RFC 9110 §10.2.2. In no profile.\n"));
    }
}
