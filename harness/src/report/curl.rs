//! The `curl` command that sends a request again.

use serde::{Deserialize, Serialize};

use super::document::{ExchangeRecord, MessageRecord};
use super::replay::quoted;
use crate::scenario::Credentials;

/// The longest body that is written into the command.
const LONGEST_BODY: usize = 2_000;

/// What stands for the account's address in what a run tells.
const ACCOUNT: &str = "[account]";

/// Headers that `curl` sets by itself, and ours about ourselves.
const LEFT_OUT: [&str; 3] = ["Content-Length", "Host", "User-Agent"];

/// How `curl` logs in as the run did. Secrets stay in variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CurlLogin {
    /// A bearer token, `$CARDPROOF_ACCESS_TOKEN`.
    Bearer,
    /// A user and a password, `$CARDPROOF_USER` and `$CARDPROOF_PASSWORD`.
    Basic,
    /// No credentials.
    Nobody,
}

/// The command that sends a request again.
#[must_use]
pub fn curl(exchange: &ExchangeRecord, credentials: Credentials, login: CurlLogin) -> String {
    let mut words = vec!["curl -i".to_owned()];
    if exchange.method == "HEAD" {
        words.push("--head".to_owned());
    } else if exchange.method != "GET" {
        words.push(format!("-X {}", quoted(&exchange.method)));
    }
    words.extend(authorization(credentials, login));
    for (name, value) in &exchange.request.headers {
        if !is_added(exchange, (name, value)) {
            words.push(format!("-H {}", word(&format!("{name}: {value}"))));
        }
    }
    words.extend(body(&exchange.request));
    match &exchange.target {
        // curl itself would tidy the path up.
        Some(target) => {
            words.push(format!("--request-target {}", word(target)));
            words.push(word(origin(&exchange.url)));
        }
        None => {
            words.extend(exactness(&exchange.url));
            words.push(word(&exchange.url));
        }
    }
    words.join(" ")
}

/// Whether a header comes by itself. Of what is sent byte for byte that is only said where nothing
/// else stands in it than what is added.
fn is_added(exchange: &ExchangeRecord, (name, value): (&str, &str)) -> bool {
    if exchange.target.is_none() {
        return LEFT_OUT.contains(&name);
    }
    match name {
        "Authorization" => value == "[credentials]",
        "Connection" => value == "close",
        "Content-Length" => value == exchange.request.length().to_string(),
        "Host" => origin(&exchange.url).ends_with(&format!("://{value}")),
        _ => name == "User-Agent",
    }
}

/// Scheme, host and port of a URL.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url.get(host..).and_then(|rest| rest.find('/'));
    path.and_then(|at| url.get(..host + at)).unwrap_or(url)
}

/// A word with the account's address back in its place, as a variable.
fn word(text: &str) -> String {
    let pieces = text.split(ACCOUNT).map(|piece| match piece {
        "" if text.contains(ACCOUNT) => String::new(),
        piece => quoted(piece),
    });
    pieces.collect::<Vec<_>>().join("\"$CARDPROOF_ACCOUNT\"")
}

