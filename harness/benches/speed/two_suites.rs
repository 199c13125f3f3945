//! One suite in two languages: files of five requests, each with a check of one element.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::requests::Requests;

/// So many files of each language.
pub(crate) const FILES: usize = 200;
/// So many requests in each.
pub(crate) const REQUESTS: usize = 5;

const CTAG: &str = "<propfind xmlns='DAV:'><prop><getctag xmlns='http://calendarserver.org/ns/'/></prop></propfind>";

/// Writes both below a folder: `hurl/*.hurl`, `cardproof/*.yaml` and `target.yaml`.
pub(crate) fn write(folder: &Path, book: &Requests) {
    let (hurl, cardproof) = (folder.join("hurl"), folder.join("cardproof"));
    for folder in [&hurl, &cardproof] {
        fs::create_dir(folder).expect("a folder");
    }
    let origin = format!("http://{}", book.address);
    let authorization = book.authorization.as_deref().unwrap_or_default();
    let (asked, scenario) = (hurl_file(&origin, book, authorization), scenario(book));
    for number in 0..FILES {
        let name = format!("file-{number:03}");
        fs::write(hurl.join(&name).with_extension("hurl"), &asked).expect("a file");
        let titled = scenario.replace("NUMBER", &number.to_string());
        fs::write(cardproof.join(&name).with_extension("yaml"), titled).expect("a file");
    }
    let target = format!(
        "name: bench\nbase-url: {origin}\nauth:\n  bearer: {{ env: CARDPROOF_ACCESS_TOKEN }}\nprofile: rfc\n"
    );
    fs::write(folder.join("target.yaml"), target).expect("a file");
}

fn hurl_file(origin: &str, book: &Requests, authorization: &str) -> String {
    (0..REQUESTS).fold(String::new(), |mut text, _| {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "PROPFIND {origin}{path}\nDepth: 0\nAuthorization: {authorization}\n\
             Content-Type: application/xml; charset=utf-8\n`{CTAG}`\nHTTP 207\n[Asserts]\n\
             xpath \"string(//*[local-name()='getctag'])\" != \"\"\n\n",
            path = book.path,
        );
        text
    })
}

fn scenario(book: &Requests) -> String {
    let head = "title: File NUMBER asks for the ctag\nsteps:\n".to_owned();
    (0..REQUESTS).fold(head, |mut text, number| {
        let _ = write!(
            text,
            "  - name: ask-{number}\n    propfind: {path}\n    depth: 0\n    props: [getctag]\n    expect:\n      \
             status: 207\n      property:\n        - {{ name: getctag, is: present }}\n    covers: [prop-01]\n",
            path = book.path,
        );
        text
    })
}
