//! What a world tells about itself to people outside.

use std::fmt;

use jiff::Timestamp;

use super::{Account, ControlError, World};

/// An account from outside. The address is shown by this and by nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountSummary {
    /// Counts accounts from 1; the journal's explanations carry it.
    pub number: u64,
    /// The e-mail address.
    pub address: String,
    /// The path of the address book.
    pub book: String,
    /// How many cards the book has.
    pub cards: usize,
    /// The newest revision of the book; 0 if nothing ever happened in it.
    pub revision: u64,
    /// When the newest change was, on the service clock.
    pub changed: Option<Timestamp>,
    /// Whether there is a password for HTTP Basic.
    pub has_app_password: bool,
}

/// A card from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSummary {
    /// Its path.
    pub href: String,
    /// Its entity tag, with quotation marks.
    pub etag: String,
    /// How many bytes its text has.
    pub bytes: usize,
    /// When it was changed last, on the service clock.
    pub modified: Timestamp,
    /// The revision of the book that its last change made.
    pub revision: u64,
}

impl World {
    /// The accounts, in the order in which they were added.
    #[must_use]
    pub fn account_summaries(&self) -> Vec<AccountSummary> {
        self.accounts.iter().map(summary).collect()
    }

    /// The cards of an account, by name.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn card_summaries(&self, address: &str) -> Result<Vec<CardSummary>, ControlError> {
        let position = self.position(address)?;
        let account = self.accounts.get(position).ok_or(ControlError::NoAccount)?;
        let cards = account.book.cards().map(|(name, card)| CardSummary {
            href: account.card_href(name),
            etag: card.etag.to_string(),
            bytes: card.data.len(),
            modified: card.modified,
            revision: card.revision,
        });
        Ok(cards.collect())
    }
}

fn summary(account: &Account) -> AccountSummary {
    AccountSummary {
        number: account.number,
        address: account.address.clone(),
        book: account.book_href(),
        cards: account.book.len(),
        revision: account.book.revision(),
        changed: account.book.changed(),
        has_app_password: account.app_password.is_some(),
    }
}

/// Without the address.
impl fmt::Debug for AccountSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountSummary")
            .field("number", &self.number)
            .field("cards", &self.cards)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quirk::{Profile, Quirks};

    const CARD: &str =
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nEND:VCARD\r\n";

    #[test]
    fn a_world_tells_of_its_accounts_and_cards_and_debug_output_of_no_address() {
        let mut world = World::new(Quirks::of(Profile::Rfc), 1);
        world.add_account("ada@example.org").unwrap();
        world.add_account("grace@example.org").unwrap();
        let now = "2026-07-01T12:00:00Z".parse().unwrap();
        let href = world.create_card("grace@example.org", CARD, now).unwrap();
        let accounts = world.account_summaries();
        assert_eq!((accounts[0].cards, accounts[1].cards), (0, 1));
        assert_eq!(accounts[1].changed, Some(now));
        assert!(!format!("{accounts:?}").contains("ada"));
        let cards = world.card_summaries("grace@example.org").unwrap();
        assert_eq!((&cards[0].href, cards[0].revision), (&href, 1));
        assert_eq!(world.card_summaries("nobody"), Err(ControlError::NoAccount));
    }
}
