//! Whatever a server sends, reading ends in a value or an error.

use proptest::prelude::*;

use super::vcard::{ContentLine, Vcard, add, remove, set};
use super::{Element, Href, Multistatus, SyncToken};

const BASE: &str = "https://dav.example.com/book/";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Element::read(&bytes);
        let _ = Vcard::read(&bytes);
    }

    #[test]
    fn markup_like_text_is_read_or_refused(text in "[<>/!?'\"=&; a-c\\[\\]:-]{0,60}") {
        let _ = Element::read(text.as_bytes());
        let body = format!("<multistatus xmlns='DAV:'>{text}</multistatus>");
        let _ = Multistatus::read(body.as_bytes(), BASE);
    }

    #[test]
    fn any_text_is_an_href_and_normalising_it_again_changes_nothing(text in "[/.%a-c2eE@:?#é ]{0,30}") {
        let href = Href::resolve(&text, BASE);
        let _ = href.form();
        if href.is_own() && !href.canonical.starts_with("//") {
            let again = Href::resolve(&href.canonical, BASE);
            prop_assert_eq!(again.canonical, href.canonical);
        }
        let _ = SyncToken(text).is_uri();
    }

    #[test]
    fn content_lines_are_written_as_they_were_read(line in "[A-c.;:=,\"\\\\é-]{0,40}") {
        if let Some(read) = ContentLine::parse(&line) {
            prop_assert_eq!(read.to_string(), line);
        }
    }

    #[test]
    fn what_is_set_can_be_read_and_removed(value in "[ -~é]{0,200}") {
        let card = "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n";
        let changed = set(card, "NOTE", &value);
        let read = Vcard::read(changed.as_bytes());
        let note = read.iter().flat_map(|card| card.properties("NOTE")).next();
        prop_assert_eq!(note.map(|line| &line.value), Some(&value));
        prop_assert_eq!(remove(&changed, "NOTE"), card);
    }

    #[test]
    fn any_text_can_be_edited(text in "[A-C:;\r\n \té]{0,60}") {
        let _ = set(&text, "A", "x");
        let _ = remove(&text, "A");
        let added = add(&text, "X-Y:1");
        prop_assert!(added.contains("X-Y:1"));
    }
}
