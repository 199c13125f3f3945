//! Which quirks explain that a standing check is broken.

use super::{hrefs_in_scope, multiget_complete, propstat_shape};
use crate::check::{Outcome, Subject};
use crate::dav::Href;

/// A quirk value under which a standing check is known to be broken.
#[derive(Clone, Copy, Debug)]
pub struct Lift {
    /// The name of the standing check.
    pub check: &'static str,
    /// The quirk.
    pub quirk: &'static str,
    /// Its value.
    pub value: &'static str,
    /// Why the one breaks the other.
    pub why: &'static str,
    /// Whether the quirk explains all that is broken in an exchange.
    pub explains: fn(&Subject<'_>) -> bool,
}

/// Every lift.
pub static LIFTS: &[Lift] = &[
    Lift {
        check: "propstat-shape",
        quirk: "prop.empty-ok-propstat",
        value: "sent",
        why: "a propstat at 200 without DAV:prop stands before the one at 404",
        explains: only_empty_propstats_at_200,
    },
    Lift {
        check: "hrefs-in-scope",
        quirk: "alias.resolve",
        value: "all-but-delete",
        why: "the answer names the card by its own href, not by the alias that was asked for",
        explains: only_aliases,
    },
    Lift {
        check: "own-response",
        quirk: "alias.resolve",
        value: "all-but-delete",
        why: "the answer names the card by its own href, not by the alias that was asked for",
        explains: only_aliases,
    },
    Lift {
        check: "multiget-complete",
        quirk: "alias.resolve",
        value: "all-but-delete",
        why: "the answer names the card by its own href, not by the alias that was asked for",
        explains: as_many_aliases_as_missing,
    },
    Lift {
        check: "multiget-complete",
        quirk: "multiget.missing",
        value: "left-out",
        why: "hrefs that name nothing are left out of the answer",
        explains: always,
    },
    Lift {
        check: "etags-steady",
        quirk: "etag.moves-after-write",
        value: "yes",
        why: "the server works on a card once more after it has answered",
        explains: always,
    },
    Lift {
        check: "sync-token-uri",
        quirk: "sync.token-form",
        value: "path",
        why: "tokens are paths",
        explains: always,
    },
    Lift {
        check: "sync-initial",
        quirk: "sync.replay-old-tombstones",
        value: "always",
        why: "removals from before the token are told again",
        explains: always,
    },
];

/// The lift that explains why a standing check is broken in an exchange. `active` gives the value
/// of a quirk.
#[must_use]
pub fn lift<'q>(
    check: &str,
    active: impl Fn(&str) -> Option<&'q str>,
    subject: &Subject<'_>,
) -> Option<&'static Lift> {
    LIFTS.iter().find(|lift| {
        lift.check == check && active(lift.quirk) == Some(lift.value) && (lift.explains)(subject)
    })
}

const fn always(_: &Subject<'_>) -> bool {
    true
}

fn only_empty_propstats_at_200(subject: &Subject<'_>) -> bool {
    let rest = propstat_shape::judge_but(subject, |propstat| {
        propstat.status == Some(200) && propstat.props.is_none()
    });
    rest == Some(Outcome::Held)
}

/// Whether each href that was not asked for is a sibling of one that was.
fn only_aliases(subject: &Subject<'_>) -> bool {
    let own = subject.own_href();
    let asked = multiget_complete::unanswered(subject).unwrap_or_else(|| vec![&own]);
    hrefs_in_scope::outside(subject).is_some_and(|outside| {
        outside.len() <= asked.len()
            && outside
                .iter()
                .all(|href| asked.iter().any(|alias| are_siblings(href, alias)))
    })
}

fn as_many_aliases_as_missing(subject: &Subject<'_>) -> bool {
    let missing = multiget_complete::unanswered(subject).map(|missing| missing.len());
    let named = hrefs_in_scope::outside(subject).map(|outside| outside.len());
    missing == named && only_aliases(subject)
}

fn are_siblings(one: &Href, other: &Href) -> bool {
    let folder = |href: &Href| {
        let path = href.canonical.trim_end_matches('/');
        path.rfind('/')
            .map(|slash| path.get(..slash).map(str::to_owned))
    };
    folder(one) == folder(other)
}

#[cfg(test)]
mod tests {
    use super::super::TABLE;
    use super::*;
    use crate::check::sample::{Sample, found};

    fn lifted(check: &str, quirk: &str, value: &str, sample: &Sample) -> bool {
        let active = |name: &str| (name == quirk).then_some(value);
        lift(check, active, &sample.subject()).is_some()
    }

    #[test]
    fn checks_quirks_and_values_exist() {
        for lift in LIFTS {
            let check = TABLE.iter().find(|standing| standing.name == lift.check);
            assert!(check.is_some(), "{}", lift.check);
            let quirk = cardproof_mock::quirk::quirk(lift.quirk).expect(lift.quirk);
            assert!(quirk.value(lift.value).is_some(), "{}", lift.value);
        }
    }

    #[test]
    fn an_empty_propstat_at_200_is_explained_and_others_are_not() {
        let row = |status: &str| {
            format!(
                "<d:response><d:href>/ada/book/</d:href><d:propstat>{status}</d:propstat>\
                 </d:response>"
            )
        };
        let explained = |inside: &str| {
            let sample = Sample::propfind("0", &[], &row(inside));
            lifted("propstat-shape", "prop.empty-ok-propstat", "sent", &sample)
        };
        assert!(explained("<d:status>HTTP/1.1 200 OK</d:status>"));
        assert!(!explained("<d:status>HTTP/1.1 404 No</d:status>"));
        assert!(!explained("<d:prop/>"));
    }

    #[test]
    fn a_sibling_in_the_place_of_an_alias_is_explained_and_others_are_not() {
        let explained = |check: &str, hrefs: &[&str]| {
            let rows: String = hrefs.iter().map(|href| found(href, "")).collect();
            let sample = Sample::multiget(&["/ada/book/x.vcf"], &rows);
            lifted(check, "alias.resolve", "all-but-delete", &sample)
        };
        for check in ["hrefs-in-scope", "multiget-complete"] {
            assert!(explained(check, &["/ada/book/1"]));
            assert!(!explained(check, &["/bob/book/1"]));
            assert!(!explained(check, &["/ada/book/1", "/ada/book/2"]));
        }
        assert!(!explained("multiget-complete", &[]));
    }

    #[test]
    fn a_propfind_of_an_alias_is_explained() {
        let sample = Sample::propfind("0", &[], &found("/ada/book/1", ""))
            .url("https://dav.example.com/ada/book/x.vcf");
        for check in ["hrefs-in-scope", "own-response"] {
            assert!(lifted(check, "alias.resolve", "all-but-delete", &sample));
            assert!(!lifted(check, "alias.resolve", "never", &sample));
        }
    }

    #[test]
    fn what_is_left_out_is_explained_by_its_quirk_only() {
        let sample = Sample::multiget(&["/a"], "");
        assert!(lifted(
            "multiget-complete",
            "multiget.missing",
            "left-out",
            &sample
        ));
        assert!(!lifted(
            "multiget-complete",
            "multiget.missing",
            "not-found",
            &sample
        ));
        assert!(!lifted(
            "hrefs-unique",
            "multiget.missing",
            "left-out",
            &sample
        ));
    }

    #[test]
    fn token_form_and_replayed_removals_are_explained() {
        let sample = Sample::sync("");
        assert!(lifted("sync-token-uri", "sync.token-form", "path", &sample));
        assert!(lifted(
            "sync-initial",
            "sync.replay-old-tombstones",
            "always",
            &sample
        ));
    }
}
