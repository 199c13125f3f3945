//! addressbook-query (google:QRY-01 to google:QRY-12). Which cards a filter matches is tested
//! beside the filter; here is the report around it.

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, HOME, INVALID_ARGUMENT, PRINCIPAL, Reply, card_with};

const EMAIL: &str = "<c:filter><c:prop-filter name='EMAIL'/></c:filter>";

/// Sends a query, by default for ETags.
fn ask(client: &mut Client, target: &str, depth: &str, inside: &str) -> Reply {
    let headers = [("depth", depth)];
    send(
        client,
        target,
        &headers[usize::from(depth.is_empty())..],
        inside,
    )
}

fn send(client: &mut Client, target: &str, headers: &[(&str, &str)], inside: &str) -> Reply {
    let prop = if inside.contains("<prop>") {
        ""
    } else {
        "<prop><getetag/></prop>"
    };
    let body = format!(
        "<c:addressbook-query xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'>\
         {prop}{inside}</c:addressbook-query>"
    );
    client.send("REPORT", target, headers, body)
}

fn add(client: &mut Client, uid: &str, line: &str) -> String {
    let reply = client.post(&card_with(uid, line));
    reply.header("location").to_owned()
}

fn hrefs(reply: &Reply) -> Vec<String> {
    reply.members().into_keys().collect()
}

#[test]
fn the_cards_that_match_come_with_what_was_asked() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let with = add(&mut client, "a", "EMAIL:ada@example.com");
        add(&mut client, "b", "TEL:1");
        let reply = ask(&mut client, BOOK, "1", EMAIL);
        let members = reply.members();
        assert_eq!(members.len(), 1, "{}", reply.text);
        assert_eq!(members[&with], client.etag(&with));
        assert_eq!(
            reply.explanation.because,
            "the cards that match the filter are sent"
        );
    }
}

#[test]
fn nothing_that_matches_is_an_empty_multistatus() {
    for profile in ALL {
        let mut client = Client::new(profile);
        add(&mut client, "a", "TEL:1");
        assert_eq!(ask(&mut client, BOOK, "1", EMAIL).inside(), "");
    }
}

#[test]
fn the_depth_says_which_cards_are_in_question() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let one = add(&mut client, "a", "EMAIL:ada@example.com");
        let other = add(&mut client, "b", "EMAIL:grace@example.com");
        let both = {
            let mut both = [one.clone(), other];
            both.sort();
            both.to_vec()
        };
        let expected = [
            (BOOK, "0", Vec::new()),
            (BOOK, "1", both.clone()),
            (BOOK, "infinity", both.clone()),
            (HOME, "1", Vec::new()),
            (HOME, "infinity", both),
            (&*one, "0", vec![one.clone()]),
            (&*one, "1", vec![one.clone()]),
        ];
        for (target, depth, cards) in expected {
            let reply = ask(&mut client, target, depth, EMAIL);
            assert_eq!(hrefs(&reply), cards, "{target} {depth}");
        }
        assert_eq!(ask(&mut client, BOOK, "2", EMAIL).status, 400);
        let missing = ask(&mut client, &format!("{BOOK}none"), "0", EMAIL);
        assert_eq!(missing.status, 404);
    }
    let principal = ask(&mut Client::new(Profile::Rfc), PRINCIPAL, "0", EMAIL);
    assert_eq!(principal.condition(), "supported-report");
}

#[test]
fn without_a_depth_the_query_is_refused_or_finds_nothing() {
    let reply = ask(&mut Client::new(Profile::Rfc), BOOK, "", EMAIL);
    assert_eq!(reply.status, 400);
    assert_eq!(reply.explanation.remedy.as_deref(), Some("send Depth: 1"));
    let mut google = Client::new(Profile::GoogleObserved);
    add(&mut google, "a", "EMAIL:ada@example.com");
    let reply = ask(&mut google, BOOK, "", EMAIL);
    assert_eq!(hrefs(&reply), [""; 0]);
    assert_eq!(reply.asked("query.no-depth"), Some("zero"));
}

