//! What becomes of a card, line by line, under the rules of 2026 unless a test says otherwise.

use super::*;
use crate::explanation::Notes;
use crate::quirk::{
    Profile, Quirks, VcardAddressLabel, VcardFoldBlanks, VcardOtherProperties, VcardPhoto,
    VcardPref, VcardUnknownType,
};

pub(super) fn rules() -> RewriteRules {
    RewriteRules::of(&Quirks::of(Profile::GoogleObserved), &Notes::default())
}

fn without_pref() -> RewriteRules {
    RewriteRules {
        pref: VcardPref::None,
        ..rules()
    }
}

fn card(version: &str, lines: &str) -> Card {
    let text = format!("BEGIN:VCARD\nVERSION:{version}\nN:Doe;Jane\n{lines}END:VCARD\n");
    Card::parse(text.as_bytes()).unwrap()
}

fn rewritten(card: &Card, rules: RewriteRules) -> String {
    let rewritten = rewrite(card, rules);
    let text = String::from_utf8(rewritten.to_bytes().to_vec()).unwrap();
    let again = rewrite(&rewritten, rules);
    assert_eq!(again.to_bytes(), rewritten.to_bytes(), "not at rest");
    assert_eq!(Card::parse(text.as_bytes()).unwrap().to_bytes(), text);
    text
}

/// What comes out between the name and the end.
#[track_caller]
fn becomes_by(rules: RewriteRules, version: &str, lines: &str, expected: &str) {
    let text = rewritten(&card(version, lines), rules).replace("\r\n", "\n");
    let inside = text
        .strip_prefix("BEGIN:VCARD\nVERSION:3.0\nN:Doe;Jane;;;\nFN:Jane Doe\n")
        .unwrap_or(&text);
    assert_eq!(inside.strip_suffix("END:VCARD\n").unwrap(), expected);
}

#[track_caller]
fn becomes(lines: &str, expected: &str) {
    becomes_by(without_pref(), "3.0", lines, expected);
}

#[track_caller]
fn stays(lines: &str) {
    becomes(lines, lines);
}

#[test]
fn the_order_is_that_of_google() {
    becomes(
        "X-A:1\nIMPP;TYPE=HOME:xmpp:a\nPHOTO;ENCODING=b:AAAA\nNOTE:n\nEMAIL:e\nTEL:t\nADR:;;a;;;;\n\
         BDAY:19701230\nUID:u\nREV:r\nORG:o\nTITLE:t\nNICKNAME:n\nitem1.X-ABLabel:l\nitem1.TEL:1\n",
        "NICKNAME:n\nTITLE:t\nORG:o\nREV:r\nUID:u\nBDAY;VALUE=DATE:1970-12-30\nADR:;;a;;;;\nTEL:t\n\
         item1.TEL:1\nEMAIL:e\nNOTE:n\nPHOTO;ENCODING=B:AAAA\nIMPP;TYPE=HOME:xmpp:a\nX-A:1\n\
         item1.X-ABLabel:l\n",
    );
}

#[test]
fn the_formatted_name_is_made_of_the_name() {
    let name = |lines: &str| {
        let text = format!("BEGIN:VCARD\nVERSION:3.0\n{lines}END:VCARD\n");
        let text = rewritten(&Card::parse(text.as_bytes()).unwrap(), rules());
        let lines: Vec<&str> = text.split("\r\n").skip(2).take(2).collect();
        lines.join(" ")
    };
    assert_eq!(
        name("FN:Somebody else\nN:Doe;John;1;Mr.;Sr.\n"),
        "N:Doe;John;1;Mr.;Sr. FN:Mr. John 1 Doe Sr."
    );
    assert_eq!(
        name("N:Daly;Johnny;;;;\n"),
        "N:Daly;Johnny;;; FN:Johnny Daly"
    );
    assert_eq!(name("N:;;;;\nFN:A company\n"), "N:;;;; FN:A company");
    assert_eq!(name("N:\n"), "N:;;;; FN:");
}

#[test]
fn what_was_seen_to_get_lost_gets_lost() {
    becomes(
        "PRODID:x\nCATEGORIES:a\nCALURI:a\nFBURL:a\nGEO:1;2\nROLE:r\nitem1.CATEGORIES:b\n",
        "",
    );
    let kept = RewriteRules {
        other_properties: VcardOtherProperties::Kept,
        ..rules()
    };
    becomes_by(kept, "3.0", "ROLE:r\nPRODID:x\n", "");
}

