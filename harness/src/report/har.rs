//! The conversations as HAR 1.2 (<http://www.softwareishard.com/blog/har-12-spec/>): a page a
//! scenario, an entry an exchange. Credentials, the account and the members of others have been
//! taken out before anything is recorded.

use std::fmt::Write as _;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::document::{Document, ExchangeRecord, MessageRecord, RunRecord, ScenarioRecord};

/// What stands for the version of HTTP, which is not recorded.
const HTTP: &str = "HTTP";
/// The only page of a recording.
const RECORDING: &str = "recording";

/// All exchanges as one HAR document.
///
/// When an exchange began is not recorded: it is counted from the begin of the run, as if each
/// scenario had been the only one.
#[must_use]
pub fn har(document: &Document) -> String {
    let runs = document.runs.iter().enumerate();
    let scenarios = runs.flat_map(|(index, run)| {
        let scenarios = run.scenarios.iter();
        scenarios.map(move |scenario| (format!("{index}/{}", scenario.id), run, scenario))
    });
    let pages = scenarios.clone();
    let pages = pages.map(|(id, run, scenario)| page(&id, run, scenario));
    let entries = scenarios.flat_map(|(id, run, scenario)| entries_of(&id, run, scenario));
    let error = document.error.as_deref();
    log(&document.cardproof, (pages, entries), error)
}

/// A recording as one HAR document: exchanges, and when each began.
#[must_use]
pub fn recording_as_har(
    began: Option<Timestamp>,
    exchanges: impl Iterator<Item = (Timestamp, ExchangeRecord)>,
) -> String {
    let page = began.map(|began| {
        json!({
            "startedDateTime": began.to_string(),
            "id": RECORDING,
            "title": "recorded by cardproof",
            "pageTimings": {},
        })
    });
    let entries = exchanges.map(|(began, exchange)| {
        let mut entry = entry(began, &exchange);
        if let Some(entry) = entry.as_object_mut() {
            entry.insert("pageref".to_owned(), RECORDING.into());
        }
        entry
    });
    let content = (page.into_iter(), entries);
    log(env!("CARGO_PKG_VERSION"), content, None)
}

/// The document, of which no more than one part at a time is more than text: as a whole it takes
/// twenty times the memory.
fn log(
    version: &str,
    (pages, entries): (impl Iterator<Item = Value>, impl Iterator<Item = Value>),
    comment: Option<&str>,
) -> String {
    let creator = json!({ "name": "cardproof", "version": version });
    let mut text = format!("{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"pages\":[");
    add_all(&mut text, pages);
    text += "],\"entries\":[";
    add_all(&mut text, entries);
    text += "]";
    if let Some(comment) = comment {
        text += &format!(",\"comment\":{}", Value::from(comment));
    }
    text + "}}\n"
}

fn add_all(text: &mut String, values: impl Iterator<Item = Value>) {
    for (index, value) in values.enumerate() {
        if index > 0 {
            text.push(',');
        }
        // Writing into a string cannot fail.
        let _ = write!(text, "{value}");
    }
}

fn page(id: &str, run: &RunRecord, scenario: &ScenarioRecord) -> Value {
    json!({
        "startedDateTime": run.began.to_string(),
        "id": id,
        "title": format!("{}: {}", scenario.id, scenario.title),
        "pageTimings": { "onLoad": scenario.elapsed_ms },
        "comment": format!("{}, {}", scenario.verdict, run.name()),
    })
}

fn entries_of(page: &str, run: &RunRecord, scenario: &ScenarioRecord) -> Vec<Value> {
    let mut began = run.began;
    let mut entries = Vec::new();
    for step in &scenario.steps {
        for exchange in &step.exchanges {
            let mut entry = entry(began, exchange);
            if let Some(entry) = entry.as_object_mut() {
                entry.insert("pageref".to_owned(), page.into());
                entry.insert("comment".to_owned(), format!("step {}", step.name).into());
                let verdict = step.verdict().map(|verdict| verdict.name());
                entry.insert("_verdict".to_owned(), verdict.into());
            }
            entries.push(entry);
            began = after(began, Duration::from_millis(exchange.elapsed_ms));
        }
    }
    entries
}

fn after(time: Timestamp, elapsed: Duration) -> Timestamp {
    let elapsed = SignedDuration::try_from(elapsed).unwrap_or_default();
    time.checked_add(elapsed).unwrap_or(time)
}

