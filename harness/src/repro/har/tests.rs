use std::path::Path;

use cardproof_mock::quirk::Profile;
use serde_json::{Value, json};

use super::draft::Chosen;
use super::read::parse;
use super::{DraftOptions, HarError};
use crate::scenario::load::Alone;

const BOOK: &str = "https://dav.example.com/u/ada@engine.uk/book/";

fn options() -> DraftOptions {
    DraftOptions {
        id: "draft".to_owned(),
        profile: Some(Profile::Rfc),
        quirks: Vec::new(),
        seed: 1,
        at: "2026-07-01T12:00:00Z".parse().unwrap(),
    }
}

/// An entry: method and URL, fields and body of the request, status, fields and body of the answer.
fn entry(
    (method, url): (&str, &str),
    (fields, body): (&[(&str, &str)], &str),
    (status, answered, content): (u16, &[(&str, &str)], &str),
) -> Value {
    let list = |fields: &[(&str, &str)]| -> Value {
        let fields = fields.iter();
        fields
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect()
    };
    let mut request = json!({ "method": method, "url": url, "headers": list(fields) });
    if !body.is_empty() {
        request["postData"] = json!({ "text": body });
    }
    let response = json!({
        "status": status, "headers": list(answered), "content": { "text": content }
    });
    json!({ "request": request, "response": response })
}

fn draft(entries: &[Value]) -> Result<String, HarError> {
    let har = json!({ "log": { "entries": entries } }).to_string();
    let chosen = Chosen::of("a.har", parse("a.har", har.as_bytes())?)?;
    chosen.written("a.har", &options())
}

fn tree(text: &str) -> Value {
    let alone = Alone::new("draft", text);
    let tree = alone
        .tree()
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    alone
        .suite(&tree)
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    crate::repro::value::value(&tree)
}

fn card(name: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\nUID:{name}\nN:{name};;;;\nFN:{name}\nEND:VCARD\n")
}

fn listing(rows: &str, token: &str) -> String {
    format!(
        "<d:multistatus xmlns:d='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>{rows}{token}</d:multistatus>"
    )
}

fn row(href: &str, props: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 200 \
         OK</d:status></d:propstat></d:response>"
    )
}

/// A client that lists, reads, changes with a stale ETag, and asks what is new.
fn conversation() -> Vec<Value> {
    let (ada, path) = (format!("{BOOK}ada.vcf"), "/u/ada%40engine.uk/book/ada.vcf");
    let rows = row(
        "/u/ada%40engine.uk/book/",
        "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>",
    ) + &row(path, "<d:getetag>\"one\"</d:getetag>");
    let sync = |token: &str| {
        format!(
            "<d:sync-collection xmlns:d='DAV:'><d:sync-token>{token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop>\
             <d:getetag/></d:prop></d:sync-collection>"
        )
    };
    let login = ("Authorization", "Bearer ya29.hush");
    let changed = row(path, "<d:getetag>\"two\"</d:getetag>");
    vec![
        entry(
            ("PROPFIND", BOOK),
            (
                &[("Depth", "1")],
                "<d:propfind xmlns:d='DAV:'><d:prop><d:resourcetype/><d:getetag/></d:prop></d:propfind>",
            ),
            (401, &[("WWW-Authenticate", "Basic realm=x")], ""),
        ),
        entry(
            ("PROPFIND", BOOK),
            (
                &[login, ("depth", "1")],
                "<d:propfind xmlns:d='DAV:'><d:prop><d:resourcetype/><d:getetag/></d:prop></d:propfind>",
            ),
            (207, &[], &listing(&rows, "")),
        ),
        entry(
            ("GET", &ada),
            (&[login], ""),
            (200, &[("ETag", "\"one\"")], &card("Lovelace")),
        ),
        entry(
            ("REPORT", BOOK),
            (&[login], &sync("")),
            (
                207,
                &[],
                &listing(
                    &row(path, "<d:getetag>\"one\"</d:getetag>"),
                    "<d:sync-token>t:1</d:sync-token>",
                ),
            ),
        ),
        entry(
            ("PUT", &ada),
            (&[login, ("If-Match", "\"one\"")], &card("Lovelace")),
            (204, &[("ETag", "\"two\"")], ""),
        ),
        entry(
            ("PUT", &ada),
            (&[login, ("If-Match", "\"one\"")], &card("Lovelace")),
            (412, &[], ""),
        ),
        entry(
            ("REPORT", BOOK),
            (&[login], &sync("t:1")),
            (
                207,
                &[],
                &listing(&changed, "<d:sync-token>t:2</d:sync-token>"),
            ),
        ),
        entry(
            ("REPORT", BOOK),
            (&[login], &sync("t:lost")),
            (
                403,
                &[],
                "<d:error xmlns:d='DAV:'><d:valid-sync-token/></d:error>",
            ),
        ),
        entry(
            ("GET", "https://cdn.example.com/logo"),
            (&[], ""),
            (200, &[], "x"),
        ),
        entry(("GET", &ada), (&[login], ""), (503, &[], "")),
    ]
}

