//! The hrefs of a multistatus are all URLs of this server, or all paths; without dot segments
//! (RFC 4918 §8.3).

use super::Standing;
use crate::check::{Outcome, Subject};
use crate::dav::{Href, HrefForm};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "hrefs-form",
    section: "RFC 4918 §8.3",
    level: Level::Must,
    judge,
};

/// Applies to every multistatus.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    let multistatus = subject.multistatus().ok()?;
    let rows = multistatus.responses.iter();
    let hrefs = rows.flat_map(|row| &row.hrefs);
    let hrefs: Vec<(&Href, HrefForm)> = hrefs.map(|href| (href, href.form())).collect();
    let faults = hrefs.iter().filter_map(|(href, form)| fault(href, *form));
    let mut faults: Vec<String> = faults.collect();
    let first_of = |wanted| {
        let mut found = hrefs.iter().filter(|(_, form)| *form == wanted);
        found.next().map(|(href, _)| href)
    };
    if let (Some(uri), Some(path)) = (
        first_of(HrefForm::AbsoluteUri),
        first_of(HrefForm::AbsolutePath),
    ) {
        faults.push(format!("both {} and {}", uri.raw, path.raw));
    }
    Some(Outcome::of_faults(
        "URLs of this server or absolute paths, all in one form",
        &faults,
    ))
}

fn fault(href: &Href, form: HrefForm) -> Option<String> {
    match form {
        HrefForm::Wrong(what) => Some(format!("{what} in {}", href.raw.trim())),
        _ if !href.is_own() => Some(format!("{} on another server", href.raw)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    fn judged(hrefs: &[&str]) -> Option<Outcome> {
        let rows: String = hrefs.iter().map(|href| found(href, "")).collect();
        judge(&Sample::new("PROPFIND").multistatus(&rows).subject())
    }

    #[test]
    fn paths_or_own_urls_pass() {
        assert_eq!(judged(&["/a", "/b/"]), Some(Outcome::Held));
        let urls = ["https://dav.example.com/a", "https://dav.example.com/b"];
        assert_eq!(judged(&urls), Some(Outcome::Held));
    }

    #[test]
    fn every_other_form_fails() {
        for (hrefs, received) in [
            (&["a"][..], "neither scheme nor slash at the start in a"),
            (&["/a/../b"], "a dot segment in /a/../b"),
            (&["\n/a"], "white space in /a"),
            (&["http://x/a"], "http://x/a on another server"),
            (
                &["/a", "https://dav.example.com/b"],
                "both https://dav.example.com/b and /a",
            ),
        ] {
            let expected = "URLs of this server or absolute paths, all in one form";
            assert_eq!(judged(hrefs), Some(broken(expected, received)));
        }
    }

    #[test]
    fn without_a_multistatus_nothing_is_judged() {
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
