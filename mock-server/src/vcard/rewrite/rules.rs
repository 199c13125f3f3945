//! How a card is rewritten where what was seen disagrees.

use crate::explanation::Notes;
use crate::quirk::{
    Quirks, VcardAddressLabel, VcardFoldBlanks, VcardOtherProperties, VcardPhoto, VcardPref,
    VcardUnknownType,
};

/// How a card is rewritten where what was seen disagrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RewriteRules {
    pub(super) pref: VcardPref,
    pub(super) unknown_types: VcardUnknownType,
    pub(super) photo: VcardPhoto,
    pub(super) fold_blanks: VcardFoldBlanks,
    pub(super) other_properties: VcardOtherProperties,
    pub(super) address_label: VcardAddressLabel,
}

impl RewriteRules {
    /// What the quirks say. This is the one place that asks `vcard.pref`, `vcard.photo`,
    /// `vcard.fold-blanks`, `vcard.other-properties` and `vcard.address-label`;
    /// `vcard.unknown-type` was asked when the card came in.
    pub(crate) fn of(quirks: &Quirks, notes: &Notes) -> Self {
        Self {
            pref: notes.ask(quirks.vcard_pref),
            unknown_types: quirks.vcard_unknown_type,
            photo: notes.ask(quirks.vcard_photo),
            fold_blanks: notes.ask(quirks.vcard_fold_blanks),
            other_properties: notes.ask(quirks.vcard_other_properties),
            address_label: notes.ask(quirks.vcard_address_label),
        }
    }
}
