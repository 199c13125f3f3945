use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::HOST;
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

use crate::oauth::testing::{self, Bench, TOKEN, post, refusal, text};
use crate::store::{NotAPublicKey, Scopes, ServiceAccount, World};

const ROBOT: &str = "robot@project.iam.gserviceaccount.com";
const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// The public half of a key that was made for these tests and thrown away.
const KEY: &str = "-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAjxO+V2fkeEPcZTL68BPj
aD52mng7EE02/EF6/2GTnS+UuBOvOaVcbW3VxSLB8wFTokpGZafRK/Ul8KcU8TYl
YcUD1UHMmQbYHnqpHEpV0d3lt8P2JJZuuk7bhjil+yLS1r4IUsKnJQu5q+5kexWc
2oAIjrYSSQEr5vdUHAMrJiIm/d/IqLNgTF34NripdX/5/c5zi/zPPLm4DbK4Dkq9
XMm3CClhTi//ihd3qgxHUyXNbrjobStQMiRXPyvD62m1dMi1Ahx6S5JkLqzO0Kqs
UBhwz+XtnQlYq9uNBN6ZKI+ddqW0JN8cO/lY/s+k1FjKO75NIcZ7PD/3CCNBS+Je
nwIDAQAB
-----END PUBLIC KEY-----
";

/// An assertion that OpenSSL signed with that key: for the robot, acting for the default account,
/// from the instant at which a bench starts, for an hour.
const SIGNED: &str = concat!(
    "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJyb2JvdEBwcm9qZWN0LmlhbS5nc2VydmljZWFjY29",
    "1bnQuY29tIiwic3ViIjoidXNlckBleGFtcGxlLmNvbSIsInNjb3BlIjoiaHR0cHM6Ly93d3cuZ29vZ2xlYXBpcy5",
    "jb20vYXV0aC9jYXJkZGF2IiwiYXVkIjoiaHR0cHM6Ly9vYXV0aDIuZ29vZ2xlYXBpcy5jb20vdG9rZW4iLCJpYXQ",
    "iOjE3OTUzNDE2MDAsImV4cCI6MTc5NTM0NTIwMH0.C_VBoByofQuTxjnw0eeYNP-X0VxdWqDzimpHk7oYBvKv9OI",
    "I8JnOz8-DKuwCkrhUmDifj1wLKc8wZb7I-ILy0HEqMZ2Ct77AY9BgzsyjtJ7k1oXEaCPgwVZv5kUdPh-E96UgK0O",
    "vsbfMJFf5OpVdw0-82s5-flLeNAY6z6lcifQcnStEBuS2Uj_i1u556X9oZtf4BFFN_uLRGbtlS6HH4rTZiMsVdEc",
    "V80jwv2-BEjeVQQOGQ3om_WOWL0tv1jK_X1Y7qrSxQOIi0lL8O1zTPURcX8ay-2NcHhVBzOCjsguTKAvE18TLn0g",
    "VKnmwQ2oUszXkWFzPzVFej1SC8lwcZg",
);

/// A bench with a service account that may act for users.
fn bench(account: ServiceAccount) -> Bench {
    let mut bench = Bench::new();
    let account = account.with_delegation(Scopes::carddav());
    bench.world.register_service_account(account).unwrap();
    bench
}

fn keyless() -> Bench {
    bench(ServiceAccount::new(ROBOT))
}

fn claim(bench: &mut Bench, assertion: &str) -> crate::Response {
    let fields = [("grant_type", GRANT_TYPE), ("assertion", assertion)];
    bench.post(TOKEN, &fields)
}

/// The claims of [`SIGNED`], changed; a null is left out.
fn unsigned(changes: &Value) -> String {
    let mut claims = json!({
        "iss": ROBOT,
        "sub": World::DEFAULT_ACCOUNT,
        "scope": Scopes::CARDDAV,
        "aud": "https://oauth2.googleapis.com/token",
        "iat": 1_795_341_600,
        "exp": 1_795_345_200,
    });
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}.c2ln", part(&json!({"alg": "RS256"})), part(&claims))
}

