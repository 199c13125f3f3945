use http::Method;

use crate::message::{Request, Response};
use crate::oauth::testing::{AUTH, Bench, TOKEN};

use super::case::REVOKE;

fn raw(bench: &mut Bench, target: &str, body: impl Into<Vec<u8>>) -> Response {
    bench.send(&Request::new(Method::POST, target).with_body(body.into()))
}

#[test]
fn what_is_no_good_form_says_how_to_write_one() {
    let cases: &[(&[u8], &str)] = &[
        (
            b"a=%zz",
            "write a percent sign that stands for itself as %25",
        ),
        (
            b"a=%ff",
            "encode the parameters as UTF-8 before the percent signs",
        ),
        (&[b'a'; 70_000], "send fewer or shorter parameters"),
        (
            &b"x&".repeat(300),
            "leave out the parameters that nothing asks for",
        ),
    ];
    for (form, remedy) in cases {
        for target in [TOKEN, REVOKE, AUTH] {
            let mut bench = Bench::new();
            raw(&mut bench, target, *form);
            assert_eq!(bench.explanation.remedy.as_deref(), Some(*remedy));
        }
    }
    let mut bench = Bench::new();
    bench.send(&Request::new(Method::GET, format!("{AUTH}?client_id=%zz")));
    let remedy = bench.explanation.remedy.unwrap();
    assert!(remedy.ends_with("as %25"), "{remedy}");
}
