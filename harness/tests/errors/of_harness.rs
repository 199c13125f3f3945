//! The errors of the harness.

use std::path::PathBuf;
use std::time::Duration;

use cardproof::dav::ReadError;
use cardproof::dav::vcard::VcardError;
use cardproof::exchange::{Failure, TlsProblem, TokenError};
use cardproof::plan::{
    MissingVariable, SelectError, ShardError, TagExpressionError, TargetError, TargetFileError,
};
use cardproof::report::document::{MergeError, ReadError as NoReport};
use cardproof::run::{Obstacle, RunError};
use cardproof::scenario::{FormatError, Pattern, Place, Unresolved, format};
use cardproof::snapshot::AcceptError;

use super::{Sample, of, of_login};

/// An error of each variant.
pub(crate) fn samples() -> Vec<Sample> {
    [
        of(selection()),
        of(tag_expressions()),
        of(shards()),
        of(targets()),
        of(target_files()),
        of([missing_variable()]),
        of(bodies()),
        of(cards()),
        of(failures()),
        of(tokens()),
        of(runs()),
        of(obstacles()),
        of(reports()),
        of(merges()),
        of(["a.yaml".parse::<Place>().unwrap_err()]),
        of(["(".parse::<Pattern>().unwrap_err()]),
        of(formats()),
        of([Unresolved {
            name: "create.href".to_owned(),
        }]),
        of([AcceptError::Unusable("a.snap.new: no text".to_owned())]),
    ]
    .concat()
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn formats() -> [FormatError; 2] {
    [
        format("a.yaml", "title: a\ntitle: b\n").unwrap_err(),
        FormatError::Changed {
            file: text("a.yaml"),
        },
    ]
}

fn selection() -> [SelectError; 8] {
    let tag = |tag: &str| tag.parse().unwrap();
    [
        SelectError::UnknownName {
            name: text("sync/delt"),
            suggestion: Some(text("sync/delta")),
        },
        SelectError::UnknownName {
            name: text("x"),
            suggestion: None,
        },
        SelectError::NothingThere {
            path: text("empty"),
        },
        SelectError::UnknownTag {
            tag: text("synk"),
            suggestion: Some(text("sync")),
        },
        SelectError::NothingFits {
            named: false,
            tags: vec![tag("sync and not slow")],
        },
        SelectError::NothingFits {
            named: true,
            tags: vec![tag("sync")],
        },
        SelectError::NothingFits {
            named: true,
            tags: vec![tag("sync"), tag("a or b")],
        },
        SelectError::EmptySuite,
    ]
}

fn tag_expressions() -> [TagExpressionError; 6] {
    let deep = "not ".repeat(40);
    ["or a", "a and", "a b", "(a", "a)", &deep]
        .map(|text| text.parse::<cardproof::plan::TagExpression>().unwrap_err())
}

fn shards() -> [ShardError; 3] {
    [
        ShardError::Form,
        ShardError::None,
        ShardError::Outside { of: 4 },
    ]
}

fn targets() -> [TargetError; 2] {
    [
        TargetError::Unknown {
            given: text("gogle"),
            hint: Some(text("did you mean `google`?")),
        },
        TargetError::Url {
            given: text("http://"),
            problem: text("empty host"),
        },
    ]
}

fn missing_variable() -> MissingVariable {
    MissingVariable {
        name: text("MY_TOKEN"),
    }
}

fn target_files() -> [TargetFileError; 2] {
    let [unknown, _] = targets();
    [
        TargetFileError::Missing(missing_variable()),
        TargetFileError::Target(unknown),
    ]
}

fn bodies() -> [ReadError; 4] {
    [
        ReadError::NotUtf8 { offset: 7 },
        ReadError::Malformed {
            problem: text("unexpected end of stream"),
        },
        ReadError::Refused {
            limit: text("a document type declaration"),
        },
        ReadError::OtherRoot {
            found: text("DAV:error"),
            expected: "DAV:multistatus",
        },
    ]
}

fn cards() -> [VcardError; 5] {
    [
        VcardError::NoBegin,
        VcardError::NoEnd,
        VcardError::More { line: 7 },
        VcardError::NotALine { line: 3 },
        VcardError::NotUtf8 { line: 3 },
    ]
}

fn failures() -> [Failure; 6] {
    [
        Failure::Connect {
            origin: text("https://dav.example.com"),
            cause: text("connection refused"),
        },
        Failure::Tls {
            origin: text("https://dav.example.com"),
            problem: TlsProblem::UnknownIssuer,
            cause: text("unknown issuer"),
        },
        Failure::Timeout(Duration::from_secs(30)),
        Failure::Broken {
            cause: text("connection reset"),
        },
        Failure::TooLarge { limit: 1024 },
        Failure::Unsendable {
            cause: text("no URL"),
        },
    ]
}

fn tokens() -> [TokenError; 4] {
    let [_, _, timeout, ..] = failures();
    [
        TokenError::InvalidGrant,
        TokenError::InvalidClient {
            code: text("invalid_client"),
        },
        TokenError::Refused {
            problem: text("it answered 500"),
        },
        TokenError::Unreachable(timeout),
    ]
}

fn runs() -> Vec<RunError> {
    let [connect, ..] = failures();
    let target = || text("mine");
    let stored = of_login::stored_logins().map(RunError::StoredLogin);
    let others = [
        RunError::NothingSelected,
        RunError::NoCredentials {
            reading: 7,
            selected: 20,
        },
        RunError::HalfCredentials {
            given: "CARDPROOF_REFRESH_TOKEN",
            missing: vec!["CARDPROOF_CLIENT_ID", "CARDPROOF_CLIENT_SECRET"],
        },
        RunError::NotLoggedIn { target: target() },
        RunError::ShortSecret { what: "password" },
        RunError::InvalidGrant,
        RunError::InvalidClient {
            code: text("invalid_client"),
        },
        RunError::TokenEndpoint {
            problem: text("it answered 500"),
        },
        RunError::Obstacle(Box::new(Obstacle::ApiDisabled)),
        RunError::Certificates {
            file: text("ca.pem"),
            cause: text("no certificate in it"),
        },
        RunError::Unreachable {
            who: target(),
            failure: connect,
        },
        RunError::Mock {
            cause: text("address in use"),
        },
        RunError::Ledger {
            file: text("mine.jsonl"),
            cause: text("permission denied"),
        },
        RunError::Machine {
            what: "no random numbers",
            cause: text("not supported"),
        },
    ];
    stored.into_iter().chain(others).collect()
}

fn obstacles() -> Vec<Obstacle> {
    let target = || text("mine");
    let origin = || text("https://dav.example.com");
    let tls = |problem| Obstacle::Tls {
        origin: origin(),
        problem,
        cause: text("what TLS said"),
    };
    let problems = [
        TlsProblem::Expired,
        TlsProblem::NotYetValid,
        TlsProblem::WrongName,
        TlsProblem::UnknownIssuer,
        TlsProblem::NoTls,
        TlsProblem::Other,
    ];
    let clock = |behind| Obstacle::Clock {
        target: target(),
        apart: text("2 hours"),
        behind,
    };
    let others = [
        Obstacle::NameUnknown {
            host: text("dav.example.com"),
            cause: text("no such host"),
        },
        Obstacle::NoConnection {
            origin: origin(),
            cause: text("connection refused"),
        },
        clock(true),
        clock(false),
        Obstacle::Scope { target: target() },
        Obstacle::ApiDisabled,
        Obstacle::Quota { target: target() },
        Obstacle::CredentialsNeeded { target: target() },
        Obstacle::CredentialsRefused {
            target: target(),
            status: 401,
            mend: "Fetch a new token.",
        },
        Obstacle::Account {
            target: target(),
            path: text("/home/"),
            status: 403,
        },
    ];
    problems.map(tls).into_iter().chain(others).collect()
}

fn reports() -> [NoReport; 4] {
    let file = || PathBuf::from("report.json");
    [
        NoReport::Unreadable {
            file: file(),
            cause: std::io::Error::other("permission denied"),
        },
        NoReport::Shape {
            file: file(),
            cause: serde_json::from_str::<u8>("x").unwrap_err(),
        },
        NoReport::Format {
            file: file(),
            found: 99,
        },
        NoReport::Counts {
            file: file(),
            run: text("mock, rfc"),
        },
    ]
}

fn merges() -> [MergeError; 3] {
    let (first, second) = (|| text("a.json"), || text("b.json"));
    [
        MergeError::Twice {
            scenario: text("sync/delta"),
            run: text("mock, rfc"),
            first: first(),
            second: second(),
        },
        MergeError::Levels {
            first: first(),
            level: text("must"),
            second: second(),
            other: text("should"),
        },
        MergeError::Suites {
            first: first(),
            second: second(),
            requirement: text("sync-05"),
        },
    ]
}
