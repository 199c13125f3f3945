//! PROPFIND and its properties (google:PROP-01 to google:PROP-21).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, PRINCIPAL, card};

#[test]
fn every_multistatus_has_the_headers_that_were_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.propfind(BOOK, "0", "<d:resourcetype/>");
    let headers: Vec<(&str, &str)> = reply
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let length = reply.text.len().to_string();
    assert_eq!(
        headers,
        [
            ("content-type", "text/xml; charset=UTF-8"),
            (
                "cache-control",
                "no-cache, no-store, max-age=0, must-revalidate"
            ),
            ("pragma", "no-cache"),
            ("expires", "Mon, 01 Jan 1990 00:00:00 GMT"),
            ("vary", "Origin"),
            ("vary", "X-Origin"),
            ("vary", "Referer"),
            ("dav", "1, 2, 3, addressbook, access-control"),
            ("date", "Wed, 01 Jul 2026 12:00:00 GMT"),
            ("server", "ESF"),
            ("content-length", length.as_str()),
        ]
    );
}

/// google:PROP-04: the token stands before the ctag, as asked.
#[test]
fn the_book_has_token_and_ctag_in_the_form_that_was_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.propfind(BOOK, "0", "<d:sync-token/><cs:getctag/>");
    let token = reply.element("sync-token");
    let ctag = reply.element("getctag");
    assert_eq!(
        reply.inside(),
        format!(
            " <d:response>\n  <d:href>{BOOK}</d:href>\n  <d:propstat>\n   \
             <d:status>HTTP/1.1 200 OK</d:status>\n   <d:prop>\n    \
             <d:sync-token>{token}</d:sync-token>\n    <cs:getctag>{ctag}</cs:getctag>\n   \
             </d:prop>\n  </d:propstat>\n </d:response>\n"
        )
    );
    assert!(
        token.starts_with("https://www.googleapis.com/carddav/v1/synctoken/0801100118"),
        "{token}"
    );
    let digits = ctag
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix(".1\""))
        .unwrap();
    assert_eq!(digits.len(), 16);
    assert!(
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{ctag}"
    );
}

/// The row of a member, 2019.
#[test]
fn a_member_row_is_written_as_it_was_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    client.now = "2019-02-28T09:49:18.255Z".parse().unwrap();
    let href = client.add("u1");
    let reply = client.propfind(BOOK, "1", "<d:getetag/><d:getcontenttype/>");
    assert!(
        reply.inside().ends_with(&format!(
            " <d:response>\n  <d:href>{href}</d:href>\n  <d:propstat>\n   \
             <d:status>HTTP/1.1 200 OK</d:status>\n   <d:prop>\n    \
             <d:getetag>\"2019-02-28T01:49:18.255-08:00\"</d:getetag>\n   </d:prop>\n  \
             </d:propstat>\n  <d:propstat>\n   <d:status>HTTP/1.1 404 Not Found</d:status>\n   \
             <d:prop>\n    <d:getcontenttype/>\n   </d:prop>\n  </d:propstat>\n </d:response>\n"
        )),
        "{}",
        reply.text
    );
}

/// google:PROP-08: the book's own row of a listing of ETags.
#[test]
fn google_sends_an_ok_propstat_without_properties() {
    let empty = "  <d:propstat>\n   <d:status>HTTP/1.1 200 OK</d:status>\n  </d:propstat>\n";
    let missing = "  <d:propstat>\n   <d:status>HTTP/1.1 404 Not Found</d:status>\n   <d:prop>\n    \
                   <d:getetag/>\n   </d:prop>\n  </d:propstat>\n";
    let row = |propstats: &str| {
        format!(" <d:response>\n  <d:href>{BOOK}</d:href>\n{propstats} </d:response>\n")
    };
    let mut google = Client::new(Profile::GoogleObserved);
    let reply = google.propfind(BOOK, "1", "<d:getetag/>");
    assert_eq!(reply.inside(), row(&format!("{empty}{missing}")));
    let mut rfc = Client::new(Profile::Rfc);
    assert_eq!(
        rfc.propfind(BOOK, "1", "<d:getetag/>").inside(),
        row(missing)
    );
}

