//! Conditional requests (RFC 9110 §13), evaluated in the order of §13.2.2.

use http::header::{
    ETAG, HeaderMap, HeaderName, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE,
};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::dav::ETag;
use crate::refusal::Refusal;

/// What is there now.
pub(super) struct Current<'a> {
    pub(super) etag: &'a ETag,
    /// The modification date, where clients are told about it; otherwise the conditions on dates
    /// are ignored (RFC 9110 §13.1.3, §13.1.4).
    pub(super) modified: Option<Timestamp>,
}

/// The entity tags of a condition.
#[derive(Debug, PartialEq, Eq)]
enum Tags<'a> {
    /// `*`.
    Any,
    /// Tags with their quotation marks, and whether they are weak.
    These(Vec<(&'a str, bool)>),
}

/// Checks the conditions of GET and HEAD.
pub(super) fn check_read(headers: &HeaderMap, current: &Current<'_>) -> Result<(), Refusal> {
    check_match(headers, Some(current))?;
    let unchanged = match tags(headers, IF_NONE_MATCH) {
        Some(tags) => tags.matches_weakly(current.etag),
        None => date(headers, IF_MODIFIED_SINCE)
            .zip(current.modified)
            .is_some_and(|(since, modified)| modified.as_second() <= since.as_second()),
    };
    if unchanged {
        return Err(Refusal::not_modified("the client has the card as it is")
            .with_text(ETAG, current.etag.as_str()));
    }
    Ok(())
}

/// Checks `If-Match`, or `If-Unmodified-Since` where that is missing.
pub(super) fn check_match(
    headers: &HeaderMap,
    current: Option<&Current<'_>>,
) -> Result<(), Refusal> {
    let holds = match (tags(headers, IF_MATCH), current) {
        (Some(_), None) => false,
        (Some(tags), Some(current)) => tags.matches_strongly(current.etag),
        (None, None) => true,
        (None, Some(current)) => date(headers, IF_UNMODIFIED_SINCE)
            .zip(current.modified)
            .is_none_or(|(since, modified)| modified.as_second() <= since.as_second()),
    };
    if holds {
        return Ok(());
    }
    Err(match current {
        Some(current) => {
            Refusal::precondition_failed("the card is not the one that If-Match names").unless(
                format!("read the card again and send If-Match: {}", current.etag),
            )
        }
        None => Refusal::precondition_failed("If-Match names a card where none is")
            .unless("leave If-Match out to create the card"),
    })
}

/// Checks `If-None-Match` of a request that changes something.
pub(super) fn check_none_match(
    headers: &HeaderMap,
    current: Option<&Current<'_>>,
) -> Result<(), Refusal> {
    let (Some(tags), Some(current)) = (tags(headers, IF_NONE_MATCH), current) else {
        return Ok(());
    };
    if !tags.matches_weakly(current.etag) {
        return Ok(());
    }
    Err(
        Refusal::precondition_failed("a card is there that If-None-Match excludes").unless(
            format!(
                "use another name, or send If-Match: {} to update the card",
                current.etag
            ),
        ),
    )
}

impl Tags<'_> {
    /// Strong comparison (RFC 9110 §8.8.3.2): weak tags never match.
    fn matches_strongly(&self, etag: &ETag) -> bool {
        match self {
            Self::Any => true,
            Self::These(tags) => tags.contains(&(etag.as_str(), false)),
        }
    }

    /// Weak comparison (RFC 9110 §8.8.3.2).
    fn matches_weakly(&self, etag: &ETag) -> bool {
        match self {
            Self::Any => true,
            Self::These(tags) => tags.iter().any(|(tag, _)| *tag == etag.as_str()),
        }
    }
}

/// The tags of a header, over all its lines; `None` if the header is missing. What is no entity
/// tag matches nothing.
fn tags(headers: &HeaderMap, name: HeaderName) -> Option<Tags<'_>> {
    let mut found = Vec::new();
    let mut is_there = false;
    for line in headers.get_all(name) {
        is_there = true;
        let text = line.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Some(Tags::Any);
        }
        read_tags(text, &mut found);
    }
    is_there.then_some(Tags::These(found))
}

