//! The preferred one of several values (google:VC-08).

use super::property::{Kind, Property};
use crate::quirk::VcardPref;

/// The type that marks the preferred value.
pub(super) const PREF: &str = "PREF";

/// Marks the first value of a kind as preferred where none is.
pub(super) fn mark(properties: &mut [Property], pref: VcardPref) {
    let kinds: &[Kind] = match pref {
        VcardPref::None => &[],
        VcardPref::EmailOnly => &[Kind::Email],
        VcardPref::FirstOfEach => &[Kind::Phone, Kind::Email, Kind::Messaging, Kind::Url],
    };
    for kind in kinds {
        let is_preferred = |property: &Property| property.types().any(|name| name == PREF);
        let mut those = properties
            .iter_mut()
            .filter(|property| property.kind == *kind);
        let Some(first) = those.next() else { continue };
        if !is_preferred(first) && !those.any(|property| is_preferred(property)) {
            let mut types: Vec<String> = first.types().map(str::to_owned).collect();
            types.push(PREF.to_owned());
            first.set_types(types);
        }
    }
}
