use bytes::Bytes;

use super::*;

fn raw(lines: &[&str], omit: &[&str]) -> RawRequest {
    let own = |line: &&str| RawLine::Own((*line).to_owned());
    RawRequest {
        origin: "http://dav.example.com:8080".to_owned(),
        target: "/a/../b?%zz".to_owned(),
        lines: lines.iter().map(own).collect(),
        omit: omit.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// What goes over the wire.
fn sent(mut raw: RawRequest, body: &'static [u8]) -> String {
    let secret = Secret::new("Bearer ya29.abc");
    raw.complete(body.len(), ("agent", Some(&secret)));
    let request = Request {
        method: "fOO".to_owned(),
        url: String::new(),
        headers: HeaderMap::new(),
        body: Bytes::from_static(body),
        raw: None,
    };
    String::from_utf8(raw.bytes(&request)).unwrap()
}

#[test]
fn what_a_server_needs_is_added_around_the_lines_as_they_stand() {
    assert_eq!(
        sent(raw(&["dEPTH: 0", "Depth:1", "odd "], &[]), b"<x"),
        "fOO /a/../b?%zz HTTP/1.1\r\nHost: dav.example.com:8080\r\nUser-Agent: agent\r\n\
         Authorization: Bearer ya29.abc\r\ndEPTH: 0\r\nDepth:1\r\nodd \r\nContent-Length: 2\r\n\
         Connection: close\r\n\r\n<x"
    );
}

#[test]
fn what_the_scenario_writes_or_omits_is_not_added() {
    let own = [
        "host: other",
        "USER-AGENT: me",
        "authorization: Basic x",
        "content-length: 9",
        "connection: keep-alive",
    ];
    let text = sent(raw(&own, &[]), b"<x");
    assert_eq!(text.matches("\r\n").count(), own.len() + 2, "{text}");
    let none = sent(raw(&[], &["Host", "user-agent", "Content-Length"]), b"<x");
    assert_eq!(
        none,
        "fOO /a/../b?%zz HTTP/1.1\r\nAuthorization: Bearer ya29.abc\r\nConnection: close\r\n\r\n<x"
    );
    let chunked = sent(raw(&["Transfer-Encoding: chunked"], &[]), b"0\r\n\r\n");
    assert!(!chunked.contains("Content-Length"), "{chunked}");
}

#[test]
fn credentials_are_neither_shown_nor_printed_nor_headers() {
    let mut raw = raw(&["X: 1", "x: 2"], &[]);
    raw.complete(0, ("agent", Some(&Secret::new("Bearer ya29.abc"))));
    let shown: Vec<&str> = raw.lines.iter().map(RawLine::shown).collect();
    assert!(shown.contains(&"Authorization: [credentials]"));
    assert!(!format!("{raw:?}").contains("ya29"));
    let headers = raw.headers();
    assert_eq!(headers.len(), 2);
    assert_eq!(headers.get_all("x").iter().count(), 2);
}

#[test]
fn a_length_is_said_once_and_rightly() {
    for (lines, says, breaks_off) in [
        (&[][..], true, false),
        (&["Content-Length: 2"], true, false),
        (&["content-length : 3"], false, true),
        (&["Content-Length: 1"], false, false),
        (&["Content-Length: 2", "Content-Length: 2"], false, false),
        (&["Transfer-Encoding: chunked"], false, false),
    ] {
        let raw = raw(lines, &[]);
        assert_eq!(raw.says_its_length(2), says, "{lines:?}");
        assert_eq!(raw.breaks_off(2), breaks_off, "{lines:?}");
    }
}