#[test]
fn other_properties_outside_of_the_model_are_a_choice() {
    let lines = "KEY;ENCODING=b:AA==\nTZ:-05:00\nSORT-STRING:x\nLABEL;TYPE=HOME:a\n";
    becomes(lines, "");
    let kept = RewriteRules {
        other_properties: VcardOtherProperties::Kept,
        ..without_pref()
    };
    becomes_by(kept, "3.0", lines, lines);
}

#[test]
fn single_properties_are_kept_once_and_empty_ones_never() {
    becomes(
        "NOTE:a\nNOTE:b\nTITLE:\nTEL:\nORG:;\nADR:;;;;;;\n",
        "NOTE:a\n",
    );
}

#[test]
fn an_organization_has_a_company_and_a_department() {
    stays("ORG:Company\n");
    stays("ORG:Company;Department\n");
    becomes(
        "ORG:Test Inc.;Testing;test#1;;\n",
        "ORG:Test Inc.;Testing\\, test#1\n",
    );
}

#[test]
fn a_birthday_is_a_day_of_some_year() {
    becomes(
        "BDAY:1970-12-30T00:00:00Z\n",
        "BDAY;VALUE=DATE:1970-12-30\n",
    );
    becomes("BDAY:--1230\n", "");
    becomes("BDAY;VALUE=text:in spring\n", "");
}

#[test]
fn dates_and_persons_stand_in_a_group_with_a_label() {
    stays("item3.X-ABDATE:1971-01-01\nitem3.X-ABLabel:Anniversary\n");
    stays("item16.X-ABRELATEDNAMES:Joan\nitem16.X-ABLabel:Spouse\n");
    becomes(
        "X-ABDATE;VALUE=date-and-or-time:19710101\nX-ABRELATEDNAMES;TYPE=x:Joan\n",
        "item1.X-ABDATE:1971-01-01\nitem1.X-ABLabel:Other\n\
         item2.X-ABRELATEDNAMES:Joan\nitem2.X-ABLabel:Other\n",
    );
    stays("item1.X-ABDATE:in spring\\: soon\n");
}

#[test]
fn groups_keep_their_numbers_and_new_ones_lie_above() {
    becomes(
        "item7.EMAIL:e\nitem7.X-ABLabel:mine\nURL:http://a\nhome.TEL:1\nHOME.X-ABLabel:second\n",
        "item8.TEL:1\nitem7.EMAIL:e\nitem7.X-ABLabel:mine\nitem8.X-ABLabel:second\n\
         item9.URL:http\\://a\nitem9.X-ABLabel:Other\n",
    );
}

#[test]
fn what_a_contact_has_once_keeps_its_group_too() {
    stays("item4.ORG:o\nitem3.NOTE:n\nitem3.X-ABLabel:nl\n");
    becomes(
        "item2.BDAY:19701230\nwork.TITLE:t\nWORK.X-ABLabel:l\nitem9.PHOTO;ENCODING=b:AAAA\n",
        "item10.TITLE:t\nitem2.BDAY;VALUE=DATE:1970-12-30\nitem9.PHOTO;ENCODING=B:AAAA\n\
         item10.X-ABLabel:l\n",
    );
    let text = "BEGIN:VCARD\nVERSION:3.0\nitem2.FN:x\nitem1.N:Doe;Jane\nitem1.X-ABLabel:l\n\
                URL:u\nEND:VCARD\n";
    let text = rewritten(&Card::parse(text.as_bytes()).unwrap(), without_pref());
    assert_eq!(
        text.replace("\r\n", "\n"),
        "BEGIN:VCARD\nVERSION:3.0\nitem1.N:Doe;Jane;;;\nitem2.FN:Jane Doe\nitem1.X-ABLabel:l\n\
         item3.URL:u\nitem3.X-ABLabel:Other\nEND:VCARD\n"
    );
}

#[test]
fn a_label_in_apples_form_is_plain_text() {
    becomes(
        "item1.TEL:1\nitem1.X-ABLABEL:_$!<Other>!$_\n",
        "item1.TEL:1\nitem1.X-ABLabel:Other\n",
    );
}

