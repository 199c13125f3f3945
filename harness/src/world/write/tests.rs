use std::path::Path;
use std::time::Duration;

use cardproof_mock::{RetryAfter, WrittenFault};
use proptest::prelude::*;

use super::super::fault::KEYS;
use super::*;

fn read(yaml: &str) -> WorldFile {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("world.yaml");
    fs::write(&path, yaml).unwrap();
    WorldFile::load(&path).unwrap_or_else(|problems| panic!("{problems}\n{yaml}"))
}

fn again(file: &WorldFile) -> WorldFile {
    read(&serde_yaml::to_string(file).unwrap())
}

const FULL: &str = r#"seed: 18446744073709551615
profile: google-observed@2022
quirks:
  update.if-match: enforced
clock:
  start: "2026-07-01T12:00:00Z"
  frozen: true
credentials: adopt
project:
  api-enabled: false
  testing: true
  token-life: 10m
ctag-allowance:
  requests: 3
  per: 1h
clients:
- id: mirror
  secret: "12"
  name: Mirror
  redirects:
  - https://mirror.example/cb
- id: public
service-accounts:
- email: robot@project.iam.gserviceaccount.com
  public-key: |
    -----BEGIN PUBLIC KEY-----
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAjxO+V2fkeEPcZTL68BPj
    aD52mng7EE02/EF6/2GTnS+UuBOvOaVcbW3VxSLB8wFTokpGZafRK/Ul8KcU8TYl
    YcUD1UHMmQbYHnqpHEpV0d3lt8P2JJZuuk7bhjil+yLS1r4IUsKnJQu5q+5kexWc
    2oAIjrYSSQEr5vdUHAMrJiIm/d/IqLNgTF34NripdX/5/c5zi/zPPLm4DbK4Dkq9
    XMm3CClhTi//ihd3qgxHUyXNbrjobStQMiRXPyvD62m1dMi1Ahx6S5JkLqzO0Kqs
    UBhwz+XtnQlYq9uNBN6ZKI+ddqW0JN8cO/lY/s+k1FjKO75NIcZ7PD/3CCNBS+Je
    nwIDAQAB
    -----END PUBLIC KEY-----
  delegation:
  - openid
- email: other@project.iam.gserviceaccount.com
accounts:
- address: ada@example.com
  app-password: analytical engine
  home: /carddav/v2
  clock:
    start: "2026-08-01T12:00:00Z"
    frozen: false
  tokens:
  - value: token-of-ada
    scopes:
    - openid
  - life: 1h 30m
  refresh-tokens:
  - client: mirror
    value: 1//x
  cards:
  - |
    BEGIN:VCARD
    VERSION:3.0
    N:Doe;Jane;;;
    FN:Jane Doe
    END:VCARD
faults:
- operation: update
  kind: dribble
  piece: 3
  every: 20ms
  nth: 2
- preset: unavailable-503
  retry-after: never
  over: 3
  per: pacific-day
  each: account
- status: 503
  retry-after: when-over
  during: pacific-day
- status: 503
  retry-after: 5
  over: 3
  per: 1h 40m
"#;

#[test]
fn every_key_of_a_world_file_is_written() {
    let file = read(FULL);
    let yaml = serde_yaml::to_string(&file).unwrap();
    assert_eq!(yaml, FULL);
    assert_eq!(read(&yaml), file);
}

#[test]
fn the_example_is_the_same_after_writing_and_reading() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/world.yaml");
    let file = WorldFile::load(&path).unwrap();
    assert_eq!(again(&file), file);
}

#[test]
fn an_empty_world_is_a_file_too() {
    let file = WorldFile::default();
    assert_eq!(serde_yaml::to_string(&file).unwrap().trim(), "{}");
    assert_eq!(again(&file), file);
}

#[test]
fn every_key_of_a_fault_is_written() {
    let text = || Some("x".to_owned());
    let time = Some(Duration::from_secs(1));
    let full = WrittenFault {
        operation: text(),
        account: text(),
        preset: text(),
        kind: text(),
        status: Some(400),
        retry_after: Some(RetryAfter::Seconds(1)),
        delay: time,
        piece: Some(1),
        every: time,
        too_short: Some(1),
        too_long: Some(1),
        content_type: text(),
        phase: text(),
        at_byte: Some(1),
        first: Some(1),
        nth: Some(1),
        every_nth: Some(1),
        chance: Some(1),
        over: Some(1),
        per: time.map(Into::into),
        during: time.map(Into::into),
        each: text(),
    };
    let written = fault(&full);
    let keys: Vec<&str> = written
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(keys, KEYS);
}

#[test]
fn a_saved_world_is_the_one_that_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("world.yaml");
    let file = read(FULL);
    file.save(&path).unwrap();
    assert_eq!(WorldFile::load(&path).unwrap(), file);
    assert!(file.save(folder.path()).is_err());
}

/// Texts that mean something else when they are not quoted, or cannot be printed.
const ODD: &[&str] = &[
    "null", "~", "yes", "0x1F", "1_000", "1e3", "- a", "a: b", "# x", "\"", "'", "{}", "*a", "&a",
    "!t", "|", ">", "%", "@", "a #b", "\\", "\u{85}", "\u{2028}", "\u{feff}", "\u{7}",
];

/// Text on one line.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(ODD).prop_map(str::to_owned),
        "[ -~]{1,12}",
        "\\PC{1,12}",
        any::<String>(),
    ]
    .prop_map(|text| text.replace(['\r', '\n'], " ").trim().to_owned())
    .prop_filter("there is something", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn odd_texts_come_back_as_they_were(
        password in line(),
        name in line(),
        note in line().prop_filter("a card holds it", |note| !note.contains(char::is_control)),
        millis in 1_u64..10_000_000_000,
    ) {
        let mut file = read(FULL);
        let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nN:D;J;;;\r\nFN:J\r\nNOTE:{note}\r\nEND:VCARD\r\n");
        let account = &mut file.accounts[0];
        account.app_password = Some(Secret::new(password));
        account.cards.push(card);
        account.tokens[1].life = Some(Duration::from_millis(millis));
        file.clients[0].name = Some(name);
        prop_assert_eq!(again(&file), file);
    }
}
