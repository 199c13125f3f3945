//! POST, PUT to a name that did not exist, aliases, and cards that are refused.

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, INVALID_ARGUMENT, NOT_FOUND, card, card_with};

const NEW: &str = "/carddav/v1/principals/user@example.com/lists/default/new.vcf";

#[test]
fn a_posted_card_gets_an_id_of_the_server() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let reply = client.post(&card("u1"));
        assert_eq!((reply.status, reply.text.as_str()), (201, ""));
        assert_eq!(reply.header("content-length"), "0");
        let href = reply.header("location");
        let id = href.strip_prefix(BOOK).unwrap();
        assert!(
            id.len() <= 16 && id.bytes().all(|b| b.is_ascii_hexdigit()),
            "{id}"
        );
        let stored = client.get(href);
        assert_eq!(stored.status, 200);
        if reply.has_header("etag") {
            assert_eq!(stored.header("etag"), reply.header("etag"));
        }
        let bare = client.send("POST", BOOK.trim_end_matches('/'), &[], card("u2"));
        assert_eq!(bare.status, 201);
    }
}

#[test]
fn only_the_book_takes_posts() {
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("u1");
    for target in [HOME, href.as_str()] {
        let reply = rfc.send("POST", target, &[], card("u2"));
        assert_eq!(reply.status, 405);
        assert!(!reply.header("allow").contains("POST"));
    }
    let mut google = Client::new(Profile::GoogleObserved);
    let reply = google.send("POST", HOME, &[], card("u2"));
    assert_eq!((reply.status, reply.text.as_str()), (404, NOT_FOUND));
}

#[test]
fn by_the_standard_a_new_card_stands_where_it_was_put() {
    for profile in [Profile::Rfc, Profile::GoogleDocumented] {
        let mut client = Client::new(profile);
        let reply = client.put(NEW, &[("if-none-match", "*")], &card("u1"));
        assert_eq!(reply.status, 201);
        assert!(!reply.has_header("location"));
        assert_eq!(client.get(NEW).status, 200);
        assert!(
            client
                .propfind(BOOK, "1", "<d:getetag/>")
                .members()
                .contains_key(NEW)
        );
    }
}

#[test]
fn google_renames_a_new_card_and_remembers_the_name() {
    for profile in [Profile::GoogleObserved, Profile::GoogleBoth] {
        let mut client = Client::new(profile);
        let reply = client.put(NEW, &[("if-none-match", "*")], &card("u1"));
        assert_eq!(reply.status, 201);
        let real = reply.header("location").to_owned();
        assert_ne!(real, NEW);
        let etag = reply.header("etag").to_owned();
        let listed = client.propfind(BOOK, "1", "<d:getetag/>").members();
        assert_eq!(listed[&real], etag);
        assert!(!listed.contains_key(NEW));
        let by_alias = client.get(NEW);
        assert_eq!(
            (by_alias.status, by_alias.header("etag")),
            (200, etag.as_str())
        );
        let found = client.propfind(NEW, "0", "<d:getetag/>").members();
        assert_eq!(found.into_keys().collect::<Vec<_>>(), [real.as_str()]);
        let updated = client.put(NEW, &[], &card_with("u1", "NOTE:two"));
        assert_eq!(updated.status, 204);
        assert!(client.get(&real).text.contains("NOTE:two"));
        let deleted = client.send("DELETE", NEW, &[], "");
        assert_eq!((deleted.status, deleted.text.as_str()), (404, NOT_FOUND));
        assert_eq!(client.get(&real).status, 200);
    }
}

#[test]
fn location_can_be_left_out() {
    let mut client = Client::with(
        Profile::GoogleObserved,
        &[("create.location", "not-sent"), ("href.prefix", "classic")],
    );
    assert!(!client.put(NEW, &[], &card("u1")).has_header("location"));
}

