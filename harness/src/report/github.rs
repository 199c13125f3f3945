//! The report for GitHub Actions: annotations at the line of the scenario file, and a summary of
//! the step as Markdown.
//!
//! The commands are those of
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.

mod annotation;
mod summary;

use super::document::Document;
use super::{Beginning, Consumer, Output};

pub use summary::summary;

/// The report for GitHub Actions.
#[derive(Debug)]
pub struct Github {
    output: Output,
    summary: Option<Output>,
    fence: Option<String>,
    is_fenced: bool,
}

impl Github {
    /// A report whose annotations go to an output.
    ///
    /// The summary goes to the file that GitHub names. Where other reports share the output, what
    /// a server said is printed there too: a fence, which nobody can guess, keeps GitHub from
    /// obeying it.
    #[must_use]
    pub const fn new(output: Output, summary: Option<Output>, fence: Option<String>) -> Self {
        Self {
            output,
            summary,
            fence,
            is_fenced: false,
        }
    }
}

impl Consumer for Github {
    fn begin(&mut self, _: &Beginning<'_>) {
        match &self.fence {
            Some(fence) if !self.is_fenced => {
                self.output.line(&format!("::stop-commands::{fence}"));
                self.is_fenced = true;
            }
            _ => {}
        }
    }

    fn conclude(&mut self, document: &Document) {
        if let Some(fence) = self.fence.as_ref().filter(|_| self.is_fenced) {
            self.output.line(&format!("::{fence}::"));
        }
        self.output.text(&annotation::annotations(document));
        if let Some(output) = &mut self.summary {
            output.text(&summary(document));
        }
    }

    fn output(&mut self) -> &mut Output {
        match &mut self.summary {
            Some(summary) if summary.is_broken() => summary,
            _ => &mut self.output,
        }
    }
}

#[cfg(test)]
mod tests;
