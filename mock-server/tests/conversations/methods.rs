//! OPTIONS, PROPPATCH, and what is not served.

use cardproof_mock::Scheme::Https;
use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, INVALID_ARGUMENT, PRINCIPAL};

#[test]
fn options_lists_what_is_served_by_the_standard() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    for (target, allow) in [
        (PRINCIPAL, "OPTIONS, PROPFIND, PROPPATCH"),
        (HOME, "OPTIONS, PROPFIND, PROPPATCH, REPORT"),
        (BOOK, "OPTIONS, PROPFIND, PROPPATCH, REPORT, POST"),
        (
            href.as_str(),
            "OPTIONS, PROPFIND, PROPPATCH, REPORT, GET, HEAD, PUT, DELETE",
        ),
        (
            "*",
            "OPTIONS, PROPFIND, PROPPATCH, REPORT, GET, HEAD, PUT, POST, DELETE",
        ),
    ] {
        let reply = client.send("OPTIONS", target, &[], "");
        assert_eq!((reply.status, reply.text.as_str()), (200, ""));
        assert_eq!(reply.header("allow"), allow);
        assert_eq!(reply.header("dav"), "1, 3, addressbook");
    }
}

#[test]
fn options_is_answered_at_google_as_it_was_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    for target in [PRINCIPAL, HOME] {
        let reply = client.send("OPTIONS", target, &[], "");
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), "text/plain; charset=UTF-8");
        assert_eq!(
            reply.header("allow"),
            "UNLOCK,MKCOL,PROPFIND,LOCK,PROPPATCH,OPTIONS,ACL,PUT,GET,REPORT,POST"
        );
    }
    let href = client.add("u1");
    for target in [BOOK, href.as_str()] {
        let reply = client.send("OPTIONS", target, &[], "");
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
        assert_eq!(reply.asked("options.book"), Some("rejected"));
    }
}

#[test]
fn methods_that_are_not_served_are_refused_everywhere() {
    let methods = [
        "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "ACL", "PATCH", "SEARCH", "X-0dd~", "get",
    ];
    for method in methods {
        let mut rfc = Client::new(Profile::Rfc);
        for target in [BOOK, PRINCIPAL, &format!("{HOME}new/"), "/anywhere"] {
            let reply = rfc.send(method, target, &[], "");
            assert_eq!(reply.status, 405, "{method} {target}");
            assert!(reply.header("allow").contains("PROPFIND"));
            let mut allowed = reply.header("allow").split(", ");
            assert!(allowed.all(|allowed| allowed != method), "{method}");
        }
        let mut google = Client::new(Profile::GoogleObserved);
        let reply = google.send(method, &format!("{HOME}new/"), &[], "");
        assert_eq!(reply.status, 400);
        assert!(
            reply
                .text
                .contains("<title>Error 400 (Bad Request)!!1</title>")
        );
        assert_eq!(reply.asked("method.unsupported"), Some("bad-request"));
    }
}

const UPDATE: &str = "<propertyupdate xmlns='DAV:'><set><prop><displayname>x</displayname>\
    <colour xmlns='urn:x'>red</colour></prop></set><remove><prop><getetag/></prop></remove>\
    </propertyupdate>";

#[test]
fn properties_cannot_be_set() {
    for profile in [Profile::Rfc, Profile::GoogleDocumented] {
        let mut client = Client::new(profile);
        let reply = client.send("PROPPATCH", BOOK, &[], UPDATE);
        assert_eq!(
            reply.inside(),
            format!(
                " <d:response>\n  <d:href>{BOOK}</d:href>\n  <d:propstat>\n   \
                 <d:status>HTTP/1.1 403 Forbidden</d:status>\n   <d:prop>\n    \
                 <d:displayname/>\n    <ns1:colour xmlns:ns1=\"urn:x\"/>\n    <d:getetag/>\n   \
                 </d:prop>\n   <d:error>\n    <d:cannot-modify-protected-property/>\n   \
                 </d:error>\n  </d:propstat>\n </d:response>\n"
            )
        );
        let name = client.propfind(BOOK, "0", "<d:displayname/>");
        assert_eq!(name.element("displayname"), "Address Book");
        let href = client.add("u1");
        assert_eq!(client.send("PROPPATCH", &href, &[], UPDATE).status, 207);
        for broken in ["", "<x/>", "<propertyupdate xmlns='DAV:'/>"] {
            assert_eq!(client.send("PROPPATCH", BOOK, &[], broken).status, 400);
        }
    }
    let mut google = Client::new(Profile::GoogleObserved);
    assert_eq!(
        google.send("PROPPATCH", BOOK, &[], UPDATE).text,
        INVALID_ARGUMENT
    );
}

#[test]
fn an_unknown_collection_is_404_for_proppatch() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let reply = client.send("PROPPATCH", &format!("{HOME}other/"), &[], UPDATE);
        assert_eq!(reply.status, 404);
    }
}

#[test]
fn reports_that_are_not_served_are_refused() {
    for report in [
        "<no-such-report xmlns='urn:x'/>",
        "<expand-property xmlns='DAV:'/>",
        "<sync-collection xmlns='urn:x'/>",
    ] {
        for profile in [Profile::Rfc, Profile::GoogleDocumented] {
            let reply = Client::new(profile).send("REPORT", BOOK, &[("depth", "1")], report);
            assert_eq!(
                (reply.status, reply.condition().as_str()),
                (403, "supported-report")
            );
        }
        let reply = Client::new(Profile::GoogleObserved).send("REPORT", BOOK, &[], report);
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
        assert_eq!(reply.asked("error.bodies"), Some("google-json"));
    }
}

#[test]
fn options_without_credentials_says_404_in_the_form_of_the_place() {
    for profile in [Profile::GoogleDocumented, Profile::GoogleObserved] {
        let mut client = Client::new(profile);
        let mut ask = |target: &str| client.send_as(Https, "OPTIONS", target, &[], "");
        for (target, form) in [
            ("/", "text/html; charset=UTF-8"),
            ("/carddav/none", "application/json; charset=UTF-8"),
        ] {
            let reply = ask(target);
            assert_eq!(reply.status, 404, "{profile} {target}");
            assert_eq!(reply.header("content-type"), form, "{profile} {target}");
        }
    }
}

#[test]
fn options_without_credentials_is_answered_at_the_well_known_uri_as_get_is() {
    for (value, status) in [("redirected", 200), ("not-found", 404)] {
        for headers in [&[][..], &[("authorization", "Bearer bad")]] {
            let quirks = [
                ("wellknown.get", value),
                ("options.unauthenticated", "answered"),
            ];
            let mut client = Client::with(Profile::GoogleDocumented, &quirks);
            let reply = client.send_as(Https, "OPTIONS", "/.well-known/carddav", headers, "");
            assert_eq!(
                reply.status,
                if headers.is_empty() { status } else { 401 },
                "{value}"
            );
        }
    }
}
