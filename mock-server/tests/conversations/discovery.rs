//! From the well-known URI to the address book (google:DISC-01 to google:DISC-11).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, NOT_FOUND, PRINCIPAL};

const WELL_KNOWN: &str = "/.well-known/carddav";

#[test]
fn the_redirect_has_the_headers_that_were_seen() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let reply = client.send("PROPFIND", WELL_KNOWN, &[], "");
        assert_eq!(reply.status, 301);
        assert_eq!(reply.text, "");
        let headers: Vec<(&str, &str)> = reply
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
            .collect();
        assert_eq!(
            headers,
            [
                ("content-type", "text/plain; charset=UTF-8"),
                ("x-content-type-options", "nosniff"),
                ("x-xss-protection", "1; mode=block"),
                (
                    "cache-control",
                    "no-cache, no-store, max-age=0, must-revalidate"
                ),
                ("pragma", "no-cache"),
                ("expires", "Mon, 01 Jan 1990 00:00:00 GMT"),
                ("location", BOOK),
                ("x-frame-options", "SAMEORIGIN"),
                ("vary", "Origin"),
                ("vary", "X-Origin"),
                ("vary", "Referer"),
                ("date", "Wed, 01 Jul 2026 12:00:00 GMT"),
                ("server", "ESF"),
                ("content-length", "0"),
            ]
        );
    }
}

#[test]
fn body_and_depth_do_not_matter_for_the_redirect() {
    let mut client = Client::new(Profile::GoogleObserved);
    for (depth, body) in [("0", ""), ("infinity", "<broken"), ("x", "anything")] {
        let reply = client.send("PROPFIND", WELL_KNOWN, &[("depth", depth)], body);
        assert_eq!(reply.status, 301);
    }
}

#[test]
fn other_methods_are_redirected_by_the_standard_and_not_by_google() {
    for method in ["GET", "HEAD", "OPTIONS"] {
        let mut rfc = Client::new(Profile::Rfc);
        assert_eq!(rfc.send(method, WELL_KNOWN, &[], "").status, 301);
        let mut google = Client::new(Profile::GoogleObserved);
        let reply = google.send(method, WELL_KNOWN, &[], "");
        assert_eq!(reply.status, 404);
        assert_eq!(reply.asked("wellknown.get"), Some("not-found"));
    }
}

#[test]
fn a_slash_at_the_end_is_another_uri_only_for_strict_servers() {
    for (profile, status) in [(Profile::GoogleObserved, 301), (Profile::GoogleBoth, 404)] {
        let mut client = Client::new(profile);
        let reply = client.send("PROPFIND", "/.well-known/carddav/", &[], "");
        assert_eq!(reply.status, status);
    }
}

#[test]
fn without_credentials_the_well_known_uri_challenges_or_hides() {
    use cardproof_mock::Scheme::Https;
    let mut documented = Client::new(Profile::GoogleDocumented);
    let reply = documented.send_as(Https, "PROPFIND", WELL_KNOWN, &[], "");
    assert_eq!(reply.status, 401);
    assert!(reply.header("www-authenticate").starts_with("Bearer "));
    let mut observed = Client::new(Profile::GoogleObserved);
    let reply = observed.send_as(Https, "PROPFIND", WELL_KNOWN, &[], "");
    assert_eq!(reply.status, 404);
    assert!(!reply.has_header("www-authenticate"));
    let wrong = [("authorization", "Bearer nobody")];
    let reply = observed.send_as(Https, "PROPFIND", WELL_KNOWN, &wrong, "");
    assert_eq!(reply.status, 401);
}

#[test]
fn the_location_can_be_a_whole_url() {
    let mut client = Client::with(Profile::Rfc, &[("discovery.location", "absolute")]);
    let reply = client.send("PROPFIND", WELL_KNOWN, &[("host", "example.org:8443")], "");
    assert_eq!(
        reply.header("location"),
        format!("https://example.org:8443{BOOK}")
    );
}

/// google:DISC-09 and the transcript of 2016: the two URLs of the principal differ by a slash.
#[test]
fn the_redirect_target_names_the_principal_as_it_was_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.propfind(
        BOOK,
        "0",
        "<d:principal-URL/><d:current-user-principal/><d:resourcetype/>",
    );
    assert_eq!(
        reply.inside(),
        concat!(
            " <d:response>\n",
            "  <d:href>/carddav/v1/principals/user@example.com/lists/default/</d:href>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 200 OK</d:status>\n",
            "   <d:prop>\n",
            "    <d:principal-URL>\n",
            "     <d:href>/carddav/v1/principals/user@example.com/</d:href>\n",
            "    </d:principal-URL>\n",
            "    <d:current-user-principal>\n",
            "     <d:href>/carddav/v1/principals/user@example.com</d:href>\n",
            "    </d:current-user-principal>\n",
            "    <d:resourcetype>\n",
            "     <d:collection/>\n",
            "     <card:addressbook/>\n",
            "    </d:resourcetype>\n",
            "   </d:prop>\n",
            "  </d:propstat>\n",
            " </d:response>\n",
        )
    );
}

