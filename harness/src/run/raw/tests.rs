use cardproof_mock::quirk::Profile;
use url::Url as WebUrl;

use super::*;
use crate::plan::ActiveProfile;
use crate::run::sample::{request as spec, text};
use crate::scenario::{Body, Depth, Template, Values};

fn raw(target: &str, lines: &[&str]) -> RawSpec {
    RawSpec {
        target: text(target),
        lines: lines.iter().map(|line| text(line)).collect(),
        omit: Vec::new(),
    }
}

fn built(method: &str, raw: &RawSpec) -> Result<Prepared, Unbuilt> {
    let body = Body::Raw {
        text: text("<x"),
        content_type: Some("text/xml".to_owned()),
    };
    let spec = RequestSpec {
        body,
        depth: Some(Depth::Exactly("1".to_owned())),
        ..spec(method, text("/"))
    };
    Builder {
        base: &WebUrl::parse("http://dav.example.com:8080").unwrap(),
        profile: &ActiveProfile::of(Profile::Rfc),
        run: "run-1",
        values: &Values::default(),
    }
    .raw(&spec, raw)
}

fn shown(prepared: &Prepared) -> Vec<&str> {
    let raw = prepared.request.raw.as_ref().unwrap();
    raw.lines.iter().map(RawLine::shown).collect()
}

#[test]
fn target_and_lines_stay_as_they_are_and_what_a_step_says_beside_them_comes_first() {
    let prepared = built("GET", &raw("/a/../b//%2E?x=%zz", &["x: 1", "X : 2"])).unwrap();
    assert_eq!(
        prepared.request.url,
        "http://dav.example.com:8080/a/../b//%2E?x=%zz"
    );
    let lines = ["Depth: 1", "Content-Type: text/xml", "x: 1", "X : 2"];
    assert_eq!(shown(&prepared), lines);
    assert_eq!(prepared.request.headers["depth"], "1");
}

#[test]
fn a_line_of_the_scenario_stands_for_that_of_the_step() {
    let prepared = built("GET", &raw("/", &["DEPTH: 0", "content-type: a/b"])).unwrap();
    assert_eq!(shown(&prepared), ["DEPTH: 0", "content-type: a/b"]);
}

#[test]
fn any_target_gives_a_url() {
    for (target, url) in [
        ("*", "http://dav.example.com:8080/*"),
        ("http://other.example.com/a", "http://other.example.com/a"),
        ("a b", "http://dav.example.com:8080/a b"),
    ] {
        assert_eq!(
            built("OPTIONS", &raw(target, &[])).unwrap().request.url,
            url
        );
    }
}

#[test]
fn what_the_scenario_says_of_credentials_is_not_shown() {
    let prepared = built("GET", &raw("/", &["authorization: Bearer of-my-own"])).unwrap();
    assert!(prepared.own_authorization.is_some());
    assert!(!format!("{prepared:?}").contains("of-my-own"));
}

#[test]
fn a_line_break_in_a_value_is_never_sent() {
    for raw in [raw("/a\r\nX: y", &[]), raw("/", &["X: y\nZ: 1"])] {
        assert_eq!(
            built("GET", &raw).unwrap_err().to_string(),
            "it cannot be sent: a line break in a value that stands in one line"
        );
    }
}

#[test]
fn a_destination_is_a_name_of_the_request() {
    let prepared = built("COPY", &raw("/a", &["destination: /b"])).unwrap();
    assert_eq!(prepared.names, ["/b"]);
}

fn refused(method: &str, target: &str, lines: &[&str]) -> Option<String> {
    refusal(&built(method, &raw(target, lines)).unwrap().request)
}

#[test]
fn an_account_of_somebody_gets_no_write_that_may_mean_something_else() {
    for target in [
        "/a/../b",
        "/a/%2e%2e/b",
        "/a//b",
        "/a\\b",
        "/a%252e",
        "*",
        "/a?b",
        "/\u{e9}",
    ] {
        assert_eq!(
            refused("DELETE", target, &[]).as_deref(),
            Some("DELETE of a target that may be read in several ways"),
            "{target}"
        );
        assert_eq!(refused("GET", target, &[]), None, "{target}");
    }
    assert_eq!(refused("DELETE", "/u%40x/a.vcf", &[]), None);
}

#[test]
fn an_account_of_somebody_gets_no_request_whose_end_is_unclear() {
    for line in ["Content-Length: 1", "Transfer-Encoding: chunked"] {
        assert_eq!(
            refused("GET", "/a", &[line]).as_deref(),
            Some("its length is not that of its body")
        );
    }
    assert_eq!(refused("GET", "/a", &["Content-Length: 2"]), None);
}

#[test]
fn a_reference_without_value_is_named() {
    let missing = Template {
        parts: vec![crate::scenario::Part::Captured("a.b".to_owned())],
        place: crate::run::sample::place(1),
    };
    let raw = RawSpec {
        target: missing,
        lines: Vec::new(),
        omit: Vec::new(),
    };
    let error = built("GET", &raw).unwrap_err().to_string();
    assert_eq!(error, "it needs $a.b, which step `a` did not give");
}
