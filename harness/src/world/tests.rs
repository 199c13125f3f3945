use std::path::Path;

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{Request, Service};
use http::header::AUTHORIZATION;
use http::{HeaderValue, Method};
use jiff::Timestamp;

use super::*;
use crate::scenario::Diagnostics;

fn example() -> WorldFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/world.yaml");
    WorldFile::load(&path).unwrap_or_else(|problems| panic!("{problems}"))
}

fn load(text: &str) -> Result<WorldFile, Diagnostics> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("world.yaml");
    std::fs::write(&path, text).unwrap();
    WorldFile::load_as(&path, "world.yaml")
}

fn build(file: &WorldFile) -> Built {
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    file.build(Quirks::of(Profile::Rfc), 1, now).unwrap()
}

#[test]
fn the_example_says_what_it_shows() {
    let file = example();
    assert_eq!(file.seed, Some(7));
    assert_eq!(file.profile, Some(Profile::GoogleObserved));
    let built = build(&file);
    let accounts = built.world.account_summaries();
    let told: Vec<_> = accounts
        .iter()
        .map(|account| (account.address.as_str(), account.cards))
        .collect();
    assert_eq!(told, [("ada@example.com", 3), ("grace@example.com", 0)]);
    assert_eq!(built.token.reveal(), "token-of-ada");
    assert_eq!(
        built.world.account_of("token-of-grace"),
        Ok("grace@example.com")
    );
    assert_eq!(
        built.faults[0].to_string(),
        "reset after the change, before the reply, for update of one account, at match 2"
    );
    let later = "2030-01-01T00:00:00Z".parse().unwrap();
    let start: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
    assert_eq!(built.world.service_time(later), start);
    let time = |address| built.world.account_time(address, later).unwrap();
    assert_eq!(time("ada@example.com"), start);
    let month_later: Timestamp = "2026-08-01T12:00:00Z".parse().unwrap();
    assert_eq!(time("grace@example.com"), month_later);
}

#[test]
fn clients_and_refresh_tokens_of_the_example_are_good_at_the_token_endpoint() {
    let mut service = Service::new(build(&example()).world);
    let mut refresh = |secret: &str| {
        let body = format!(
            "grant_type=refresh_token&client_id=mirror.apps.googleusercontent.com\
             &client_secret={secret}&refresh_token=1//refresh-token-of-grace"
        );
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let request = Request::new(Method::POST, "/token")
            .with_header(http::header::CONTENT_TYPE, form)
            .with_body(body);
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        service.answer(&request, now).response.status.as_u16()
    };
    assert_eq!(
        (refresh("secret-of-mirror"), refresh("guessed")),
        (200, 401)
    );
}