#[test]
fn a_query_needs_a_filter() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let reply = ask(&mut client, BOOK, "1", "");
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
        assert_eq!(
            reply.explanation.because,
            "the query does not have exactly one CARDDAV:filter"
        );
        let two = ask(&mut client, BOOK, "1", &EMAIL.repeat(2));
        assert_eq!(two.status, 400);
    }
    let mut lenient = Client::with(Profile::Rfc, &[("query.no-filter", "every-card")]);
    let href = add(&mut lenient, "a", "TEL:1");
    assert_eq!(hrefs(&ask(&mut lenient, BOOK, "1", "")), [href]);
}

#[test]
fn a_filter_without_conditions_matches_nothing_unless_all_of_them_must_hold() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = add(&mut client, "a", "TEL:1");
        let empty = ask(&mut client, BOOK, "1", "<c:filter/>");
        assert_eq!(hrefs(&empty), [""; 0]);
        assert_eq!(empty.asked("query.empty-anyof"), Some("nothing"));
        let all = ask(&mut client, BOOK, "1", "<c:filter test='allof'/>");
        assert_eq!(hrefs(&all), [href]);
    }
    let before = [("query.empty-anyof", "every-card")];
    let mut client = Client::with(Profile::GoogleObserved, &before);
    let href = add(&mut client, "a", "TEL:1");
    assert_eq!(hrefs(&ask(&mut client, BOOK, "1", "<c:filter/>")), [href]);
}

#[test]
fn every_word_of_the_filter_is_understood() {
    let mut client = Client::new(Profile::Rfc);
    let ada = add(&mut client, "a", "item1.EMAIL;TYPE=HOME:Ada@example.com");
    let grace = add(&mut client, "b", "EMAIL;TYPE=WORK:grace@example.org");
    let cases = [
        ("<c:text-match>ADA@</c:text-match>", vec![&ada]),
        (
            "<c:text-match>ad<!-- -->a<![CDATA[@]]></c:text-match>",
            vec![&ada],
        ),
        (
            "<c:text-match match-type='starts-with'>ada</c:text-match>",
            vec![&ada],
        ),
        (
            "<c:text-match match-type='ends-with'>.ORG</c:text-match>",
            vec![&grace],
        ),
        (
            "<c:text-match match-type='equals'>ada</c:text-match>",
            vec![],
        ),
        (
            "<c:text-match match-type='contains'>example</c:text-match>",
            vec![&ada, &grace],
        ),
        (
            "<c:text-match collation='i;octet'>ada</c:text-match>",
            vec![],
        ),
        (
            "<c:text-match collation='i;ascii-casemap'>ada</c:text-match>",
            vec![&ada],
        ),
        (
            "<c:text-match collation='default'>ada</c:text-match>",
            vec![&ada],
        ),
        (
            "<c:text-match negate-condition='yes'>ada</c:text-match>",
            vec![&grace],
        ),
        (
            "<c:text-match negate-condition='no'>ada</c:text-match>",
            vec![&ada],
        ),
        ("<c:param-filter name='type'/>", vec![&ada, &grace]),
        (
            "<c:param-filter name='X'><c:is-not-defined/></c:param-filter>",
            vec![&ada, &grace],
        ),
        (
            "<c:param-filter name='TYPE'><c:text-match>home</c:text-match></c:param-filter>",
            vec![&ada],
        ),
        ("<c:is-not-defined/>", vec![]),
        ("<x xmlns='urn:extension'/>", vec![&ada, &grace]),
    ];
    for (condition, expected) in cases {
        let filter =
            format!("<c:filter><c:prop-filter name='EMAIL'>{condition}</c:prop-filter></c:filter>");
        let mut expected: Vec<String> = expected.into_iter().cloned().collect();
        expected.sort();
        assert_eq!(
            hrefs(&ask(&mut client, BOOK, "1", &filter)),
            expected,
            "{condition}"
        );
    }
    let all = "<c:filter test='allof'><c:prop-filter name='item1.EMAIL'/>\
               <c:prop-filter name='FN' test='allof'><c:text-match>a</c:text-match>\
               <c:text-match>example</c:text-match></c:prop-filter></c:filter>";
    assert_eq!(hrefs(&ask(&mut client, BOOK, "1", all)), [ada]);
}

