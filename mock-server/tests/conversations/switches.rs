//! Quirks that no profile turns, each in both positions: what they change, and that nothing else
//! notices.

use std::time::Duration;

use cardproof_mock::Scheme::Https;
use cardproof_mock::quirk::Profile;

use crate::client::{BOOK, Client, Reply, card};

const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

fn with(quirk: &str, value: &str) -> Client {
    Client::with(Profile::Rfc, &[("href.prefix", "classic"), (quirk, value)])
}

/// The hrefs that a reply lists, each with its state.
fn count(reply: &Reply) -> (usize, bool) {
    let mut members = reply.members();
    let cut = members.remove(BOOK).is_some_and(|state| state == "507");
    (members.len(), cut)
}

#[test]
fn a_sync_token_lives_for_29_days_or_for_ever() {
    for (life, status) in [("29-days", 403), ("unlimited", 207)] {
        let mut client = with("sync.token-ttl", life);
        let token = client.sync_token();
        client.service.world_mut().advance(MONTH * 12);
        // A new token drives out the old ones, where they are old.
        client.sync_token();
        let reply = client.sync(&token);
        assert_eq!(reply.status, status, "{life}");
        assert_eq!(reply.asked("sync.token-ttl"), Some(life));
    }
}

#[test]
fn a_server_may_cut_a_delta_into_pages_of_its_own() {
    let mut whole = with("sync.page-size", "unlimited");
    let token = whole.sync_token();
    for uid in ["a", "b", "c"] {
        whole.add(uid);
    }
    assert_eq!(count(&whole.sync(&token)), (3, false));

    let mut cut = with("sync.page-size", "two");
    let token = cut.sync_token();
    for uid in ["a", "b", "c"] {
        cut.add(uid);
    }
    let first = cut.sync(&token);
    assert_eq!(count(&first), (2, true));
    let second = cut.sync(&first.element("sync-token"));
    assert_eq!(count(&second), (1, false));
    let third = cut.sync(&second.element("sync-token"));
    assert_eq!(count(&third), (0, false));
}

#[test]
fn the_smaller_of_two_limits_cuts() {
    let mut client = with("sync.page-size", "two");
    let token = client.sync_token();
    for uid in ["a", "b", "c"] {
        client.add(uid);
    }
    for (limit, sent) in [("1", 1), ("3", 2)] {
        let rest = format!(
            "<d:prop><d:getetag/></d:prop><d:limit><d:nresults>{limit}</d:nresults></d:limit>"
        );
        assert_eq!(count(&client.sync_with(&token, &[], &rest)), (sent, true));
    }
}

#[test]
fn the_report_can_be_switched_off() {
    for (off, status) in [("no", 207), ("yes", 400)] {
        let mut client = with("sync.disabled", off);
        let token = client.sync_token();
        let reply = client.sync(&token);
        assert_eq!(reply.status, status);
        assert_eq!(reply.asked("sync.disabled"), Some(off));
        // The report is advertised all the same.
        let reports = client.propfind(BOOK, "0", "<d:supported-report-set/>");
        assert!(reports.text.contains("sync-collection"));
    }
}

#[test]
fn an_etag_moves_after_the_answer_or_stays() {
    let mut still = with("etag.moves-after-write", "no");
    let reply = still.put(&format!("{BOOK}a"), &[], &card("a"));
    assert_eq!(still.etag(&format!("{BOOK}a")), reply.header("etag"));

    let mut moving = with("etag.moves-after-write", "yes");
    let token = moving.sync_token();
    let href = format!("{BOOK}a");
    let sent = moving.put(&href, &[], &card("a")).header("etag").to_owned();
    let now = moving.etag(&href);
    assert_ne!(now, sent);
    // It moves once, and a delta tells of the card once, with the ETag that it has.
    assert_eq!(moving.etag(&href), now);
    let members = moving.sync(&token).members();
    assert_eq!(
        members.into_iter().collect::<Vec<_>>(),
        [(href.clone(), now.clone())]
    );
    let stale = moving.put(&href, &[("if-match", &sent)], &card("a"));
    assert_eq!(stale.status, 412);
    assert_eq!(
        moving.put(&href, &[("if-match", &now)], &card("a")).status,
        204
    );
    assert_eq!(moving.get(&href).text, card("a"));
}

