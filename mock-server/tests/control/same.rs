//! What can be done over HTTP can be done in Rust, and the other way round: one list of both.

use std::collections::BTreeSet;

use cardproof_mock::MockServer;

/// Every operation, with the methods that do the same.
const BOTH: &[(&str, &[&str])] = &[
    ("health", &["url"]),
    ("openapi", &["openapi"]),
    (
        "showWorld",
        &["accounts", "account", "World::quirks", "faults"],
    ),
    ("reset", &["restart"]),
    ("startHere", &["start_here"]),
    ("addAccount", &["add_account"]),
    ("setAppPassword", &["set_app_password"]),
    ("listSaves", &["saves"]),
    ("save", &["save"]),
    ("restore", &["restore"]),
    ("forgetSave", &["forget_save"]),
    ("showClock", &["clock", "clock_of", "AccountClock::read"]),
    (
        "advanceClock",
        &["advance", "advance_credentials", "AccountClock::advance"],
    ),
    ("setClock", &["set_clock", "AccountClock::set"]),
    (
        "freezeClock",
        &[
            "freeze_clock",
            "freeze_clock_at",
            "AccountClock::freeze",
            "AccountClock::freeze_at",
        ],
    ),
    ("thawClock", &["thaw_clock", "AccountClock::thaw"]),
    ("shiftDate", &["shift_date"]),
    ("setCtagAllowance", &["set_ctag_allowance"]),
    ("mintToken", &["mint_token", "issue_named_token"]),
    (
        "expireToken",
        &[
            "expire_token",
            "World::expire_token",
            "World::expire_tokens_of",
        ],
    ),
    (
        "revokeToken",
        &[
            "revoke_token",
            "World::revoke_token",
            "World::revoke_refresh_token",
            "World::revoke_grants_of",
        ],
    ),
    ("renewToken", &["renew_token", "World::renew_token"]),
    ("adoptCredentials", &["adopt_credentials"]),
    ("listClients", &["clients"]),
    (
        "registerClient",
        &[
            "register_client",
            "World::new_client_id",
            "World::new_client_secret",
        ],
    ),
    ("listRefreshTokens", &["refresh_tokens"]),
    (
        "mintRefreshToken",
        &["mint_refresh_token", "World::issue_named_refresh_token"],
    ),
    ("showProject", &["project"]),
    (
        "changeProject",
        &["set_api_enabled", "set_testing", "set_token_life"],
    ),
    ("listServiceAccounts", &["service_accounts"]),
    ("registerServiceAccount", &["register_service_account"]),
    ("listCards", &["card_hrefs", "cards_of"]),
    ("createCard", &["create_card", "World::create_card"]),
    ("showCard", &["card"]),
    ("changeCard", &["change_card"]),
    ("deleteCard", &["delete_card"]),
    (
        "moveHome",
        &["move_home", "World::move_home", "World::set_home_prefix"],
    ),
    ("listQuirks", &["World::quirks"]),
    ("showQuirk", &["World::quirks"]),
    ("setQuirk", &["set_quirk", "World::quirks_mut"]),
    ("addFault", &["inject_fault", "fault"]),
    ("listFaults", &["faults"]),
    ("unfiredFaults", &["unfired_faults"]),
    ("removeFault", &["remove_fault"]),
    ("clearFaults", &["clear_faults"]),
    ("showJournal", &["journal", "journal_of"]),
    ("clearJournal", &["clear_journal"]),
    ("followJournal", &["follow_journal"]),
    ("exportJournal", &["journal_har"]),
    ("showExchange", &["exchange_numbered"]),
    ("explain", &["exchange_numbered"]),
];

