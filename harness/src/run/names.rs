//! How the ledger calls what a run creates: it is kept on the disk, so it does not name the
//! account.

use url::Url;

use crate::dav::Href;
use crate::exchange::Redactor;

/// What stands for the address book.
const BOOK: &str = "$book/";

/// Turns URLs into names of the ledger, and back.
#[derive(Clone, Debug)]
pub(super) struct Names {
    base: Url,
    book: Option<Href>,
    redactor: Redactor,
}

impl Names {
    /// The names of an account's address book.
    pub(super) const fn new(base: Url, book: Option<Href>, redactor: Redactor) -> Self {
        Self {
            base,
            book,
            redactor,
        }
    }

    /// The name of a URL.
    pub(super) fn of(&self, url: &str) -> String {
        let href = Href::resolve(url, self.base.as_str());
        if let Some(book) = self.book.as_ref().filter(|book| href.is_within(book)) {
            let folder = book.canonical.trim_end_matches('/').len();
            let member = href.canonical.get(folder..).unwrap_or_default();
            return format!(
                "{BOOK}{}",
                self.redactor.text(member.trim_start_matches('/'))
            );
        }
        self.redactor.text(&href.canonical)
    }

    /// The URL of a name; `None` where the name does not tell it, because a part of it was a
    /// secret.
    pub(super) fn url(&self, name: &str) -> Option<String> {
        let path = match name.strip_prefix(BOOK) {
            Some(member) => {
                let book = self.book.as_ref()?;
                format!("{}/{member}", book.canonical.trim_end_matches('/'))
            }
            None => name.to_owned(),
        };
        let hides = name.contains(['[', ']']);
        let url = self.base.join(&path).ok().filter(|_| !hides)?;
        Some(url.to_string())
    }

    /// A name for the whole address book: its ledger belongs to no other.
    pub(super) fn of_account(&self) -> String {
        let book = self.book.as_ref().map_or("", |book| &book.canonical);
        format!("{}{book}", self.base.origin().ascii_serialization())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let base: Url = "https://dav.example.com/".parse().unwrap();
        let book = Href::resolve("/p/ada%40example.com/book/", base.as_str());
        let mut redactor = Redactor::default();
        redactor.hide_account("ada@example.com");
        Names::new(base, Some(book), redactor)
    }

    #[test]
    fn members_are_named_from_the_book_and_found_again() {
        let url = "https://dav.example.com/p/ada%40example.com/book/x%20y.vcf";
        assert_eq!(names().of(url), "$book/x%20y.vcf");
        assert_eq!(
            names().of("/p/ada@example.com/book/x%20y.vcf"),
            "$book/x%20y.vcf"
        );
        assert_eq!(
            names().url("$book/x%20y.vcf").as_deref(),
            Some("https://dav.example.com/p/ada@example.com/book/x%20y.vcf")
        );
    }

    #[test]
    fn the_account_is_in_no_name() {
        assert_eq!(names().of("/p/ada@example.com/"), "/p/[account]/");
        assert_eq!(names().url("/p/[account]/"), None);
        assert_eq!(names().of("/elsewhere/x"), "/elsewhere/x");
        assert_eq!(
            names().url("/elsewhere/x").as_deref(),
            Some("https://dav.example.com/elsewhere/x")
        );
    }
}
