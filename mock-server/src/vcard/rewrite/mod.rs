//! What Google makes of a card: it goes through a model of contacts and comes back in another
//! shape (google:VC-01 to google:VC-17, google:PHOTO-01, google:PHOTO-02, google:GRP-01).
//!
//! A card is read into [properties](property::Property) that the model knows, each step changes
//! them, and what is left is written in Google's order, with its escapes and its folds:
//!
//! [`read`] → [`name`] → [`organization`] → [`date`] → [`types`] → [`messaging`] → [`photo`] →
//! [`group`] → [`pref`] → [`write`]
//!
//! Not part of it is what is decided before a card is stored at all: [`refusal`], and which
//! properties of the old card stay although the new one lacks them: [`sticky`].

mod date;
mod escape;
mod fold;
mod group;
mod messaging;
mod name;
#[cfg(test)]
mod oracle;
mod organization;
mod photo;
mod pref;
mod property;
mod read;
mod refusal;
mod rules;
mod sticky;
#[cfg(test)]
mod tests;
mod types;
mod write;

pub(crate) use refusal::{doubled_escape, unknown_type};
pub(crate) use rules::RewriteRules;
pub(crate) use sticky::left_out;

use super::Card;

/// The card as Google would give it back. `UID` and `REV` stay as they are.
pub(crate) fn rewrite(card: &Card, rules: RewriteRules) -> Card {
    let mut properties = read::read(card, rules);
    name::settle(&mut properties);
    organization::merge(&mut properties);
    date::normalize(&mut properties);
    types::normalize(&mut properties, rules.unknown_types);
    messaging::normalize(&mut properties);
    photo::reencode(&mut properties, rules.photo);
    group::number(&mut properties, rules.address_label);
    pref::mark(&mut properties, rules.pref);
    write::write(properties)
}