#[test]
fn what_a_filter_cannot_be_is_refused() {
    const BAD_TEST: &str = "the attribute test in the filter has a value that it cannot have";
    let on_email = |inside: &str| format!("<c:prop-filter name='EMAIL'>{inside}</c:prop-filter>");
    let cases = [
        ("<c:prop-filter/>".to_owned(), "a prop-filter has no name"),
        (
            on_email("<c:param-filter/>"),
            "a param-filter has no name",
        ),
        (
            on_email("<c:is-not-defined/><c:text-match>x</c:text-match>"),
            "a prop-filter has conditions that exclude one another",
        ),
        (
            on_email("<c:param-filter name='T'><c:is-not-defined/><c:text-match/></c:param-filter>"),
            "a param-filter has conditions that exclude one another",
        ),
        (
            on_email("<c:text-match match-type='like'>x</c:text-match>"),
            "the attribute match-type in the filter has a value that it cannot have",
        ),
        (
            on_email("<c:text-match negate-condition='1'>x</c:text-match>"),
            "the attribute negate-condition in the filter has a value that it cannot have",
        ),
        (
            "<c:prop-filter name='EMAIL' test='none'><c:text-match>x</c:text-match></c:prop-filter>"
                .to_owned(),
            BAD_TEST,
        ),
        ("<c:prop-filter name='FN' test='foo'/>".to_owned(), BAD_TEST),
        (
            "<c:prop-filter name='FN' test=''><c:is-not-defined/></c:prop-filter>".to_owned(),
            BAD_TEST,
        ),
    ];
    for (inside, because) in cases {
        for profile in ALL {
            let filter = format!("<c:filter>{inside}</c:filter>");
            let reply = ask(&mut Client::new(profile), BOOK, "1", &filter);
            assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
            assert_eq!(reply.explanation.because, because);
        }
    }
}

#[test]
fn what_cannot_be_searched_for_breaks_a_precondition_that_names_it() {
    let refused = |inside: &str| {
        let filter = format!("<c:filter>{inside}</c:filter>");
        let google = ask(
            &mut Client::new(Profile::GoogleObserved),
            BOOK,
            "1",
            &filter,
        );
        assert_eq!(
            (google.status, google.text.as_str()),
            (400, INVALID_ARGUMENT)
        );
        let reply = ask(&mut Client::new(Profile::Rfc), BOOK, "1", &filter);
        assert_eq!(
            (reply.status, reply.condition().as_str()),
            (403, "supported-filter")
        );
        reply
    };
    let property = refused("<c:prop-filter name='no such'/>");
    assert!(
        property
            .text
            .contains("<card:prop-filter name=\"no such\"/>")
    );
    let parameter = refused("<c:prop-filter name='TEL'><c:param-filter name=''/></c:prop-filter>");
    assert!(parameter.text.contains("<card:param-filter name=\"\"/>"));
    let comp = refused("<c:comp-filter name='VCARD'/>");
    assert_eq!(
        comp.explanation.because,
        "the filter holds the element comp-filter, which means nothing there"
    );
    refused("<c:prop-filter name='TEL'><c:time-range/></c:prop-filter>");
    refused(
        "<c:prop-filter name='TEL'><c:param-filter name='A'><c:x/></c:param-filter></c:prop-filter>",
    );
    let many = refused(&"<c:prop-filter name='A'/>".repeat(201));
    assert_eq!(
        many.explanation.because,
        "the filter has more than 200 conditions"
    );
}