#[test]
fn a_listing_has_the_book_and_every_card_once() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let mut expected: Vec<String> = (0..20).map(|n| client.add(&format!("u{n}"))).collect();
        expected.push(BOOK.to_owned());
        expected.sort();
        let listed = client.propfind(BOOK, "1", "<d:getetag/>").members();
        assert_eq!(listed.keys().cloned().collect::<Vec<_>>(), expected);
        let alone = client.propfind(BOOK, "0", "<d:getetag/>").members();
        assert_eq!(alone.into_keys().collect::<Vec<_>>(), [BOOK]);
    }
}

#[test]
fn a_slash_at_the_end_of_a_collection_does_not_matter() {
    let mut client = Client::new(Profile::GoogleObserved);
    let bare = client.propfind(BOOK.trim_end_matches('/'), "0", "<d:displayname/>");
    assert_eq!(
        bare.text,
        client.propfind(BOOK, "0", "<d:displayname/>").text
    );
    let encoded = client.propfind(&BOOK.replace('@', "%40"), "0", "<d:displayname/>");
    assert_eq!(bare.text, encoded.text);
}

#[test]
fn token_and_ctag_are_in_listings_by_the_standard_only() {
    for (profile, in_listings) in [(Profile::Rfc, true), (Profile::GoogleObserved, false)] {
        let mut client = Client::new(profile);
        client.add("u1");
        for target in [BOOK, HOME] {
            let reply = client.propfind(target, "1", "<d:sync-token/><cs:getctag/>");
            assert_eq!(
                reply.text.contains("</d:sync-token>"),
                in_listings,
                "{}",
                reply.text
            );
            assert_eq!(reply.text.contains("</cs:getctag>"), in_listings);
        }
    }
}

#[test]
fn the_ctag_changes_with_every_change_and_only_then() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let ctag = |client: &mut Client| {
            client
                .propfind(BOOK, "0", "<cs:getctag/>")
                .element("getctag")
        };
        let mut seen = vec![ctag(&mut client)];
        let href = client.add("u1");
        seen.push(ctag(&mut client));
        let stored = client.get(&href).text;
        assert_eq!(client.put(&href, &[], &stored).status, 204);
        seen.push(ctag(&mut client));
        assert_eq!(client.send("DELETE", &href, &[], "").status, 204);
        seen.push(ctag(&mut client));
        assert_eq!(ctag(&mut client), seen[3]);
        let different: std::collections::HashSet<_> = seen.iter().collect();
        assert_eq!(different.len(), 4, "{seen:?}");
    }
}

/// The names in `current-user-privilege-set`, in their order.
fn privileges(client: &mut Client, target: &str) -> String {
    let reply = client.propfind(target, "0", "<d:current-user-privilege-set/>");
    let lines = reply.text.lines().map(str::trim);
    let names: Vec<&str> = lines
        .skip_while(|line| *line != "<d:privilege>")
        .filter_map(|line| line.strip_prefix("<d:")?.strip_suffix("/>"))
        .collect();
    names.join(" ")
}

#[test]
fn by_the_standard_a_privilege_stands_with_those_that_it_contains() {
    let mut client = Client::new(Profile::Rfc);
    assert_eq!(
        privileges(&mut client, BOOK),
        "read read-current-user-privilege-set write write-properties write-content bind unbind"
    );
    assert_eq!(
        privileges(&mut client, HOME),
        "read read-current-user-privilege-set"
    );
}

#[test]
fn descriptive_properties_are_those_that_were_seen() {
    let mut client = Client::new(Profile::GoogleObserved);
    let href = client.add("u1");
    let name = |client: &mut Client, target: &str| {
        client
            .propfind(target, "0", "<d:displayname/>")
            .element("displayname")
    };
    assert_eq!(name(&mut client, PRINCIPAL), "Principal");
    assert_eq!(name(&mut client, HOME), "Homeset");
    assert_eq!(name(&mut client, BOOK), "Address Book");
    assert_eq!(name(&mut client, &href), "Contact");
    let described = client.propfind(BOOK, "0", "<card:addressbook-description/>");
    assert_eq!(described.element("addressbook-description"), "My Contacts");
    for target in [HOME, BOOK] {
        assert_eq!(
            privileges(&mut client, target),
            "read read-acl read-current-user-privilege-set unlock write write-acl"
        );
    }
    let card_type = client.propfind(&href, "0", "<d:resourcetype/>");
    assert!(
        card_type.text.contains("    <d:resourcetype/>\n"),
        "{}",
        card_type.text
    );
}

