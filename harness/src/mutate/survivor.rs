//! A change about which the suite is wrong.

use super::damage::{Damage, Kind};
use crate::run::{Notice, RecordedStep, Recording};
use crate::scenario::{Place, ScenarioId, StepName};

/// How much of a value is shown.
const LONGEST: usize = 120;
/// How much of what did not change is shown before it.
const LEAD: usize = 24;

/// A damage that no check noticed, or a probe that one did. Free of secrets.
#[derive(Clone, Debug)]
pub struct Survivor {
    /// The kind.
    pub kind: &'static Kind,
    /// The scenario.
    pub scenario: ScenarioId,
    /// The step whose answer was changed.
    pub step: StepName,
    /// Where the step stands.
    pub place: Place,
    /// What was changed.
    pub what: String,
    /// What stood there.
    pub before: String,
    /// What was put there.
    pub after: String,
    /// Whether the snapshot shows it; unknown for a probe.
    pub in_snapshot: bool,
    /// The step and the check that failed, for a probe.
    pub refused_by: Option<String>,
}

impl Survivor {
    pub(super) fn of(
        (recording, step): (&Recording, &RecordedStep),
        kind: &'static Kind,
        damage: &Damage,
    ) -> Self {
        // Before anything is cut, lest half a secret is left.
        let shown = |text: &str| recording.shown(text);
        let (before, after) = excerpts(&shown(&damage.before), &shown(&damage.after));
        Self {
            kind,
            scenario: recording.report().id.clone(),
            step: step.name().clone(),
            place: step.place().clone(),
            what: shown(&damage.what),
            before,
            after,
            in_snapshot: false,
            refused_by: None,
        }
    }

    /// By whom a probe was refused.
    pub(super) fn refused(self, notice: &Notice) -> Self {
        let by = match notice {
            Notice::Check { check, step } => format!("{check} of step `{step}`"),
            Notice::Request { step } => format!("another request of step `{step}`"),
        };
        Self {
            refused_by: Some(by),
            ..self
        }
    }
}

/// Both texts from shortly before the place where they part.
fn excerpts(before: &str, after: &str) -> (String, String) {
    let same = before
        .char_indices()
        .zip(after.chars())
        .take_while(|((_, one), other)| one == other);
    let common = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    (excerpt(before, common), excerpt(after, common))
}

fn excerpt(text: &str, parting: usize) -> String {
    let mut start = 0;
    if text.len() > LONGEST {
        start = parting.saturating_sub(LEAD);
        while !text.is_char_boundary(start) {
            start += 1;
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    let lead = if start > 0 { "…" } else { "" };
    let shown: String = rest.chars().take(LONGEST).collect();
    let tail = if shown.len() < rest.len() { "…" } else { "" };
    format!("{lead}{shown}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_values_are_shown_whole() {
        assert_eq!(
            excerpts("\"a\"", "\"b\""),
            ("\"a\"".to_owned(), "\"b\"".to_owned())
        );
    }

    #[test]
    fn long_values_are_shown_from_where_they_part() {
        let same = "x".repeat(200);
        let (before, after) = excerpts(&format!("{same}é1"), &format!("{same}é2"));
        assert_eq!(before, format!("…{}é1", "x".repeat(22)));
        assert_eq!(after, format!("…{}é2", "x".repeat(22)));
        assert!(excerpt(&same, 0).ends_with("x…"));
    }
}