/// What there is in Rust alone, and why.
const IN_RUST_ALONE: &[(&str, &str)] = &[
    ("new", "a door of one's own"),
    ("answer", "a door of one's own: over HTTP that is a request"),
    (
        "with_service",
        "reaches the core; what it is for stands above",
    ),
    (
        "token",
        "the ready line gives it; over HTTP no secret is told",
    ),
    (
        "reset",
        "puts another world in place, which over HTTP is a world file",
    ),
    ("fork", "another service in the same process"),
    ("builder", "what `serve` is told at its start"),
    ("start", "what `serve` is told at its start"),
    ("listen_in_clear", "`serve --plain-port`"),
    (
        "listen_with_flaw",
        "`serve --expired-port` and its neighbours",
    ),
    ("address", "the ready line tells it"),
    ("certificate_authority", "the ready line names the file"),
    ("admin_token", "the ready line gives it"),
    ("state_report", "the start text tells it"),
    ("service", "another hand on the same service"),
    ("stop", "SIGTERM"),
];

/// The sources in which the methods stand: of `SharedService` and `AccountClock`, and of the server.
const SOURCES: &[&str] = &[
    include_str!("../../src/shared.rs"),
    include_str!("../../src/shared/account_clock.rs"),
    include_str!("../../src/shared/accounts.rs"),
    include_str!("../../src/shared/clock.rs"),
    include_str!("../../src/shared/credentials.rs"),
    include_str!("../../src/shared/journal.rs"),
    include_str!("../../src/shared/project.rs"),
    include_str!("../../src/shared/saves.rs"),
    include_str!("../../src/server/running.rs"),
];

const OF_WORLD: &[&str] = &[
    include_str!("../../src/store/control.rs"),
    include_str!("../../src/store/other_device.rs"),
    include_str!("../../src/store/world.rs"),
    include_str!("../../src/store/authority/client_control.rs"),
    include_str!("../../src/store/authority/control.rs"),
];

/// The public methods of a type that stand in a source.
fn methods(source: &str, of: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_inside = false;
    for line in source.lines() {
        if line.starts_with("impl ") {
            is_inside = line == format!("impl {of} {{");
        }
        let declared = line.strip_prefix("    pub ").filter(|_| is_inside);
        let name = declared
            .and_then(|line| line.split_once("fn "))
            .map(|it| it.1);
        let name = name.and_then(|rest| rest.split(['(', '<']).next());
        found.extend(name.map(str::to_owned));
    }
    found
}

fn all(sources: &[&str], of: &str) -> BTreeSet<String> {
    let sources = sources.iter();
    sources.flat_map(|source| methods(source, of)).collect()
}

/// Every method of the service and the server; those of its parts with the names of these.
fn in_rust() -> BTreeSet<String> {
    let mut found = all(SOURCES, "SharedService");
    found.extend(all(SOURCES, "MockServer"));
    let of_clocks = all(SOURCES, "AccountClock");
    found.extend(of_clocks.iter().map(|name| format!("AccountClock::{name}")));
    found
}

#[test]
fn every_operation_has_a_method_that_is_there() {
    let document = MockServer::openapi();
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|item| item.as_object().unwrap().values());
    let described: BTreeSet<_> = operations
        .map(|operation| operation["operationId"].as_str().unwrap())
        .collect();
    let listed: BTreeSet<_> = BOTH.iter().map(|(operation, _)| *operation).collect();
    assert_eq!(listed, described);

    let mut known = in_rust();
    let of_world = all(OF_WORLD, "World");
    known.extend(of_world.iter().map(|name| format!("World::{name}")));
    for (operation, methods) in BOTH {
        assert!(!methods.is_empty(), "{operation} has no method");
        for method in *methods {
            let is_there = known.contains(*method);
            assert!(is_there, "{method}, for {operation}, is no method");
        }
    }
}

#[test]
fn every_method_has_an_operation_or_a_reason() {
    let methods = in_rust();
    let named: BTreeSet<&str> = BOTH
        .iter()
        .flat_map(|(_, methods)| methods.iter().copied())
        .chain(IN_RUST_ALONE.iter().map(|(method, _)| *method))
        .collect();
    let missing: Vec<_> = methods
        .iter()
        .filter(|method| !named.contains(method.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?} are in Rust alone");
    for (method, reason) in IN_RUST_ALONE {
        assert!(methods.contains(*method), "{method} is gone ({reason})");
    }
}
