//! Where steps stand in a file.

/// What a list or map of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The outermost map, or another that may have steps under the same keys.
    Root,
    /// A list of steps.
    Steps,
    /// A step.
    Step,
    /// Flows by their names.
    Flows,
    /// The list of what changes under quirks.
    Under,
    /// An item of it.
    Change,
    /// Anything else.
    Other,
}

impl Place {
    /// What stands under a key here, or in an item where there is no key.
    pub(super) fn of(self, key: Option<&str>) -> Self {
        match (self, key) {
            (Self::Root, Some("steps" | "finally")) => Self::Steps,
            (Self::Root, Some("flows")) => Self::Flows,
            (Self::Root, Some("under")) => Self::Under,
            (Self::Flows, Some(_)) | (Self::Change, Some("insert")) => Self::Root,
            (Self::Steps, None) => Self::Step,
            (Self::Under, None) => Self::Change,
            _ => Self::Other,
        }
    }
}
