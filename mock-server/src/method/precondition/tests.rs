use http::HeaderValue;

use super::*;

fn etag() -> ETag {
    ETag::at("2026-06-01T12:00:00.500Z".parse().unwrap())
}

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(*name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn matches(value: &str) -> bool {
    let etag = etag();
    let current = Current {
        etag: &etag,
        modified: None,
    };
    check_match(&headers(&[("if-match", value)]), Some(&current)).is_ok()
}

#[test]
fn if_match_compares_strongly() {
    let tag = etag().to_string();
    assert!(matches(&tag));
    assert!(matches("*"));
    assert!(matches(&format!("\"a,b\", W/\"c\" ,{tag}")));
    assert!(!matches(&format!("W/{tag}")));
    assert!(!matches("\"other\""));
}

#[test]
fn what_is_no_entity_tag_matches_nothing() {
    let bare = etag().to_string().replace('"', "");
    assert!(!matches(&bare));
    assert!(!matches(""));
    assert!(!matches("\"open"));
    assert!(matches(&format!("{bare}, {}", etag())));
}

#[test]
fn several_lines_are_one_list() {
    let (etag, tag) = (etag(), etag().to_string());
    let current = Current {
        etag: &etag,
        modified: None,
    };
    let lines = headers(&[("if-match", "\"a\""), ("if-match", &tag)]);
    assert!(check_match(&lines, Some(&current)).is_ok());
}

#[test]
fn any_tag_at_all_is_refused_where_nothing_is() {
    assert!(check_match(&headers(&[("if-match", "*")]), None).is_err());
    assert!(check_match(&headers(&[]), None).is_ok());
    assert!(check_none_match(&headers(&[("if-none-match", "*")]), None).is_ok());
}

#[test]
fn if_none_match_compares_weakly() {
    let etag = etag();
    let current = Current {
        etag: &etag,
        modified: None,
    };
    let refused = |value: &str| {
        check_none_match(&headers(&[("if-none-match", value)]), Some(&current)).is_err()
    };
    assert!(refused("*"));
    assert!(refused(&format!("W/{etag}")));
    assert!(!refused("\"other\""));
}

#[test]
fn dates_count_only_without_tags_and_only_where_they_are_told() {
    let etag = etag();
    let modified = Some("2026-06-01T12:00:00.500Z".parse().unwrap());
    let check = |lines: &[(&'static str, &str)], modified| {
        check_match(
            &headers(lines),
            Some(&Current {
                etag: &etag,
                modified,
            }),
        )
        .is_ok()
    };
    let before = ("if-unmodified-since", "Mon, 01 Jun 2026 11:59:59 GMT");
    let same_second = ("if-unmodified-since", "Mon, 01 Jun 2026 12:00:00 GMT");
    assert!(!check(&[before], modified));
    assert!(check(&[same_second], modified));
    assert!(check(&[before], None));
    assert!(check(&[before, ("if-match", "*")], modified));
    assert!(check(&[("if-unmodified-since", "yesterday")], modified));
}

#[test]
fn reading_is_saved_by_a_tag_or_else_by_a_date() {
    let etag = etag();
    let modified = Some("2026-06-01T12:00:00.500Z".parse().unwrap());
    let sent = |lines: &[(&'static str, &str)]| {
        check_read(
            &headers(lines),
            &Current {
                etag: &etag,
                modified,
            },
        )
        .is_ok()
    };
    assert!(!sent(&[("if-none-match", &format!("W/{etag}"))]));
    assert!(!sent(&[(
        "if-modified-since",
        "Mon, 01 Jun 2026 12:00:00 GMT"
    )]));
    assert!(sent(&[(
        "if-modified-since",
        "Mon, 01 Jun 2026 11:00:00 GMT"
    )]));
    assert!(sent(&[
        ("if-none-match", "\"other\""),
        ("if-modified-since", "Mon, 01 Jun 2026 12:00:00 GMT"),
    ]));
}
