//! The pages that this package keeps in the repository agree with the quirk table.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use cardproof_mock::quirk::{CATALOGUE, EvidenceKind, quirk, quirks_page};
use cardproof_mock::{Operation, PRESETS, Preset};

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_quirks_page_is_up_to_date() {
    let kept = fs::read_to_string(file("QUIRKS.md")).unwrap_or_default();
    assert!(
        kept == quirks_page(),
        "mock-server/QUIRKS.md differs from the quirk table; run `cargo run -- generate` and commit the result"
    );
}

#[test]
fn the_page_of_faults_has_every_operation_and_preset() {
    let page = fs::read_to_string(file("../docs/faults.md")).unwrap();
    for operation in Operation::NAMED {
        assert!(page.contains(&format!("`{operation}`")), "{operation}");
    }
    for Preset {
        name,
        does,
        evidence,
        ..
    } in PRESETS
    {
        let (kind, source) = (evidence.kind, evidence.source);
        let anchor = source.to_ascii_lowercase().replace(':', "");
        let row = format!("| `{name}` | {does} | {kind}, [{source}](evidence.md#{anchor}) |");
        assert!(page.contains(&row), "docs/faults.md lacks {row}");
    }
    assert_eq!(page.matches("](evidence.md#").count(), PRESETS.len());
}

#[test]
fn each_preset_is_named_by_the_entry_that_it_cites() {
    let entries = entries();
    for preset in PRESETS {
        let source = preset.evidence.source;
        let entry = entries.iter().find(|entry| entry.id == source);
        let played = entry.and_then(|entry| entry.lines.last()).unwrap();
        assert!(played.contains(&format!("`{}`", preset.name)), "{source}");
    }
}

/// An entry of `docs/evidence.md`: the id in its heading and the lines below it.
struct Entry {
    id: String,
    lines: Vec<String>,
}

fn entries() -> Vec<Entry> {
    let page = fs::read_to_string(file("../docs/evidence.md")).unwrap();
    let mut entries: Vec<Entry> = Vec::new();
    let mut inside = false;
    for line in page.lines().filter(|line| !line.is_empty()) {
        if let Some(id) = line.strip_prefix("### ") {
            inside = true;
            entries.push(Entry {
                id: id.to_owned(),
                lines: Vec::new(),
            });
        } else if line.starts_with('#') {
            inside = false;
        } else if let Some(entry) = entries.last_mut().filter(|_| inside) {
            entry.lines.push(line.to_owned());
        }
    }
    entries
}

/// Every `google:XXX-nn` in a text.
fn ids(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    text.split("google:")
        .skip(1)
        .map(|rest| &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())])
        .filter(|id| id.ends_with(|c: char| c.is_ascii_digit()))
        .map(|id| format!("google:{id}"))
        .collect()
}

/// Everything in backquotes that is written like a quirk.
fn quirk_names(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            word.split_once('.').is_some_and(|(area, rest)| {
                !area.is_empty() && (area.to_owned() + rest).chars().all(is_part)
            })
        })
        .collect()
}

#[test]
fn every_entry_that_a_quirk_cites_exists() {
    let known: HashSet<String> = entries().into_iter().map(|entry| entry.id).collect();
    for quirk in CATALOGUE {
        for evidence in quirk.values.iter().flat_map(|value| value.evidence) {
            let source = evidence.source;
            assert!(
                evidence.kind == EvidenceKind::Standard || known.contains(source),
                "quirk `{}` cites {source}, which has no heading in docs/evidence.md",
                quirk.name
            );
        }
    }
}

#[test]
fn every_entry_that_the_sources_of_this_package_cite_exists() {
    let known: HashSet<String> = entries().into_iter().map(|entry| entry.id).collect();
    for path in sources(&file("src")) {
        for id in ids(&fs::read_to_string(&path).unwrap()) {
            assert!(known.contains(&id), "{} cites {id}", path.display());
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn evidence_entries_have_one_form_and_ids_of_their_own() {
    let mut met = HashSet::new();
    for Entry { id, lines } in entries() {
        assert!(met.insert(id.clone()), "{id} stands twice");
        assert_eq!(ids(&id), [id.as_str()], "{id} is no id");
        let [title, documented, seen, played] = lines.as_slice() else {
            panic!("{id} has {} lines instead of four", lines.len());
        };
        assert!(
            title.starts_with("**") && title.ends_with("**"),
            "{id}: {title}"
        );
        assert!(
            documented.starts_with("- Documented: "),
            "{id}: {documented}"
        );
        assert!(played.starts_with("- Played: "), "{id}: {played}");
        let confidence = seen
            .strip_prefix("- Seen: ")
            .and_then(|seen| seen.rsplit_once(" Confidence: "))
            .unwrap_or_else(|| panic!("{id}: {seen}"))
            .1;
        let word = confidence.split(|c: char| !c.is_ascii_alphabetic()).next();
        assert!(
            matches!(word, Some("high" | "medium" | "low" | "unknown")),
            "{id}: {confidence}"
        );
    }
}

#[test]
fn evidence_entries_name_only_entries_and_quirks_that_exist() {
    let known: HashSet<String> = entries().into_iter().map(|entry| entry.id).collect();
    let page = fs::read_to_string(file("../docs/evidence.md")).unwrap();
    for id in ids(&page) {
        assert!(known.contains(&id), "{id} has no heading");
    }
    for entry in entries() {
        for name in entry.lines.iter().flat_map(|line| quirk_names(line)) {
            assert!(quirk(name).is_some(), "{} names `{name}`", entry.id);
        }
    }
}

#[test]
fn each_quirk_is_named_by_the_entries_that_its_observations_cite() {
    for quirk in CATALOGUE {
        for evidence in quirk.values.iter().flat_map(|value| value.evidence) {
            if evidence.kind != EvidenceKind::Seen {
                continue;
            }
            let entry = entries()
                .into_iter()
                .find(|entry| entry.id == evidence.source)
                .unwrap();
            let played = entry.lines.last().unwrap();
            assert!(
                quirk_names(played).contains(&quirk.name),
                "{} does not name `{}`",
                entry.id,
                quirk.name
            );
        }
    }
}
