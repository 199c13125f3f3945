//! Why a command could not do its work.

use std::fmt;

use crate::run::{Exit, RunError};
use crate::scenario::Diagnostics;

/// Why a command could not do its work: what to tell, and how to end.
#[derive(Debug)]
pub struct Trouble {
    /// How to end.
    pub exit: Exit,
    /// What to tell.
    pub told: Told,
}

/// What is told about trouble.
#[derive(Debug)]
pub enum Told {
    /// A sentence.
    Message(String),
    /// What is wrong in files that a person wrote.
    Diagnostics(Diagnostics),
}

impl Trouble {
    /// Wrong usage.
    #[must_use]
    pub fn usage(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::Usage,
            told: Told::Message(message.to_string()),
        }
    }

    /// Something of this machine or of the network.
    #[must_use]
    pub fn environment(message: impl fmt::Display) -> Self {
        Self {
            exit: Exit::NotJudged,
            told: Told::Message(message.to_string()),
        }
    }
}

impl From<Diagnostics> for Trouble {
    fn from(diagnostics: Diagnostics) -> Self {
        Self {
            exit: Exit::Usage,
            told: Told::Diagnostics(diagnostics),
        }
    }
}

impl From<RunError> for Trouble {
    fn from(error: RunError) -> Self {
        if error.is_usage() {
            Self::usage(error)
        } else {
            Self::environment(error)
        }
    }
}