#[test]
fn what_nobody_has_is_404_with_generated_prefixes() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.propfind(
        HOME,
        "0",
        "<b:bulk-requests xmlns:b='http://me.com/_namespace/'/><d:owner/><card:max-resource-size/>\
         <d:quota-used-bytes/><bare xmlns=''/><x xmlns='urn:x'/>",
    );
    assert!(
        reply.text.contains(
            "   <d:prop>\n    <ns1:bulk-requests xmlns:ns1=\"http://me.com/_namespace/\"/>\n    \
             <d:owner/>\n    <card:max-resource-size/>\n    <d:quota-used-bytes/>\n    <bare/>\n    \
             <ns2:x xmlns:ns2=\"urn:x\"/>\n   </d:prop>\n"
        ),
        "{}",
        reply.text
    );
}

#[test]
fn cards_describe_their_bytes_by_the_standard_only() {
    let props = "<d:getcontenttype/><d:getcontentlength/><d:getlastmodified/><d:creationdate/>";
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    let reply = rfc.propfind(&href, "0", props);
    assert_eq!(reply.element("getcontenttype"), "text/vcard; charset=UTF-8");
    assert_eq!(
        reply.element("getcontentlength"),
        card("u1").len().to_string()
    );
    assert_eq!(
        reply.element("getlastmodified"),
        "Wed, 01 Jul 2026 12:00:00 GMT"
    );
    assert_eq!(reply.element("creationdate"), "2026-07-01T12:00:00Z");
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.add("u1");
    let reply = google.propfind(&href, "0", props);
    assert!(!reply.text.contains("text/vcard"), "{}", reply.text);
}

#[test]
fn supported_address_data_is_told_by_the_standard_only() {
    let props = "<card:supported-address-data/>";
    let told = "<card:address-data-type content-type=\"text/vcard\" version=\"3.0\"/>";
    for (profile, is_told) in [
        (Profile::GoogleDocumented, true),
        (Profile::GoogleObserved, false),
    ] {
        let reply = Client::new(profile).propfind(BOOK, "0", props);
        assert_eq!(reply.text.contains(told), is_told, "{}", reply.text);
    }
}

#[test]
fn add_member_is_on_the_book_and_at_google_on_the_home_too() {
    for (profile, on_home) in [(Profile::Rfc, false), (Profile::GoogleObserved, true)] {
        let mut client = Client::new(profile);
        let answer = format!("<d:add-member>\n     <d:href>{BOOK}</d:href>\n");
        let book = client.propfind(BOOK, "0", "<d:add-member/>");
        assert!(book.text.contains(&answer), "{}", book.text);
        let home = client.propfind(HOME, "0", "<d:add-member/>");
        assert_eq!(home.text.contains(&answer), on_home, "{}", home.text);
    }
}

#[test]
fn the_reports_that_are_listed_are_served_or_were_seen() {
    let reports = |profile: Profile, target: &str| {
        let reply = Client::new(profile).propfind(target, "0", "<d:supported-report-set/>");
        let document = roxmltree::Document::parse(&reply.text).unwrap();
        let reports = document
            .descendants()
            .filter(|node| node.tag_name().name() == "report");
        reports
            .filter_map(|report| Some(report.first_element_child()?.tag_name().name().to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        reports(Profile::Rfc, BOOK),
        [
            "addressbook-query",
            "addressbook-multiget",
            "sync-collection"
        ]
    );
    assert_eq!(reports(Profile::Rfc, PRINCIPAL), [""; 0]);
    let seen = [
        "principal-search-property-set",
        "addressbook-query",
        "expand-property",
        "principal-property-search",
        "acl-principal-prop-set",
        "addressbook-multiget",
        "principal-match",
    ];
    assert_eq!(reports(Profile::GoogleObserved, HOME), seen);
    assert_eq!(
        reports(Profile::GoogleObserved, BOOK),
        [&seen[..], &["sync-collection"]].concat()
    );
}

#[test]
fn what_allprop_brings_and_include_names_comes_once() {
    let mut client = Client::new(Profile::Rfc);
    let body = "<d:propfind xmlns:d='DAV:'><d:allprop/><d:include><d:displayname/><d:foo/></d:include>\
                <d:include><d:displayname/><d:foo/></d:include></d:propfind>";
    let reply = client.send("PROPFIND", BOOK, &[("depth", "0")], body);
    for element in ["<d:displayname>", "<d:foo/>"] {
        assert_eq!(reply.text.matches(element).count(), 1, "{}", reply.text);
    }
}