#[test]
fn an_unknown_collation_breaks_a_precondition() {
    for collation in ["i;basic", "i;*", ""] {
        let filter = format!(
            "<c:filter><c:prop-filter name='FN'>\
             <c:text-match collation='{collation}'>x</c:text-match></c:prop-filter></c:filter>"
        );
        let reply = ask(&mut Client::new(Profile::Rfc), BOOK, "1", &filter);
        assert_eq!(
            (reply.status, reply.condition().as_str()),
            (403, "supported-collation")
        );
    }
}

#[test]
fn the_collations_are_listed_where_anybody_lists_them() {
    let mut rfc = Client::new(Profile::Rfc);
    let set = "<card:supported-collation-set/>";
    let reply = rfc.propfind(BOOK, "0", set);
    for collation in ["i;ascii-casemap", "i;octet", "i;unicode-casemap"] {
        let element = format!("<card:supported-collation>{collation}</card:supported-collation>");
        assert!(reply.text.contains(&element), "{}", reply.text);
    }
    let principal = rfc.propfind(PRINCIPAL, "0", set);
    assert!(principal.text.contains("404"), "{}", principal.text);
    let google = Client::new(Profile::GoogleObserved).propfind(BOOK, "0", set);
    assert!(google.text.contains("404"), "{}", google.text);
    assert_eq!(
        google.asked("prop.supported-collation-set"),
        Some("not-found")
    );
}

#[test]
fn a_limit_lets_so_many_through_and_says_507_where_it_cuts() {
    for profile in ALL {
        let mut client = Client::new(profile);
        for uid in ["a", "b", "c"] {
            add(&mut client, uid, "EMAIL:ada@example.com");
        }
        for (limit, cards, is_cut) in [(0, 0, true), (2, 2, true), (3, 3, false), (4, 3, false)] {
            let limit = format!("<c:limit><c:nresults>{limit}</c:nresults></c:limit>");
            let reply = ask(&mut client, BOOK, "1", &format!("{EMAIL}{limit}"));
            let mut members = reply.members();
            assert_eq!(
                members.remove(BOOK),
                is_cut.then(|| "507".to_owned()),
                "{limit}"
            );
            assert_eq!(members.len(), cards, "{limit}");
            let names_condition = reply.text.contains("<d:number-of-matches-within-limits/>");
            assert_eq!(names_condition, is_cut);
        }
        for limit in ["-1", "many", ""] {
            let limit = format!("<c:limit><c:nresults>{limit}</c:nresults></c:limit>");
            assert_eq!(
                ask(&mut client, BOOK, "1", &format!("{EMAIL}{limit}")).status,
                400
            );
        }
        assert_eq!(
            ask(&mut client, BOOK, "1", &format!("{EMAIL}<c:limit/>")).status,
            400
        );
    }
}

#[test]
fn a_limit_on_another_resource_is_told_about_that_one() {
    let mut client = Client::new(Profile::Rfc);
    let href = add(&mut client, "a", "EMAIL:ada@example.com");
    let limited = format!("{EMAIL}<c:limit><c:nresults>0</c:nresults></c:limit>");
    for (target, depth) in [(&*href, "0"), (HOME, "infinity")] {
        let members = ask(&mut client, target, depth, &limited).members();
        assert_eq!(
            members.into_iter().collect::<Vec<_>>(),
            [(target.to_owned(), "507".to_owned())]
        );
    }
}

#[test]
fn parts_of_cards_come_by_the_standard_and_at_google() {
    let some = format!("<prop><c:address-data><c:prop name='TEL'/></c:address-data></prop>{EMAIL}");
    let mut rfc = Client::new(Profile::Rfc);
    add(&mut rfc, "a", "EMAIL:ada@example.com\r\nTEL:1");
    assert_eq!(
        ask(&mut rfc, BOOK, "1", &some).element("address-data"),
        "BEGIN:VCARD\r\nTEL:1\r\nEND:VCARD\r\n"
    );
    let mut google = Client::new(Profile::GoogleObserved);
    add(&mut google, "a", "EMAIL:ada@example.com\r\nTEL:1");
    let reply = ask(&mut google, BOOK, "1", &some);
    let part = reply.element("address-data");
    assert!(
        part.starts_with("BEGIN:VCARD\nVERSION:3.0\nN:Example;Ada;;;\nFN:Ada Example\nREV:"),
        "{part}"
    );
    assert!(part.contains("UID:") && part.contains("TEL"), "{part}");
    assert!(!part.contains("EMAIL"), "{part}");
    assert_eq!(reply.asked("query.partial-data"), Some("with-mandatory"));
    assert_eq!(reply.asked("multiget.partial-data"), None);
}

