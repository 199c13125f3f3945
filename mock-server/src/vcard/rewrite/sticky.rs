//! Properties of the client's own, which cannot be removed by leaving them out (google:VC-12).

use super::property::Kind;
use super::read::is_own;
use crate::vcard::Card;
use crate::vcard::line::ContentLine;

/// The own properties of the card that is overwritten whose names the new one does not have.
///
/// What Google models is none of them, although its name may begin with `X-`; nor is what belongs
/// to a group, since the group may be another one now.
pub(crate) fn left_out(card: &Card, before: &Card) -> Vec<ContentLine> {
    let stays = |line: &&ContentLine| {
        line.group().is_none() && is_own(line.name()) && Kind::named(line.name()).is_none()
    };
    before
        .lines
        .iter()
        .filter(stays)
        .filter(|line| card.value(line.name()).is_none())
        .cloned()
        .collect()
}
