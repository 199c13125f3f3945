//! If-Match and If-None-Match on writes (google:PUT-04, google:PUT-05, google:DEL-02).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, card, card_with};

const STALE: &str = "\"2020-01-01T00:00:00.000-08:00\"";
const ENFORCED: [Profile; 3] = [Profile::Rfc, Profile::GoogleDocumented, Profile::GoogleBoth];

#[test]
fn a_stale_etag_is_refused_with_412_and_the_card_stays() {
    for profile in ENFORCED {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let before = client.get(&href);
        let etag = before.header("etag");
        for tag in [STALE, &format!("W/{etag}"), etag.trim_matches('"')] {
            let reply = client.put(&href, &[("if-match", tag)], &card_with("u1", "NOTE:x"));
            assert_eq!(reply.status, 412, "{tag}");
            assert_eq!(reply.asked("update.if-match"), Some("enforced"));
            let reply = client.send("DELETE", &href, &[("if-match", tag)], "");
            assert_eq!(reply.status, 412, "{tag}");
            assert_eq!(reply.asked("delete.if-match"), Some("enforced"));
        }
        assert_eq!(client.get(&href).text, before.text);
    }
}

#[test]
fn a_write_hangs_on_the_sync_token_of_the_book() {
    for profile in ENFORCED {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let header = format!(
            "<https://www.googleapis.com{BOOK}> (<{}>)",
            client.sync_token()
        );
        let condition = [("if", header.as_str())];
        let changed = card_with("u1", "NOTE:x");
        assert_eq!(client.put(&href, &condition, &changed).status, 204);
        let refused = client.put(&href, &condition, &card("u1"));
        assert_eq!(refused.status, 412);
        assert_eq!(refused.asked("sync.if-header"), Some("enforced"));
        assert_eq!(client.send("DELETE", &href, &condition, "").status, 412);
        let posted = [("content-type", "text/vcard"), condition[0]];
        let posted = client.send("POST", BOOK, &posted, card("u2"));
        assert_eq!(posted.status, 412);
        assert_eq!(client.send("GET", &href, &condition, "").status, 412);
        assert!(client.get(&href).text.contains("NOTE:x"));
    }
}

#[test]
fn the_state_of_another_server_is_not_known_here() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let token = client.sync_token();
    let mut get = |server: &str, term: &str| {
        let header = format!("<https://{server}{BOOK}> ({term})");
        let headers = [("host", "localhost:8443"), ("if", header.as_str())];
        client.send("GET", &href, &headers, "").status
    };
    let (holds, differs) = (format!("<{token}>"), format!("Not <{token}>"));
    assert_eq!(get("localhost:8443", &holds), 200);
    assert_eq!(get("evil.example", &holds), 412);
    assert_eq!(get("localhost:8443", &differs), 412);
    assert_eq!(get("evil.example", &differs), 200);
}

#[test]
fn lists_of_an_if_header_are_alternatives_and_their_conditions_hold_together() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let (token, etag) = (client.sync_token(), client.etag(&href));
    let mut get = |header: &str| client.send("GET", &href, &[("if", header)], "").status;
    for holds in [
        format!("([{etag}])"),
        format!("([W/{etag}]) ([{etag}] Not [\"x\"])"),
        "(Not <DAV:no-lock>)".to_owned(),
        format!("<{href}> ([\"x\"]) <{BOOK}> (<urn:x>) (<{token}>)"),
        format!("</nowhere> (Not [{etag}])"),
    ] {
        assert_eq!(get(&holds), 200, "{holds}");
    }
    for fails in [
        format!("([{etag}] <{token}>)"),
        format!("(<{token}>)"),
        format!("</nowhere> ([{etag}])"),
        format!("<{BOOK}> (Not <{token}>)"),
    ] {
        assert_eq!(get(&fails), 412, "{fails}");
    }
    assert_eq!(get("no list"), 400);
    assert_eq!(get(&format!("([{etag}]")), 400);
}

#[test]
fn the_token_of_another_account_holds_nowhere() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let other = "other@example.com";
    let world = client.service.world_mut();
    world.add_account(other).unwrap();
    let token = world.mint_token(other, None).unwrap();
    let others = world.book_href(other).unwrap();
    let own = std::mem::replace(&mut client.token, token);
    let reply = client.propfind(&others, "0", "<d:sync-token/>");
    let sync_token = reply.element("sync-token");
    client.token = own;
    for book in [BOOK, &others] {
        let header = format!("<{book}> (<{sync_token}>)");
        let reply = client.put(&href, &[("if", &header)], &card("u1"));
        assert_eq!(reply.status, 412, "{book}");
    }
}

#[test]
fn google_is_taken_not_to_look_at_the_if_header() {
    let mut client = Client::new(Profile::GoogleObserved);
    let href = client.add("u1");
    let reply = client.put(&href, &[("if", "(<urn:x>)")], &card("u1"));
    assert_eq!(reply.status, 204);
    assert_eq!(reply.asked("sync.if-header"), Some("ignored"));
}

