//! The faults that were seen at Google: their bytes.

use cardproof_mock::quirk::Profile;
use cardproof_mock::{Fault, FaultKind, Operation, PRESETS, Preset, Wire};

use crate::client::{BOOK, Client, Reply};

fn play(name: &str, profile: Profile) -> Reply {
    let mut client = Client::new(profile);
    let kind = Preset::named(name).unwrap().kind();
    client
        .service
        .inject_fault(Fault::new(Operation::Any, kind));
    client.propfind(BOOK, "0", "<d:getetag/>")
}

/// Status, message, word and reason of a JSON error.
fn json(name: &str) -> (u16, String, String, String) {
    let reply = play(name, Profile::GoogleObserved);
    assert_eq!(
        reply.header("content-type"),
        "application/json; charset=UTF-8"
    );
    let body: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
    let text = |path| {
        let value = body.pointer(path).and_then(|value| value.as_str());
        value.unwrap_or_default().to_owned()
    };
    assert_eq!(body.pointer("/error/code").unwrap(), reply.status);
    (
        reply.status,
        text("/error/message"),
        text("/error/status"),
        text("/error/errors/0/reason"),
    )
}

#[test]
fn errors_have_the_bodies_that_were_seen() {
    for (name, status, message, word, reason) in [
        (
            "api-key-missing",
            403,
            "The request is missing a valid API key.",
            "PERMISSION_DENIED",
            "",
        ),
        (
            "internal-500",
            500,
            "Internal error encountered.",
            "INTERNAL",
            "",
        ),
        (
            "daily-limit",
            403,
            "Daily Limit Exceeded. ",
            "PERMISSION_DENIED",
            "dailyLimitExceeded",
        ),
        (
            "rate-403",
            403,
            "Quota exceeded for quota group 'default' and limit 'Queries per user per 100 seconds' ",
            "PERMISSION_DENIED",
            "rateLimitExceeded",
        ),
        (
            "rate-429",
            429,
            "Resource has been exhausted (e.g. check quota).",
            "RESOURCE_EXHAUSTED",
            "",
        ),
        (
            "spurious-401",
            401,
            "Request had invalid authentication credentials. ",
            "UNAUTHENTICATED",
            "",
        ),
        (
            "expired-token",
            401,
            "Request had invalid authentication credentials. ",
            "UNAUTHENTICATED",
            "",
        ),
        (
            "api-disabled",
            403,
            "Google Contacts CardDAV API has not been used in project ",
            "PERMISSION_DENIED",
            "accessNotConfigured",
        ),
        (
            "insufficient-scope",
            403,
            "Request had insufficient authentication scopes.",
            "PERMISSION_DENIED",
            "",
        ),
        (
            "unavailable-503",
            503,
            "The service is currently unavailable.",
            "UNAVAILABLE",
            "",
        ),
    ] {
        let (got_status, got_message, got_word, got_reason) = json(name);
        assert_eq!(got_status, status, "{name}");
        assert!(got_message.starts_with(message), "{name}: {got_message}");
        assert_eq!(
            (got_word.as_str(), got_reason.as_str()),
            (word, reason),
            "{name}"
        );
    }
}

#[test]
fn the_daily_limit_says_where_the_quota_can_be_seen() {
    let (_, message, ..) = json("daily-limit");
    assert!(message.contains("https://console.developers.google.com/"));
    let reply = play("daily-limit", Profile::Rfc);
    assert!(reply.text.contains("\"domain\": \"usageLimits\""));
}

#[test]
fn a_401_carries_the_challenge_for_a_bad_token() {
    for profile in [Profile::GoogleObserved, Profile::Rfc] {
        let reply = play("spurious-401", profile);
        let challenge = reply.header("www-authenticate");
        assert!(challenge.contains("error=\"invalid_token\""), "{profile}");
    }
}

#[test]
fn the_page_is_the_robots_page() {
    let reply = play("html-400", Profile::Rfc);
    assert_eq!(reply.status, 400);
    assert_eq!(reply.header("content-type"), "text/html; charset=UTF-8");
    assert!(
        reply
            .text
            .contains("<title>Error 400 (Bad Request)!!1</title>")
    );
}

#[test]
fn what_has_no_body_is_an_instruction_to_the_door() {
    let wire = |name| {
        let mut client = Client::new(Profile::Rfc);
        let kind = Preset::named(name).unwrap().kind();
        client
            .service
            .inject_fault(Fault::new(Operation::Any, kind));
        client.get(BOOK);
        let last = client.service.journal().exchanges().next_back().unwrap();
        last.wire
    };
    assert!(matches!(wire("blackhole"), Wire::Silence { .. }));
    assert!(matches!(wire("slow-writes"), Wire::Pause { .. }));
}

#[test]
fn every_preset_is_among_those_that_are_tested_here() {
    let errors = PRESETS
        .iter()
        .filter(|preset| matches!(preset.kind(), FaultKind::Status(_)));
    assert_eq!((errors.count(), PRESETS.len()), (11, 13));
}
