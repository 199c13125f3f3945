//! sync-collection (google:SYNC-01 to google:SYNC-16).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, INVALID_ARGUMENT, card, card_with};

const PROP: &str = "<d:prop><d:getetag/></d:prop>";

#[test]
fn a_delta_tells_what_was_added_changed_and_removed() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let (kept, changed, removed) = (client.add("a"), client.add("b"), client.add("c"));
        let token = client.sync_token();
        let added = client.add("d");
        client.put(&changed, &[], &card_with("b", "NOTE:two"));
        client.send("DELETE", &removed, &[], "");
        let reply = client.sync(&token);
        let members = reply.members();
        assert_eq!(members.len(), 3, "{}", reply.text);
        assert_eq!(members[&added], client.etag(&added));
        assert_eq!(members[&changed], client.etag(&changed));
        assert_eq!(members[&removed], "404");
        assert!(!members.contains_key(&kept));
    }
}

/// No raw answer of Google is known; this is the form that clients were seen to read
/// (google:SYNC-09), with the token at the end (google:SYNC-11).
#[test]
fn the_answer_has_changes_in_order_and_the_token_at_the_end() {
    let mut client = Client::new(Profile::GoogleObserved);
    let gone = client.add("a");
    let token = client.sync_token();
    let added = client.add("b");
    client.send("DELETE", &gone, &[], "");
    let etag = client.etag(&added);
    let reply = client.sync(&token);
    let next = reply.element("sync-token");
    assert_eq!(
        reply.inside(),
        format!(
            " <d:response>\n  <d:href>{added}</d:href>\n  <d:propstat>\n   \
             <d:status>HTTP/1.1 200 OK</d:status>\n   <d:prop>\n    \
             <d:getetag>{etag}</d:getetag>\n   </d:prop>\n  </d:propstat>\n </d:response>\n \
             <d:response>\n  <d:href>{gone}</d:href>\n  <d:status>HTTP/1.1 404 Not \
             Found</d:status>\n </d:response>\n <d:sync-token>{next}</d:sync-token>\n"
        )
    );
}

#[test]
fn nothing_new_is_an_empty_delta_with_a_new_token() {
    for profile in ALL {
        let mut client = Client::new(profile);
        client.add("a");
        let token = client.sync_token();
        let reply = client.sync(&token);
        assert!(reply.members().is_empty());
        let next = reply.element("sync-token");
        assert_ne!(next, token);
        assert!(client.sync(&next).members().is_empty());
        assert!(
            client.sync(&token).members().is_empty(),
            "the old one still counts"
        );
    }
}

#[test]
fn by_the_standard_depth_is_zero() {
    let mut client = Client::new(Profile::Rfc);
    let token = client.sync_token();
    client.add("a");
    for headers in [vec![], vec![("depth", "0")]] {
        assert_eq!(client.sync_with(&token, &headers, PROP).members().len(), 1);
    }
    for depth in ["1", "infinity", "x"] {
        assert_eq!(
            client.sync_with(&token, &[("depth", depth)], PROP).status,
            400
        );
    }
}

#[test]
fn at_google_depth_is_one_and_zero_looks_as_if_nothing_had_changed() {
    let mut client = Client::new(Profile::GoogleObserved);
    let token = client.sync_token();
    client.add("a");
    for headers in [vec![], vec![("depth", "0")]] {
        let reply = client.sync_with(&token, &headers, PROP);
        assert!(reply.members().is_empty());
        assert_ne!(reply.element("sync-token"), token);
    }
    assert_eq!(
        client
            .sync_with(&token, &[("depth", "1")], PROP)
            .members()
            .len(),
        1
    );
    assert_eq!(
        client
            .sync_with(&token, &[("depth", "infinity")], PROP)
            .status,
        400
    );
}

#[test]
fn what_came_and_went_is_reported_as_removed_and_what_went_and_came_as_changed() {
    let mut client = Client::new(Profile::Rfc);
    let there = format!("{BOOK}there");
    client.put(&there, &[], &card("a"));
    let token = client.sync_token();
    let brief = client.add("b");
    client.send("DELETE", &brief, &[], "");
    client.send("DELETE", &there, &[], "");
    client.put(&there, &[], &card("a"));
    let members = client.sync(&token).members();
    assert_eq!(members[&brief], "404");
    assert_eq!(members[&there], client.etag(&there));
    assert_eq!(members.len(), 2);
}

#[test]
fn google_reports_old_removals_again() {
    let mut client = Client::new(Profile::GoogleObserved);
    let (old, kept) = (client.add("a"), client.add("b"));
    client.send("DELETE", &old, &[], "");
    let token = client.sync_token();
    let reply = client.sync(&token);
    assert_eq!(reply.members()[&old], "404");
    assert_eq!(reply.asked("sync.replay-old-tombstones"), Some("always"));
    client.send("DELETE", &kept, &[], "");
    assert_eq!(client.sync(&token).members().len(), 2, "each only once");
    let mut rfc = Client::new(Profile::Rfc);
    let old = rfc.add("a");
    rfc.send("DELETE", &old, &[], "");
    let token = rfc.sync_token();
    assert!(rfc.sync(&token).members().is_empty());
}

