//! What the readers of files know, noted while a test lets them read.

use std::cell::RefCell;
use std::collections::BTreeSet;

/// What is read, and the keys or words that are known there.
pub(crate) type Seen = BTreeSet<(String, Vec<String>)>;

thread_local! {
    static SEEN: RefCell<Seen> = RefCell::default();
}

/// Notes what a reader on this thread knows.
pub(crate) fn note<'a>(of: &str, known: impl IntoIterator<Item = &'a str>) {
    let mut known: Vec<String> = known.into_iter().map(str::to_owned).collect();
    known.sort();
    SEEN.with_borrow_mut(|seen| seen.insert((of.to_owned(), known)));
}

/// What was noted on this thread.
pub(crate) fn taken() -> Seen {
    SEEN.take()
}