#[test]
fn labels_without_a_property_or_a_text_stay() {
    stays("item1.EMAIL:e\nitem1.X-ABLabel:\n");
    becomes("item1.URL:\nitem1.X-ABLabel:x\n", "item1.X-ABLabel:x\n");
    stays("X-ABLabel:of nothing\n");
}

#[test]
fn the_label_of_an_address_can_get_lost_on_the_way() {
    let detached = RewriteRules {
        address_label: VcardAddressLabel::Detached,
        ..without_pref()
    };
    let address = "item1.ADR:;;a;;;;\nitem1.X-ABLabel:l\n";
    becomes_by(detached, "3.0", address, "ADR:;;a;;;;\nX-ABLabel:l\n");
    let shared = "item1.ADR:;;a;;;;\nitem1.TEL:1\nitem1.X-ABLabel:l\n";
    becomes_by(
        detached,
        "3.0",
        shared,
        "ADR:;;a;;;;\nitem1.TEL:1\nitem1.X-ABLabel:l\n",
    );
    stays(shared);
}

#[test]
fn one_type_is_kept_in_capitals_with_fax_and_pref() {
    stays("TEL;TYPE=CELL:1\nTEL;TYPE=PAGER:2\nTEL;TYPE=CAR:3\nTEL:4\n");
    becomes("TEL;TYPE=work;TYPE=Voice:1\n", "TEL;TYPE=WORK:1\n");
    becomes(
        "TEL;TYPE=WORK,FAX:1\nTEL;TYPE=FAX:2\n",
        "TEL;TYPE=FAX,WORK:1\nTEL;TYPE=FAX:2\n",
    );
    becomes("TEL;TYPE=FAX,CELL,pref:1\n", "TEL;TYPE=FAX,PREF:1\n");
    becomes("TEL;TYPE=CELL,HOME:1\n", "TEL;TYPE=CELL:1\n");
    becomes(
        "EMAIL;TYPE=INTERNET,HOME:e\nEMAIL;TYPE=OTHER:f\n",
        "EMAIL;TYPE=HOME:e\nEMAIL:f\n",
    );
    becomes("ADR;TYPE=dom,OTHER:;;a;;;;\n", "ADR;TYPE=OTHER:;;a;;;;\n");
    becomes(
        "TEL;X-A=b;TYPE=HOME:1\nNOTE;CHARSET=UTF-8:n\n",
        "TEL;TYPE=HOME:1\nNOTE:n\n",
    );
}

#[test]
fn unknown_types_are_kept_or_dropped() {
    let by = |unknown_types| RewriteRules {
        unknown_types,
        ..without_pref()
    };
    let lines = "EMAIL;TYPE=Personal,HOME:e\n";
    let keep = by(VcardUnknownType::Keep);
    becomes_by(keep, "3.0", lines, "EMAIL;TYPE=HOME,PERSONAL:e\n");
    for dropping in [VcardUnknownType::Drop, VcardUnknownType::Reject] {
        becomes_by(by(dropping), "3.0", lines, "EMAIL;TYPE=HOME:e\n");
    }
    becomes_by(
        keep,
        "3.0",
        "IMPP;TYPE=x,HOME:xmpp:a\n",
        "IMPP;TYPE=HOME:xmpp:a\n",
    );
}

#[test]
fn the_first_of_each_is_preferred_where_none_is() {
    let by = |pref| RewriteRules { pref, ..rules() };
    let lines = "TEL;TYPE=HOME:1\nTEL:2\nEMAIL:a\nEMAIL:b\nIMPP;TYPE=HOME:xmpp:a\n\
                 item1.URL:u\nitem1.X-ABLabel:l\n";
    becomes_by(by(VcardPref::None), "3.0", lines, lines);
    becomes_by(
        by(VcardPref::EmailOnly),
        "3.0",
        lines,
        &lines.replace("EMAIL:a", "EMAIL;TYPE=PREF:a"),
    );
    becomes_by(
        by(VcardPref::FirstOfEach),
        "3.0",
        lines,
        "TEL;TYPE=HOME,PREF:1\nTEL:2\nEMAIL;TYPE=PREF:a\nEMAIL:b\nIMPP;TYPE=HOME,PREF:xmpp:a\n\
         item1.URL;TYPE=PREF:u\nitem1.X-ABLabel:l\n",
    );
    let second = "EMAIL:a\nEMAIL;TYPE=PREF:b\n";
    becomes_by(by(VcardPref::FirstOfEach), "3.0", second, second);
}