#[test]
fn cards_come_with_the_delta_by_the_standard_only() {
    let rest = "<d:prop><d:getetag/><card:address-data/></d:prop>";
    let mut rfc = Client::new(Profile::Rfc);
    let token = rfc.sync_token();
    rfc.add("u1");
    let reply = rfc.sync_with(&token, &[("depth", "0")], rest);
    assert_eq!(reply.element("address-data"), card("u1"));
    let mut google = Client::new(Profile::GoogleObserved);
    let token = google.sync_token();
    google.add("u1");
    let reply = google.sync_with(&token, &[("depth", "1")], rest);
    let missing = "   <d:status>HTTP/1.1 404 Not Found</d:status>\n   <d:prop>\n    \
                   <card:address-data/>\n";
    assert!(reply.text.contains(missing), "{}", reply.text);
}

#[test]
fn malformed_reports_are_refused() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let token = client.sync_token();
        let depth = [("depth", "0")];
        let token_element = format!("<sync-token>{token}</sync-token>");
        for inside in [
            format!("<sync-level>1</sync-level>{}", "<prop/>"),
            format!("{token_element}<prop/>"),
            format!("{token_element}<sync-level>7</sync-level><prop/>"),
            format!("{token_element}<sync-level/><prop/>"),
            format!("{token_element}<sync-level>1</sync-level>"),
            format!("{token_element}{token_element}<sync-level>1</sync-level><prop/>"),
            format!("{token_element}<sync-level>1</sync-level><allprop/>"),
            format!("{token_element}<sync-level>1</sync-level><prop/><prop/>"),
            format!("{token_element}<sync-level>1</sync-level><prop/><limit/>"),
            format!(
                "{token_element}<sync-level>1</sync-level><prop/>\
                 <limit><nresults>0</nresults></limit>"
            ),
        ] {
            let body = format!("<sync-collection xmlns='DAV:'>{inside}</sync-collection>");
            let reply = client.send("REPORT", BOOK, &depth, &body);
            assert_eq!(
                (reply.status, reply.text.as_str()),
                (400, INVALID_ARGUMENT),
                "{body}"
            );
        }
    }
}

#[test]
fn an_infinite_level_is_served_like_one_or_refused() {
    let body = |token: &str| {
        format!(
            "<sync-collection xmlns='DAV:'><sync-token>{token}</sync-token>\
             <sync-level>infinite</sync-level><prop><getetag/></prop></sync-collection>"
        )
    };
    let mut rfc = Client::new(Profile::Rfc);
    let token = rfc.sync_token();
    rfc.add("a");
    assert_eq!(
        rfc.send("REPORT", BOOK, &[], body(&token)).members().len(),
        1
    );
    let mut google = Client::new(Profile::GoogleObserved);
    let token = google.sync_token();
    let reply = google.send("REPORT", BOOK, &[("depth", "1")], body(&token));
    assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
}

#[test]
fn a_limit_is_kept_and_the_pages_add_up() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let mut token = client.sync_token();
        let mut expected: Vec<String> = (0..7).map(|n| client.add(&format!("u{n}"))).collect();
        expected.sort();
        let depth = if profile == Profile::Rfc || profile == Profile::GoogleDocumented {
            "0"
        } else {
            "1"
        };
        let rest = format!("{PROP}<d:limit><d:nresults>3</d:nresults></d:limit>");
        let mut found = Vec::new();
        let mut pages = 0;
        loop {
            let reply = client.sync_with(&token, &[("depth", depth)], &rest);
            let mut members = reply.members();
            token = reply.element("sync-token");
            pages += 1;
            let more = members.remove(BOOK);
            assert!(members.len() <= 3);
            found.extend(members.into_keys());
            match more {
                Some(status) => assert_eq!(status, "507"),
                None => break,
            }
            assert!(reply.text.contains("<d:number-of-matches-within-limits/>"));
        }
        found.sort();
        assert_eq!((found, pages), (expected, 3));
    }
}

#[test]
fn an_initial_listing_can_be_paged_while_cards_change() {
    let mut client = Client::new(Profile::Rfc);
    let hrefs: Vec<String> = (0..4).map(|n| client.add(&format!("u{n}"))).collect();
    let rest = format!("{PROP}<d:limit><d:nresults>2</d:nresults></d:limit>");
    let first = client.sync_with("", &[], &rest);
    assert_eq!(first.members().len(), 3);
    client.put(&hrefs[0], &[], &card("u0"));
    client.send("DELETE", &hrefs[3], &[], "");
    let second = client.sync(&first.element("sync-token")).members();
    assert_eq!(second.len(), 3);
    assert_eq!(second[&hrefs[2]], client.etag(&hrefs[2]));
    assert_eq!(second[&hrefs[0]], client.etag(&hrefs[0]));
    assert_eq!(second[&hrefs[3]], "404");
}

#[test]
fn only_the_book_can_be_synchronised() {
    let body = "<sync-collection xmlns='DAV:'><sync-token/><sync-level>1</sync-level>\
                <prop/></sync-collection>";
    let mut rfc = Client::new(Profile::Rfc);
    let reply = rfc.send("REPORT", HOME, &[], body);
    assert_eq!(
        (reply.status, reply.condition().as_str()),
        (403, "supported-report")
    );
    let mut google = Client::new(Profile::GoogleObserved);
    assert_eq!(
        google.send("REPORT", HOME, &[], body).text,
        INVALID_ARGUMENT
    );
}

#[test]
fn a_delta_after_years_of_changes_in_one_card_is_one_row() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let token = client.sync_token();
    for n in 0..200 {
        client.put(&href, &[], &card_with("u1", &format!("NOTE:{n}")));
    }
    assert_eq!(client.sync(&token).members().len(), 1);
}
