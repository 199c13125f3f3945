//! The ETag as a symbol: the header, or `DAV:getetag` of a resource (RFC 9110 §8.8.3).

use super::{Outcome, Subject, symbol};
use crate::dav::{DAV, Name};
use crate::scenario::{SymbolCheck, Unresolved};

/// Holds when the ETag is there, or absent, and the same as or other than those named.
pub(super) fn judge(check: &SymbolCheck, subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let Some(of) = &check.of else {
        let header = subject.etag().map(|etag| etag.0);
        let found = header.ok_or_else(|| "no ETag".to_owned());
        return symbol::judge(check, "ETag", found, subject.values);
    };
    let href = subject.resource(Some(of))?;
    let name = Name::new(DAV, "getetag");
    let what = format!("{name} of {}", href.raw);
    let found = match subject.property(&href, &name) {
        Ok(property) if property.status == Some(200) => Ok(property.element.trimmed().to_owned()),
        Ok(property) => Err(match property.status {
            Some(status) => format!("{what} at status {status}"),
            None => format!("{what} without a status"),
        }),
        Err(missing) => Err(missing),
    };
    symbol::judge(check, &what, found, subject.values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found, text};

    fn judged(check: &SymbolCheck, sample: &Sample) -> Outcome {
        judge(check, &sample.subject()).expect("nothing to resolve")
    }

    fn same(etag: &str) -> SymbolCheck {
        SymbolCheck {
            same_as: vec![text(etag)],
            ..SymbolCheck::default()
        }
    }

    fn different(etag: &str) -> SymbolCheck {
        SymbolCheck {
            differs_from: vec![text(etag)],
            ..SymbolCheck::default()
        }
    }

    fn absent() -> SymbolCheck {
        SymbolCheck {
            absent: true,
            ..SymbolCheck::default()
        }
    }

    #[test]
    fn the_header_is_compared_as_a_symbol() {
        let sample = Sample::new("GET").header("ETag", "\"1\"");
        for check in [SymbolCheck::default(), same("\"1\""), different("\"2\"")] {
            assert_eq!(judged(&check, &sample), Outcome::Held);
        }
        for (check, expected) in [
            (same("\"2\""), "ETag: \"2\""),
            (different("\"1\""), "ETag other than \"1\""),
            (absent(), "no ETag"),
        ] {
            assert_eq!(judged(&check, &sample), broken(expected, "ETag: \"1\""));
        }
    }

    #[test]
    fn a_missing_header_is_told() {
        let sample = Sample::new("PUT").status(204);
        assert_eq!(judged(&absent(), &sample), Outcome::Held);
        for (check, expected) in [
            (SymbolCheck::default(), "ETag"),
            (same("\"1\""), "ETag: \"1\""),
            (different("\"1\""), "ETag other than \"1\""),
        ] {
            assert_eq!(judged(&check, &sample), broken(expected, "no ETag"));
        }
    }

    #[test]
    fn the_property_of_a_resource_is_compared_too() {
        let rows = found("/ada/book/a", "<d:getetag> \"1\" </d:getetag>");
        let sample = Sample::new("PROPFIND").multistatus(&rows);
        let of = |href: &str, check: SymbolCheck| SymbolCheck {
            of: Some(text(href)),
            ..check
        };
        assert_eq!(judged(&of("a", same("\"1\"")), &sample), Outcome::Held);
        assert_eq!(
            judged(&of("a", different("\"1\"")), &sample),
            broken(
                "DAV:getetag of a other than \"1\"",
                "DAV:getetag of a: \"1\""
            )
        );
        assert_eq!(
            judged(&of("b", SymbolCheck::default()), &sample),
            broken("DAV:getetag of b", "no response for b")
        );
    }

    #[test]
    fn a_property_at_another_status_is_no_etag() {
        let sample = Sample::new("PROPFIND").multistatus(
            "<d:response><d:href>a</d:href><d:propstat><d:prop><d:getetag/></d:prop>\
             <d:status>HTTP/1.1 404 No</d:status></d:propstat></d:response>",
        );
        let check = SymbolCheck {
            of: Some(text("a")),
            ..SymbolCheck::default()
        };
        assert_eq!(
            judged(&check, &sample),
            broken("DAV:getetag of a", "DAV:getetag of a at status 404")
        );
    }
}
