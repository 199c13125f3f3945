use http::HeaderName;

use super::*;

/// A gate of a server, and whether only this machine reaches it.
struct Gated(Gate, bool);

fn gate(address: &str) -> Gated {
    let address: std::net::SocketAddr = address.parse().unwrap();
    let gate = Gate::new(vec!["mock".parse().unwrap()]);
    Gated(gate, address.ip().is_loopback())
}

/// What becomes of a request with these headers: `control`, `service`, or the refused header.
fn passage(Gated(gate, is_local): &Gated, headers: &[(&str, &str)]) -> String {
    let headers = headers.iter().map(|(name, value)| {
        let name: HeaderName = name.parse().unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    });
    match gate.judge(&headers.collect(), *is_local) {
        Passage::Control => "control".to_owned(),
        Passage::Service => "service".to_owned(),
        Passage::Refused(problem) => problem.to_json()["where"].as_str().unwrap().to_owned(),
    }
}

#[test]
fn on_this_machine_addresses_localhost_and_names_of_the_server_lead_in() {
    let gate = gate("127.0.0.1:8008");
    for host in [
        "127.0.0.1:8008",
        "[::1]:8008",
        "localhost",
        "LOCALHOST:1",
        "a.localhost",
        "mock:443",
    ] {
        assert_eq!(passage(&gate, &[("host", host)]), "control", "{host}");
    }
}

#[test]
fn a_name_that_somebody_else_lets_lead_here_is_refused() {
    let gate = gate("127.0.0.1:8008");
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "notlocalhost",
        "mock.evil.example",
    ] {
        assert_eq!(passage(&gate, &[("host", host)]), "Host", "{host}");
    }
    assert_eq!(passage(&gate, &[]), "Host");
    let mut doubled = HeaderMap::new();
    doubled.append(HOST, HeaderValue::from_static("127.0.0.1"));
    doubled.append(HOST, HeaderValue::from_static("localhost"));
    assert!(matches!(gate.0.judge(&doubled, true), Passage::Refused(_)));
}

#[test]
fn a_page_of_another_site_is_refused_and_one_of_the_server_is_not() {
    let gate = gate("127.0.0.1:8008");
    let asked = |name, value| passage(&gate, &[("host", "127.0.0.1:8008"), (name, value)]);
    assert_eq!(asked("origin", "https://evil.example"), "Origin");
    assert_eq!(asked("origin", "null"), "Origin");
    assert_eq!(asked("origin", "http://127.0.0.1:9000"), "Origin");
    assert_eq!(asked("sec-fetch-site", "cross-site"), "Origin");
    assert_eq!(asked("sec-fetch-site", "same-site"), "Origin");
    assert_eq!(asked("origin", "http://127.0.0.1:8008"), "control");
    assert_eq!(asked("sec-fetch-site", "none"), "control");
}

#[test]
fn under_googles_names_only_the_admin_token_leads_in() {
    let gate = gate("127.0.0.1:443");
    let admin = format!("Bearer {}", gate.0.admin_token().reveal());
    for host in [
        "www.googleapis.com",
        "google.com",
        "contacts.google.com:443",
        "OAUTH2.googleapis.com.",
        "lh3.googleusercontent.com",
    ] {
        assert_eq!(passage(&gate, &[("host", host)]), "service", "{host}");
        let wrong = [
            ("host", host),
            ("authorization", "Bearer cardproof-admin-0"),
        ];
        assert_eq!(passage(&gate, &wrong), "service", "{host}");
        let right = [("host", host), ("authorization", admin.as_str())];
        assert_eq!(passage(&gate, &right), "control", "{host}");
    }
    assert_eq!(passage(&gate, &[("host", "notgoogle.com")]), "Host");
}

#[test]
fn beyond_this_machine_the_admin_token_is_needed() {
    for address in ["0.0.0.0:80", "192.0.2.1:80", "[::]:80"] {
        let gate = gate(address);
        let admin = format!("bearer {}", gate.0.admin_token().reveal());
        assert_eq!(passage(&gate, &[("host", "192.0.2.1")]), "Authorization");
        let right = [("host", "mock"), ("authorization", admin.as_str())];
        assert_eq!(passage(&gate, &right), "control");
    }
}

#[test]
fn no_two_servers_have_the_same_admin_token() {
    let token = || gate("127.0.0.1:1").0.admin_token().clone();
    assert_ne!(token(), token());
}
