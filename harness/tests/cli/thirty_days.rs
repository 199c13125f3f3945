//! The README's example: thirty days pass, and only the sync token is over.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::program::root;
use crate::serve::Served;

/// The whole answer to a request with a body.
fn answer(served: &Served, head: &str, body: &str) -> String {
    let address = served.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer token-of-ada\r\n\
         Depth: 0\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn after_thirty_days_the_sync_token_is_refused_and_the_access_token_still_works() {
    const BOOK: &str = "/carddav/v1/principals/ada@example.com/lists/default/";
    let world = root().join("docs/examples/two-cards.yaml");
    let served = Served::start(&["--world", &world.display().to_string()]);
    let token = "<propfind xmlns=\"DAV:\"><prop><sync-token/></prop></propfind>";
    let found = answer(&served, &format!("PROPFIND {BOOK}"), token);
    let (_, rest) = found.split_once("sync-token>").expect(&found);
    let (token, _) = rest.split_once('<').expect("a token");
    let delta = format!(
        "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token>\
         <sync-level>1</sync-level><prop/></sync-collection>"
    );
    let report = || answer(&served, &format!("REPORT {BOOK}"), &delta);
    assert!(report().starts_with("HTTP/1.1 207 "), "{}", report());

    let advance = "POST /__cardproof/clock/advance";
    let advanced = answer(&served, advance, "{\"by\": \"30 days\"}");
    assert!(advanced.starts_with("HTTP/1.1 200 "), "{advanced}");
    assert!(report().starts_with("HTTP/1.1 40"), "{}", report());
    let listed = answer(&served, &format!("PROPFIND {BOOK}"), "");
    assert!(listed.starts_with("HTTP/1.1 207 "), "{listed}");
}

#[test]
fn the_readme_shows_the_world_that_there_is() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    assert!(readme.contains("--world docs/examples/two-cards.yaml"));
    assert!(readme.contains("/carddav/v1/principals/ada@example.com/lists/default/"));
}