/// The example of RFC 6352 §8.6.3 names no N and gets none.
#[test]
fn by_the_standard_nothing_comes_that_was_not_named() {
    let names = ["VERSION", "UID", "NICKNAME", "EMAIL", "FN"];
    let names = names
        .map(|name| format!("<c:prop name='{name}'/>"))
        .concat();
    let some = format!(
        "<prop><c:address-data>{names}</c:address-data></prop>\
         <c:filter><c:prop-filter name='NICKNAME'>\
         <c:text-match match-type='equals'>me</c:text-match></c:prop-filter></c:filter>"
    );
    let mut rfc = Client::new(Profile::Rfc);
    add(
        &mut rfc,
        "a",
        "NICKNAME:me\r\nEMAIL:ada@example.com\r\nTEL:1",
    );
    assert_eq!(
        ask(&mut rfc, BOOK, "1", &some).element("address-data"),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Example\r\nUID:a\r\nNICKNAME:me\r\n\
         EMAIL:ada@example.com\r\nEND:VCARD\r\n"
    );
}

#[test]
fn values_stay_away_where_only_names_are_wanted() {
    let some = format!(
        "<prop><c:address-data><c:prop name='FN' novalue='yes'/>\
         <c:prop name='EMAIL' novalue='yes'/></c:address-data></prop>{EMAIL}"
    );
    for (profile, others) in [(Profile::Rfc, false), (Profile::GoogleObserved, true)] {
        let mut client = Client::new(profile);
        add(&mut client, "a", "EMAIL;TYPE=WORK:ada@example.com");
        let part = ask(&mut client, BOOK, "1", &some).element("address-data");
        let part = part.replace("\r\n", "\n");
        assert!(part.contains("\nFN:\n"), "{part}");
        assert!(part.contains("\nEMAIL;TYPE=WORK"), "{part}");
        assert!(!part.contains("ada@example.com"), "{part}");
        assert_eq!(part.contains("N:Example;Ada;;;"), others, "{part}");
    }
}

#[test]
fn whole_cards_come_where_no_part_is_named() {
    let mut rfc = Client::new(Profile::Rfc);
    add(&mut rfc, "a", "EMAIL:ada@example.com");
    let whole = format!("<prop><c:address-data/></prop>{EMAIL}");
    let card = card_with("a", "EMAIL:ada@example.com");
    assert_eq!(
        ask(&mut rfc, BOOK, "1", &whole).element("address-data"),
        card
    );
    let other = format!("<prop><c:address-data version='4.0'/></prop>{EMAIL}");
    assert_eq!(
        ask(&mut rfc, BOOK, "1", &other).condition(),
        "supported-address-data"
    );
}

#[test]
fn one_address_is_found_among_many_cards() {
    let mut client = Client::new(Profile::GoogleObserved);
    for number in 0..300 {
        add(
            &mut client,
            "u",
            &format!("EMAIL;TYPE=HOME:user{number}@example.com"),
        );
    }
    let filter = "<c:filter><c:prop-filter name='EMAIL'><c:text-match match-type='equals'>\
                  USER277@example.com</c:text-match></c:prop-filter></c:filter>";
    let reply = ask(&mut client, BOOK, "1", filter);
    assert_eq!(reply.members().len(), 1);
    let looked_at = reply.explanation.facts.iter();
    let mut looked_at = looked_at.filter(|fact| fact.name == "cards looked at");
    assert_eq!(
        looked_at.next().map(|fact| fact.value.as_str()),
        Some("300")
    );
}
