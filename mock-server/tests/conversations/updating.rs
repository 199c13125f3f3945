//! PUT on a card that is there, and DELETE.

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, NOT_FOUND, PRINCIPAL, card, card_with};

#[test]
fn an_update_changes_card_and_etag() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let before = client.etag(&href);
        let reply = client.put(
            &href,
            &[("if-match", &before)],
            &card_with("u1", "NOTE:two"),
        );
        assert_eq!((reply.status, reply.text.as_str()), (204, ""));
        assert!(!reply.has_header("content-length"));
        let stored = client.get(&href);
        assert!(stored.text.contains("NOTE:two"));
        assert_ne!(stored.header("etag"), before);
    }
}

#[test]
fn the_status_of_an_update_can_be_that_of_a_creation() {
    let mut client = Client::with(Profile::GoogleObserved, &[("update.status", "created")]);
    let href = client.add("u1");
    assert_eq!(client.put(&href, &[], &card("u1")).status, 201);
}

#[test]
fn a_card_is_not_overwritten_by_one_with_another_uid_where_uids_are_kept() {
    for profile in [Profile::Rfc, Profile::GoogleDocumented] {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let etag = client.etag(&href);
        let reply = client.put(&href, &[], &card("other"));
        assert_eq!(
            (reply.status, reply.condition().as_str()),
            (409, "no-uid-conflict")
        );
        assert_eq!(client.etag(&href), etag);
    }
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.add("u1");
    assert_eq!(google.put(&href, &[], &card("other")).status, 204);
    let id = href.strip_prefix(BOOK).unwrap();
    assert!(google.get(&href).text.contains(&format!("UID:{id}\r\n")));
}

#[test]
fn a_part_of_a_card_cannot_be_put() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let before = client.get(&href).text;
        let part = [("content-range", "bytes 0-9/100")];
        assert_eq!(client.put(&href, &part, &card("u1")).status, 400);
        assert_eq!(client.get(&href).text, before);
    }
}

#[test]
fn a_broken_update_keeps_the_old_card() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let before = client.get(&href);
        let reply = client.put(&href, &[], "BEGIN:VCARD\r\nEND:VCARD\r\n");
        assert!(matches!(reply.status, 400 | 403));
        let after = client.get(&href);
        assert_eq!(
            (after.text, after.headers.get("etag")),
            (before.text, before.headers.get("etag"))
        );
    }
}

#[test]
fn a_deleted_card_is_gone() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let reply = client.send("DELETE", &href, &[], "");
        assert_eq!((reply.status, reply.text.as_str()), (204, ""));
        for method in ["GET", "DELETE", "PROPFIND"] {
            let reply = client.send(method, &href, &[("depth", "0")], "");
            assert_eq!((reply.status, reply.text.as_str()), (404, NOT_FOUND));
        }
    }
}

#[test]
fn the_status_of_a_deletion_can_be_200() {
    let mut client = Client::with(Profile::Rfc, &[("delete.status", "ok")]);
    let href = client.add("u1");
    let reply = client.send("DELETE", &href, &[], "");
    assert_eq!((reply.status, reply.header("content-length")), (200, "0"));
}

#[test]
fn collections_are_never_deleted() {
    for (profile, status) in [(Profile::Rfc, 403), (Profile::GoogleObserved, 404)] {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        for target in [BOOK, HOME, PRINCIPAL] {
            assert_eq!(client.send("DELETE", target, &[], "").status, status);
        }
        assert_eq!(client.get(&href).status, 200);
    }
}

#[test]
fn collections_cannot_be_put() {
    for (profile, status) in [(Profile::Rfc, 405), (Profile::GoogleObserved, 400)] {
        let mut client = Client::new(profile);
        for target in [BOOK, HOME, PRINCIPAL] {
            assert_eq!(client.put(target, &[], &card("u1")).status, status);
        }
    }
}

#[test]
fn two_changes_at_one_instant_have_two_etags() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let mut etags = vec![client.etag(&href)];
    for _ in 0..10 {
        assert_eq!(client.put(&href, &[], &card("u1")).status, 204);
        etags.push(client.etag(&href));
    }
    let rising = etags.windows(2).all(|pair| pair[0] < pair[1]);
    assert!(rising, "{etags:?}");
}
