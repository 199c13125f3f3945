//! addressbook-multiget (google:MGET-01 to google:MGET-08).

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, INVALID_ARGUMENT, PRINCIPAL, card, card_with};

const BOTH: &str = "<d:getetag/><card:address-data/>";

#[test]
fn the_cards_that_are_named_come_and_no_others() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let (one, two) = (client.add("a"), client.add("b"));
        client.add("c");
        let reply = client.multiget(&[&two, &one], BOTH);
        let members = reply.members();
        assert_eq!(members.len(), 2);
        assert_eq!(members[&one], client.etag(&one));
        assert!(
            reply.text.find(&two) < reply.text.find(&one),
            "in the order asked"
        );
    }
}

/// The transcript of 2016: line feeds inside, the ETag first.
#[test]
fn a_card_is_embedded_as_it_was_seen() {
    let mut client = Client::with(Profile::GoogleObserved, &[("vcard.pref", "email-only")]);
    client.now = "2016-08-31T13:48:15.818Z".parse().unwrap();
    let reply = client.post(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Daly;Johnny;;;\r\nFN:Johnny Daly\r\nNICKNAME:Johno\r\n\
         ORG:Fake Company Inc\r\nREV:x\r\nUID:x\r\nitem2.TEL:415 123 1234\r\n\
         item1.EMAIL;TYPE=PREF:john@daly.com\r\nitem1.X-ABLabel:\r\nitem2.X-ABLabel:\r\n\
         END:VCARD\r\n",
    );
    let href = reply.header("location").to_owned();
    let id = href.strip_prefix(BOOK).unwrap();
    assert_eq!(
        client.multiget(&[&href], BOTH).inside(),
        format!(
            concat!(
                " <d:response>\n",
                "  <d:href>{href}</d:href>\n",
                "  <d:propstat>\n",
                "   <d:status>HTTP/1.1 200 OK</d:status>\n",
                "   <d:prop>\n",
                "    <d:getetag>\"2016-08-31T06:48:15.818-07:00\"</d:getetag>\n",
                "    <card:address-data>BEGIN:VCARD\nVERSION:3.0\nN:Daly;Johnny;;;\n",
                "FN:Johnny Daly\nNICKNAME:Johno\nORG:Fake Company Inc\n",
                "REV:2016-08-31T13:48:15Z\nUID:{id}\nitem2.TEL:415 123 1234\n",
                "item1.EMAIL;TYPE=PREF:john@daly.com\nitem1.X-ABLabel:\nitem2.X-ABLabel:\n",
                "END:VCARD\n</card:address-data>\n",
                "   </d:prop>\n",
                "  </d:propstat>\n",
                " </d:response>\n",
            ),
            href = href,
            id = id
        )
    );
}

#[test]
fn by_the_standard_a_card_comes_byte_for_byte() {
    let mut client = Client::new(Profile::Rfc);
    let odd = card_with("u1", "NOTE;X-A=\"<&>\":a & b < c > d \"e\" ]]>\r\n folded");
    let href = client.post(&odd).header("location").to_owned();
    assert_eq!(client.multiget(&[&href], BOTH).element("address-data"), odd);
}

#[test]
fn missing_cards_are_told_or_left_out() {
    let gone = format!("{BOOK}none");
    let elsewhere = "/nowhere/at/all";
    let broken = format!("{BOOK}%zz");
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("a");
    let all = [gone.as_str(), elsewhere, &broken, &href, BOOK, ""];
    let members = rfc.multiget(&all, BOTH).members();
    assert_eq!(members.len(), 5);
    assert_eq!(members.values().filter(|state| *state == "404").count(), 4);
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.add("a");
    let all = [gone.as_str(), elsewhere, &broken, &href, BOOK, ""];
    let reply = google.multiget(&all, BOTH);
    assert_eq!(reply.members().into_keys().collect::<Vec<_>>(), [href]);
    assert_eq!(reply.asked("multiget.missing"), Some("left-out"));
}

#[test]
fn one_card_is_answered_once_however_it_is_spelled() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("a");
        let encoded = href.replace('@', "%40");
        let whole = format!("https://www.googleapis.com{href}");
        let reply = client.multiget(&[&href, &encoded, &whole, &href], BOTH);
        assert_eq!(reply.members().into_keys().collect::<Vec<_>>(), [href]);
    }
}

#[test]
fn an_href_of_another_server_names_nothing_whatever_its_path() {
    let ask = |profile, host: Option<&str>, href: &dyn Fn(&str) -> String| {
        let mut client = Client::new(profile);
        let path = client.add("a");
        let href = href(&path);
        let body = format!(
            "<c:addressbook-multiget xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
             <prop><getetag/></prop><href>{href}</href></c:addressbook-multiget>"
        );
        let headers: Vec<_> = host.map(|host| ("host", host)).into_iter().collect();
        let members = client.send("REPORT", BOOK, &headers, body).members();
        let state = members.get(&href).cloned();
        (members.contains_key(&path), state)
    };
    let elsewhere = |path: &str| format!("https://evil.example{path}");
    let here = |path: &str| format!("https://localhost:8443{path}");
    for host in [None, Some("localhost:8443")] {
        let not_found = (false, Some("404".to_owned()));
        assert_eq!(ask(Profile::Rfc, host, &elsewhere), not_found);
        let left_out = (false, None);
        assert_eq!(ask(Profile::GoogleObserved, host, &elsewhere), left_out);
    }
    for profile in ALL {
        assert!(ask(profile, Some("LocalHost:8443"), &here).0);
        assert!(ask(profile, Some("evil.example"), &elsewhere).0);
    }
    assert!(!ask(Profile::Rfc, Some("localhost"), &here).0);
}