/// What `curl` needs so that it sends a URL as it stands.
fn exactness(url: &str) -> Option<String> {
    let url = url.replace(ACCOUNT, "");
    let globs = url.contains(['[', ']', '{', '}']).then_some("--globoff");
    let dots = (url.contains("/./") || url.contains("/..")).then_some("--path-as-is");
    let words: Vec<_> = globs.into_iter().chain(dots).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn authorization(credentials: Credentials, login: CurlLogin) -> Option<String> {
    let word = match (credentials, login) {
        (Credentials::None, _) | (Credentials::Own, CurlLogin::Nobody) => return None,
        (Credentials::UnknownToken, _) => "-H 'Authorization: Bearer never-issued'",
        (Credentials::WrongPassword, _) => "--user nobody:wrong",
        (Credentials::Own, CurlLogin::Bearer) => {
            r#"-H "Authorization: Bearer $CARDPROOF_ACCESS_TOKEN""#
        }
        (Credentials::Own, CurlLogin::Basic) => r#"--user "$CARDPROOF_USER:$CARDPROOF_PASSWORD""#,
    };
    Some(word.to_owned())
}

fn body(request: &MessageRecord) -> Option<String> {
    if request.body.is_empty() {
        return None;
    }
    Some(if request.base64 || request.body.len() > LONGEST_BODY {
        format!("--data-binary @body-of-{}-bytes", request.length())
    } else {
        format!("--data-raw {}", word(&request.body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn sent(request: crate::exchange::Request) -> ExchangeRecord {
        let response = sample::response(200, &[], "");
        ExchangeRecord::of(&sample::exchange(request, response), String::new())
    }

    fn put(body: &str) -> ExchangeRecord {
        sent(sample::request(
            "PUT",
            "/a",
            &[("if-match", "\"1\""), ("content-length", "9")],
            body,
        ))
    }

    #[test]
    fn a_request_becomes_one_line_without_its_secrets() {
        assert_eq!(
            curl(&put("A\r\nB"), Credentials::Own, CurlLogin::Bearer),
            r#"curl -i -X PUT -H "Authorization: Bearer $CARDPROOF_ACCESS_TOKEN" -H 'If-Match: "1"' --data-raw $'A\r\nB' http://127.0.0.1:4321/a"#
        );
    }

    #[test]
    fn the_credentials_are_those_of_the_step() {
        let get = sent(sample::request("GET", "/a", &[], ""));
        let line = |credentials, login| curl(&get, credentials, login);
        let url = "http://127.0.0.1:4321/a";
        assert_eq!(
            line(Credentials::Own, CurlLogin::Basic),
            format!(r#"curl -i --user "$CARDPROOF_USER:$CARDPROOF_PASSWORD" {url}"#)
        );
        assert_eq!(
            line(Credentials::Own, CurlLogin::Nobody),
            format!("curl -i {url}")
        );
        assert_eq!(
            line(Credentials::None, CurlLogin::Bearer),
            format!("curl -i {url}")
        );
        assert_eq!(
            line(Credentials::UnknownToken, CurlLogin::Bearer),
            format!("curl -i -H 'Authorization: Bearer never-issued' {url}")
        );
        assert_eq!(
            line(Credentials::WrongPassword, CurlLogin::Bearer),
            format!("curl -i --user nobody:wrong {url}")
        );
        let head = sent(sample::request("HEAD", "/a", &[], ""));
        assert_eq!(
            curl(&head, Credentials::None, CurlLogin::Bearer),
            format!("curl -i --head {url}")
        );
    }

    #[test]
    fn the_account_is_a_variable_wherever_it_stands() {
        let put = sent(sample::request(
            "PUT",
            "/p/[account]/",
            &[],
            "A\r\n[account]\r\n",
        ));
        assert_eq!(
            curl(&put, Credentials::None, CurlLogin::Nobody),
            "curl -i -X PUT --data-raw $'A\\r\\n'\"$CARDPROOF_ACCOUNT\"$'\\r\\n' \
             http://127.0.0.1:4321/p/\"$CARDPROOF_ACCOUNT\"/"
        );
    }

    #[test]
    fn a_url_is_sent_as_it_stands() {
        let get = sent(sample::request("GET", "/a/../{b}", &[], ""));
        assert_eq!(
            curl(&get, Credentials::None, CurlLogin::Nobody),
            "curl -i --globoff --path-as-is 'http://127.0.0.1:4321/a/../{b}'"
        );
    }

    #[test]
    fn what_is_sent_byte_for_byte_is_not_tidied_up() {
        let mut get = sent(sample::request("GET", "/a/../b", &[], ""));
        get.target = Some("/a/../b".to_owned());
        let fields = [
            ("Host", "127.0.0.1:4321"),
            ("User-Agent", "cardproof"),
            ("Authorization", "[credentials]"),
            ("x", "1"),
            ("X", "2"),
            ("Host", "other"),
            ("Content-Length", "0"),
            ("Connection", "close"),
        ];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        get.request.headers = fields.map(owned).to_vec();
        assert_eq!(
            curl(&get, Credentials::None, CurlLogin::Nobody),
            "curl -i -H 'x: 1' -H 'X: 2' -H 'Host: other' --request-target /a/../b \
             http://127.0.0.1:4321"
        );
    }

    #[test]
    fn a_long_body_is_left_to_a_file() {
        let long = "x".repeat(LONGEST_BODY + 1);
        assert!(
            curl(&put(&long), Credentials::None, CurlLogin::Nobody)
                .contains("--data-binary @body-of-2001-bytes ")
        );
    }
}
