//! Which fields go with which kinds.

use super::{BadFault, Preset, WrittenFault, bad};
use crate::fault::FaultKind;

/// A field that says how a kind strikes.
struct Detail {
    field: &'static str,
    is_written: bool,
    /// The kinds to which it says something.
    kinds: &'static [&'static str],
}

impl WrittenFault {
    /// Refuses fields that say nothing to the kind of the rule.
    pub(super) fn each_field_counts(&self) -> Result<(), BadFault> {
        let written = self
            .details()
            .into_iter()
            .filter(|detail| detail.is_written);
        let mut idle = written.filter(|detail| !self.heeds(detail));
        let Some(Detail { field, kinds, .. }) = idle.next() else {
            return Ok(());
        };
        let problem = if self.preset.is_some() {
            format!("`{field}` says nothing to this preset")
        } else {
            format!("`{field}` goes with the kind {} only", kinds.join(" or "))
        };
        Err(bad(field, problem))
    }

    fn details(&self) -> [Detail; 8] {
        const ERRORS: &[&str] = &["status", "page"];
        [
            ("status", self.status.is_some(), ERRORS),
            ("retry_after", self.retry_after.is_some(), ERRORS),
            ("delay", self.delay.is_some(), &["delay"]),
            ("piece", self.piece.is_some(), &["dribble"]),
            ("every", self.every.is_some(), &["dribble"]),
            ("too_short", self.too_short.is_some(), &["content-length"]),
            ("too_long", self.too_long.is_some(), &["content-length"]),
            (
                "content_type",
                self.content_type.is_some(),
                &["content-type"],
            ),
        ]
        .map(|(field, is_written, kinds)| Detail {
            field,
            is_written,
            kinds,
        })
    }

    /// Whether what happens depends on a field. A preset says all by itself, but whoever takes one
    /// that is an error may add the header.
    fn heeds(&self, detail: &Detail) -> bool {
        if let Some(name) = &self.preset {
            let kind = Preset::named(name).map(Preset::kind);
            return detail.field == "retry_after" && matches!(kind, Some(FaultKind::Status(_)));
        }
        let kind = self.kind.as_deref().unwrap_or("status");
        detail.kinds.contains(&kind)
    }
}
