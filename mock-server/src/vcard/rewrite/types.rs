//! The values of `TYPE` (google:VC-07).

use super::pref::PREF;
use super::property::{Kind, Property};
use crate::quirk::VcardUnknownType;

/// What becomes of a value of `TYPE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is what the value is for.
    Kept,
    /// It is one that the standards know, and lost.
    Lost,
    /// Nobody knows it.
    Unknown,
}

/// What becomes of a value of `TYPE`, in capitals. Where only one can stay, the first does.
pub(super) fn fate(kind: Kind, name: &str) -> Fate {
    let (kept, lost): (&[&str], &[&str]) = match kind {
        Kind::Address => (
            &["HOME", "WORK", "OTHER"],
            &["DOM", "INTL", "POSTAL", "PARCEL"],
        ),
        Kind::Phone => (
            &["HOME", "WORK", "CELL", "PAGER", "CAR", "FAX"],
            &[
                "VOICE",
                "MSG",
                "VIDEO",
                "BBS",
                "MODEM",
                "ISDN",
                "PCS",
                "TEXT",
                "TEXTPHONE",
                "MAIN",
                "OTHER",
            ],
        ),
        Kind::Email => (&["HOME", "WORK"], &["INTERNET", "X400", "OTHER"]),
        _ => (&["HOME", "WORK"], &[]),
    };
    if kept.contains(&name) || name == PREF {
        Fate::Kept
    } else if lost.contains(&name) {
        Fate::Lost
    } else {
        Fate::Unknown
    }
}

/// Whether the types of a property are looked at so closely that an unknown one matters
/// (google:PUT-06).
pub(super) const fn is_strict(kind: Kind) -> bool {
    matches!(kind, Kind::Address | Kind::Phone | Kind::Email)
}

/// Leaves one type in capitals, with `FAX` before and `PREF` behind it where they are.
pub(super) fn normalize(properties: &mut [Property], unknown: VcardUnknownType) {
    for property in properties {
        if is_strict(property.kind) || matches!(property.kind, Kind::Messaging | Kind::Url) {
            let keeps_unknown = unknown == VcardUnknownType::Keep && is_strict(property.kind);
            let types = settled(property, keeps_unknown);
            property.set_types(types);
        }
    }
}

fn settled(property: &Property, keeps_unknown: bool) -> Vec<String> {
    let names: Vec<String> = property.types().map(str::to_ascii_uppercase).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let is_fax = property.kind == Kind::Phone && has("FAX");
    let mut types = Vec::new();
    if is_fax {
        types.push("FAX".to_owned());
    }
    let main = names.iter().find(|name| {
        fate(property.kind, name) == Fate::Kept
            && *name != PREF
            && (!is_fax || matches!(name.as_str(), "HOME" | "WORK"))
    });
    types.extend(main.cloned());
    if keeps_unknown {
        let unknown = names
            .iter()
            .filter(|name| fate(property.kind, name) == Fate::Unknown && !name.is_empty());
        types.extend(unknown.cloned());
    }
    if has(PREF) {
        types.push(PREF.to_owned());
    }
    types
}
