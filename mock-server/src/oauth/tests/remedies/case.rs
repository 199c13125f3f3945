//! Things that are refused, each with its remedy.

use http::header::LOCATION;

use crate::message::Response;
use crate::oauth::testing::{Bench, CHALLENGE, ID, SECRET, VERIFIER};
use crate::quirk::Profile;

pub(super) const REVOKE: &str = "/revoke";
pub(super) const REGISTER: &str =
    "send the client_id of a client that is registered, or register this one with the server";
pub(super) const ONCE: &str = "send each parameter once";

/// Something that is refused, and the remedy.
pub(super) type Case = (fn(&mut Bench) -> Response, &'static str);

/// Asserts that all are refused, with these remedies, in which no secret stands.
pub(super) fn check(cases: &[Case]) {
    check_under(Profile::GoogleObserved, cases);
}

pub(super) fn check_under(profile: Profile, cases: &[Case]) {
    for (number, (ask, expected)) in cases.iter().enumerate() {
        let mut bench = Bench::of(profile);
        let response = ask(&mut bench);
        let location = response.headers.get(LOCATION);
        assert!(
            response.status.is_client_error()
                || location.is_some_and(|uri| uri.to_str().unwrap().contains("error=")),
            "case {number} is no refusal"
        );
        let remedy = bench.explanation.remedy.unwrap_or_default();
        assert_eq!(remedy, *expected, "case {number}");
        for secret in [ID, SECRET, VERIFIER, CHALLENGE, "ya29.", "1//", "4/0"] {
            assert!(!remedy.contains(secret), "case {number}: {remedy}");
        }
    }
}
