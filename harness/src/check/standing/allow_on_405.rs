//! A refused method comes with those that are allowed (RFC 9110 §15.5.6).

use super::Standing;
use crate::check::{Difference, Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "allow-on-405",
    section: "RFC 9110 §15.5.6",
    level: Level::Must,
    judge,
};

/// Applies to status 405. An empty `Allow` is an answer too: no method is allowed (§10.2.1). One
/// that names the refused method says that it is not refused.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if subject.response.status != 405 {
        return None;
    }
    let allow = subject.header("allow");
    let method = &subject.request.method;
    let mut named = allow
        .iter()
        .flat_map(|field| field.split(','))
        .map(str::trim);
    let difference = match named.any(|allowed| allowed == method) {
        _ if allow.is_empty() => Some(Difference::new("Allow", "no Allow")),
        true => {
            let received = format!("Allow: {}", allow.join(", "));
            Some(Difference::new(format!("Allow without {method}"), received))
        }
        false => None,
    };
    Some(difference.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken};

    #[test]
    fn an_allow_header_passes() {
        let sample = Sample::new("MKCOL").status(405).header("Allow", "GET, PUT");
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn no_allow_header_fails() {
        let sample = Sample::new("MKCOL").status(405);
        assert_eq!(judge(&sample.subject()), Some(broken("Allow", "no Allow")));
    }

    #[test]
    fn an_allow_header_that_names_the_refused_method_fails() {
        let sample = Sample::new("MKCOL").status(405);
        let sample = sample.header("Allow", "GET").header("Allow", "PUT, MKCOL");
        assert_eq!(
            judge(&sample.subject()),
            Some(broken("Allow without MKCOL", "Allow: GET, PUT, MKCOL"))
        );
    }

    #[test]
    fn other_answers_are_not_judged() {
        assert_eq!(judge(&Sample::new("MKCOL").status(400).subject()), None);
    }
}