#[test]
fn a_signed_assertion_becomes_an_access_token_for_the_account_in_sub() {
    let mut bench = bench(ServiceAccount::new(ROBOT).with_public_key(KEY).unwrap());
    let response = claim(&mut bench, SIGNED);
    assert_eq!(response.status, StatusCode::OK);
    let body = testing::json(&response);
    assert_eq!(body.get("expires_in").unwrap(), 3599);
    assert_eq!(body.get("refresh_token"), None);
    assert_eq!(text(&body, "scope"), Scopes::CARDDAV);
    let token = text(&body, "access_token");
    assert!(bench.is_good(&token));
    assert_eq!(bench.world.account_of(&token), Ok(World::DEFAULT_ACCOUNT));
}

#[test]
fn a_signature_that_does_not_fit_is_refused() {
    let mut bench = bench(ServiceAccount::new(ROBOT).with_public_key(KEY).unwrap());
    let (claims, _) = SIGNED.rsplit_once('.').unwrap();
    let (_, signature) = SIGNED.rsplit_once('.').unwrap();
    let (others, _) = unsigned(&json!({}))
        .rsplit_once('.')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    for assertion in [
        unsigned(&json!({})),
        format!("{claims}."),
        format!("{others}.{signature}"),
    ] {
        let (status, error, description) = refusal(&claim(&mut bench, &assertion));
        assert_eq!((status, error.as_str()), (400, "invalid_grant"));
        assert_eq!(description, "Invalid JWT Signature.");
        let remedy = bench.explanation.remedy.as_deref();
        assert!(remedy.is_some_and(|remedy| remedy.starts_with("sign with the private key")));
    }
}

#[test]
fn without_a_known_key_the_signature_is_not_looked_at_and_the_explanation_says_so() {
    let mut bench = keyless();
    let response = claim(&mut bench, &unsigned(&json!({})));
    assert_eq!(response.status, StatusCode::OK);
    assert!(
        bench
            .explanation
            .because
            .contains("signature was not looked at")
    );
}

#[test]
fn an_assertion_is_good_within_its_hour_only() {
    let mut bench = keyless();
    let late = unsigned(&json!({"iat": 1_795_345_200, "exp": 1_795_348_800}));
    let (_, error, description) = refusal(&claim(&mut bench, &late));
    assert_eq!(error, "invalid_grant");
    assert!(description.contains("iat and exp"));
    for (iat, exp) in [
        (1_795_341_600, 1_795_345_201),
        (1_795_338_000, 1_795_341_600),
        (1_795_345_200, 1_795_341_600),
        (i64::MIN, i64::MAX),
    ] {
        let text = unsigned(&json!({"iat": iat, "exp": exp}));
        assert_eq!(
            refusal(&claim(&mut bench, &text)).1,
            "invalid_grant",
            "{iat}"
        );
    }
    bench.pass(3600);
    let text = unsigned(&json!({}));
    assert_eq!(refusal(&claim(&mut bench, &text)).1, "invalid_grant");
}

#[test]
fn a_clock_that_is_a_little_ahead_is_forgiven() {
    let text = unsigned(&json!({"iat": 1_795_341_900, "exp": 1_795_345_500}));
    assert_eq!(claim(&mut keyless(), &text).status, StatusCode::OK);
}