#[test]
fn a_conversation_becomes_steps_captures_checks_and_cards() {
    let text = draft(&conversation()).unwrap();
    for secret in ["hush", "engine.uk", "Lovelace"] {
        assert!(!text.contains(secret), "{secret} is in\n{text}");
    }
    assert!(
        text.contains(
            "# Exchanges left out: 1 with other hosts; 1 without an answer, or with an error of the server.\n"
        ),
        "{text}"
    );
    let tree = tree(&text);
    assert_eq!(
        tree["given"]["card-1"]["text"],
        "BEGIN:VCARD\nVERSION:3.0\nUID:uid-1\nN:xxxxxxxx;;;;\nFN:xxxxxxxx\nEND:VCARD\n"
    );
    let members = json!({ "ok": ["$given.card-1.href"], "none-other": true });
    let step = |index: usize| tree["steps"][index].clone();
    assert_eq!(step(0)["credentials"], "none");
    assert_eq!(step(0)["expect"], json!({ "status": 401 }));
    assert_eq!(
        step(1),
        json!({
            "name": "propfind-2", "propfind": "$book", "depth": 1, "props": ["resourcetype", "getetag"],
            "expect": { "status": 207, "members": members }, "covers": ["recorded-01"],
            "capture": { "etag": "property getetag of $given.card-1.href" },
        })
    );
    assert_eq!(
        step(2)["expect"],
        json!({ "status": 200, "etag": { "same-as": "$propfind-2.etag" } })
    );
    assert_eq!(
        step(3),
        json!({
            "name": "sync-1", "report": { "sync-collection": { "sync-token": "", "props": ["getetag"] } },
            "expect": { "status": 207, "members": members, "sync-token": "present" },
            "capture": {
                "etag": "property getetag of $given.card-1.href", "token": "sync-token"
            },
            "covers": ["recorded-01"],
        })
    );
    assert_eq!(step(4)["headers"], json!({ "If-Match": "$sync-1.etag" }));
    assert_eq!(
        step(4)["expect"],
        json!({ "status": 204, "etag": { "differs-from": "$sync-1.etag" } })
    );
    assert_eq!(step(5)["expect"], json!({ "status": 412 }));
    assert_eq!(
        step(6)["report"]["sync-collection"]["sync-token"],
        "$sync-1.token"
    );
    assert_eq!(step(7)["report"]["sync-collection"]["sync-token"], "t:lost");
    assert_eq!(
        step(7)["expect"],
        json!({ "status": 403, "precondition": "valid-sync-token" })
    );
    assert_eq!(tree["steps"].as_array().unwrap().len(), 8);
    assert_eq!(tree["world"]["profile"], "rfc");
}