/// The target wins over the header (RFC 9112 §3.2.2).
#[test]
fn where_the_target_is_a_whole_url_it_says_which_server_was_asked() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("a");
    let body = format!(
        "<c:addressbook-multiget xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
         <prop><getetag/></prop><href>https://a.example{href}</href></c:addressbook-multiget>"
    );
    let host = [("host", "b.example")];
    let mut ask = |server: &str| {
        let target = format!("https://{server}{BOOK}");
        let reply = client.send("REPORT", &target, &host, &body);
        reply.members().contains_key(&href)
    };
    assert!(ask("a.example"));
    assert!(!ask("b.example"));
}

#[test]
fn an_alias_is_answered_with_the_real_href() {
    let mut client = Client::new(Profile::GoogleObserved);
    let alias = format!("{BOOK}mine.vcf");
    let real = client
        .put(&alias, &[], &card("a"))
        .header("location")
        .to_owned();
    let members = client.multiget(&[&alias, &real], BOTH).members();
    assert_eq!(members.into_keys().collect::<Vec<_>>(), [real]);
}

#[test]
fn the_card_of_another_account_is_missing() {
    let mut client = Client::new(Profile::Rfc);
    let world = client.service.world_mut();
    world.add_account("other@example.com").unwrap();
    let now = client.now;
    let foreign = client
        .service
        .world_mut()
        .create_card("other@example.com", &card("a"), now);
    let members = client.multiget(&[&foreign.unwrap()], BOTH).members();
    assert_eq!(members.into_values().collect::<Vec<_>>(), ["404"]);
}

#[test]
fn parts_of_a_card_come_by_the_standard_only() {
    let props = "<card:address-data><card:prop name='NOTE'/></card:address-data>";
    let text = card_with("u1", "NOTE:x\r\nTEL:1");
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.post(&text).header("location").to_owned();
    let part = rfc.multiget(&[&href], props).element("address-data");
    assert_eq!(part, "BEGIN:VCARD\r\nNOTE:x\r\nEND:VCARD\r\n");
    let mut google = Client::new(Profile::GoogleObserved);
    let href = google.post(&text).header("location").to_owned();
    let whole = google.multiget(&[&href], props).element("address-data");
    assert!(whole.contains("TEL;TYPE=PREF:1\n"), "{whole}");
}

#[test]
fn another_version_is_refused_or_not_noticed() {
    for wanted in ["version='4.0'", "content-type='application/vcard+json'"] {
        let props = format!("<card:address-data {wanted}/>");
        let mut rfc = Client::new(Profile::Rfc);
        let href = rfc.add("a");
        let reply = rfc.multiget(&[&href], &props);
        assert_eq!(
            (reply.status, reply.condition().as_str()),
            (403, "supported-address-data")
        );
        let mut google = Client::new(Profile::GoogleObserved);
        let href = google.add("a");
        let reply = google.multiget(&[&href], &props);
        assert!(reply.element("address-data").contains("VERSION:3.0\n"));
    }
    let mut rfc = Client::new(Profile::Rfc);
    let href = rfc.add("a");
    let same = "<card:address-data content-type='text/vcard' version='3.0'/>";
    assert_eq!(
        rfc.multiget(&[&href], same).element("address-data"),
        card("a")
    );
}

#[test]
fn depth_does_not_matter_and_a_missing_href_does() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("a");
        let body = |hrefs: &str| {
            format!(
                "<c:addressbook-multiget xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
                 <prop><getetag/></prop>{hrefs}</c:addressbook-multiget>"
            )
        };
        for depth in ["0", "1", "infinity"] {
            let whole = body(&format!("<href>{href}</href>"));
            assert_eq!(
                client
                    .send("REPORT", BOOK, &[("depth", depth)], whole)
                    .status,
                207
            );
        }
        let reply = client.send("REPORT", BOOK, &[], body(""));
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
    }
}

#[test]
fn allprop_propname_and_no_choice_at_all_are_answered() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("a");
    let ask = |client: &mut Client, choice: &str| {
        let body = format!(
            "<c:addressbook-multiget xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
             {choice}<href>{href}</href></c:addressbook-multiget>"
        );
        client.send("REPORT", BOOK, &[], body).text
    };
    for choice in ["<allprop/>", ""] {
        assert!(ask(&mut client, choice).contains("</d:getetag>"));
    }
    assert!(ask(&mut client, "<propname/>").contains("<d:getetag/>"));
}

#[test]
fn a_multiget_to_a_card_is_about_that_card() {
    let mut client = Client::new(Profile::Rfc);
    let (one, two) = (client.add("a"), client.add("b"));
    let body = format!(
        "<c:addressbook-multiget xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
         <prop><getetag/></prop><href>{one}</href><href>{two}</href></c:addressbook-multiget>"
    );
    let members = client.send("REPORT", &one, &[], &body).members();
    assert_eq!(members[&two], "404");
    assert_ne!(members[&one], "404");
    assert_eq!(client.send("REPORT", PRINCIPAL, &[], &body).status, 403);
}
