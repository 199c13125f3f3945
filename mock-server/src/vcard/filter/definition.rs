//! What a filter is (RFC 6352 §10.5).

use super::Collation;

/// Which cards are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) test: Test,
    pub(crate) properties: Vec<PropertyFilter>,
}

/// How conditions are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Test {
    /// One is enough.
    #[default]
    AnyOf,
    /// All have to hold.
    AllOf,
}

/// Conditions on a property of the card (RFC 6352 §10.5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PropertyFilter {
    /// The group, where the name has one: `item1` of `item1.EMAIL`.
    pub(crate) group: Option<String>,
    pub(crate) name: String,
    pub(crate) condition: PropertyCondition,
}

/// What is asked of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PropertyCondition {
    /// The card does not have it.
    NotDefined,
    /// The card has it.
    Defined,
    /// The card has it, and it passes one or all of these.
    Tests(Test, Vec<PropertyTest>),
}

/// One condition on a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PropertyTest {
    /// Its value.
    Text(TextMatch),
    /// One of its parameters (RFC 6352 §10.5.2).
    Parameter {
        name: String,
        condition: ParameterCondition,
    },
}

/// What is asked of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParameterCondition {
    /// The property does not have it.
    NotDefined,
    /// The property has it.
    Defined,
    /// The property has it with such a value.
    Text(TextMatch),
}

/// A condition on a text (RFC 6352 §10.5.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextMatch {
    pub(super) collation: Collation,
    pub(super) kind: MatchKind,
    /// Whether the text must not match.
    pub(super) is_negated: bool,
    /// What is looked for, in the form that the collation compares.
    needle: String,
}

/// Where in the text the match has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MatchKind {
    /// It is the text.
    Equals,
    /// Anywhere.
    #[default]
    Contains,
    /// At the beginning.
    StartsWith,
    /// At the end.
    EndsWith,
}

impl PropertyFilter {
    /// A filter on a property by its name, which may have a group in front.
    pub(crate) fn new(name: &str, condition: PropertyCondition) -> Self {
        let (group, name) = match name.rsplit_once('.') {
            Some((group, name)) => (Some(group.to_owned()), name),
            None => (None, name),
        };
        Self {
            group,
            name: name.to_owned(),
            condition,
        }
    }
}

impl TextMatch {
    /// A condition that a text matches.
    pub(crate) fn new(collation: Collation, kind: MatchKind, needle: &str) -> Self {
        Self {
            collation,
            kind,
            is_negated: false,
            needle: collation.form(needle).into_owned(),
        }
    }

    /// The same condition; `negated` turns it round.
    pub(crate) fn negated(self, is_negated: bool) -> Self {
        Self { is_negated, ..self }
    }

    /// Whether the text matches, negation left aside.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text = self.collation.form(text);
        match self.kind {
            MatchKind::Equals => text == self.needle,
            MatchKind::Contains => text.contains(&self.needle),
            MatchKind::StartsWith => text.starts_with(&self.needle),
            MatchKind::EndsWith => text.ends_with(&self.needle),
        }
    }
}