#[test]
fn by_the_standard_the_principal_has_one_url() {
    let mut client = Client::new(Profile::Rfc);
    let reply = client.propfind(BOOK, "0", "<d:current-user-principal/>");
    assert!(
        reply
            .text
            .contains(&format!("<d:href>{PRINCIPAL}</d:href>")),
        "{}",
        reply.text
    );
}

/// The transcript of the principal, 2016.
#[test]
fn the_principal_answers_as_it_was_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.propfind(
        PRINCIPAL.trim_end_matches('/'),
        "0",
        "<d:displayname/><card:addressbook-home-set/><d:principal-URL/>\
         <d:principal-collection-set/><card:directory-gateway/><cs:email-address-set/>\
         <d:resource-id/>",
    );
    assert_eq!(
        reply.inside(),
        concat!(
            " <d:response>\n",
            "  <d:href>/carddav/v1/principals/user@example.com/</d:href>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 200 OK</d:status>\n",
            "   <d:prop>\n",
            "    <d:displayname>Principal</d:displayname>\n",
            "    <card:addressbook-home-set>\n",
            "     <d:href>/carddav/v1/principals/user@example.com/lists/</d:href>\n",
            "    </card:addressbook-home-set>\n",
            "    <d:principal-URL>\n",
            "     <d:href>/carddav/v1/principals/user@example.com/</d:href>\n",
            "    </d:principal-URL>\n",
            "    <d:principal-collection-set/>\n",
            "   </d:prop>\n",
            "  </d:propstat>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 404 Not Found</d:status>\n",
            "   <d:prop>\n",
            "    <card:directory-gateway/>\n",
            "    <cs:email-address-set/>\n",
            "    <d:resource-id/>\n",
            "   </d:prop>\n",
            "  </d:propstat>\n",
            " </d:response>\n",
        )
    );
}

#[test]
fn the_home_set_is_answered_on_principal_home_and_book() {
    for profile in ALL {
        let mut client = Client::new(profile);
        for target in [PRINCIPAL, HOME, BOOK] {
            let reply = client.propfind(target, "0", "<card:addressbook-home-set/>");
            assert!(
                reply.text.contains(&format!("<d:href>{HOME}</d:href>")),
                "{}",
                reply.text
            );
        }
    }
}

#[test]
fn the_home_lists_itself_and_one_address_book() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let reply = client.propfind(HOME, "1", "<d:resourcetype/>");
        assert_eq!(
            reply.members().into_keys().collect::<Vec<_>>(),
            [HOME, BOOK]
        );
        assert_eq!(reply.text.matches("<card:addressbook/>").count(), 1);
    }
}

#[test]
fn a_random_prefix_leaves_classic_paths_without_anything() {
    let mut client = Client::with(Profile::GoogleBoth, &[]);
    let reply = client.send("PROPFIND", WELL_KNOWN, &[], "");
    let location = reply.header("location").to_owned();
    assert!(!location.starts_with("/carddav/v1/"), "{location}");
    assert_eq!(
        client.propfind(&location, "0", "<d:resourcetype/>").status,
        207
    );
    let reply = client.propfind(BOOK, "0", "<d:resourcetype/>");
    assert_eq!((reply.status, reply.text.as_str()), (404, NOT_FOUND));
    let mut again = Client::with(Profile::GoogleBoth, &[]);
    let same = again.send("PROPFIND", WELL_KNOWN, &[], "");
    assert_eq!(same.header("location"), location, "one seed, one prefix");
}

#[test]
fn a_moved_home_is_found_again_from_the_well_known_uri() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let name = href.strip_prefix(BOOK).unwrap();
        let moved = client
            .service
            .world_mut()
            .move_home(super::client::USER)
            .unwrap();
        for old in [PRINCIPAL, HOME, BOOK, href.as_str()] {
            assert_eq!(
                client.propfind(old, "0", "<d:getetag/>").status,
                404,
                "{old}"
            );
        }
        let reply = client.send("PROPFIND", WELL_KNOWN, &[], "");
        assert_eq!(reply.header("location"), moved);
        assert_eq!(client.get(&format!("{moved}{name}")).status, 200);
    }
}

#[test]
fn paths_outside_of_the_service_get_a_page_and_those_inside_get_json() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.propfind("/", "0", "<d:resourcetype/>");
    assert_eq!(reply.status, 404);
    assert!(
        reply
            .text
            .contains("<title>Error 404 (Not Found)!!1</title>"),
        "{}",
        reply.text
    );
    let reply = client.propfind(&format!("{HOME}other/"), "0", "<d:resourcetype/>");
    assert_eq!((reply.status, reply.text.as_str()), (404, NOT_FOUND));
}
