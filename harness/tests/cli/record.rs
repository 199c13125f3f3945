//! `record`: a door to a server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::program::Folder;
use crate::serve::Served;

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:secret-uid\r\nN:Hopper;Grace;;;\r\nFN:Grace \
                    Hopper\r\nEMAIL:grace@navy.mil\r\nEND:VCARD\r\n";

/// A door that is open.
pub(crate) struct Door {
    child: Child,
    pub(crate) url: String,
    pub(crate) folder: Folder,
}

impl Door {
    /// Opens a door to a server, which writes `said.har`.
    pub(crate) fn open(target: &str, arguments: &[&str]) -> Self {
        let folder = Folder::empty();
        let mut all = vec!["record", "--target", target, "-o", "said.har"];
        all.extend(arguments);
        let mut child = folder
            .command(&all)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("an output"));
        let ready: Value = loop {
            let mut line = String::new();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "no ready line");
            if let Some(ready) = line.strip_prefix("cardproof-ready ") {
                break serde_json::from_str(ready).expect("JSON");
            }
        };
        // What is told at the end has to fit somewhere.
        std::thread::spawn(move || output.read_to_string(&mut String::new()));
        let url = ready["url"].as_str().expect("a URL").to_owned();
        Self { child, url, folder }
    }

    /// Sends a request and gives the whole answer.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        ask(&self.url, &request(method, path, headers, body))
    }

    /// Tells the door to close, and gives its code and what it wrote.
    pub(crate) fn close(self, signal: &str) -> (i32, String) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("kill").success());
        self.wait()
    }

    /// Waits until it closes by itself.
    pub(crate) fn wait(mut self) -> (i32, String) {
        let code = self.child.wait().expect("an end").code();
        (code.expect("by itself"), self.folder.read("said.har"))
    }
}

impl Drop for Door {
    /// A test that fails leaves nobody behind.
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {length}\r\nConnection: \
         close\r\n\r\n{body}"
    )
}

