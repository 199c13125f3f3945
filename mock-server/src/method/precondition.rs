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
mod tests;
