use cardproof_mock::quirk::Profile;

use super::*;
use crate::run::sample::{place, request as spec, text};
use crate::scenario::{CardBase, CardSpec, Listing, Part, Value};

fn reference(name: &str) -> Template {
    Template {
        parts: vec![Part::Captured(name.to_owned())],
        place: place(1),
    }
}

fn built_with(values: &Values, profile: Profile, spec: &RequestSpec) -> Result<Prepared, Unbuilt> {
    let builder = Builder {
        base: &WebUrl::parse("http://dav.example.com:8080").unwrap(),
        profile: &ActiveProfile::of(profile),
        run: "run-1",
        values,
    };
    builder.build(spec)
}

fn built(spec: &RequestSpec) -> Prepared {
    built_with(&Values::default(), Profile::Rfc, spec).unwrap()
}

fn body(prepared: &Prepared) -> String {
    String::from_utf8(prepared.request.body.to_vec()).unwrap()
}

#[test]
fn references_are_resolved_against_the_base() {
    for (url, expected) in [
        ("/u@x/book/", "http://dav.example.com:8080/u@x/book/"),
        ("https://other.example.com/a", "https://other.example.com/a"),
    ] {
        assert_eq!(built(&spec("GET", text(url))).request.url, expected);
    }
}

#[test]
fn a_name_in_a_collection_is_encoded_where_needed() {
    let url = Url::In {
        collection: text("/book"),
        name: text("a b/c?d%é@e+f.vcf"),
    };
    let spec = RequestSpec {
        url,
        ..spec("PUT", text("/"))
    };
    assert_eq!(
        built(&spec).request.url,
        "http://dav.example.com:8080/book/a%20b%2Fc%3Fd%25%C3%A9@e+f.vcf"
    );
}

#[test]
fn a_reference_without_value_is_named() {
    let error = built_with(
        &Values::default(),
        Profile::Rfc,
        &spec("GET", reference("create.href")),
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "it needs $create.href, which step `create` did not give"
    );
}

#[test]
fn what_is_no_header_or_url_cannot_be_sent() {
    let header = RequestSpec {
        headers: vec![("X-A".to_owned(), text("a\nb"))],
        ..spec("GET", text("/"))
    };
    let url = spec("GET", text("http://[/"));
    for spec in [header, url] {
        let error = built_with(&Values::default(), Profile::Rfc, &spec).unwrap_err();
        assert!(
            error.to_string().starts_with("it cannot be sent: "),
            "{error}"
        );
    }
}

#[test]
fn the_depth_that_works_is_that_of_the_profile() {
    let spec = RequestSpec {
        depth: Some(Depth::Working),
        ..spec("REPORT", text("/"))
    };
    let depth = |profile| {
        let built = built_with(&Values::default(), profile, &spec).unwrap();
        built.request.headers["depth"].to_str().unwrap().to_owned()
    };
    assert_eq!(depth(Profile::Rfc), "0");
    assert_eq!(depth(Profile::GoogleObserved), "1");
}

#[test]
fn headers_of_the_scenario_win_and_credentials_are_kept_apart() {
    let spec = RequestSpec {
        headers: vec![
            ("Content-Type".to_owned(), text("text/plain")),
            ("Authorization".to_owned(), text("Basic abc")),
            ("Destination".to_owned(), text("/book/b")),
        ],
        body: Body::Propfind(PropertyRequest::Allprop),
        ..spec("MOVE", text("/"))
    };
    let built = built(&spec);
    assert_eq!(built.request.headers[CONTENT_TYPE], "text/plain");
    assert!(!built.request.headers.contains_key(AUTHORIZATION));
    assert_eq!(built.own_authorization, Some(Secret::new("Basic abc")));
    assert_eq!(built.names, ["/book/b"]);
}