#[test]
fn colons_are_escaped_in_texts_and_urls() {
    becomes(
        "NOTE:Spouse's Name: foobar\n",
        "NOTE:Spouse's Name\\: foobar\n",
    );
    stays("NOTE:a\\, b\\; c\\: d\\\\ e\\nf\\rg\n");
    becomes("X-A;x=1:a,b;c\n", "X-A;x=1:a\\,b\\;c\n");
    becomes("TEL:+1 (555) 0101;ext=5\n", "TEL:+1 (555) 0101\\;ext=5\n");
    becomes("NICKNAME:Jim,Jimmie\n", "NICKNAME:Jim,Jimmie\n");
    becomes("ADR:;;Street 1,2;Town\n", "ADR:;;Street 1\\,2;Town;;;\n");
}

#[test]
fn own_properties_keep_their_parameters() {
    stays("X-CUSTOMPROP;X-CUSTOMPARAM=HOME,WORK;X-SPACEPARAM=\"HELLO, WORLD\":foobar\n");
    stays("X-PHONETIC-FIRST-NAME:John\nX-EMPTY:\nx-lower:1\n");
    stays("item1.TEL:1\nitem1.X-OTHER:x\nitem1.X-ABLabel:l\n");
}

#[test]
fn names_at_messaging_services_are_encoded_and_labelled() {
    stays("IMPP;X-SERVICE-TYPE=Jabber;TYPE=HOME:xmpp:foo@example.com\n");
    stays("item13.IMPP;X-SERVICE-TYPE=chat-label:x-apple:custom%20chat\n");
    becomes(
        "IMPP;X-SERVICE-TYPE=jabber:xmpp:jane doe\nIMPP;X-SERVICE-TYPE=GroupWise:x-apple\\:d\n",
        "item1.IMPP;X-SERVICE-TYPE=Jabber:xmpp:jane%20doe\n\
         item2.IMPP;X-SERVICE-TYPE=Groupwise:x-apple:d\n\
         item1.X-ABLabel:Other\nitem2.X-ABLabel:Other\n",
    );
    becomes(
        "IMPP;X-SERVICE-TYPE=AIM;X-EVOLUTION-UI-SLOT=1;TYPE=WORK:aim:a\n",
        "IMPP;TYPE=WORK:aim:a\n",
    );
}

#[test]
fn urls_get_a_group_with_a_label() {
    stays("item31.URL:http\\://profile.com\nitem31.X-ABLabel:Profile\n");
    becomes(
        "URL:http://a.example\nURL;TYPE=WORK:http://b.example\nURL;TYPE=HOME:http://c.example\n",
        "item1.URL:http\\://a.example\nitem1.X-ABLabel:Other\n\
         item2.URL:http\\://b.example\nitem2.X-ABLabel:Work\n\
         item3.URL:http\\://c.example\nitem3.X-ABLabel:HomePage\n",
    );
}

#[test]
fn new_groups_are_numbered_kind_by_kind() {
    becomes(
        "URL:u\nX-ABRELATEDNAMES:r\nIMPP:xmpp:i\nX-ABDATE:1971-01-01\nitem4.TEL:1\na.EMAIL:e\n",
        "item4.TEL:1\nitem5.EMAIL:e\nitem7.IMPP:xmpp:i\nitem6.X-ABDATE:1971-01-01\n\
         item6.X-ABLabel:Other\nitem7.X-ABLabel:Other\nitem8.X-ABRELATEDNAMES:r\n\
         item8.X-ABLabel:Other\nitem9.URL:u\nitem9.X-ABLabel:Other\n",
    );
}

#[test]
fn numbers_of_groups_are_read_with_care() {
    for odd in [
        "item0",
        "item01",
        "item1000001",
        "item99999999999",
        "item",
        "ITEMX",
    ] {
        becomes(
            &format!("item2.TEL:1\n{odd}.TEL:2\n"),
            "item2.TEL:1\nitem3.TEL:2\n",
        );
    }
    becomes("ITEM2.TEL:1\n", "item2.TEL:1\n");
}