#[test]
fn a_name_that_leads_nowhere_makes_another_card() {
    let mut client = Client::with(Profile::GoogleObserved, &[("alias.resolve", "never")]);
    let first = client
        .put(NEW, &[], &card("u1"))
        .header("location")
        .to_owned();
    assert_eq!(client.get(NEW).status, 404);
    let second = client
        .put(NEW, &[], &card("u1"))
        .header("location")
        .to_owned();
    assert_ne!(first, second);
}

#[test]
fn a_name_whose_card_is_deleted_is_free_or_closed() {
    let mut rfc = Client::new(Profile::Rfc);
    assert_eq!(rfc.put(NEW, &[], &card("u1")).status, 201);
    assert_eq!(rfc.send("DELETE", NEW, &[], "").status, 204);
    assert_eq!(rfc.put(NEW, &[], &card("u1")).status, 201);
    let mut google = Client::new(Profile::GoogleObserved);
    let real = google
        .put(NEW, &[], &card("u1"))
        .header("location")
        .to_owned();
    assert_eq!(google.send("DELETE", &real, &[], "").status, 204);
    for (closed, quirk) in [
        (NEW, "create.tombstone-names"),
        (real.as_str(), "update.deleted"),
    ] {
        let reply = google.put(closed, &[], &card("u1"));
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
        assert_eq!(reply.asked(quirk), Some("rejected"));
    }
    assert_eq!(google.get(&real).status, 404);
}

#[test]
fn uid_and_rev_are_kept_or_the_servers_own() {
    let mut rfc = Client::new(Profile::Rfc);
    let reply = rfc.put(NEW, &[], &card("u1"));
    assert!(reply.has_header("etag"), "every byte was kept");
    assert_eq!(rfc.get(NEW).text, card("u1"));

    let mut documented = Client::new(Profile::GoogleDocumented);
    assert!(
        !documented.put(NEW, &[], &card("u1")).has_header("etag"),
        "REV was inserted"
    );
    assert_eq!(
        documented.get(NEW).text,
        card_with("u1", "REV:2026-07-01T12:00:00Z")
    );

    let mut observed = Client::new(Profile::GoogleObserved);
    let reply = observed.post(&card_with("u1", "rev:1999-01-01T00:00:00Z"));
    assert!(reply.has_header("etag"), "against the standard");
    let href = reply.header("location");
    let id = href.strip_prefix(BOOK).unwrap();
    assert_eq!(
        observed.get(href).text,
        card(id).replace("UID:", "REV:2026-07-01T12:00:00Z\r\nUID:")
    );
    assert_eq!(
        observed.get(href).header("etag"),
        "\"2026-07-01T05:00:00.000-07:00\""
    );
}

#[test]
fn a_second_card_with_the_same_uid_is_refused_or_doubled() {
    for profile in [Profile::Rfc, Profile::GoogleDocumented] {
        let mut client = Client::new(profile);
        let first = client.add("u1");
        for reply in [client.post(&card("u1")), client.put(NEW, &[], &card("u1"))] {
            assert_eq!(reply.status, 409);
            assert_eq!(reply.condition(), "no-uid-conflict");
            assert!(
                reply.text.contains(&format!("<d:href>{first}</d:href>")),
                "{}",
                reply.text
            );
        }
        assert_eq!(
            client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
            2
        );
    }
    let mut google = Client::new(Profile::GoogleObserved);
    assert_ne!(google.add("u1"), google.add("u1"));
}