#[test]
fn the_audience_is_a_token_endpoint() {
    for aud in [
        "https://www.googleapis.com/oauth2/v4/token",
        "https://accounts.google.com/o/oauth2/token",
        "https://localhost:8443/token",
    ] {
        let mut bench = keyless();
        let assertion = unsigned(&json!({ "aud": aud }));
        let fields = [
            ("grant_type", GRANT_TYPE),
            ("assertion", assertion.as_str()),
        ];
        let request =
            post(TOKEN, &fields).with_header(HOST, HeaderValue::from_static("localhost:8443"));
        assert_eq!(bench.send(&request).status, StatusCode::OK, "{aud}");
    }
    for aud in [
        "https://example.com/token",
        "https://oauth2.googleapis.com/revoke",
        "https://oauth2.googleapis.com/token?x",
        "oauth2.googleapis.com/token",
        "/token",
    ] {
        let (_, error, description) =
            refusal(&claim(&mut keyless(), &unsigned(&json!({ "aud": aud }))));
        assert_eq!(error, "invalid_grant", "{aud}");
        assert!(description.contains("audience"));
    }
}

#[test]
fn a_service_account_that_nobody_registered_is_refused() {
    let (status, error, _) = refusal(&claim(&mut Bench::new(), SIGNED));
    assert_eq!((status, error.as_str()), (400, "invalid_grant"));
}

#[test]
fn acting_for_users_needs_delegation_for_each_scope() {
    let mut bench = Bench::new();
    bench
        .world
        .register_service_account(ServiceAccount::new(ROBOT))
        .unwrap();
    let (status, error, _) = refusal(&claim(&mut bench, &unsigned(&json!({}))));
    assert_eq!((status, error.as_str()), (401, "unauthorized_client"));
    let broader = format!("{} openid", Scopes::CARDDAV);
    let broader = unsigned(&json!({ "scope": broader }));
    let (status, error, _) = refusal(&claim(&mut keyless(), &broader));
    assert_eq!((status, error.as_str()), (401, "unauthorized_client"));
}

#[test]
fn without_sub_the_token_is_for_the_service_accounts_own_contacts() {
    let mut bench = keyless();
    let own = unsigned(&json!({ "sub": null }));
    assert_eq!(refusal(&claim(&mut bench, &own)).1, "invalid_grant");
    bench.world.add_account(ROBOT).unwrap();
    let body = testing::json(&claim(&mut bench, &own));
    assert_eq!(
        bench.world.account_of(&text(&body, "access_token")),
        Ok(ROBOT)
    );
}

#[test]
fn an_account_that_does_not_exist_is_refused() {
    let text = unsigned(&json!({ "sub": "nobody@example.com" }));
    let (_, error, description) = refusal(&claim(&mut keyless(), &text));
    assert_eq!(error, "invalid_grant");
    assert_eq!(description, "Invalid email or User ID");
}

#[test]
fn a_scope_is_needed_and_has_to_be_googles() {
    for scope in [Value::Null, json!(" "), json!("carddav"), json!("\"")] {
        let text = unsigned(&json!({ "scope": scope }));
        let (status, error, _) = refusal(&claim(&mut keyless(), &text));
        assert_eq!((status, error.as_str()), (400, "invalid_scope"));
    }
}

#[test]
fn what_is_no_assertion_is_refused() {
    let deep = "[".repeat(10_000);
    let deep = format!("{0}.{0}.{0}", URL_SAFE_NO_PAD.encode(deep));
    for text in ["x", "a.b.c", "..", deep.as_str()] {
        let (status, error, _) = refusal(&claim(&mut keyless(), text));
        assert_eq!((status, error.as_str()), (400, "invalid_grant"));
    }
}

#[test]
fn only_an_rsa_public_key_is_a_key() {
    let with = |pem: &str| ServiceAccount::new(ROBOT).with_public_key(pem).err();
    assert_eq!(with(KEY), None);
    let elliptic = "-----BEGIN PUBLIC KEY-----\n\
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\
        -----END PUBLIC KEY-----\n";
    let cut = KEY.replace("nwIDAQAB\n", "");
    let private = KEY.replace("PUBLIC", "PRIVATE");
    for pem in ["", "x", elliptic, &cut, &private] {
        assert_eq!(with(pem), Some(NotAPublicKey));
    }
}
