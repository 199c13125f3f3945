//! What says that a deviation is known, in one line.

use crate::run::Deviation;

/// `update.if-match=ignored, scenarios/write/stale-if-match.yaml:38:5`
pub(super) fn deviation_text(deviation: &Deviation) -> String {
    match deviation {
        Deviation::Quirk {
            name,
            value,
            place: Some(place),
        } => format!("{name}={value}, {place}"),
        Deviation::Quirk { name, value, .. } => format!("{name}={value}"),
        Deviation::TargetFile { reason, place } => format!("{reason}, {place}"),
    }
}
