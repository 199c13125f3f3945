use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn new(uid: &str) -> NewCard {
    NewCard {
        by: None,
        data: Bytes::from(uid.to_owned()),
        uids: vec![uid.into()],
    }
}

fn delta(book: &Book, revision: u64) -> Vec<(String, bool)> {
    book.changes_after(revision)
        .map(|(_, change)| match change {
            Change::Present(name, _) => (name.to_string(), true),
            Change::Removed(name) => (name.to_string(), false),
        })
        .collect()
}

fn book(names: &[&str]) -> Book {
    let mut book = Book::default();
    for (second, name) in (0..).zip(names) {
        book.store(&MemberName::new(name), new(name), at(second));
    }
    book
}

#[test]
fn each_name_is_in_a_delta_once_with_its_newest_state() {
    let mut book = book(&["a", "b", "c"]);
    let before = book.revision();
    book.store(&MemberName::new("a"), new("a"), at(10));
    book.store(&MemberName::new("a"), new("a"), at(11));
    book.remove("b", at(12), None);
    assert_eq!(
        delta(&book, before),
        [("a".to_owned(), true), ("b".to_owned(), false)]
    );
    assert_eq!(delta(&book, book.revision()), []);
}

#[test]
fn a_card_that_came_and_went_is_reported_as_removed() {
    let mut book = book(&["a"]);
    let before = book.revision();
    book.store(&MemberName::new("b"), new("b"), at(10));
    book.remove("b", at(11), None);
    assert_eq!(delta(&book, before), [("b".to_owned(), false)]);
}

#[test]
fn a_card_that_went_and_came_again_is_reported_as_changed() {
    let mut book = book(&["a"]);
    let before = book.revision();
    book.remove("a", at(10), None);
    assert!(book.tombstone("a").is_some());
    book.store(&MemberName::new("a"), new("a"), at(11));
    assert_eq!(delta(&book, before), [("a".to_owned(), true)]);
    assert!(book.tombstone("a").is_none());
}

#[test]
fn the_log_is_as_long_as_the_names_are_many() {
    let mut book = book(&["a", "b"]);
    for second in 0..100 {
        book.store(&MemberName::new("a"), new("a"), at(second));
    }
    assert_eq!(book.content.log.len(), 2);
    assert_eq!(book.revision(), 102);
}

#[test]
fn a_uid_belongs_to_the_card_that_has_it_now() {
    let mut book = book(&["a"]);
    assert_eq!(book.with_uid("a").map(MemberName::as_str), Some("a"));
    book.store(&MemberName::new("a"), new("other"), at(10));
    assert!(book.with_uid("a").is_none());
    book.remove("a", at(11), None);
    assert!(book.with_uid("other").is_none());
}

#[test]
fn an_update_keeps_the_time_of_creation() {
    let mut book = book(&["a"]);
    let card = book.store(&MemberName::new("a"), new("a"), at(10));
    assert_eq!((card.created, card.modified), (at(0), at(10)));
}

#[test]
fn a_fork_shares_nothing_that_changes_later() {
    let original = book(&["a"]);
    let mut fork = original.clone();
    fork.remove("a", at(10), None);
    assert_eq!((original.len(), fork.len()), (1, 0));
    assert_eq!(original.revision(), 1);
}

#[test]
fn removing_what_is_not_there_changes_nothing() {
    let mut book = book(&["a"]);
    assert!(!book.remove("b", at(10), None));
    assert_eq!(book.revision(), 1);
}
