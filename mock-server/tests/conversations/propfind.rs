//! What a PROPFIND may ask for, and how (google:PROP-11 to google:PROP-13).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, INVALID_ARGUMENT};

#[test]
fn a_propfind_without_a_body_asks_for_everything_or_is_refused() {
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    let reply = rfc.send("PROPFIND", &href, &[("depth", "0")], "");
    assert!(reply.text.contains("<d:getetag>"), "{}", reply.text);
    let mut google = Client::new(Profile::GoogleObserved);
    let reply = google.send("PROPFIND", BOOK, &[("depth", "0")], "");
    assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
    assert_eq!(reply.asked("propfind.no-body"), Some("rejected"));
}

fn ask(client: &mut Client, target: &str, inside: &str) -> crate::client::Reply {
    let body = format!("<propfind xmlns='DAV:'>{inside}</propfind>");
    client.send("PROPFIND", target, &[("depth", "0")], body)
}

#[test]
fn allprop_brings_the_properties_of_rfc_4918_or_displayname_alone() {
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    let reply = ask(
        &mut rfc,
        &href,
        "<allprop/><include><owner/><current-user-principal/></include>",
    );
    for property in [
        "displayname",
        "getetag",
        "getcontenttype",
        "current-user-principal",
    ] {
        assert!(
            reply.text.contains(&format!("<d:{property}>")),
            "{property}: {}",
            reply.text
        );
    }
    assert!(reply.text.contains("<d:owner/>"), "{}", reply.text);
    assert!(!reply.text.contains("sync-token"), "{}", reply.text);
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.add("u1");
    let reply = ask(&mut google, &href, "<allprop/>");
    assert!(
        reply
            .text
            .contains("<d:displayname>Contact</d:displayname>"),
        "{}",
        reply.text
    );
    assert!(!reply.text.contains("getetag"), "{}", reply.text);
}

#[test]
fn propname_lists_names_or_is_refused() {
    let mut rfc = Client::new(Profile::Rfc);
    let reply = ask(&mut rfc, BOOK, "<propname/>");
    for property in [
        "<d:displayname/>",
        "<d:sync-token/>",
        "<cs:getctag/>",
        "<d:resourcetype/>",
    ] {
        assert!(reply.text.contains(property), "{property}: {}", reply.text);
    }
    assert!(!reply.text.contains("404"), "{}", reply.text);
    let mut google = Client::new(Profile::GoogleObserved);
    assert_eq!(ask(&mut google, BOOK, "<propname/>").text, INVALID_ARGUMENT);
}

#[test]
fn an_empty_prop_is_answered_with_an_empty_prop() {
    let mut client = Client::new(Profile::Rfc);
    let reply = ask(&mut client, BOOK, "<prop/>");
    assert!(
        reply.text.contains("200 OK</d:status>\n   <d:prop/>\n"),
        "{}",
        reply.text
    );
}

#[test]
fn no_depth_is_infinity_or_zero() {
    let body = "<propfind xmlns='DAV:'><prop><displayname/></prop></propfind>";
    let mut rfc = Client::new(Profile::Rfc);
    for headers in [vec![], vec![("depth", "infinity")]] {
        let reply = rfc.send("PROPFIND", BOOK, &headers, body);
        assert_eq!(reply.status, 403);
        assert_eq!(reply.condition(), "propfind-finite-depth");
    }
    let mut google = Client::new(Profile::GoogleObserved);
    assert_eq!(google.send("PROPFIND", BOOK, &[], body).members().len(), 1);
    let reply = google.send("PROPFIND", BOOK, &[("depth", "Infinity")], body);
    assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
}

#[test]
fn odd_depths_and_bodies_are_refused() {
    let body = "<propfind xmlns='DAV:'><prop><displayname/></prop></propfind>";
    for profile in ALL {
        let mut client = Client::new(profile);
        for depth in ["2", "", "0,1", "-1"] {
            assert_eq!(
                client
                    .send("PROPFIND", BOOK, &[("depth", depth)], body)
                    .status,
                400,
                "{depth}"
            );
        }
        let twice = [("depth", "0"), ("depth", "1")];
        assert_eq!(client.send("PROPFIND", BOOK, &twice, body).status, 400);
        for wrong in [
            "<propfind xmlns='urn:x'><prop/></propfind>",
            "<propfind xmlns='DAV:'/>",
            "<propfind xmlns='DAV:'><prop/><allprop/></propfind>",
            "<prop xmlns='DAV:'/>",
        ] {
            let reply = client.send("PROPFIND", BOOK, &[("depth", "0")], wrong);
            assert_eq!(
                (reply.status, reply.text.as_str()),
                (400, INVALID_ARGUMENT),
                "{wrong}"
            );
        }
    }
}

#[test]
fn default_namespaces_and_prefixes_mean_the_same() {
    let mut client = Client::new(Profile::GoogleObserved);
    let prefixed = client.propfind(BOOK, "0", "<d:displayname/>");
    let bare = "<propfind xmlns='DAV:'><prop><displayname/></prop></propfind>";
    let reply = client.send("PROPFIND", BOOK, &[("depth", "0")], bare);
    assert_eq!(reply.text, prefixed.text);
}

#[test]
fn prefer_and_brief_are_ignored() {
    let mut client = Client::new(Profile::Rfc);
    let body = "<propfind xmlns='DAV:'><prop><owner/></prop></propfind>";
    for header in [("prefer", "return=minimal"), ("brief", "t")] {
        let reply = client.send("PROPFIND", BOOK, &[("depth", "0"), header], body);
        assert!(reply.text.contains("<d:owner/>"), "{}", reply.text);
    }
}
