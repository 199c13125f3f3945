//! A delta that tells of changes ends with another token (RFC 6578 §3.2, §3.6).

use super::Standing;
use super::asked::Asked;
use crate::check::{Difference, Outcome, Subject};
use crate::dav::DAV;
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "sync-token-moves",
    section: "RFC 6578 §3.2, §3.6",
    level: Level::Should,
    judge,
};

/// Applies to every answer to a sync-collection with a token that tells of a member. The token
/// stands for the state that the answer leads to: with the old one a client is told the same again.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let Asked::Sync { initial: false, .. } = Asked::of(subject) else {
        return None;
    };
    let own = subject.own_href();
    let mut members = multistatus.responses.iter().filter_map(|row| row.href());
    if members.all(|href| *href == own) {
        return None;
    }
    let token = multistatus.sync_token.as_ref()?;
    let asked = subject.request_document()?;
    let asked = asked.children_named(DAV, "sync-token").next()?;
    let kept = token.0 == asked.trimmed();
    let difference = || Difference::new("another DAV:sync-token after changes", "the same one");
    Some(kept.then(difference).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    fn judged(rows: &str, token: &str) -> Option<Outcome> {
        let inside = format!("{rows}<d:sync-token>{token}</d:sync-token>");
        let asked = b"<sync-collection xmlns='DAV:'><sync-token>data:,1</sync-token>\
                      <sync-level>1</sync-level><prop/></sync-collection>";
        judge(&Sample::sync(&inside).asking(asked).subject())
    }

    #[test]
    fn another_token_passes() {
        let row = found("/ada/book/a", "");
        assert_eq!(judged(&row, "data:,2"), Some(Outcome::Held));
    }

    #[test]
    fn the_token_of_the_request_fails_after_a_change() {
        let row = found("/ada/book/a", "");
        let expected = "another DAV:sync-token after changes";
        assert_eq!(
            judged(&row, "data:,1"),
            Some(broken(expected, "the same one"))
        );
    }

    #[test]
    fn without_a_change_nothing_is_judged() {
        assert_eq!(judged("", "data:,1"), None);
        assert_eq!(judged(&found("/ada/book/", ""), "data:,1"), None);
    }
}
