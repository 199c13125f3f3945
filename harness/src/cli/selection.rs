//! Which scenarios are meant, in every command that plays some.

use clap::Args;

use super::Trouble;
use super::setting::Settings;
use crate::plan::{Selection, TagExpression};

/// Which scenarios are meant.
#[derive(Debug, Args)]
pub(super) struct SelectionArguments {
    /// Which scenarios: ids, folders of ids, files or folders; everything where left out
    #[arg(value_name = "PATH|ID")]
    names: Vec<String>,
    /// Only scenarios that fit: a tag, or tags with `and`, `or`, `not` and parentheses; may be
    /// repeated, for any of them
    #[arg(
        long,
        value_name = "EXPR",
        env = "CARDPROOF_TAG",
        hide_env_values = true,
        value_delimiter = ','
    )]
    tag: Vec<TagExpression>,
}

impl SelectionArguments {
    /// What was asked for, by flag, variable or file.
    ///
    /// # Errors
    /// When the file holds no tags.
    pub(super) fn selection(self, file: &Settings) -> Result<Selection, Trouble> {
        Ok(Selection {
            names: self.names,
            tags: file.either_list(self.tag, "tag")?,
        })
    }
}
