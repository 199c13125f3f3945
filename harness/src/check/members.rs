//! Which members a multistatus names (RFC 4918 §13, RFC 6578 §3.5). The request's own resource is
//! never counted as a member.

use super::quote::listed;
use super::{Difference, Outcome, Subject};
use crate::dav::{Href, Multistatus, Response};
use crate::scenario::{MembersCheck, Template, Unresolved};

/// Holds when every named member has the status that is asked for.
pub(super) fn judge(check: &MembersCheck, subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let ok = hrefs(&check.ok, subject)?;
    let gone = hrefs(&check.gone, subject)?;
    let absent = hrefs(&check.absent, subject)?;
    let multistatus = match subject.multistatus() {
        Ok(multistatus) => multistatus,
        Err(missing) => return Ok(Some(Difference::new("a multistatus", missing)).into()),
    };
    let wanted = |hrefs: &[Href], status| -> Vec<Difference> {
        let differences = hrefs
            .iter()
            .filter_map(|href| at(multistatus, href, status));
        differences.collect()
    };
    let mut differences = wanted(&ok, 200);
    differences.extend(wanted(&gone, 404));
    differences.extend(absent.iter().filter_map(|href| {
        let response = multistatus.response_for(href)?;
        Some(Difference::new(
            format!("no {}", href.raw),
            in_words(response, href),
        ))
    }));
    if check.none_other {
        let known: Vec<Href> = ok.into_iter().chain(gone).chain(absent).collect();
        differences.extend(others(multistatus, &known, &subject.own_href()));
    }
    Ok(differences.into())
}

fn hrefs(templates: &[Template], subject: &Subject<'_>) -> Result<Vec<Href>, Unresolved> {
    templates
        .iter()
        .map(|template| subject.resource(Some(template)))
        .collect()
}

fn at(multistatus: &Multistatus, href: &Href, status: u16) -> Option<Difference> {
    let expected = format!("{} at status {status}", href.raw);
    match multistatus.response_for(href) {
        None => Some(Difference::new(expected, format!("no {}", href.raw))),
        Some(response) if standing_of(response) == Some(status) => None,
        Some(response) => Some(Difference::new(expected, in_words(response, href))),
    }
}

/// 200 for a response of which something was found, 404 only for one that has it as the status of
/// the whole: a member whose properties are all missing is not gone.
fn standing_of(response: &Response) -> Option<u16> {
    match response.status {
        None if response.propstats.iter().any(|p| p.status == Some(200)) => Some(200),
        status => status,
    }
}

fn in_words(response: &Response, href: &Href) -> String {
    match standing_of(response) {
        Some(status) => format!("{} at status {status}", href.raw),
        None => format!("{} without status 200 or 404", href.raw),
    }
}

fn others(multistatus: &Multistatus, known: &[Href], own: &Href) -> Option<Difference> {
    let others: Vec<String> = multistatus
        .responses
        .iter()
        .flat_map(|response| response.hrefs.iter().map(move |href| (response, href)))
        .filter(|(_, href)| *href != own && !known.contains(href))
        .map(|(response, href)| in_words(response, href))
        .collect();
    (!others.is_empty()).then(|| Difference::new("no other member", listed(&others)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, found, reference, text};

    fn check(ok: &[&str], gone: &[&str], absent: &[&str], none_other: bool) -> MembersCheck {
        let texts = |hrefs: &[&str]| hrefs.iter().map(|href| text(href)).collect();
        MembersCheck {
            ok: texts(ok),
            gone: texts(gone),
            absent: texts(absent),
            none_other,
        }
    }

    fn judged(check: &MembersCheck, sample: &Sample) -> Outcome {
        judge(check, &sample.subject()).expect("nothing to resolve")
    }

    fn sample() -> Sample {
        Sample::sync(&format!(
            "{}{}{}",
            found("/ada/book/", ""),
            found("https://dav.example.com/ada%2Fbook", ""),
            at_status("/ada/book/b", 404)
        ))
    }

    #[test]
    fn members_with_the_right_status_hold_and_the_collection_is_not_counted() {
        let sample = Sample::sync(&format!(
            "{}{}{}",
            found("/ada/book/", ""),
            found("/ada/book/a%40x", ""),
            at_status("/ada/book/b", 404)
        ));
        let check = check(&["/ada/book/a@x"], &["b"], &["/ada/book/c"], true);
        assert_eq!(judged(&check, &sample), Outcome::Held);
    }

    #[test]
    fn missing_members_and_other_statuses_are_told() {
        let sample = sample();
        for (check, expected, received) in [
            (check(&["c"], &[], &[], false), "c at status 200", "no c"),
            (
                check(&["b"], &[], &[], false),
                "b at status 200",
                "b at status 404",
            ),
            (check(&[], &["c"], &[], false), "c at status 404", "no c"),
            (check(&[], &[], &["b"], false), "no b", "b at status 404"),
        ] {
            assert_eq!(judged(&check, &sample), broken(expected, received));
        }
    }

    #[test]
    fn other_members_are_told_with_their_status() {
        assert_eq!(
            judged(&check(&[], &[], &[], true), &sample()),
            broken(
                "no other member",
                "https://dav.example.com/ada%2Fbook at status 200, /ada/book/b at status 404"
            )
        );
    }

    #[test]
    fn a_member_without_properties_at_200_is_neither_there_nor_gone() {
        let sample = Sample::sync(
            "<d:response><d:href>/ada/book/a</d:href><d:propstat><d:prop><d:getetag/></d:prop>\
             <d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>",
        );
        assert_eq!(
            judged(&check(&["a"], &[], &[], false), &sample),
            broken("a at status 200", "a without status 200 or 404")
        );
        assert_eq!(
            judged(&check(&[], &["a"], &[], false), &sample),
            broken("a at status 404", "a without status 200 or 404")
        );
    }

    #[test]
    fn without_a_multistatus_there_are_no_members() {
        let refused = Sample::new("REPORT").status(400);
        assert_eq!(
            judged(&check(&[], &[], &[], true), &refused),
            broken("a multistatus", "no multistatus (status 400)")
        );
        let broken_off = Sample::new("REPORT").status(207).body("<a>");
        assert!(matches!(
            judged(&check(&[], &[], &[], true), &broken_off),
            Outcome::Broken(_)
        ));
    }

    #[test]
    fn a_reference_without_a_value_is_an_error() {
        let mut check = check(&[], &[], &[], false);
        check.gone.push(reference("create.href"));
        let unresolved = judge(&check, &sample().subject()).expect_err("no value");
        assert_eq!(unresolved.to_string(), "$create.href has no value");
    }
}