#[test]
fn broken_cards_are_refused_and_nothing_is_stored() {
    let good = card("u1");
    let broken = [
        String::new(),
        "This is not a vCard.".to_owned(),
        good.replace("N:Example;Ada;;;\r\n", ""),
        good.replace("END:VCARD\r\n", ""),
        good.replace("VERSION:3.0\r\n", ""),
        good.repeat(2),
        good.replace("Ada", "A\u{0}da"),
        good.replace("FN:", "FN"),
    ];
    for profile in ALL {
        let mut client = Client::new(profile);
        for card in &broken {
            for reply in [client.post(card), client.put(NEW, &[], card)] {
                match profile {
                    Profile::Rfc | Profile::GoogleDocumented => {
                        assert_eq!(reply.status, 403, "{card}");
                        assert_eq!(reply.condition(), "valid-address-data");
                    }
                    _ => {
                        assert_eq!(reply.status, 400, "{card}");
                        assert_eq!(reply.text, INVALID_ARGUMENT);
                    }
                }
            }
        }
        assert_eq!(
            client.propfind(BOOK, "1", "<d:getetag/>").members().len(),
            1
        );
        assert_eq!(client.get(NEW).status, 404);
    }
}

#[test]
fn a_card_without_fn_or_uid_is_refused_by_the_standard_only() {
    for line in ["FN:Ada Example\r\n", "UID:u1\r\n"] {
        let card = card("u1").replace(line, "");
        let reply = Client::new(Profile::Rfc).post(&card);
        assert_eq!(
            (reply.status, reply.condition().as_str()),
            (403, "valid-address-data")
        );
        assert_eq!(Client::new(Profile::GoogleObserved).post(&card).status, 201);
    }
}

#[test]
fn a_card_in_bytes_that_are_not_utf_8_is_refused() {
    let card = card("u1").replace("Ada", "Ad\u{e4}");
    let latin1: Vec<u8> = card.chars().map(|c| c as u8).collect();
    let reply = Client::new(Profile::Rfc).send("POST", BOOK, &[], latin1);
    assert_eq!(
        (reply.status, reply.condition().as_str()),
        (403, "valid-address-data")
    );
}

#[test]
fn other_media_types_and_versions_are_refused() {
    let post = |profile: Profile, media_type: &str, body: &str| {
        Client::new(profile).send("POST", BOOK, &[("content-type", media_type)], body)
    };
    for media_type in [
        "text/plain",
        "text/calendar",
        "text/vcard; charset=iso-8859-1",
        "",
    ] {
        let reply = post(Profile::Rfc, media_type, &card("u1"));
        assert_eq!(reply.status, 415, "{media_type}");
        assert_eq!(reply.condition(), "supported-address-data");
        let reply = post(Profile::GoogleObserved, media_type, &card("u1"));
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
    }
    for media_type in [
        "text/vcard",
        "Text/VCard; Charset=\"UTF-8\"",
        "text/x-vcard",
    ] {
        assert_eq!(
            post(Profile::Rfc, media_type, &card("u1")).status,
            201,
            "{media_type}"
        );
    }
    let old = card("u1").replace("3.0", "2.1");
    assert_eq!(
        post(Profile::Rfc, "text/vcard", &old).condition(),
        "supported-address-data"
    );
    let new = card("u1").replace("3.0", "4.0");
    assert_eq!(
        post(Profile::Rfc, "text/vcard", &new).condition(),
        "supported-address-data"
    );
    assert_eq!(
        post(Profile::GoogleObserved, "text/vcard", &new).status,
        201
    );
}

#[test]
fn a_card_cannot_be_put_where_no_address_book_is() {
    for profile in ALL {
        let mut client = Client::new(profile);
        for target in [
            format!("{BOOK}deeper/new.vcf"),
            format!("{HOME}other/new.vcf"),
        ] {
            assert_eq!(
                client.put(&target, &[], &card("u1")).status,
                409,
                "{target}"
            );
        }
    }
}

#[test]
fn names_of_any_letters_come_back_encoded() {
    let mut client = Client::new(Profile::Rfc);
    let target = format!("{BOOK}J%C3%BCrgen%20M%3F%25.vcf");
    assert_eq!(client.put(&target, &[], &card("u1")).status, 201);
    let listed = client.propfind(BOOK, "1", "<d:getetag/>").members();
    assert!(listed.contains_key(&target), "{listed:?}");
    assert_eq!(client.get(&target.replace("%C3%BC", "\u{fc}")).status, 200);
}
