//! An exchange: two arrows, and what went along them.

use super::page::Page;
use crate::report::document::{ExchangeRecord, MessageRecord};
use crate::snapshot::LEFT_OUT_HEADERS;

/// How many characters of a body are shown.
const LONGEST_BODY: usize = 6_000;

/// How many characters of a path are shown on an arrow.
const LONGEST_PATH: usize = 44;

/// Adds the arrows: the request, and what came back.
pub(super) fn arrows(page: &mut Page, exchange: &ExchangeRecord) {
    page.markup("<span class=\"arrow out\"><b>")
        .text(&exchange.method)
        .markup("</b> ");
    if let Some(detail) = detail(exchange) {
        page.markup("<i>").text(&detail).markup("</i> ");
    }
    page.text(&short_path(&exchange.url)).markup("</span>");
    match exchange.status {
        Some(status) => {
            page.markup("<span class=\"arrow back\"><b>")
                .number(usize::from(status))
                .markup("</b> ");
            let reason = http::StatusCode::from_u16(status).ok();
            let reason = reason.and_then(|status| status.canonical_reason());
            page.text(reason.unwrap_or_default());
        }
        None => {
            page.markup("<span class=\"arrow back lost\"><b>no answer</b>");
        }
    }
    page.markup(" <small>")
        .text(&exchange.elapsed_ms.to_string())
        .markup(" ms</small></span>");
}

/// Adds what was sent and received.
pub(super) fn messages(page: &mut Page, exchange: &ExchangeRecord) {
    page.markup("<div class=\"messages\">\n<pre class=\"request\">");
    page.markup("<b>")
        .text(&exchange.method)
        .markup(" ")
        .text(&exchange.url)
        .markup("</b>\n");
    message(page, &exchange.request);
    page.markup("</pre>\n<pre class=\"response\"><b>")
        .text(&exchange.outcome())
        .markup("</b>\n");
    if let Some(response) = &exchange.response {
        message(page, response);
    }
    if exchange.foreign > 0 {
        page.markup("\n(")
            .number(exchange.foreign)
            .markup(" members of others left out)");
    }
    page.markup("</pre>\n</div>\n");
}

/// Header fields that mean something to the protocol, and the body.
fn message(page: &mut Page, message: &MessageRecord) {
    let means = |name: &str| !LEFT_OUT_HEADERS.contains(&name.to_ascii_lowercase().as_str());
    for (name, value) in message.headers.iter().filter(|(name, _)| means(name)) {
        page.markup("<span class=\"name\">")
            .text(name)
            .markup(":</span> ")
            .text(value)
            .markup("\n");
    }
    let body = message.text();
    if body.is_empty() {
        return;
    }
    let shown: String = body.chars().take(LONGEST_BODY).collect();
    page.markup("\n").text(shown.trim_end());
    let left_out = body.chars().count() - shown.chars().count();
    if left_out > 0 {
        page.markup("… (")
            .number(left_out)
            .markup(" more characters)");
    }
}

/// What tells two requests of one method apart: the kind of a report, the depth.
fn detail(exchange: &ExchangeRecord) -> Option<String> {
    let message = &exchange.request;
    let depth = message
        .header("Depth")
        .map(|depth| format!("Depth {depth}"));
    let root = match exchange.method.as_str() {
        "REPORT" => root(&message.body),
        _ => None,
    };
    let parts: Vec<_> = root.into_iter().chain(depth).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The local name of a document's root element, as far as that can be seen without reading it.
fn root(body: &str) -> Option<String> {
    let tag = body
        .split('<')
        .skip(1)
        .find(|tag| tag.starts_with(|c: char| c.is_alphabetic()))?;
    let name = tag
        .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .next()?;
    let local = name.rsplit(':').next()?;
    Some(local.chars().take(LONGEST_PATH).collect())
}

/// The end of a path, from a slash on.
fn short_path(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| {
        rest.find('/').map_or("/", |slash| &rest[slash..])
    });
    let length = path.chars().count();
    if length <= LONGEST_PATH {
        return path.to_owned();
    }
    let end: String = path.chars().skip(length - LONGEST_PATH).collect();
    match end.trim_end_matches('/').find('/') {
        Some(slash) => format!("…{}", &end[slash..]),
        None => format!("…{end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shortened_at_a_slash() {
        assert_eq!(short_path("https://127.0.0.1:1/a/b"), "/a/b");
        assert_eq!(short_path("https://127.0.0.1:1"), "/");
        assert_eq!(
            short_path(
                "https://a/carddav/v1/principals/[account]/lists/default/2eb186c6-2278-4183.vcf"
            ),
            "…/lists/default/2eb186c6-2278-4183.vcf"
        );
        assert_eq!(
            short_path("https://a/carddav/v1/principals/[account]/lists/a-book-with-a-name/"),
            "…/[account]/lists/a-book-with-a-name/"
        );
        let long = format!("https://a/{}", "é".repeat(60));
        assert_eq!(short_path(&long), format!("…{}", "é".repeat(LONGEST_PATH)));
    }

    #[test]
    fn the_kind_of_a_report_is_its_root() {
        let body = "<?xml version=\"1.0\"?>\n<!-- a -->\n<d:sync-collection xmlns:d=\"DAV:\"/>";
        assert_eq!(root(body).as_deref(), Some("sync-collection"));
        assert_eq!(root("<x/>").as_deref(), Some("x"));
        assert_eq!(root("<?xml version=\"1.0\"?>"), None);
    }
}
