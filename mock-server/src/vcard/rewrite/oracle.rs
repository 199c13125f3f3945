//! What is written here, another library reads with the same values.

use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue};
use proptest::collection::vec;
use proptest::prelude::*;

use super::rewrite;
use super::tests::rules;
use crate::vcard::Card;

/// A text with everything that has to be escaped or folded.
fn text() -> impl Strategy<Value = String> {
    "[a-z ,;:\\\\\"'\\nüß漢😀]{0,60}[a-z]".prop_map(|text| text.trim().to_owned())
}

/// A text as the standard escapes it (RFC 2426 §5).
fn standard(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\n', "\\n");
    text.replace(',', "\\,").replace(';', "\\;")
}

/// The values of a property, one text a component.
fn values(entry: &VCardEntry) -> Vec<String> {
    let one = |value: &VCardValue| match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(","),
        other => panic!("{other:?} is no text"),
    };
    entry.values.iter().map(one).collect()
}

fn found(card: &VCard, group: Option<&str>, name: &VCardProperty) -> Vec<Vec<String>> {
    card.entries
        .iter()
        .filter(|entry| entry.group.as_deref() == group && entry.name == *name)
        .map(values)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_library_reads_the_values_that_were_sent(
        name in vec(text(), 5),
        organization in vec(text(), 2),
        address in vec(text(), 7),
        [note, title, number, email, url, label, own] in proptest::array::uniform7(text()),
    ) {
        let joined = |parts: &[String]| {
            let parts: Vec<String> = parts.iter().map(|part| standard(part)).collect();
            parts.join(";")
        };
        let sent = format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{}\r\nORG:{}\r\nADR;TYPE=HOME:{}\r\nNOTE:{}\r\n\
             TITLE:{}\r\nTEL;TYPE=CELL:{}\r\nitem4.EMAIL:{}\r\nitem4.X-ABLabel:{}\r\n\
             item5.URL:{}\r\nX-OWN:{}\r\nEND:VCARD\r\n",
            joined(&name), joined(&organization), joined(&address), standard(&note),
            standard(&title), standard(&number), standard(&email), standard(&label),
            standard(&url), standard(&own),
        );
        let card = rewrite(&Card::parse(sent.as_bytes()).unwrap(), rules());
        let written = String::from_utf8(card.to_bytes().to_vec()).unwrap();
        let read = VCard::parse(&written).unwrap();
        let is = |group, name, expected: &[String]| {
            prop_assert_eq!(found(&read, group, &name), vec![expected.to_vec()], "{}", written);
            Ok(())
        };
        is(None, VCardProperty::N, &name)?;
        is(None, VCardProperty::Org, &organization)?;
        is(None, VCardProperty::Adr, &address)?;
        is(None, VCardProperty::Note, &[note])?;
        is(None, VCardProperty::Title, &[title])?;
        is(None, VCardProperty::Tel, &[number])?;
        is(Some("item4"), VCardProperty::Email, &[email])?;
        is(Some("item4"), VCardProperty::Other("X-ABLabel".to_owned()), &[label])?;
        is(Some("item5"), VCardProperty::Url, &[url])?;
        is(None, VCardProperty::Other("X-OWN".to_owned()), &[own])?;
    }

    #[test]
    fn a_card_that_came_back_comes_back_the_same(
        lines in vec(("(item[0-9]{1,2}\\.|home\\.)?", PROPERTY, "(;TYPE=[a-z,]{0,9})?", text()), 0..20),
    ) {
        let lines: String = lines
            .iter()
            .map(|(group, name, types, value)| {
                format!("{group}{name}{types}:{}\r\n", standard(value))
            })
            .collect();
        let sent = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe\r\n{lines}END:VCARD\r\n");
        let once = rewrite(&Card::parse(sent.as_bytes()).unwrap(), rules());
        let parsed = Card::parse(&once.to_bytes()).unwrap();
        prop_assert_eq!(parsed.to_bytes(), once.to_bytes());
        prop_assert_eq!(rewrite(&parsed, rules()).to_bytes(), once.to_bytes(), "{}", sent);
    }
}

const PROPERTY: &str = "(FN|NICKNAME|TITLE|ORG|REV|UID|BDAY|ADR|TEL|EMAIL|NOTE|PHOTO|IMPP|URL|\
                        ANNIVERSARY|X-ABDATE|X-ABRELATEDNAMES|X-ABLabel|X-OWN|KEY)";