/// Reads `W/"a", "b"`. Commas may stand inside of a tag.
fn read_tags<'a>(mut text: &'a str, found: &mut Vec<(&'a str, bool)>) {
    loop {
        text = text.trim_start_matches([',', ' ', '\t']);
        let (weak, rest) = match text.strip_prefix("W/") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let end = rest
            .strip_prefix('"')
            .and_then(|inside| inside.find('"'))
            .map(|at| at + 2);
        if let Some((tag, rest)) = end.and_then(|end| rest.split_at_checked(end)) {
            found.push((tag, weak));
            text = rest;
        } else if let Some((_, rest)) = text.split_once(',') {
            text = rest;
        } else {
            return;
        }
    }
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<Timestamp> {
    let text = headers.get(name)?.to_str().ok()?;
    DateTimeParser::new().parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn etag() -> ETag {
        ETag::at("2026-06-01T12:00:00.500Z".parse().unwrap())
    }

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    fn matches(value: &str) -> bool {
        let etag = etag();
        let current = Current {
            etag: &etag,
            modified: None,
        };
        check_match(&headers(&[("if-match", value)]), Some(&current)).is_ok()
    }

    #[test]
    fn if_match_compares_strongly() {
        let tag = etag().to_string();
        assert!(matches(&tag));
        assert!(matches("*"));
        assert!(matches(&format!("\"a,b\", W/\"c\" ,{tag}")));
        assert!(!matches(&format!("W/{tag}")));
        assert!(!matches("\"other\""));
    }

    #[test]
    fn what_is_no_entity_tag_matches_nothing() {
        let bare = etag().to_string().replace('"', "");
        assert!(!matches(&bare));
        assert!(!matches(""));
        assert!(!matches("\"open"));
        assert!(matches(&format!("{bare}, {}", etag())));
    }

    #[test]
    fn several_lines_are_one_list() {
        let (etag, tag) = (etag(), etag().to_string());
        let current = Current {
            etag: &etag,
            modified: None,
        };
        let lines = headers(&[("if-match", "\"a\""), ("if-match", &tag)]);
        assert!(check_match(&lines, Some(&current)).is_ok());
    }

    #[test]
    fn any_tag_at_all_is_refused_where_nothing_is() {
        assert!(check_match(&headers(&[("if-match", "*")]), None).is_err());
        assert!(check_match(&headers(&[]), None).is_ok());
        assert!(check_none_match(&headers(&[("if-none-match", "*")]), None).is_ok());
    }

    #[test]
    fn if_none_match_compares_weakly() {
        let etag = etag();
        let current = Current {
            etag: &etag,
            modified: None,
        };
        let refused = |value: &str| {
            check_none_match(&headers(&[("if-none-match", value)]), Some(&current)).is_err()
        };
        assert!(refused("*"));
        assert!(refused(&format!("W/{etag}")));
        assert!(!refused("\"other\""));
    }

    #[test]
    fn dates_count_only_without_tags_and_only_where_they_are_told() {
        let etag = etag();
        let modified = Some("2026-06-01T12:00:00.500Z".parse().unwrap());
        let check = |lines: &[(&'static str, &str)], modified| {
            check_match(
                &headers(lines),
                Some(&Current {
                    etag: &etag,
                    modified,
                }),
            )
            .is_ok()
        };
        let before = ("if-unmodified-since", "Mon, 01 Jun 2026 11:59:59 GMT");
        let same_second = ("if-unmodified-since", "Mon, 01 Jun 2026 12:00:00 GMT");
        assert!(!check(&[before], modified));
        assert!(check(&[same_second], modified));
        assert!(check(&[before], None));
        assert!(check(&[before, ("if-match", "*")], modified));
        assert!(check(&[("if-unmodified-since", "yesterday")], modified));
    }

    #[test]
    fn reading_is_saved_by_a_tag_or_else_by_a_date() {
        let etag = etag();
        let modified = Some("2026-06-01T12:00:00.500Z".parse().unwrap());
        let sent = |lines: &[(&'static str, &str)]| {
            check_read(
                &headers(lines),
                &Current {
                    etag: &etag,
                    modified,
                },
            )
            .is_ok()
        };
        assert!(!sent(&[("if-none-match", &format!("W/{etag}"))]));
        assert!(!sent(&[(
            "if-modified-since",
            "Mon, 01 Jun 2026 12:00:00 GMT"
        )]));
        assert!(sent(&[(
            "if-modified-since",
            "Mon, 01 Jun 2026 11:00:00 GMT"
        )]));
        assert!(sent(&[
            ("if-none-match", "\"other\""),
            ("if-modified-since", "Mon, 01 Jun 2026 12:00:00 GMT"),
        ]));
    }
}
