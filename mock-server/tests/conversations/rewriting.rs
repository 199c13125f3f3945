//! What a card looks like after it went through Google's model (google:VC-01 to google:VC-17).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, INVALID_ARGUMENT, card, card_with};

/// A card as Google served it in 2014, with a small picture in place of the photo.
const FULL: &str = include_str!("../fixtures/full-card.vcf");
/// The same card where the first of each kind is preferred.
const FULL_FIRST_OF_EACH: &str = include_str!("../fixtures/full-card.first-of-each.vcf");

/// The line ends of a card do not survive every checkout.
fn crlf(card: &str) -> String {
    card.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// Sends a card and reads it again.
fn sent_and_read(client: &mut Client, card: &str) -> String {
    let reply = client.post(card);
    assert_eq!(reply.status, 201, "{}", reply.explanation.because);
    let href = reply.header("location").to_owned();
    client.get(&href).text
}

/// A card without the bytes that may differ: the values of REV and UID, and the picture.
fn without_what_differs(card: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut in_photo = false;
    for line in card.split("\r\n") {
        in_photo = line.starts_with("PHOTO") || (in_photo && line.starts_with(' '));
        lines.push(match line.split_once(':') {
            Some((name @ ("REV" | "UID" | "PHOTO;ENCODING=B"), _)) => name,
            _ if in_photo => continue,
            _ => line,
        });
    }
    lines.join("\r\n")
}

fn comes_back(quirks: &[(&str, &str)], expected: &str) {
    let mut client = Client::with(Profile::GoogleObserved, quirks);
    let (sent, expected) = (crlf(FULL), crlf(expected));
    let text = sent_and_read(&mut client, &sent);
    assert_eq!(without_what_differs(&text), without_what_differs(&expected));
    for changed in ["REV:", "UID:"] {
        let line = |card: &str| {
            let line = card.lines().find(|line| line.starts_with(changed));
            line.unwrap().to_owned()
        };
        assert_ne!(line(&text), line(&sent));
    }
    let photo = |card: &str| {
        let from = card.find("\r\nPHOTO").unwrap();
        card[from..card.find("\r\nitem5.IMPP").unwrap()].to_owned()
    };
    assert_ne!(photo(&text), photo(&sent));
    for (number, line) in photo(&text).trim_start().split("\r\n").enumerate() {
        assert!(line.len() <= 75 + usize::from(number > 0), "{line}");
    }
}

#[test]
fn the_full_card_of_2014_comes_back_as_it_was_served() {
    comes_back(&[("vcard.pref", "email-only")], FULL);
}

#[test]
fn the_full_card_comes_back_today_with_the_first_of_each_preferred() {
    comes_back(&[], FULL_FIRST_OF_EACH);
}

#[test]
fn the_cards_of_2016_and_2021_come_back_as_they_were_served() {
    let of_2016 = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Daly;Johnny;;;\r\nFN:Johnny Daly\r\n\
                   NICKNAME:Johno\r\nORG:Fake Company Inc\r\nREV:2016-08-31T13:48:15Z\r\n\
                   UID:430baa120dd56282\r\nitem2.TEL:415 123 1234\r\n\
                   item1.EMAIL;TYPE=PREF:john@daly.com\r\nitem1.X-ABLabel:\r\n\
                   item2.X-ABLabel:\r\nEND:VCARD\r\n";
    let of_2021 = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\n\
                   REV:2021-06-13T06:32:01Z\r\nUID:7fca66fd0abc9c16\r\n\
                   ADR;TYPE=HOME:;;12856 SE Main St;Portland;OR;97209;\r\n\
                   TEL;TYPE=HOME:(555) 555-0862\r\nTEL;TYPE=CELL:(555) 555-9106\r\nEND:VCARD\r\n";
    for (card, pref) in [
        (of_2016, "email-only"),
        (of_2021, "email-only"),
        (of_2021, "none"),
    ] {
        let mut client = Client::with(Profile::GoogleObserved, &[("vcard.pref", pref)]);
        let text = sent_and_read(&mut client, card);
        assert_eq!(without_what_differs(&text), without_what_differs(card));
    }
}

#[test]
fn by_the_standard_and_by_googles_page_cards_stay_as_they_are() {
    for profile in [Profile::Rfc, Profile::GoogleDocumented] {
        let quirks = [("vcard.rev", "kept"), ("href.prefix", "classic")];
        let mut client = Client::with(profile, &quirks);
        let sent = crlf(FULL_FIRST_OF_EACH).replace("TYPE=PAGER", "TYPE=x-none");
        assert_eq!(sent_and_read(&mut client, &sent), sent);
    }
}

#[test]
fn a_vcard_4_is_taken_and_comes_back_as_3() {
    let v4 = card_with(
        "u",
        "PHOTO:data:image/jpeg;base64,/9j/2Q==\r\nKIND:individual",
    )
    .replace("VERSION:3.0", "VERSION:4.0");
    let mut google = Client::new(Profile::GoogleObserved);
    let text = sent_and_read(&mut google, &v4);
    assert!(text.contains("VERSION:3.0\r\n"), "{text}");
    assert!(!text.contains("PHOTO") && !text.contains("KIND"), "{text}");
}

#[test]
fn own_properties_cannot_be_removed_by_leaving_them_out() {
    let with = card_with("u", "X-OWN;a=b:1\r\nNOTE:n");
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.post(&with).header("location").to_owned();
    let reply = google.put(&href, &[], &card("u"));
    assert_eq!(reply.asked("vcard.sticky-x"), Some("kept"));
    let text = google.get(&href).text;
    assert!(
        text.contains("X-OWN;a=b:1\r\n") && !text.contains("NOTE"),
        "{text}"
    );
    google.put(&href, &[], &card_with("u", "X-OWN:2"));
    let text = google.get(&href).text;
    assert!(
        text.contains("X-OWN:2\r\n") && !text.contains("X-OWN;a"),
        "{text}"
    );
    let mut documented = Client::new(Profile::GoogleDocumented);
    let href = documented.post(&with).header("location").to_owned();
    let reply = documented.put(&href, &[], &card("u"));
    assert_eq!(reply.asked("vcard.sticky-x"), Some("removed"));
    assert!(!documented.get(&href).text.contains("X-OWN"));
}

#[test]
fn unknown_types_are_refused_dropped_or_kept() {
    let unknown = card_with("u", "EMAIL;TYPE=PERSONAL:ada@example.com");
    let mut google = Client::new(Profile::GoogleObserved);
    let reply = google.post(&unknown);
    assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
    assert_eq!(
        reply.explanation.because,
        "EMAIL has the TYPE PERSONAL, which the server does not know"
    );
    assert_eq!(
        reply.explanation.remedy.as_deref(),
        Some("write the label into X-ABLabel, in a group")
    );
    let drop = [("vcard.unknown-type", "drop"), ("vcard.pref", "none")];
    let text = sent_and_read(&mut Client::with(Profile::GoogleObserved, &drop), &unknown);
    assert!(text.contains("\r\nEMAIL:ada@example.com\r\n"), "{text}");
    let text = sent_and_read(&mut Client::new(Profile::Rfc), &unknown);
    assert_eq!(text, unknown);
}

#[test]
fn doubled_escapes_are_refused() {
    let doubled = card_with("u", "X-REV:2026-04-23T06\\\\:54\\\\:04Z");
    let mut google = Client::new(Profile::GoogleObserved);
    let reply = google.post(&doubled);
    assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
    assert_eq!(
        reply.explanation.because,
        "in X-REV the escape of a colon is escaped once more"
    );
    let strict = [("vcard.doubled-escapes", "refused")];
    let reply = Client::with(Profile::Rfc, &strict).post(&doubled);
    assert_eq!(
        (reply.status, reply.condition().as_str()),
        (403, "valid-address-data")
    );
    assert_eq!(Client::new(Profile::Rfc).post(&doubled).status, 201);
}

#[test]
fn what_another_device_stores_is_rewritten_too() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let (now, account) = (client.now, crate::client::USER);
        let world = client.service.world_mut();
        let text = card_with("u", "TITLE:t\r\nPRODID:p");
        let href = world.create_card(account, &text, now).unwrap();
        let rewrites = world.quirks().value("vcard.rewrite").unwrap() == "full";
        let stored = world.card(&href).unwrap();
        assert_eq!(stored.contains("PRODID"), !rewrites, "{stored}");
    }
}

#[test]
fn a_search_for_addresses_without_a_type_misses_the_one_that_is_preferred_now() {
    let filter = "<c:addressbook-query xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
                  <prop><getetag/></prop><c:filter><c:prop-filter name='EMAIL'>\
                  <c:param-filter name='TYPE'><c:is-not-defined/></c:param-filter>\
                  </c:prop-filter></c:filter></c:addressbook-query>";
    let found = |quirks: &[(&str, &str)]| {
        let mut client = Client::with(Profile::GoogleObserved, quirks);
        client.post(&card_with("u", "EMAIL:ada@example.com"));
        client.post(&card_with("v", "TEL:1"));
        let reply = client.send("REPORT", BOOK, &[("depth", "1")], filter);
        reply.members().len()
    };
    assert_eq!(found(&[]), 1, "only the card without an address");
    assert_eq!(found(&[("vcard.pref", "none")]), 2);
}