#[test]
fn clients_and_refresh_tokens_that_do_not_fit_are_refused() {
    for (text, told) in [
        ("clients: [{ id: a }, { id: a }]", "there is a client"),
        ("clients: [{ id: a, redirects: x }]", "absolute URI"),
        (
            "accounts: [{ address: a@b.c, refresh-tokens: [{ client: x, value: y }] }]",
            "there is no client",
        ),
        (
            "clients: [{ id: x }]\naccounts: [{ address: a@b.c, refresh-tokens: [{ client: x }] }]",
            "`value`",
        ),
    ] {
        let error = load(text).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn the_project_and_service_accounts_of_a_file_are_those_of_the_world() {
    let built = build(&example());
    let project = built.world.project();
    assert!(project.testing && project.api_enabled);
    assert_eq!(project.token_life.as_secs(), 3600);
    let robots = built.world.service_account_summaries();
    assert_eq!(robots[0].delegation, cardproof_mock::Scopes::carddav());
    let off = build(&load("project: { api-enabled: false }\n").unwrap());
    assert!(!off.world.project().api_enabled);
}

#[test]
fn a_world_that_adopts_takes_the_first_token_that_it_meets() {
    for (text, status) in [("credentials: adopt\n", 301), ("credentials: known\n", 401)] {
        let mut service = Service::new(build(&load(text).unwrap()).world);
        let bearer = HeaderValue::from_static("Bearer somebodys-own");
        let method = Method::from_bytes(b"PROPFIND").unwrap();
        let request =
            Request::new(method, "/.well-known/carddav").with_header(AUTHORIZATION, bearer);
        let answer = service.answer(&request, Timestamp::now());
        assert_eq!(answer.response.status, status, "{text}");
    }
}

#[test]
fn projects_and_service_accounts_that_do_not_fit_are_refused() {
    for (text, told) in [
        ("credentials: all", "`known` or `adopt`"),
        ("project: { token-life: soon }", "length of time"),
        ("ctag-allowance: { requests: 3 }", "`per`"),
        (
            "service-accounts: [{ email: a }, { email: a }]",
            "there is a client",
        ),
        (
            "service-accounts: [{ email: a, public-key: x }]",
            "BEGIN PUBLIC KEY",
        ),
        ("service-accounts: [{}]", "`email`"),
    ] {
        let error = load(text).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn the_clock_of_an_account_goes_on_while_that_of_the_world_stands_still() {
    let text = "clock: { start: 2026-07-01T12:00:00Z, frozen: true }\naccounts:\n  - address: a@example.com\n    clock: { frozen: false }\n  - address: b@example.com\n";
    let built = build(&load(text).unwrap());
    let minute_later = "2026-11-22T10:01:00Z".parse().unwrap();
    let time = |address| {
        let time = built.world.account_time(address, minute_later).unwrap();
        time.to_string()
    };
    assert_eq!(time("a@example.com"), "2026-07-01T12:01:00Z");
    assert_eq!(time("b@example.com"), "2026-07-01T12:00:00Z");
}

#[test]
fn cards_of_the_example_are_served_to_the_named_token() {
    let built = build(&example());
    let href = built.world.card_hrefs("ada@example.com").unwrap().remove(0);
    let bearer = HeaderValue::from_static("Bearer token-of-ada");
    let request = Request::new(Method::GET, href).with_header(AUTHORIZATION, bearer);
    let mut service = Service::new(built.world);
    let answer = service.answer(&request, Timestamp::now());
    assert_eq!(answer.response.status, 200);
    let text = String::from_utf8(answer.response.body.to_vec()).unwrap();
    assert!(text.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n"), "{text}");
}

#[test]
fn an_empty_world_has_the_usual_account() {
    let built = build(&load("seed: 3\n").unwrap());
    let accounts = built.world.account_summaries();
    assert_eq!(accounts[0].address, "user@example.com");
    assert_eq!(
        built.world.account_of(built.token.reveal()),
        Ok("user@example.com")
    );
}

#[test]
fn an_account_without_tokens_gets_one_and_a_token_with_a_life_ends() {
    let text = "accounts:\n  - address: a@example.com\n  - address: b@example.com\n    tokens: [{ life: 1 hour, value: short }]\n";
    let mut built = build(&load(text).unwrap());
    assert_eq!(
        built.world.account_of(built.token.reveal()),
        Ok("a@example.com")
    );
    let href = built.world.book_href("b@example.com").unwrap();
    let bearer = HeaderValue::from_static("Bearer short");
    let request = Request::new(Method::GET, href).with_header(AUTHORIZATION, bearer);
    let mut status = |at: &str| {
        let mut service = Service::new(built.world.clone());
        let answer = service.answer(&request, at.parse().unwrap());
        built.world = service.world().clone();
        answer.response.status.as_u16()
    };
    assert_ne!(status("2026-11-22T10:59:59Z"), 401);
    assert_eq!(status("2026-11-22T11:00:00Z"), 401);
}

#[test]
fn messages_and_debug_output_show_no_secret() {
    let text = "accounts:\n  - address: ada@example.com\n    app-pasword: hunter2\n    tokens: [{ value: s3cret, lif: x }]\n    cards: [\"BEGIN:VCARD\\nNOTE:private\\nEND:VCARD\", { form: x.vcf }]\n";
    let told = load(text).unwrap_err().to_string();
    let shown = format!("{:?}", example());
    for secret in [
        "s3cret",
        "private",
        "ada@",
        "grace@",
        "analytical",
        "token-of",
        "mirror.apps",
        "secret-of",
        "robot@",
    ] {
        assert!(!told.contains(secret), "{secret} in {told}");
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn a_misspelt_key_is_pointed_at() {
    let told = load("clokc: {}\n").unwrap_err().to_string();
    assert!(told.contains("world.yaml:1:1"), "{told}");
    assert!(told.contains("did you mean `clock`?"), "{told}");
}

#[test]
fn a_field_that_says_nothing_to_a_fault_is_pointed_at() {
    let told = load("faults: [{ kind: reset, retry-after: 5 }]\n");
    let told = told.unwrap_err().to_string();
    assert!(told.contains("world.yaml:1:38"), "{told}");
    let cause = "`retry-after` goes with the kind status or page only";
    assert!(told.contains(cause), "{told}");
}

#[test]
fn hostile_files_are_refused_and_nothing_panics() {
    for text in [
        "",
        "[]",
        "accounts: 3",
        "accounts: [3]",
        "accounts: [{}]",
        "faults: [{ chance: 400 }]",
        "clock: { start: 99999-01-01 }",
        "accounts: [{ address: a@b, cards: [{ from: /dev/zero }, { from: . }] }]",
        "accounts: [{ address: a@b, tokens: [{ life: -3 days }, { value: 'a b' }] }]",
        "a: &a [*a]",
    ] {
        assert!(load(text).is_err(), "{text}");
    }
}

#[test]
fn a_quota_of_a_world_file_counts_for_each_account_until_midnight_and_tells_the_time() {
    let file = load(
        "faults:\n\
         - { preset: rate-403, over: 3, per: 100 seconds }\n\
         - { preset: rate-403, over: 3, each: world }\n\
         - { preset: daily-limit, over: 9, retry-after: when-over }\n\
         - { status: 503, during: pacific-day, each: account, retry-after: never }\n",
    );
    let faults = build(&file.unwrap()).faults;
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "status 403 for the limit of a user before the change, for any, at more than 3 in 100s \
             for each account",
            "status 403 for the limit of a user before the change, for any, at more than 3 in 100s",
            "status 403 for the daily limit before the change, for any, at more than 9 in a day of \
             Pacific Time",
            "status 503 before the change, for any, from the first match to midnight Pacific Time \
             for each account",
        ]
    );
}

#[test]
fn words_of_a_fault_that_name_nothing_are_pointed_at() {
    for (fault, problem) in [
        ("retry-after: when-ovr", "did you mean `when-over`?"),
        ("retry-after: -1", "86400"),
        ("retry-after: when-over", "`when-over` is for rules"),
        ("over: 3, per: pacific day", "`pacific day`"),
        (
            "over: 3, per: 1 day, each: user",
            "each `world` or `account`",
        ),
        ("over: 3", "`over` and `per` go together"),
    ] {
        let told = load(&format!("faults: [{{ status: 503, {fault} }}]\n"));
        let told = told.unwrap_err().to_string();
        assert!(told.contains("world.yaml:1:"), "{told}");
        assert!(told.contains(problem), "{fault}: {told}");
    }
}
