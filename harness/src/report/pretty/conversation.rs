//! An exchange as text, bounded.

use super::super::document::{ExchangeRecord, MessageRecord, StepRecord};
use super::super::{CurlLogin, curl};

/// How many lines of a body are shown.
const MOST_LINES: usize = 40;

/// How many characters of a line are shown.
const LONGEST_LINE: usize = 400;

/// The last exchange in full, the ones before it in a line each, and how to send it again.
pub(super) fn exchanges(step: &StepRecord, login: CurlLogin) -> String {
    let Some((last, earlier)) = step.exchanges.split_last() else {
        return String::new();
    };
    let mut text = "\n".to_owned();
    for exchange in earlier {
        text += &format!(
            "  (before: {} {}: {})\n",
            exchange.method,
            exchange.url,
            exchange.outcome()
        );
    }
    text += &exchange(last);
    text += &format!("\n  {}\n", curl(last, step.credentials, login));
    text
}

fn exchange(exchange: &ExchangeRecord) -> String {
    let mut text = line('>', &format!("{} {}", exchange.method, exchange.url));
    text += &message('>', &exchange.request);
    match &exchange.response {
        Some(response) => {
            text += &line('<', &exchange.outcome());
            text += &message('<', response);
            if exchange.foreign > 0 {
                let foreign = format!("({} members of others left out)", exchange.foreign);
                text += &line('<', &foreign);
            }
        }
        None => text += &line('!', &exchange.outcome()),
    }
    text
}

fn message(mark: char, message: &MessageRecord) -> String {
    let fields = message.headers.iter();
    let mut text: String = fields
        .map(|(name, value)| line(mark, &format!("{name}: {value}")))
        .collect();
    let body = message.text();
    if body.is_empty() {
        return text;
    }
    text += &line(mark, "");
    let lines: Vec<_> = body.trim_end().split('\n').collect();
    text.extend(lines.iter().take(MOST_LINES).map(|body| line(mark, body)));
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        text += &line(mark, &format!("… ({more} more lines)"));
    }
    text
}

fn line(mark: char, text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_LINE).collect();
    let left_out = text.chars().count() - shown.chars().count();
    if left_out > 0 {
        shown += &format!("… ({left_out} more characters)");
    }
    format!("{}\n", format!("  {mark} {}", visible(&shown)).trim_end())
}

/// The text without characters that would work on a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => c,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::scenario::Credentials;

    fn told(body: &str) -> String {
        let mut response = sample::response(200, &[("etag", "\"1\"")], body);
        response.foreign = 2;
        let exchange = sample::exchange(sample::request("GET", "/a", &[], ""), response);
        let record = ExchangeRecord::of(&exchange, String::new());
        let step = StepRecord {
            name: "get".to_owned(),
            place: None,
            other_device: false,
            mock: None,
            credentials: Credentials::None,
            left_out: None,
            notes: Vec::new(),
            checks: Vec::new(),
            exchanges: vec![record.clone(), record],
        };
        exchanges(&step, CurlLogin::Bearer)
    }

    #[test]
    fn the_last_exchange_is_shown_in_full() {
        assert_eq!(
            told("one\n\ntwo\u{1b}[31m\n"),
            "
  (before: GET http://127.0.0.1:4321/a: 200)
  > GET http://127.0.0.1:4321/a
  < 200
  < ETag: \"1\"
  <
  < one
  <
  < two\u{fffd}[31m
  < (2 members of others left out)

  curl -i http://127.0.0.1:4321/a
"
        );
    }

    #[test]
    fn long_bodies_are_cut() {
        let lines = told(&"x\n".repeat(MOST_LINES + 2));
        assert!(lines.contains("  < … (2 more lines)\n"), "{lines}");
        let wide = told(&"x".repeat(LONGEST_LINE + 3));
        assert!(wide.contains("xxx… (3 more characters)\n"), "{wide}");
    }
}
