use super::*;

fn page(id: &str) -> String {
    explanation(id, None).unwrap()
}

#[test]
fn a_quirk_is_explained_with_its_values_and_who_says_so() {
    let page = page("sync.empty-token");
    assert!(page.starts_with("sync.empty-token: a quirk\n"), "{page}");
    for section in [
        "What it is",
        "What servers do, and who says so",
        "In the profiles",
        "What happens to users, and what to do",
        "To try it",
    ] {
        assert!(
            page.contains(&format!("\n{section}\n")),
            "{section}: {page}"
        );
    }
    assert!(page.contains("standard: RFC 6578 §3.4"), "{page}");
    assert!(page.contains("seen: google:SYNC-05, "), "{page}");
    assert!(page.contains("cardproof serve --quirk sync.empty-token=rejected"));
}

#[test]
fn a_piece_of_evidence_is_explained_with_the_quirks_that_rest_on_it() {
    let page = page("google:SYNC-05");
    assert!(page.starts_with("google:SYNC-05: evidence\n"), "{page}");
    for word in ["Documented", "Seen", "Played", "sync.empty-token:"] {
        assert!(page.contains(&format!("\n  {word} ")), "{word}: {page}");
    }
}

#[test]
fn a_profile_is_explained_with_what_sets_it_apart() {
    let page = page("google-observed");
    assert!(
        page.contains("What `--target google` is judged by."),
        "{page}"
    );
    assert!(page.contains("\n  sync.empty-token=rejected "), "{page}");
    assert!(!page.contains("full-listing"), "{page}");
}

#[test]
fn the_ground_of_everything_is_counted() {
    let page = page("evidence");
    assert!(
        page.contains("What is nobody's knowledge but our choice\n"),
        "{page}"
    );
    let all: usize = CATALOGUE.iter().map(|row| row.values.len()).sum();
    assert!(
        page.contains(&format!("every value        {all} values: ")),
        "{page}"
    );
}

#[test]
fn an_id_in_another_case_is_unknown_and_the_right_one_is_suggested() {
    assert_eq!(explanation("Sync.Empty-Token", None), None);
    let trouble = unknown("Sync.Empty-Token", None);
    assert_eq!(trouble.exit, Exit::Usage);
    let super::super::trouble::Told::Message(message) = trouble.told else {
        panic!("{trouble:?}");
    };
    assert_eq!(
        message,
        "there is no requirement, evidence, quirk, profile or scenario `Sync.Empty-Token`; did you \
         mean `sync.empty-token`?"
    );
}

#[test]
fn no_two_kinds_of_ids_share_a_name() {
    let mut names: Vec<String> = vec![COUNTS.to_owned()];
    names.extend(evidence::entries().map(|entry| entry.id.to_owned()));
    names.extend(CATALOGUE.iter().map(|quirk| quirk.name.to_owned()));
    names.extend(Profile::named().map(|profile| profile.name().to_owned()));
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}
