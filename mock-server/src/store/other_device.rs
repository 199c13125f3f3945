//! What happens to an account behind the client's back: cards that another device creates, changes
//! and deletes, and a home that moves.

use jiff::Timestamp;

use super::{ControlError, MemberName, World};
use crate::explanation::Notes;
use crate::route::{Path, Resource};
use crate::vcard::Card;

impl World {
    /// Stores a new card in an account's address book, as a POST from another device would, and
    /// returns its href. `now` is real time.
    ///
    /// # Errors
    /// When there is no such account, or the text is no vCard.
    pub fn create_card(
        &mut self,
        address: &str,
        vcard: &str,
        now: Timestamp,
    ) -> Result<String, ControlError> {
        let account = self.position(address)?;
        let card = parse(vcard)?;
        let (moment, notes) = (self.clock.moment(now), Notes::default());
        let mut keeper = self
            .keeper(account, moment, &notes)
            .ok_or(ControlError::NoAccount)?;
        let stored = keeper.create(card, None);
        Ok(keeper.account.card_href(&stored.name))
    }

    /// Replaces a card, as a PUT from another device would.
    ///
    /// # Errors
    /// When there is no card at the href, or the text is no vCard.
    pub fn change_card(
        &mut self,
        href: &str,
        vcard: &str,
        now: Timestamp,
    ) -> Result<(), ControlError> {
        let (account, name) = self.card_at(href)?;
        let card = parse(vcard)?;
        let (moment, notes) = (self.clock.moment(now), Notes::default());
        let keeper = self.keeper(account, moment, &notes);
        keeper.ok_or(ControlError::NoCard)?.store(name, card);
        Ok(())
    }

    /// Deletes a card, as another device would.
    ///
    /// # Errors
    /// When there is no card at the href.
    pub fn delete_card(&mut self, href: &str, now: Timestamp) -> Result<(), ControlError> {
        let (account, name) = self.card_at(href)?;
        let (moment, notes) = (self.clock.moment(now), Notes::default());
        let keeper = self.keeper(account, moment, &notes);
        keeper.ok_or(ControlError::NoCard)?.remove(&name);
        Ok(())
    }

    /// The text of a card as it is stored.
    ///
    /// # Errors
    /// When there is no card at the href.
    pub fn card(&self, href: &str) -> Result<String, ControlError> {
        let (account, name) = self.card_at(href)?;
        self.accounts
            .get(account)
            .and_then(|account| account.book.card(name.as_str()))
            .map(|card| String::from_utf8_lossy(&card.data).into_owned())
            .ok_or(ControlError::NoCard)
    }

    /// The hrefs of an account's cards, by name.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn card_hrefs(&self, address: &str) -> Result<Vec<String>, ControlError> {
        let position = self.position(address)?;
        let account = self.accounts.get(position).ok_or(ControlError::NoAccount)?;
        let cards = account.book.cards();
        Ok(cards.map(|(name, _)| account.card_href(name)).collect())
    }

    /// The path of an account's address book.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn book_href(&self, address: &str) -> Result<String, ControlError> {
        let position = self.position(address)?;
        let account = self.accounts.get(position).ok_or(ControlError::NoAccount)?;
        Ok(account.book_href())
    }

    /// Gives an account's home another path prefix, and returns the address book's new path. Old
    /// URLs lead nowhere; the well-known URI leads to the new place (google:DISC-07).
    ///
    /// # Errors
    /// When there is no such account.
    pub fn move_home(&mut self, address: &str) -> Result<String, ControlError> {
        let position = self.position(address)?;
        let prefix = self.new_prefix();
        let account = self
            .accounts
            .get_mut(position)
            .ok_or(ControlError::NoAccount)?;
        account.prefix = prefix;
        Ok(account.book_href())
    }

    /// Gives an account's home a path prefix of the caller's choice.
    ///
    /// # Errors
    /// When there is no such account, or the text is not `/carddav/` and one
    /// segment.
    pub fn set_home_prefix(&mut self, address: &str, prefix: &str) -> Result<(), ControlError> {
        let position = self.position(address)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let segment = prefix.strip_prefix("/carddav/").unwrap_or_default();
        if segment.is_empty() || !segment.bytes().all(plain) {
            return Err(ControlError::BadPrefix);
        }
        let account = self.accounts.get_mut(position);
        account.ok_or(ControlError::NoAccount)?.prefix = prefix.to_owned();
        Ok(())
    }

    fn card_at(&self, href: &str) -> Result<(usize, MemberName), ControlError> {
        let path = Path::parse(href).map_err(|_| ControlError::NoCard)?;
        let mut accounts = self.accounts.iter().enumerate();
        accounts
            .find_map(|(position, account)| match path.resolve(account) {
                Ok(Resource::Member(name)) if account.book.card(name.as_str()).is_some() => {
                    Some((position, name))
                }
                _ => None,
            })
            .ok_or(ControlError::NoCard)
    }
}

fn parse(vcard: &str) -> Result<Card, ControlError> {
    Card::parse(vcard.as_bytes()).map_err(|bad| ControlError::BadCard(bad.to_string()))
}
