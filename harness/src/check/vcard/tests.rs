use super::*;
use crate::check::sample::{Sample, broken, found, place, text};
use crate::scenario::CardBase;

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nNOTE:second\\, last\r\n\
                    TEL;TYPE=HOME,PREF:1\r\nREV:20260101T000000Z\r\nEND:VCARD\r\n";

fn check() -> VcardCheck {
    VcardCheck {
        of: None,
        has: Vec::new(),
        lacks: Vec::new(),
        same_as: None,
        ignoring: Vec::new(),
        exactly: None,
        place: place(),
    }
}

fn has(name: &str, value: &str) -> VcardCheck {
    VcardCheck {
        has: vec![(name.to_owned(), text(value))],
        ..check()
    }
}

fn lacks(name: &str) -> VcardCheck {
    VcardCheck {
        lacks: vec![name.to_owned()],
        ..check()
    }
}

fn same_as(text: &str) -> VcardCheck {
    VcardCheck {
        same_as: Some(spec(text)),
        ignoring: vec!["REV".to_owned()],
        ..check()
    }
}

fn exactly(text: &str) -> VcardCheck {
    VcardCheck {
        exactly: Some(spec(text)),
        ..check()
    }
}

fn spec(text: &str) -> CardSpec {
    let base = CardBase::File {
        name: "minimal".to_owned(),
        text: text.to_owned(),
    };
    CardSpec {
        base,
        set: Vec::new(),
        remove: Vec::new(),
        place: place(),
    }
}

fn judged(check: VcardCheck, sample: &Sample) -> Outcome {
    judge(&[check], &sample.subject()).expect("nothing to resolve")
}

fn body() -> Sample {
    Sample::new("GET").body(CARD)
}

#[test]
fn every_kind_of_test_can_hold() {
    for check in [
        has("NOTE", "second, last"),
        has("tel;type=home", "1"),
        lacks("PHOTO"),
        lacks("TEL;TYPE=WORK"),
        lacks("TEL;X-ID"),
        same_as(&CARD.replace("REV:2026", "REV:2025")),
        exactly(CARD),
    ] {
        assert_eq!(judged(check, &body()), Outcome::Held);
    }
}

#[test]
fn every_kind_of_test_can_fail() {
    for (check, expected, received) in [
        (has("FN", "Bob"), "FN:Bob", "FN:Ada"),
        (
            has("TEL;TYPE=WORK", "1"),
            "TEL;TYPE=WORK:1",
            "TEL;TYPE=HOME,PREF:1",
        ),
        (
            has("EMAIL;TYPE=WORK", "a"),
            "EMAIL;TYPE=WORK:a",
            "EMAIL;TYPE=WORK: missing",
        ),
        (lacks("tel"), "no tel", "TEL;TYPE=HOME,PREF:1"),
        (
            lacks("TEL;TYPE=PREF"),
            "no TEL;TYPE=PREF",
            "TEL;TYPE=HOME,PREF:1",
        ),
        (lacks("TEL;TYPE"), "no TEL;TYPE", "TEL;TYPE=HOME,PREF:1"),
        (
            exactly(&CARD.replace("TYPE=HOME,PREF", "TYPE=PREF,HOME")),
            "line 5: TEL;TYPE=PREF,HOME:1",
            "line 5: TEL;TYPE=HOME,PREF:1",
        ),
        (
            same_as(&CARD.replace("FN:Ada", "FN:Bob")),
            "FN:Bob",
            "FN:Ada",
        ),
    ] {
        assert_eq!(judged(check, &body()), broken(expected, received));
    }
}

#[test]
fn the_address_data_of_a_resource_is_judged_too() {
    let data = format!("<card:address-data>{CARD}</card:address-data>");
    let sample = Sample::multiget(&["/ada/book/a"], &found("/ada/book/a", &data));
    let of = |href: &str| VcardCheck {
        of: Some(text(href)),
        ..has("FN", "Ada")
    };
    assert_eq!(judged(of("a"), &sample), Outcome::Held);
    assert_eq!(
        judged(of("b"), &sample),
        broken("a vCard of b", "no response for b")
    );
}

#[test]
fn a_card_among_several_is_named() {
    let data = format!("<card:address-data>{CARD}</card:address-data>");
    let rows = [found("/ada/book/a", &data), found("/ada/book/b", &data)].concat();
    let sample = Sample::multiget(&["/ada/book/a", "/ada/book/b"], &rows);
    for (check, expected, received) in [
        (
            has("EMAIL;TYPE=WORK", "a"),
            "b: EMAIL;TYPE=WORK:a",
            "b: EMAIL;TYPE=WORK: missing",
        ),
        (
            exactly(&CARD.replace("FN:Ada", "FN:Bob")),
            "b: line 3: FN:Bob",
            "b: line 3: FN:Ada",
        ),
    ] {
        let check = VcardCheck {
            of: Some(text("b")),
            ..check
        };
        assert_eq!(judged(check, &sample), broken(expected, received));
    }
    let of = VcardCheck {
        of: Some(text("a")),
        ..exactly(CARD)
    };
    assert_eq!(judged(of, &sample), Outcome::Held);
}

#[test]
fn parameters_can_be_volatile() {
    let other = CARD.replace("TEL;TYPE=HOME,PREF", "TEL;X-ID=7;TYPE=HOME,PREF");
    let ignoring = |names: &[&str]| VcardCheck {
        ignoring: names.iter().map(|name| (*name).to_owned()).collect(),
        ..same_as(&other)
    };
    assert_eq!(judged(ignoring(&["TEL;X-ID"]), &body()), Outcome::Held);
    assert_eq!(
        judged(ignoring(&["FN;X-ID"]), &body()),
        broken("TEL;X-ID=7;TYPE=HOME,PREF:1", "TEL;TYPE=HOME,PREF:1")
    );
}

#[test]
fn what_is_no_vcard_is_told() {
    for (sample, received) in [
        (Sample::new("GET"), "no vCard: no BEGIN:VCARD at the start"),
        (
            Sample::new("GET").status(404).body(CARD),
            "no vCard (status 404)",
        ),
    ] {
        assert_eq!(judged(check(), &sample), broken("a vCard", received));
    }
    let not_found = "<d:response><d:href>a</d:href><d:propstat>\
        <d:prop><card:address-data/></d:prop><d:status>HTTP/1.1 404 No</d:status>\
        </d:propstat></d:response>";
    let of = VcardCheck {
        of: Some(text("a")),
        ..check()
    };
    assert_eq!(
        judged(of, &Sample::multiget(&["a"], not_found)),
        broken("a vCard of a", "CARDDAV:address-data of a at status 404")
    );
}

#[test]
fn a_check_that_cannot_be_met_says_why() {
    assert_eq!(
        judged(same_as("rubbish"), &body()),
        broken(
            "the same as the card minimal",
            "the card minimal is no vCard: no BEGIN:VCARD at the start"
        )
    );
    assert_eq!(
        judged(has("a b", "c"), &body()),
        broken(
            "a b:c",
            "a check for something that no vCard can have: a b:c"
        )
    );
}