#[test]
fn google_overwrites_and_deletes_whatever_if_match_says() {
    let mut client = Client::new(Profile::GoogleObserved);
    let href = client.add("u1");
    let reply = client.put(&href, &[("if-match", STALE)], &card_with("u1", "NOTE:x"));
    assert_eq!(reply.status, 204);
    assert_eq!(reply.asked("update.if-match"), Some("ignored"));
    assert!(client.get(&href).text.contains("NOTE:x"));
    assert_eq!(
        client
            .send("DELETE", &href, &[("if-match", STALE)], "")
            .status,
        204
    );
}

#[test]
fn a_quirk_that_decides_nothing_is_not_asked() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let etag = client.etag(&href);
    let reply = client.put(&href, &[("if-match", &etag)], &card("u1"));
    assert_eq!((reply.status, reply.asked("update.if-match")), (204, None));
}

#[test]
fn if_match_on_a_missing_card_is_refused() {
    for profile in ENFORCED {
        let mut client = Client::new(profile);
        for tag in ["*", STALE] {
            let reply = client.put(&format!("{BOOK}new"), &[("if-match", tag)], &card("u1"));
            assert_eq!(reply.status, 412);
        }
        assert_eq!(
            client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
            1
        );
    }
}

#[test]
fn if_none_match_star_keeps_a_card_from_being_overwritten() {
    for profile in ENFORCED {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let reply = client.put(&href, &[("if-none-match", "*")], &card_with("u1", "NOTE:x"));
        assert_eq!(reply.status, 412);
        assert_eq!(reply.asked("create.if-none-match"), Some("enforced"));
        assert!(!client.get(&href).text.contains("NOTE:x"));
    }
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.add("u1");
    let reply = google.put(&href, &[("if-none-match", "*")], &card_with("u1", "NOTE:x"));
    assert_eq!(reply.status, 204);
    assert!(google.get(&href).text.contains("NOTE:x"));
}

#[test]
fn an_alias_counts_as_the_card_that_it_stands_for() {
    let mut client = Client::new(Profile::GoogleBoth);
    let alias = format!("{BOOK}mine.vcf");
    assert_eq!(
        client
            .put(&alias, &[("if-none-match", "*")], &card("u1"))
            .status,
        201
    );
    assert_eq!(
        client
            .put(&alias, &[("if-none-match", "*")], &card("u1"))
            .status,
        412
    );
}

#[test]
fn if_match_comes_before_if_none_match() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let both = [("if-match", STALE), ("if-none-match", "*")];
    let reply = client.put(&href, &both, &card("u1"));
    assert_eq!(
        reply.explanation.because,
        "the card is not the one that If-Match names"
    );
}

/// RFC 9110 §13.2.1: conditions do not count where the answer would be another refusal anyway,
/// and they come before the body is looked at.
#[test]
fn conditions_come_after_the_headers_and_before_the_body() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let stale = [("if-match", STALE)];
    assert_eq!(client.put(&href, &stale, "no card").status, 412);
    let plain = [("if-match", STALE), ("content-type", "text/plain")];
    assert_eq!(client.send("PUT", &href, &plain, "no card").status, 415);
    let reply = client.send("DELETE", &format!("{BOOK}none"), &stale, "");
    assert_eq!(reply.status, 404);
}

#[test]
fn a_deleted_card_is_refused_for_that_and_not_for_its_etag() {
    let mut client = Client::new(Profile::GoogleBoth);
    let href = client.add("u1");
    let etag = client.etag(&href);
    client.send("DELETE", &href, &[], "");
    let reply = client.put(&href, &[("if-match", &etag)], &card("u1"));
    assert_eq!(reply.status, 400);
}

#[test]
fn a_date_is_a_condition_where_dates_are_told() {
    let before = [("if-unmodified-since", "Wed, 01 Jul 2026 11:59:59 GMT")];
    let after = [("if-unmodified-since", "Wed, 01 Jul 2026 12:00:00 GMT")];
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    assert_eq!(rfc.put(&href, &before, &card("u1")).status, 412);
    assert_eq!(rfc.put(&href, &after, &card("u1")).status, 204);
    let mut google = Client::new(Profile::GoogleBoth);
    let href = google.add("u1");
    assert_eq!(google.put(&href, &before, &card("u1")).status, 204);
}

#[test]
fn a_lost_update_is_told_by_the_etag_and_mended() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let mine = client.get(&href);
        let theirs = card_with("u1", "NOTE:theirs");
        client
            .service
            .world_mut()
            .change_card(&href, &theirs, client.now)
            .unwrap();
        let old = [("if-match", mine.header("etag"))];
        let refused = client.put(&href, &old, &card_with("u1", "TITLE:mine"));
        if profile == Profile::GoogleObserved {
            assert_eq!(refused.status, 204);
            continue;
        }
        assert_eq!(refused.status, 412);
        let newer = client.get(&href);
        assert!(newer.text.contains("NOTE:theirs"));
        let merged = newer.text.replace("END:", "TITLE:mine\r\nEND:");
        let reply = client.put(&href, &[("if-match", newer.header("etag"))], &merged);
        assert_eq!(reply.status, 204);
    }
}