#[test]
fn every_card_carries_one_marker() {
    let card = |vcard: &str| RequestSpec {
        body: Body::Card(CardSpec {
            base: CardBase::File {
                name: "a".to_owned(),
                text: vcard.to_owned(),
            },
            set: Vec::new(),
            remove: Vec::new(),
            place: place(1),
        }),
        ..spec("PUT", text("/"))
    };
    let marked = "BEGIN:VCARD\r\nX-CARDPROOF-RUN:run-1\r\nEND:VCARD\r\n";
    let new = built(&card("BEGIN:VCARD\r\nEND:VCARD\r\n"));
    assert_eq!(body(&new), marked);
    assert_eq!(new.request.headers[CONTENT_TYPE], VCARD);
    let old = card("BEGIN:VCARD\r\nX-CARDPROOF-RUN:run-0\r\nEND:VCARD\r\n");
    assert_eq!(body(&built(&old)), marked);
}

#[test]
fn a_multiget_of_what_changed_names_new_and_changed_members() {
    let listing = |rows: &[(&str, Option<&str>)]| {
        let rows = rows
            .iter()
            .map(|(href, etag)| ((*href).to_owned(), etag.map(str::to_owned)));
        Value::Listing(rows.collect::<Listing>())
    };
    let mut values = Values::default();
    let before = [
        ("/same", Some("1")),
        ("/changed", Some("1")),
        ("/gone", Some("1")),
    ];
    let after = [
        ("/same", Some("1")),
        ("/changed", Some("2")),
        ("/new", Some("1")),
        ("/unknown", None),
    ];
    values.capture("before", listing(&before));
    values.capture("after", listing(&after));
    let spec = RequestSpec {
        body: Body::Multiget {
            hrefs: Hrefs::Changed {
                before: "before".to_owned(),
                after: "after".to_owned(),
                place: place(1),
            },
            props: Vec::new(),
        },
        ..spec("REPORT", text("/"))
    };
    let built = built_with(&values, Profile::Rfc, &spec).unwrap();
    assert_eq!(built.names, ["/changed", "/new", "/unknown"]);
    assert!(body(&built).contains("<d:href>/changed</d:href>"));
}

fn raw(method: &str, body: &str) -> Prepared {
    built(&RequestSpec {
        body: Body::Raw {
            text: text(body),
            content_type: None,
        },
        ..spec(method, text("/"))
    })
}

#[test]
fn requests_that_may_fetch_many_cards_are_recognised() {
    let address_data = || vec![Name::new(CARDDAV, "address-data")];
    let sync = |token: Template| RequestSpec {
        body: Body::SyncCollection {
            token,
            level: "1".to_owned(),
            props: address_data(),
            limit: None,
        },
        ..spec("REPORT", text("/"))
    };
    let propfind = |depth: &str| RequestSpec {
        depth: Some(Depth::Exactly(depth.to_owned())),
        body: Body::Propfind(PropertyRequest::Named(address_data())),
        ..spec("PROPFIND", text("/"))
    };
    let empty = Template {
        parts: Vec::new(),
        place: place(1),
    };
    assert!(built(&sync(empty)).asks_for_cards);
    assert!(!built(&sync(text("token"))).asks_for_cards);
    assert!(built(&propfind("1")).asks_for_cards);
    assert!(!built(&propfind("0")).asks_for_cards);
    assert!(built(&spec("GET", text("/"))).asks_for_cards);
    assert!(!built(&spec("HEAD", text("/"))).asks_for_cards);
    assert!(raw("REPORT", "<query><address-data/></query>").asks_for_cards);
    assert!(!raw("REPORT", "<query/>").asks_for_cards);
}

#[test]
fn a_multiget_written_by_hand_names_its_hrefs() {
    let multiget = raw(
        "REPORT",
        "<C:addressbook-multiget xmlns:C='urn:ietf:params:xml:ns:carddav' xmlns='DAV:'>\
         <prop><C:address-data/></prop><href>/book/a</href></C:addressbook-multiget>",
    );
    assert_eq!(multiget.names, ["/book/a"]);
    assert!(!multiget.asks_for_cards);
}
