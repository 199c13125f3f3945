//! `status:`: `207`, `2xx`, `no-answer`, or a list of them.

use crate::scenario::StatusPattern;
use crate::scenario::diagnostic::{Read, Reporter, ShapeProblem, ValueProblem, each};
use crate::scenario::yaml::Node;

/// Reads a status or a list of them.
pub(super) fn status(node: &Node, reporter: &Reporter) -> Read<Vec<StatusPattern>> {
    let items = node.one_or_many();
    if items.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`status`" };
        return Err(reporter.report(&node.span, problem));
    }
    each(items, |item| {
        let text = item.text(reporter)?;
        pattern(text).ok_or_else(|| {
            let text = text.to_owned();
            reporter.report(&item.span, ValueProblem::BadStatus { text })
        })
    })
}

/// Reads one status or class of them.
pub(in super::super) fn pattern(text: &str) -> Option<StatusPattern> {
    if text == "no-answer" {
        return Some(StatusPattern::NoAnswer);
    }
    if let Some(class) = text.strip_suffix("xx") {
        let digit = class.parse().ok().filter(|digit| (1..=5).contains(digit));
        return digit.map(StatusPattern::Class);
    }
    let code = text.parse().ok().filter(|code| (100..600).contains(code));
    code.filter(|_| text.len() == 3).map(StatusPattern::Exactly)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_classes_are_read() {
        assert_eq!(pattern("207"), Some(StatusPattern::Exactly(207)));
        assert_eq!(pattern("2xx"), Some(StatusPattern::Class(2)));
        assert_eq!(pattern("no-answer"), Some(StatusPattern::NoAnswer));
    }

    #[test]
    fn what_http_does_not_have_is_refused() {
        for text in ["99", "600", "6xx", "0xx", "+200", "0200", "ok", "xx", ""] {
            assert_eq!(pattern(text), None, "{text}");
        }
    }
}
