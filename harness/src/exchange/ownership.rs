//! Which members of the address book the run created.

use std::collections::BTreeSet;

use crate::dav::Href;

/// From how many characters on a name is one that nobody else comes upon.
const LONG: usize = 8;

/// Tells the members that the run created from those of somebody else.
#[derive(Clone, Debug, Default)]
pub struct Ownership {
    home: Option<Href>,
    book: Option<Href>,
    own: BTreeSet<String>,
}

/// Whose a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The run created it, or it is no member of an address book.
    Ours,
    /// A member of an address book that the run did not create.
    Foreign,
    /// The address book is not known, so that the place does not tell.
    Unknown,
}

impl Ownership {
    /// With what is known of the account: its home set and its address book.
    #[must_use]
    pub fn new(home: Option<Href>, book: Option<Href>) -> Self {
        Self {
            home,
            book,
            own: BTreeSet::new(),
        }
    }

    /// Tells the home set and the address book, once they are known.
    pub fn set_places(&mut self, home: Option<Href>, book: Href) {
        self.home = home;
        self.book = Some(book);
    }

    /// The run created this, or is about to.
    pub fn claim(&mut self, href: &Href) {
        self.own.insert(key(href));
    }

    /// What was created so far counts as somebody else's from now on. A scenario speaks of its own
    /// cards alone: a server may tell of the removed ones of the scenario before (google:SYNC-10).
    pub fn forget(&mut self) {
        self.own.clear();
    }

    /// Whether the run created this.
    #[must_use]
    pub fn claimed(&self, href: &Href) -> bool {
        self.own.contains(&key(href))
    }

    /// Whether the name is one of the run's own with something added to it. A name of the run is
    /// long enough that nobody else has one that begins like it.
    #[must_use]
    pub fn extends_claimed(&self, href: &Href) -> bool {
        let wanted = key(href);
        self.own.iter().any(|own| {
            let name = own.rsplit('/').next().unwrap_or_default();
            let added = wanted.strip_prefix(own.as_str());
            name.len() >= LONG && added.is_some_and(|added| !added.contains('/'))
        })
    }

    /// Whether the resource may be a collection with cards in it: an address book, a home set, or
    /// anything as long as neither is known.
    #[must_use]
    pub fn holds_cards(&self, href: &Href) -> bool {
        let is_book = self.book.as_ref().is_none_or(|book| href == book);
        let in_home = |home: &Href| href == home || href.is_within(home);
        is_book || self.home.as_ref().is_some_and(in_home)
    }

    /// Whose the resource at an href is, by where it stands.
    #[must_use]
    pub fn of(&self, href: &Href) -> Owner {
        if self.claimed(href) {
            return Owner::Ours;
        }
        let in_book = self.book.as_ref().is_some_and(|book| href.is_within(book));
        let in_any_book = self.home.as_ref().is_some_and(|home| {
            // The direct members of a home set are address books.
            href.is_within(home) && !href.is_member_of(home)
        });
        if in_book || in_any_book {
            Owner::Foreign
        } else if self.book.is_none() {
            Owner::Unknown
        } else {
            Owner::Ours
        }
    }
}

fn key(href: &Href) -> String {
    href.canonical.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://dav.example.com/";

    fn href(path: &str) -> Href {
        Href::resolve(path, BASE)
    }

    #[test]
    fn a_member_is_foreign_until_the_run_claims_it() {
        let mut ownership = Ownership::new(None, Some(href("/u@x/book/")));
        assert_eq!(ownership.of(&href("/u%40x/book/a")), Owner::Foreign);
        ownership.claim(&href("/u%40x/book/a"));
        assert_eq!(
            ownership.of(&href("https://dav.example.com/u@x/book/a")),
            Owner::Ours
        );
        assert_eq!(ownership.of(&href("/u@x/book/b")), Owner::Foreign);
        assert_eq!(ownership.of(&href("/u@x/book/")), Owner::Ours);
        assert_eq!(ownership.of(&href("/u@x/")), Owner::Ours);
    }

    #[test]
    fn what_is_forgotten_is_foreign_again() {
        let mut ownership = Ownership::new(None, Some(href("/book/")));
        ownership.claim(&href("/book/a"));
        ownership.forget();
        assert_eq!(ownership.of(&href("/book/a")), Owner::Foreign);
        assert_eq!(ownership.of(&href("/book/")), Owner::Ours);
    }

    #[test]
    fn members_of_other_books_of_the_home_set_are_foreign_and_the_books_are_not() {
        let ownership = Ownership::new(Some(href("/home/")), Some(href("/home/mine/")));
        assert_eq!(ownership.of(&href("/home/other/a")), Owner::Foreign);
        assert_eq!(ownership.of(&href("/home/other/")), Owner::Ours);
    }

    #[test]
    fn without_a_book_the_place_does_not_tell() {
        assert_eq!(Ownership::default().of(&href("/x/a")), Owner::Unknown);
    }
}
