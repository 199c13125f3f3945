use super::*;

fn creation(url: &str) -> Creation {
    Creation {
        run: "run-1".to_owned(),
        url: url.to_owned(),
        mark: Mark::Marker,
    }
}

fn open(folder: &Path) -> Ledger {
    Ledger::open(folder, "https://dav.example.com/").unwrap()
}

fn text(ledger: &Ledger) -> String {
    fs::read_to_string(&ledger.path).unwrap()
}

#[test]
fn what_is_not_settled_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    ledger.creates(creation("/a")).unwrap();
    ledger.creates(creation("/b")).unwrap();
    ledger.settles(&creation("/a")).unwrap();
    drop(ledger);
    assert_eq!(Ledger::count(folder.path(), "https://dav.example.com/"), 1);
    assert_eq!(Ledger::count(folder.path(), "https://example.org/"), 0);
    let again = open(folder.path());
    assert_eq!(again.unsettled(), [creation("/b")]);
    assert_eq!(
        text(&again).lines().next(),
        Some(r#"{"created":{"run":"run-1","url":"/a","mark":"marker"}}"#)
    );
}

#[test]
fn a_ledger_in_which_all_is_settled_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    ledger.creates(creation("/a")).unwrap();
    ledger.settles(&creation("/a")).unwrap();
    assert_eq!(text(&ledger), "");
    ledger.creates(creation("/b")).unwrap();
    assert_eq!(text(&ledger).lines().count(), 1);
}

#[test]
fn what_is_created_again_at_a_place_is_one_thing() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = open(folder.path());
    ledger.creates(creation("/a")).unwrap();
    let again = Creation {
        mark: Mark::Sha256(digest(b"x")),
        ..creation("/a")
    };
    ledger.creates(again.clone()).unwrap();
    assert_eq!(ledger.unsettled(), [again]);
}

#[test]
fn targets_have_ledgers_of_their_own_that_do_not_name_them() {
    let folder = tempfile::tempdir().unwrap();
    let _one = open(folder.path());
    let other = Ledger::open(folder.path(), "https://ada@example.org/").unwrap();
    assert!(!other.path.display().to_string().contains("ada"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn two_runs_do_not_use_one_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let _first = open(folder.path());
    let second = Ledger::open(folder.path(), "https://dav.example.com/").unwrap_err();
    assert!(
        second
            .to_string()
            .ends_with("another run of cardproof uses it"),
        "{second}"
    );
}

#[test]
fn an_unfinished_last_line_is_passed_over_and_nonsense_is_an_error() {
    assert!(left_open("{\"created\":").unwrap().is_empty());
    assert!(left_open("nonsense\n").is_err());
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_that_says_that_nothing_is_written() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = Ledger::open(&file.path().join("x"), "t").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("so nothing is written to the target"),
        "{error}"
    );
    assert!(!error.is_usage());
}
