//! The page about a profile.

use cardproof_mock::quirk::{CATALOGUE, Profile, QuirkDefinition};

use super::page::Page;
use crate::report::quoted;
use crate::scenario::OwnProfile;

pub(super) fn page(profile: Profile) -> String {
    let mut page = Page::new(&format!("{profile}: a profile"));
    page.section("What it is");
    page.text(about(profile));
    page.section("Where it is used");
    page.text(used(profile));
    page.text(&format!("cardproof run --profile {profile}"));
    page.text(&format!("cardproof serve --profile {profile}"));
    let (compared, title) = compared(profile);
    page.section(title);
    let rows = CATALOGUE.iter().map(|row| (row, row.in_profile(profile)));
    let rows: Vec<_> = rows
        .filter(|(row, value)| profile == compared || *value != row.in_profile(compared))
        .collect();
    add(&rows, &mut page);
    page.end()
}

/// The page about a profile of the user's own.
pub(super) fn page_of_own(own: &OwnProfile) -> String {
    let mut page = Page::new(&format!("{}: a profile of your own", own.name));
    page.section("What it is");
    if let Some(about) = &own.about {
        page.text(about);
    }
    page.text(&format!("It begins with {}.", own.base));
    page.section("Where it is used");
    let file = quoted(&own.file.to_string_lossy());
    page.text(&format!("cardproof run --profile {file}"));
    page.text(&format!("cardproof serve --profile {file}"));
    page.section("What it changes");
    let rows = own.quirks.iter().filter_map(|(name, value)| {
        let row = CATALOGUE.iter().find(|row| row.name == name)?;
        Some((row, value.as_str()))
    });
    add(&rows.collect::<Vec<_>>(), &mut page);
    page.end()
}

/// Quirk values with what they mean, in columns.
fn add(rows: &[(&QuirkDefinition, &str)], page: &mut Page) {
    let names = rows.iter().map(|(row, value)| row.name.len() + value.len());
    let width = names.max().unwrap_or_default() + 1;
    for (row, value) in rows {
        let does = row.value(value).map_or("", |value| value.does);
        page.column(&format!("{}={value}", row.name), width, does);
    }
}

/// The profile beside which one is shown.
const fn compared(profile: Profile) -> (Profile, &'static str) {
    match profile {
        Profile::Rfc => (Profile::Rfc, "Its quirk values"),
        Profile::GoogleObserved2022 => (
            Profile::GoogleObserved,
            "Its quirk values that differ from the newest edition's (profile google-observed)",
        ),
        _ => (
            Profile::Rfc,
            "Its quirk values that differ from the standards' (profile rfc)",
        ),
    }
}

const fn about(profile: Profile) -> &'static str {
    match profile {
        Profile::GoogleObserved2022 => {
            "A dated edition of google-observed: the most credible observation of Google's server up \
             to the end of 2022. It never changes after a release."
        }
        Profile::GoogleObserved2026 => {
            "A dated edition of google-observed, the newest: the most credible observation of Google's \
             server up to October 2026. It never changes after a release; the bare name \
             google-observed moves on with the next edition."
        }
        Profile::Rfc => {
            "The standards, plainly; where they leave something open, the plainest value. Nothing is \
             particular to Google."
        }
        Profile::GoogleDocumented => {
            "Google's own page taken literally; where it is silent, the standard that it names; where \
             that is silent, what was seen."
        }
        Profile::GoogleObserved => {
            "The most recent credible observation of Google's server, where it differs from Google's \
             page too."
        }
        Profile::GoogleBoth => {
            "For judging clients: as observed, except that preconditions are enforced, the well-known \
             URI is known only without a slash, and the URL prefix is random. No server is known to \
             behave so: it is a composite, so that a client that works with it works with each."
        }
    }
}

const fn used(profile: Profile) -> &'static str {
    match profile {
        Profile::Rfc => "What a server at a URL is judged by.",
        Profile::GoogleDocumented => "How the mock behaves unless told otherwise.",
        Profile::GoogleObserved => "What `--target google` is judged by.",
        Profile::GoogleBoth | Profile::GoogleObserved2022 | Profile::GoogleObserved2026 => {
            "Only where it is asked for."
        }
    }
}