fn ask(url: &str, request: &str) -> String {
    let address = url.trim_start_matches("http://");
    let address = address.split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn entries(har: &str) -> Vec<Value> {
    let har: Value = serde_json::from_str(har).expect("JSON");
    assert_eq!(har["log"]["version"], "1.2");
    har["log"]["entries"].as_array().expect("entries").clone()
}

fn statuses(har: &str) -> Vec<u64> {
    let entries = entries(har);
    let statuses = entries.iter().map(|it| it["response"]["status"].as_u64());
    statuses.map(|status| status.expect("a status")).collect()
}

#[test]
fn a_conversation_goes_through_and_is_written_without_secrets() {
    let served = Served::start(&["--profile", "rfc"]);
    let door = Door::open(&served.url, &[]);
    let login = format!("Authorization: Bearer {}\r\n", served.token);
    let found = door.ask("PROPFIND", "/.well-known/carddav", &login, "");
    assert!(found.starts_with("HTTP/1.1 301"), "{found}");
    let location = found
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    let location = location.unwrap_or_else(|| panic!("{found}"));
    let path = location.trim_start_matches(&*door.url);
    assert!(path.starts_with('/'), "{location} leads away from the door");
    let book = format!(
        "/carddav/v1/principals/{}/lists/default/",
        served.account.replace('@', "%40")
    );
    let card = format!("{book}hopper.vcf");
    let write = format!("{login}Content-Type: text/vcard\r\n");
    let created = door.ask("PUT", &card, &write, CARD);
    assert!(created.starts_with("HTTP/1.1 201"), "{created}");
    let stale = format!("{write}If-Match: \"never\"\r\n");
    let refused = door.ask("PUT", &card, &stale, CARD);
    assert!(refused.starts_with("HTTP/1.1 412"), "{refused}");
    let read = door.ask("GET", &card, &login, "");
    assert!(read.contains("FN:Grace Hopper"), "{read}");
    let body = "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>";
    let listed = door.ask("PROPFIND", &book, &format!("{login}Depth: 1\r\n"), body);
    assert!(listed.starts_with("HTTP/1.1 207"), "{listed}");
    let (code, har) = door.close("-INT");
    assert_eq!(code, 0);
    assert_eq!(statuses(&har), [301, 201, 412, 200, 207]);
    for secret in [
        &served.token,
        &served.account,
        "Grace",
        "Hopper",
        "secret-uid",
        "navy.mil",
    ] {
        assert!(!har.contains(secret), "{secret} is in\n{har}");
    }
    let put = &entries(&har)[1]["request"];
    let sent = put["postData"]["text"].as_str().unwrap();
    assert!(sent.contains("UID:uid-1\r\nN:xxxxxx;xxxxx;;;"), "{sent}");
    assert!(put["url"].as_str().unwrap().starts_with(&served.url));
    let fields = put["headers"].as_array().unwrap();
    let value = |name: &str| {
        let mut fields = fields.iter();
        fields.find_map(|it| (it["name"] == name).then(|| it["value"].as_str().unwrap()))
    };
    assert_eq!(value("Authorization"), Some("[credentials]"));
    assert_eq!(value("Content-Type"), Some("text/vcard"));
    assert_eq!(
        value("Host"),
        Some(served.url.trim_start_matches("http://"))
    );
}

#[test]
fn a_recording_ends_by_itself_and_can_keep_cards() {
    let served = Served::start(&["--profile", "rfc"]);
    let door = Door::open(&served.url, &["--exchanges", "2", "--whole-cards"]);
    let login = format!(
        "Authorization: Bearer {}\r\nContent-Type: text/vcard\r\n",
        served.token
    );
    let card = format!(
        "/carddav/v1/principals/{}/lists/default/hopper.vcf",
        served.account
    );
    // In pieces, on one connection.
    let chunked = format!(
        "PUT {card} HTTP/1.1\r\nHost: x\r\n{login}Transfer-Encoding: chunked\r\nExpect: \
         100-continue\r\n\r\n{:x}\r\n{CARD}\r\n0\r\n\r\n",
        CARD.len()
    );
    let answer = ask(&door.url, &chunked);
    assert!(
        answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201"),
        "{answer}"
    );
    let head = format!("HEAD {card} HTTP/1.1\r\nHost: x\r\n{login}Connection: close\r\n\r\n");
    let answer = ask(&door.url, &head);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (code, har) = door.wait();
    assert_eq!(code, 0);
    assert_eq!(statuses(&har).len(), 2);
    assert!(har.contains("FN:Grace Hopper"), "{har}");
    assert!(!har.contains(&served.token));
}

#[test]
fn a_server_that_is_away_is_a_bad_gateway_and_recorded() {
    // A port that only the system's own services may take.
    let gone = "127.0.0.1:1";
    let door = Door::open(&format!("http://{gone}"), &["--exchanges", "1"]);
    let answer = door.ask("GET", "/", "", "");
    assert!(answer.starts_with("HTTP/1.1 502 Bad Gateway"), "{answer}");
    assert!(
        answer.contains(&format!(
            "cardproof record: http://{gone} gave no answer: no connection to "
        )),
        "{answer}"
    );
    let (code, har) = door.wait();
    assert_eq!(code, 0);
    let response = &entries(&har)[0]["response"];
    assert_eq!(response["status"], 0);
    assert!(
        response["_error"]
            .as_str()
            .unwrap()
            .contains("no connection to ")
    );
}

#[test]
fn what_is_no_request_to_the_server_is_refused_with_a_reason() {
    let served = Served::start(&[]);
    let door = Door::open(&served.url, &[]);
    let answer = ask(
        &door.url,
        "GET http://dav.example.com/ HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(
        answer.contains("do not use it as an HTTP proxy"),
        "{answer}"
    );
    let answer = ask(&door.url, "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n");
    assert!(
        answer.contains("nobody can tell how long the body is"),
        "{answer}"
    );
    let (code, har) = door.close("-TERM");
    assert_eq!(code, 3, "nothing came");
    assert_eq!(statuses(&har), [0_u64; 0]);
}

#[test]
fn a_server_with_an_authority_of_its_own_is_reached_by_tls() {
    let served = Served::secure(Folder::empty(), &["--ca-file", "ca.pem"]);
    let authority = served.ready["ca_file"].as_str().expect("a file").to_owned();
    let authority = match std::path::Path::new(&authority).is_absolute() {
        true => authority,
        false => served.file(&authority),
    };
    let door = Door::open(&served.url, &["--cacert", &authority, "--exchanges", "2"]);
    let login = format!("Authorization: Bearer {}\r\n", served.token);
    let answer = door.ask("PROPFIND", "/.well-known/carddav", &login, "");
    assert!(answer.starts_with("HTTP/1.1 301"), "{answer}");
    door.ask("OPTIONS", "/", &login, "");
    assert_eq!(door.wait().0, 0);
    let unsure = Door::open(&served.url, &["--exchanges", "1"]);
    let answer = unsure.ask("GET", "/", "", "");
    assert!(answer.starts_with("HTTP/1.1 502"), "{answer}");
    assert!(answer.contains("no secure connection to "), "{answer}");
}

#[test]
fn wrong_usage_is_told() {
    let folder = Folder::empty();
    let said = |arguments: &[&str]| {
        let mut all = vec!["record", "-o", "said.har"];
        all.extend(arguments);
        let end = folder.end(&all);
        (end.code, end.error)
    };
    let (code, error) = said(&[]);
    assert_eq!(
        (code, error.as_str()),
        (2, "error: --target says where the door leads\n")
    );
    let (code, error) = said(&["--target", "mock"]);
    assert_eq!(code, 2);
    assert!(
        error.starts_with("error: `mock` is no server that a door could lead to"),
        "{error}"
    );
    let nowhere = [
        "--target",
        "http://127.0.0.1:1/",
        "-o",
        "no/such/folder.har",
    ];
    let end = folder.end(&[&["record"], &nowhere[..]].concat());
    assert_eq!(end.code, 3);
    assert!(
        end.error.contains("no/such/folder.har cannot be written: "),
        "{}",
        end.error
    );
    let busy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let busy = busy.local_addr().expect("an address").to_string();
    let (code, error) = said(&["--target", "http://127.0.0.1:1/", "--addr", &busy]);
    assert_eq!(code, 3);
    assert!(
        error.contains(&format!("{busy} cannot be listened on: ")),
        "{error}"
    );
}

/// A client discovers the address book, lists it, writes a card with a good and a bad ETag, and
/// asks what is new.
fn converse(door: &Door, served: &Served) {
    let login = format!("Authorization: Bearer {}\r\n", served.token);
    let principal = format!(
        "/carddav/v1/principals/{}/",
        served.account.replace('@', "%40")
    );
    let book = format!("{principal}lists/default/");
    let deep = format!("{login}Depth: 1\r\nContent-Type: application/xml\r\n");
    door.ask("PROPFIND", "/.well-known/carddav", "", "");
    door.ask("PROPFIND", "/.well-known/carddav", &login, "");
    let props = "<propfind xmlns='DAV:'><prop><resourcetype/><getetag/></prop></propfind>";
    let listed = door.ask("PROPFIND", &book, &deep, props);
    assert!(listed.starts_with("HTTP/1.1 207"), "{listed}");
    let card = format!("{book}hopper.vcf");
    let write = format!("{login}Content-Type: text/vcard\r\n");
    door.ask("PUT", &card, &format!("{write}If-None-Match: *\r\n"), CARD);
    let read = door.ask("GET", &card, &login, "");
    let etag = read
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .expect("an ETag");
    let sync = |token: &str| {
        format!(
            "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token><sync-level>1</sync-level><prop><getetag/>\
             </prop></sync-collection>"
        )
    };
    let flat = deep.replace("Depth: 1", "Depth: 0");
    let first = door.ask("REPORT", &book, &flat, &sync(""));
    let token = first.split("sync-token>").nth(1).expect("a token");
    let token = token.split('<').next().expect("its end");
    let matching = |etag: &str| format!("{write}If-Match: {etag}\r\n");
    let changed = CARD.replace("EMAIL", "NOTE");
    door.ask("PUT", &card, &matching(etag), &changed);
    let refused = door.ask("PUT", &card, &matching(etag), CARD);
    assert!(refused.starts_with("HTTP/1.1 412"), "{refused}");
    door.ask("REPORT", &book, &flat, &sync(token));
    door.ask("DELETE", &card, &login, "");
    door.ask("REPORT", &book, &flat, &sync(token));
    door.ask("GET", &card, &login, "");
}

#[test]
fn a_recording_becomes_a_scenario_that_is_green_until_the_server_changes() {
    let served = Served::start(&["--profile", "rfc"]);
    let door = Door::open(&served.url, &["--exchanges", "12"]);
    converse(&door, &served);
    let away = Folder::empty();
    let (code, har) = door.wait();
    assert_eq!(code, 0);
    away.write("said.har", &har);
    let made = away.end(&["repro", "said.har", "-o", "draft.yaml"]);
    assert_eq!(made.code, 0, "{}", made.error);
    let draft = away.read("draft.yaml");
    assert_eq!(draft.matches("\n- name: ").count(), 12, "{draft}");
    let linted = away.end(&["lint", "draft.yaml"]);
    assert_eq!(linted.code, 0, "{}{draft}", linted.error);
    let green = away.end(&["run", "draft.yaml"]);
    assert_eq!(green.code, 0, "{}{}\n{draft}", green.output, green.error);
    let broken = ["run", "draft.yaml", "--quirk", "update.if-match=ignored"];
    let red = away.end(&broken);
    assert_eq!(red.code, 1, "{}{}", red.output, red.error);
    assert!(
        red.output.contains("step `put-3`, check `status`: fail"),
        "{}",
        red.output
    );
    assert!(red.output.contains("expected  412"), "{}", red.output);
}
