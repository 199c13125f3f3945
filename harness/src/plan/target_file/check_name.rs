//! The names of checks in target files: those that reports print.

use crate::check::standing;
use crate::run::CheckName;
use crate::scenario::CheckKind;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, Suggestion};
use crate::scenario::yaml::Node;

/// Reads the name of a check: `status`, `standing:well-formed`, `capture:etag`, `answer`.
pub(super) fn check_name(node: &Node, reporter: &Reporter) -> Read<CheckName> {
    let text = node.text(reporter)?;
    parse(text).ok_or_else(|| {
        let suggestion = Suggestion::among(text, known());
        let name = text.to_owned();
        reporter.report(&node.span, NameProblem::UnknownCheck { name, suggestion })
    })
}

fn parse(text: &str) -> Option<CheckName> {
    if text == "until" {
        return Some(CheckName::Until);
    }
    if text == "answer" {
        return Some(CheckName::Answer);
    }
    if let Some(key) = text.strip_prefix("capture:") {
        return Some(CheckName::Capture(key.to_owned()));
    }
    if let Some(name) = text.strip_prefix("standing:") {
        let mut table = standing::TABLE.iter();
        let found = table.find(|standing| standing.name == name);
        return found.map(|standing| CheckName::Standing(standing.name));
    }
    let mut kinds = CheckKind::ALL.into_iter();
    kinds.find(|kind| kind.name() == text).map(CheckName::Step)
}

fn known() -> impl Iterator<Item = String> {
    let kinds = CheckKind::ALL.map(|kind| kind.name().to_owned());
    let standing = standing::TABLE
        .iter()
        .map(|standing| format!("standing:{}", standing.name));
    kinds
        .into_iter()
        .chain(standing)
        .chain(["until".to_owned(), "answer".to_owned()])
}
