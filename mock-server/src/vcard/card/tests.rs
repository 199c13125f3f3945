use super::*;

const MINIMAL: &str =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nUID:u1\r\nEND:VCARD\r\n";

fn text(card: &Card) -> String {
    String::from_utf8(card.to_bytes().to_vec()).unwrap()
}

#[test]
fn a_card_is_written_as_it_came() {
    let odd =
        "BEGIN:vcard\nVERSION:3.0\nn:Doe;J\n ane;;;\r\nitem1.X-Odd;a=\"b:c\":\\:\\,\nEND:VCARD";
    assert_eq!(text(&Card::parse(odd.as_bytes()).unwrap()), odd);
    assert_eq!(text(&Card::parse(MINIMAL.as_bytes()).unwrap()), MINIMAL);
}

#[test]
fn blank_lines_and_a_byte_order_mark_stay_while_nothing_is_replaced() {
    let odd = format!("\u{FEFF}{}\r\n", MINIMAL.replace("FN:", "\r\nFN:"));
    let mut card = Card::parse(odd.as_bytes()).unwrap();
    assert_eq!(text(&card), odd);
    card.replace("UID", "u1");
    assert_eq!(text(&card), MINIMAL);
}

#[test]
fn the_number_of_lines_is_bounded() {
    let many = MINIMAL.replace("UID", &("A:\n".repeat(MAX_CARD_LINES) + "UID"));
    assert_eq!(Card::parse(many.as_bytes()), Err(BadCard::TooManyLines));
}

#[test]
fn a_property_is_replaced_where_it_stands_and_nothing_else_moves() {
    let mut card = Card::parse(MINIMAL.as_bytes()).unwrap();
    card.replace("FN", "Janet");
    card.replace("REV", "2026-01-01T00:00:00Z");
    assert_eq!(
        text(&card),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Janet\r\nUID:u1\r\n\
         REV:2026-01-01T00:00:00Z\r\nEND:VCARD\r\n"
    );
}

#[test]
fn a_doubled_property_is_replaced_by_one() {
    let doubled = MINIMAL.replace("UID:u1\r\n", "UID:u1\r\nNOTE:x\r\nuid:u2\r\n");
    let mut card = Card::parse(doubled.as_bytes()).unwrap();
    card.replace("UID", "u3");
    assert!(text(&card).ends_with("UID:u3\r\nNOTE:x\r\nEND:VCARD\r\n"));
}

#[test]
fn every_broken_card_is_told_apart() {
    let without = |line: &str| MINIMAL.replace(line, "");
    let cases = [
        (String::new(), BadCard::NoBegin),
        (without("BEGIN:VCARD\r\n"), BadCard::NoBegin),
        (without("END:VCARD\r\n"), BadCard::NoEnd),
        (without("VERSION:3.0\r\n"), BadCard::NoVersion),
        (without("N:Doe;Jane;;;\r\n"), BadCard::NoName),
        (MINIMAL.replace("3.0", "2.1"), BadCard::OtherVersion),
        (MINIMAL.repeat(2), BadCard::Several),
        (MINIMAL.to_owned() + "NOTE:x\r\n", BadCard::NoEnd),
        (MINIMAL.replace("u1", "u\u{0}"), BadCard::ControlCharacter),
        (MINIMAL.replace("u1", "u\r1"), BadCard::ControlCharacter),
        (MINIMAL.replace("UID:", "UID"), BadCard::NoContentLine(5)),
    ];
    for (body, expected) in cases {
        assert_eq!(Card::parse(body.as_bytes()), Err(expected), "{body}");
    }
    assert_eq!(Card::parse(b"BEGIN:VCARD\nN:\xFF"), Err(BadCard::NotUtf8));
}

#[test]
fn a_line_of_ten_million_bytes_is_read() {
    let long = MINIMAL.replace("Jane Doe", &"x".repeat(10_000_000));
    let card = Card::parse(long.as_bytes()).unwrap();
    assert_eq!(card.to_bytes().len(), long.len());
}
