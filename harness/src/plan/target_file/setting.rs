//! A value that stands in the file, or in a variable of the environment.

use crate::exchange::Secret;
use crate::scenario::diagnostic::{Read, Reporter, ValueProblem};
use crate::scenario::yaml::{Fields, Kind, Node};

/// A value that may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// As written.
    Text(Secret),
    /// In a variable of the environment: its name.
    Variable(String),
}

/// A variable of the environment that a target file names and that is not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the target file takes a value from the variable {name}, which is not set")]
pub struct MissingVariable {
    /// Its name.
    pub name: String,
}

impl Setting {
    /// Reads `TEXT` or `{ env: NAME }`.
    pub(super) fn read(node: &Node, reporter: &Reporter) -> Read<Self> {
        if let Kind::Map(_) = node.kind {
            let fields = Fields::new(node, "a value", &["env"], reporter)?;
            return variable(fields.require("env")?, reporter);
        }
        let text = node.text(reporter)?;
        if text.trim().is_empty() {
            return Err(reporter.report(&node.span, ValueProblem::Blank));
        }
        Ok(Self::Text(Secret::new(text)))
    }

    /// The value. A variable that is empty counts as not set.
    pub(super) fn look_up(
        &self,
        variable: &impl Fn(&str) -> Option<String>,
    ) -> Result<Secret, MissingVariable> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Variable(name) => match variable(name).filter(|value| !value.is_empty()) {
                Some(value) => Ok(Secret::new(value)),
                None => Err(MissingVariable { name: name.clone() }),
            },
        }
    }
}

fn variable(node: &Node, reporter: &Reporter) -> Read<Setting> {
    let text = node.text(reporter)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = text.chars().all(plain) && !text.starts_with(|c: char| c.is_ascii_digit());
    if is_name && !text.is_empty() {
        return Ok(Setting::Variable(text.to_owned()));
    }
    Err(reporter.report(&node.span, ValueProblem::BadVariable))
}