#[test]
fn a_photo_is_kept_inline_and_encoded_anew() {
    let by = |photo| RewriteRules { photo, ..rules() };
    let jpeg = "PHOTO;TYPE=JPEG;ENCODING=b:/9j/2Q==\n";
    let kept = "PHOTO;ENCODING=B:/9j/2Q==\n";
    becomes_by(by(VcardPhoto::Kept), "3.0", jpeg, kept);
    let changed = "PHOTO;ENCODING=B:/9j//gAMcmUtZW5jb2RlZP/Z\n";
    becomes_by(by(VcardPhoto::ReEncoded), "3.0", jpeg, changed);
    let other = "PHOTO;ENCODING=BASE64:AA\n AA\n";
    becomes_by(
        by(VcardPhoto::ReEncoded),
        "3.0",
        other,
        "PHOTO;ENCODING=B:AAAA\n",
    );
}

#[test]
fn what_is_no_inline_photo_is_lost() {
    for lost in [
        "PHOTO;VALUE=uri:http://example.com/a.jpg\n",
        "PHOTO;ENCODING=b:no base64!\n",
        "PHOTO:data:image/jpeg;base64,/9j/2Q==\n",
    ] {
        becomes(lost, "");
    }
}

#[test]
fn a_vcard_4_comes_back_as_3_without_its_photo() {
    becomes_by(
        without_pref(),
        "4.0",
        "TEL;VALUE=uri;TYPE=\"voice,home\":tel:+1-555-0101\nEMAIL;PREF=1:e\n\
         ANNIVERSARY:20090808\nPHOTO;ENCODING=b:AAAA\nKIND:individual\nGENDER:F\nBDAY:--0203\n",
        "TEL;TYPE=HOME:+1-555-0101\nEMAIL;TYPE=PREF:e\n\
         item1.X-ABDATE:2009-08-08\nitem1.X-ABLabel:Anniversary\n",
    );
}

#[test]
fn blanks_behind_folds_can_get_lost() {
    let lost = RewriteRules {
        fold_blanks: VcardFoldBlanks::Lost,
        ..without_pref()
    };
    let note = "NOTE:not quoting\n  necessary\n";
    becomes_by(lost, "3.0", note, "NOTE:not quotingnecessary\n");
    becomes(note, "NOTE:not quoting necessary\n");
}

#[test]
fn own_properties_that_are_left_out_are_found() {
    let before = card(
        "3.0",
        "X-A:1\nx-b:2\nitem1.X-C:3\nX-ABLabel:l\nX-ABDATE:d\nNOTE:n\nX-A:4\n",
    );
    let names = |lines: &str| -> Vec<String> {
        let left_out = left_out(&card("3.0", lines), &before);
        left_out.iter().map(|line| line.name().to_owned()).collect()
    };
    assert_eq!(names(""), ["X-A", "x-b", "X-A"]);
    assert_eq!(names("x-a:5\n"), ["x-b"]);
    assert_eq!(names("X-A:1\nX-B:2\n"), [""; 0]);
}

#[test]
fn unknown_types_are_told() {
    let unknown = |lines| unknown_type(&card("3.0", lines)).map(|(_, name)| name);
    assert_eq!(
        unknown("EMAIL;TYPE=personal:e\n").as_deref(),
        Some("PERSONAL")
    );
    assert_eq!(
        unknown("item1.TEL;TYPE=HOME,x-a:e\n").as_deref(),
        Some("X-A")
    );
    assert_eq!(unknown("TEL;TYPE=\"voice,home\":1\nADR;TYPE=dom:a\n"), None);
    assert_eq!(
        unknown("EMAIL;TYPE=INTERNET,pref:e\nURL;TYPE=x:u\nIMPP;TYPE=x:i\n"),
        None
    );
}

#[test]
fn doubled_escapes_are_told() {
    let doubled = |lines| doubled_escape(&card("3.0", lines)).map(str::to_owned);
    assert_eq!(
        doubled("X-REV:T06\\\\:54\\\\:04Z\n").as_deref(),
        Some("X-REV")
    );
    assert_eq!(doubled("NOTE:a\\: b\\\\\\: c:d \\\\ e\n"), None);
}