#[test]
fn what_the_fields_of_a_step_cannot_say_is_sent_as_it_stands() {
    let new = format!("{BOOK}new.vcf");
    let query = "<c:addressbook-query xmlns:c='urn:ietf:params:xml:ns:carddav'/>";
    let text = draft(&[
        entry(
            ("REPORT", BOOK),
            (&[("Depth", "1"), ("Content-Type", "text/xml")], query),
            (207, &[], &listing("", "")),
        ),
        entry(
            ("MKCOL", "https://dav.example.com/u/$1/"),
            (&[], ""),
            (403, &[], "<error xmlns='DAV:'><x xmlns='urn:x'/></error>"),
        ),
        entry(
            ("PUT", &new),
            (&[("If-None-Match", "*")], &card("a")),
            (201, &[], ""),
        ),
        entry(
            ("MOVE", &new),
            (&[("Destination", &new), ("Overwrite", "F")], ""),
            (403, &[], ""),
        ),
        entry(("DELETE", &new), (&[], ""), (204, &[], "")),
        entry(
            ("DELETE", &format!("{BOOK}old.vcf")),
            (&[], ""),
            (204, &[], ""),
        ),
    ])
    .unwrap();
    let tree = tree(&text);
    let step = |index: usize| tree["steps"][index].clone();
    assert_eq!(
        step(0),
        json!({
            "name": "query-1", "request": { "method": "REPORT", "url": "$book" }, "depth": 1, "body": query,
            "content-type": "text/xml", "expect": { "status": 207, "members": { "none-other": true } },
            "covers": ["recorded-01"],
        })
    );
    assert_eq!(step(1)["request"]["url"], "/u/$$1/");
    assert_eq!(step(1)["expect"]["precondition"], "{urn:x}x");
    assert_eq!(step(2)["put"], json!({ "in": "$book", "name": "new.vcf" }));
    assert_eq!(step(2)["headers"], json!({ "If-None-Match": "*" }));
    assert_eq!(
        step(2)["capture"],
        json!({ "href": ["header Location", "request href"] })
    );
    assert_eq!(step(3)["headers"]["Destination"], "$put-1.href");
    assert_eq!(step(4)["delete"], "$put-1.href");
    assert_eq!(step(5)["delete"], "$given.card-1.href");
    assert_eq!(tree["given"], json!({ "card-1": "minimal" }));
    assert!(
        text.contains("# Of 1 cards nobody saw at the start"),
        "{text}"
    );
}

#[test]
fn what_is_no_recording_of_dav_is_refused_in_words() {
    let said = |text: &str| parse("a.har", text.as_bytes()).unwrap_err().to_string();
    assert!(said("<html>").starts_with("a.har is no HAR file: expected value"));
    assert_eq!(said("{}"), "a.har is no HAR file: log is missing");
    assert_eq!(
        said("{\"log\": {\"entries\": 3}}"),
        "a.har is no HAR file: log.entries is no list"
    );
    let mut one = entry(("GET", "https://x/"), (&[], "a"), (200, &[], "b"));
    let text = |entry: &Value| json!({ "log": { "entries": [entry] } }).to_string();
    one["response"]["content"]["encoding"] = "base64".into();
    one["response"]["content"]["text"] = "%%".into();
    assert_eq!(
        said(&text(&one)),
        "a.har is no HAR file: log.entries[0].response.content.text is no base64, as it says"
    );
    one["response"]["status"] = "fine".into();
    assert_eq!(
        said(&text(&one)),
        "a.har is no HAR file: log.entries[0].response.status is no status"
    );
    one["request"]["headers"] = json!([{ "name": "a" }]);
    assert_eq!(
        said(&text(&one)),
        "a.har is no HAR file: log.entries[0].request.headers[0].value is missing"
    );
    let web = entry(("GET", "https://x/"), (&[], ""), (200, &[], "<html/>"));
    assert_eq!(
        draft(&[web]).unwrap_err().to_string(),
        "in a.har nobody speaks DAV: of its 1 exchanges none is a PROPFIND, REPORT or anything else that WebDAV \
         brings along, and none sends or gets a card"
    );
    let gone = super::draft(Path::new("no/such.har"), &options()).unwrap_err();
    assert!(gone.to_string().starts_with("no/such.har cannot be read: "));
    let many = vec![conversation()[1].clone(); 501];
    assert_eq!(
        draft(&many).unwrap_err().to_string(),
        "a.har holds 501 exchanges with the server, and a scenario made of it at most 500: record less, or cut it \
         down"
    );
}

#[test]
fn bodies_in_base64_and_fields_of_http_2_are_read() {
    let mut put = entry(
        ("PUT", &format!("{BOOK}a.vcf")),
        (&[(":path", "/x")], "x"),
        (201, &[], ""),
    );
    put["request"]["postData"] = json!({ "text": "QkVHSU46VkNBUkQK/w==", "comment": "base64" });
    let har = json!({ "log": { "entries": [put] } }).to_string();
    let said = parse("a.har", har.as_bytes()).unwrap();
    let request = &said[0].exchange.request;
    assert_eq!(request.body.as_ref(), b"BEGIN:VCARD\n\xff");
    assert!(request.headers.is_empty());
}
