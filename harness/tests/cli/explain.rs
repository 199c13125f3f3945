//! `explain`.

use crate::program::{Folder, at_root};

#[test]
fn a_requirement_names_its_source_its_quirks_and_its_scenarios() {
    let end = at_root(&["explain", "sync-12"]);
    assert_eq!(end.code, 0, "{}", end.error);
    insta::assert_snapshot!(end.output);
}

#[test]
fn a_scenario_names_its_steps_and_what_it_judges() {
    let end = at_root(&["explain", "write/stale-etag"]);
    assert_eq!(end.code, 0, "{}", end.error);
    for section in [
        "Its steps",
        "What it judges, and who says so",
        "Where something else is expected",
    ] {
        assert!(
            end.output.contains(&format!("\n{section}\n")),
            "{}",
            end.output
        );
    }
    assert!(end.output.contains("\n  cardproof run write/stale-etag\n"));
}

#[test]
fn quirks_and_evidence_need_no_suite() {
    for id in [
        "sync.empty-token",
        "google:SYNC-05",
        "google-both",
        "evidence",
    ] {
        let end = Folder::empty().end(&["explain", id]);
        assert_eq!(end.code, 0, "{id}: {}", end.error);
    }
}

#[test]
fn letter_case_alone_never_matches() {
    let end = at_root(&["explain", "SYNC-12"]);
    assert_eq!((end.code, end.output.as_str()), (2, ""));
    assert_eq!(
        end.error,
        "error: there is no requirement, evidence, quirk, profile or scenario `SYNC-12`; did you \
         mean `sync-12`?\n"
    );
}

#[test]
fn every_id_that_is_printed_resolves() {
    let listed = at_root(&["list", "--format", "json"]).output;
    let list: serde_json::Value = serde_json::from_str(&listed).unwrap();
    for id in list[0]["covers"].as_array().unwrap() {
        let page = at_root(&["explain", id.as_str().unwrap()]).output;
        let evidence = page
            .lines()
            .filter_map(|line| line.trim().strip_suffix(')'));
        for line in evidence.filter(|line| line.contains("cardproof explain ")) {
            let id = line.rsplit(' ').next().unwrap();
            assert_eq!(at_root(&["explain", id]).code, 0, "{id}");
        }
    }
}