#[test]
fn a_multiget_may_name_250_hrefs_or_any_number() {
    let hrefs: Vec<String> = (0..251).map(|n| format!("{BOOK}{n}")).collect();
    let hrefs: Vec<&str> = hrefs.iter().map(String::as_str).collect();
    for (most, status) in [("unlimited", 207), ("250", 400)] {
        let mut client = with("multiget.max-hrefs", most);
        assert_eq!(client.multiget(&hrefs, "<d:getetag/>").status, status);
        assert_eq!(client.multiget(&hrefs[1..], "<d:getetag/>").status, 207);
    }
}

#[test]
fn the_location_of_a_new_card_is_a_path_or_a_url() {
    for (form, begin) in [("path", "/carddav/"), ("url", "https://a.example/carddav/")] {
        let quirks = [("create.location", "sent"), ("create.location-form", form)];
        let mut client = Client::with(Profile::Rfc, &quirks);
        let headers = [("content-type", "text/vcard"), ("host", "a.example")];
        let posted = client.send("POST", BOOK, &headers, card("a"));
        assert!(posted.header("location").starts_with(begin), "{form}");
        let put = client.send("PUT", &format!("{BOOK}b"), &headers, card("b"));
        assert!(put.header("location").starts_with(begin), "{form}");
    }
}

#[test]
fn a_wrong_content_type_is_refused_or_ignored() {
    for (value, status) in [("refused", 415), ("ignored", 201)] {
        let mut client = with("create.media-type", value);
        let plain = [("content-type", "text/plain")];
        assert_eq!(client.send("POST", BOOK, &plain, card("a")).status, status);
        // What is no card is none, whatever it is called.
        let rubbish = client.send("POST", BOOK, &plain, "rubbish").status;
        assert!((400..500).contains(&rubbish), "{rubbish}");
    }
}

#[test]
fn a_bad_token_is_named_in_the_challenge_or_not() {
    let named = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
    let bearer = "Bearer realm=\"https://accounts.google.com/\"";
    let basic = "Basic realm=\"Google APIs\"";
    for (value, offered, challenge) in [
        ("named", "bearer", named),
        ("named", "basic-realm", named),
        ("unnamed", "bearer", bearer),
        ("unnamed", "basic-realm", basic),
    ] {
        let quirks = [
            ("href.prefix", "classic"),
            ("auth.bad-token", value),
            ("auth.challenge", offered),
        ];
        let mut client = Client::with(Profile::Rfc, &quirks);
        let bad = [("authorization", "Bearer bad")];
        let reply = client.send_as(Https, "GET", BOOK, &bad, "");
        assert_eq!(reply.status, 401);
        assert_eq!(reply.header_lines("www-authenticate"), [challenge]);
    }
}

#[test]
fn another_accounts_paths_are_forbidden_or_not_found() {
    let other = "/carddav/v1/principals/other@example.com/lists/default/";
    for (value, status) in [("forbidden", 403), ("not-found", 404)] {
        let mut client = with("auth.other-account", value);
        let reply = client.propfind(other, "0", "<d:displayname/>");
        assert_eq!(reply.status, status);
        assert_eq!(reply.asked("auth.other-account"), Some(value));
    }
}

#[test]
fn conditions_of_a_get_are_heeded_or_ignored() {
    for (value, statuses) in [("heeded", [304, 412]), ("ignored", [200, 200])] {
        let mut client = with("get.conditional", value);
        let href = client.add("u1");
        let etag = client.etag(&href);
        let conditions = [("if-none-match", etag.as_str()), ("if-match", "\"x\"")];
        let answers =
            conditions.map(|condition| client.send("GET", &href, &[condition], "").status);
        assert_eq!(answers, statuses, "{value}");
    }
}

#[test]
fn without_credentials_the_address_book_is_challenged_or_not_found() {
    for (value, status) in [("challenged", 401), ("not-found", 404)] {
        let mut client = with("auth.book-unauthenticated", value);
        for method in ["GET", "HEAD"] {
            let reply = client.send_as(Https, method, BOOK, &[], "");
            assert_eq!(reply.status, status, "{method}");
            assert_eq!(reply.asked("auth.book-unauthenticated"), Some(value));
        }
        let listed = client.send_as(Https, "PROPFIND", BOOK, &[], "");
        assert_eq!(listed.status, 401, "only a browser's GET was seen");
    }
}