fn entry(began: Timestamp, exchange: &ExchangeRecord) -> Value {
    json!({
        "startedDateTime": began.to_string(),
        "time": exchange.elapsed_ms,
        "request": request(exchange),
        "response": response(exchange),
        "cache": {},
        "timings": { "send": 0, "wait": exchange.elapsed_ms, "receive": 0 },
    })
}

fn request(exchange: &ExchangeRecord) -> Value {
    let message = &exchange.request;
    let mut request = json!({
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": HTTP,
        "cookies": [],
        "headers": headers(message),
        "queryString": query(&exchange.url),
        "headersSize": -1,
        "bodySize": message.length(),
    });
    if let Some(request) = request.as_object_mut().filter(|_| !message.body.is_empty()) {
        let mut data = json!({ "mimeType": media_type(message), "text": message.body });
        if let Some(data) = data.as_object_mut().filter(|_| message.base64) {
            data.insert("comment".to_owned(), "base64".into());
        }
        request.insert("postData".to_owned(), data);
    }
    request
}

fn response(exchange: &ExchangeRecord) -> Value {
    let Some(message) = &exchange.response else {
        return no_response(exchange);
    };
    let mut content = json!({
        "size": message.length(),
        "mimeType": media_type(message),
        "text": message.body,
    });
    if let Some(content) = content.as_object_mut() {
        if message.base64 {
            content.insert("encoding".to_owned(), "base64".into());
        }
        if exchange.foreign > 0 {
            let comment = format!("{} members of others left out", exchange.foreign);
            content.insert("comment".to_owned(), comment.into());
        }
    }
    json!({
        "status": exchange.status,
        "statusText": status_text(exchange.status),
        "httpVersion": HTTP,
        "cookies": [],
        "headers": headers(message),
        "content": content,
        "redirectURL": message.header("Location").unwrap_or_default(),
        "headersSize": -1,
        "bodySize": message.length(),
    })
}

/// What browsers write where there is no answer.
fn no_response(exchange: &ExchangeRecord) -> Value {
    json!({
        "status": 0,
        "statusText": "",
        "httpVersion": HTTP,
        "cookies": [],
        "headers": [],
        "content": { "size": 0, "mimeType": "x-unknown" },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
        "comment": exchange.outcome(),
        "_error": exchange.outcome(),
    })
}

fn headers(message: &MessageRecord) -> Vec<Value> {
    let fields = message.headers.iter();
    fields
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect()
}

fn query(url: &str) -> Vec<Value> {
    let Ok(url) = url::Url::parse(url) else {
        return Vec::new();
    };
    let pairs = url.query_pairs();
    pairs
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect()
}

fn media_type(message: &MessageRecord) -> &str {
    message.header("Content-Type").unwrap_or("x-unknown")
}

fn status_text(status: Option<u16>) -> &'static str {
    let status = status.and_then(|status| http::StatusCode::from_u16(status).ok());
    status
        .and_then(|status| status.canonical_reason())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Document;
    use crate::report::sample;

    fn read(document: &Document) -> Value {
        serde_json::from_str(&har(document)).unwrap()
    }

    #[test]
    fn the_conversations_are_entries_of_pages() {
        let document = sample::document(sample::every_verdict());
        insta::assert_snapshot!(serde_json::to_string_pretty(&read(&document)).unwrap());
    }

    #[test]
    fn bytes_that_are_no_text_and_members_of_others_are_told() {
        let mut response = sample::response(302, &[("location", "/b?x=1&y=%20")], "");
        response.body = bytes::Bytes::from_static(b"\xff");
        response.foreign = 2;
        let request = sample::request("GET", "/a?x=1&y=%20", &[], "");
        let exchange = sample::exchange(request, response);
        let mut scenario = sample::every_verdict().remove(0);
        scenario.steps.push(sample::step("get", 3, vec![exchange]));
        let har = read(&sample::document(vec![scenario]));
        let entry = &har["log"]["entries"][0];
        assert_eq!(
            entry["request"]["queryString"],
            json!([{ "name": "x", "value": "1" }, { "name": "y", "value": " " }])
        );
        assert_eq!(entry["response"]["redirectURL"], "/b?x=1&y=%20");
        assert_eq!(
            entry["response"]["content"],
            json!({
                "size": 1, "mimeType": "x-unknown", "text": "/w==", "encoding": "base64",
                "comment": "2 members of others left out"
            })
        );
    }
}
