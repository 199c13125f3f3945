use cardproof_mock::quirk::Profile;
use cardproof_mock::{CertificateFlaw, Fault, MockServer, Operation, Preset, Scopes, Tls};
use jiff::SignedDuration;

use super::*;
use crate::exchange::Secret;

/// What a preflight says of the cause, and which item of the checklist is in the way.
struct Seen {
    message: String,
    item: Item,
    /// How many items are well, and how many were not reached.
    counts: (usize, usize),
}

fn at(url: &str, login: Login) -> Server {
    Server {
        name: "it".to_owned(),
        login,
        ..Server::at(url).unwrap()
    }
}

fn bearer(token: &str) -> Login {
    Login::Bearer(Secret::new(token))
}

async fn mock() -> MockServer {
    let builder = MockServer::builder().profile(Profile::GoogleObserved);
    builder.start().await.unwrap()
}

/// The mock, as a server with the mock's own token.
fn with_token(mock: &MockServer) -> Server {
    at(&mock.url(), bearer(mock.token().reveal()))
}

async fn seen(server: &Server) -> Seen {
    let environment = Environment::default();
    let preflight = Preflight {
        server,
        environment: &environment,
    };
    let error = match preflight.log_in().await {
        Ok(mut session) => preflight.find(&mut session).await.unwrap_err(),
        Err(error) => error,
    };
    let list = checklist(server, &environment).await;
    let good = list
        .iter()
        .filter(|checked| matches!(checked.outcome, Outcome::Good(_)));
    let missing = list
        .iter()
        .filter(|checked| checked.outcome == Outcome::NotReached);
    let counts = (good.count(), missing.count());
    let mut bad = list.iter().filter_map(|checked| match &checked.outcome {
        Outcome::Bad(error) => Some((checked.item, error)),
        _ => None,
    });
    let (item, listed) = bad.next().unwrap();
    // Seconds pass between the two, and some messages count them.
    let words = |error: &RunError| error.to_string().replace(|c: char| c.is_ascii_digit(), "");
    assert_eq!(
        words(listed),
        words(&error),
        "the list says what the run says"
    );
    assert!(!error.is_usage());
    Seen {
        message: error.to_string(),
        item,
        counts,
    }
}

fn first_line(seen: &Seen) -> &str {
    seen.message.lines().next().unwrap_or_default()
}

async fn struck_by(preset: &str) -> Seen {
    let mock = mock().await;
    let kind = Preset::named(preset).unwrap().kind();
    // OPTIONS asks for nothing and shows no credentials.
    mock.inject_fault(Fault::new(Operation::Discovery, kind.clone()));
    mock.inject_fault(Fault::new(Operation::Propfind, kind));
    seen(&with_token(&mock)).await
}

#[tokio::test]
async fn a_target_that_is_ready_passes_every_item() {
    let mock = mock().await;
    let list = checklist(&with_token(&mock), &Environment::default()).await;
    for checked in &list {
        assert!(matches!(checked.outcome, Outcome::Good(_)), "{checked:?}");
    }
    let items: Vec<_> = list.iter().map(|checked| checked.item).collect();
    assert_eq!(items, Item::ALL);
    let account = format!("{:?}", list.last());
    assert!(account.contains("[account]"), "{account}");
    assert!(!account.contains(&mock.account()), "{account}");
}

#[tokio::test]
async fn a_name_that_nobody_knows() {
    let seen = seen(&at("http://cardproof.invalid/", Login::Nobody)).await;
    assert!(
        seen.message
            .starts_with("the name cardproof.invalid is not known: "),
        "{}",
        seen.message
    );
    assert!(seen.message.ends_with(
        "\nLook at how the target is spelt, and whether this machine has a network and a name \
         server."
    ));
    assert_eq!((seen.item, seen.counts), (Item::Name, (0, 7)));
}

#[tokio::test]
async fn a_port_on_which_nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let seen = seen(&at(&url, Login::Nobody)).await;
    let begin = format!("nobody answers at {url}: ");
    assert!(seen.message.starts_with(&begin), "{}", seen.message);
    assert!(seen.message.ends_with(
        "\nLook at the port, whether the server runs, and whether a firewall is in between."
    ));
    assert_eq!((seen.item, seen.counts), (Item::Connection, (1, 6)));
}

/// A listener of the mock that no client may trust, with the mock's authority in a file.
async fn with_flaw(flaw: CertificateFlaw) -> Seen {
    let builder = MockServer::builder().tls(Tls::new());
    let mut mock = builder.start().await.unwrap();
    let address = mock
        .listen_with_flaw("127.0.0.1:0".parse().unwrap(), flaw)
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, mock.certificate_authority().unwrap().pem()).unwrap();
    let server = Server {
        ca_file: Some(file),
        ..at(&format!("https://{address}"), Login::Nobody)
    };
    let seen = seen(&server).await;
    assert_eq!((seen.item, seen.counts), (Item::Certificate, (2, 5)));
    seen
}

#[tokio::test]
async fn a_certificate_that_has_expired() {
    let seen = with_flaw(CertificateFlaw::Expired).await;
    let mut lines = seen.message.lines();
    let first = lines.next().unwrap();
    assert!(first.ends_with(": its certificate has expired."), "{first}");
    assert_eq!(
        lines.next(),
        Some("Where this machine's clock is right, whoever runs the server has to renew it.")
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_valid_yet() {
    let seen = with_flaw(CertificateFlaw::NotYetValid).await;
    let mut lines = seen.message.lines();
    let first = lines.next().unwrap();
    assert!(
        first.ends_with(": its certificate is not valid yet."),
        "{first}"
    );
    assert_eq!(lines.next(), Some("Look at this machine's clock first."));
}

#[tokio::test]
async fn a_certificate_for_another_name() {
    let seen = with_flaw(CertificateFlaw::WrongName).await;
    let first = first_line(&seen);
    assert!(
        first.ends_with(": its certificate is for another name."),
        "{first}"
    );
}

#[tokio::test]
async fn a_certificate_of_an_authority_that_is_not_trusted() {
    let mock = MockServer::builder().tls(Tls::new()).start().await.unwrap();
    let seen = seen(&with_token(&mock)).await;
    let first = first_line(&seen);
    assert!(
        first.ends_with(": this machine does not trust the authority that vouches for it."),
        "{first}"
    );
    assert!(seen.message.contains("`tls: { ca-file: ca.pem }`"));
    assert_eq!(seen.item, Item::Certificate);
}

#[tokio::test]
async fn a_port_without_tls() {
    let mock = mock().await;
    let url = mock.url().replace("http:", "https:");
    let seen = seen(&at(&url, bearer("x-token"))).await;
    let first = first_line(&seen);
    assert!(first.ends_with(": it does not speak TLS there."), "{first}");
    assert_eq!(seen.item, Item::Connection);
}

#[tokio::test]
async fn clocks_that_are_hours_apart() {
    for (minutes, apart, side) in [(181, "3 h 1 min", "behind"), (-7, "7 min ", "ahead of")] {
        let mock = mock().await;
        // Half a minute more, so that the seconds that pass meanwhile change no word.
        let half = SignedDuration::from_secs(if minutes > 0 { 30 } else { -30 });
        mock.shift_date(SignedDuration::from_mins(minutes) + half);
        let seen = seen(&with_token(&mock)).await;
        let first = first_line(&seen);
        let begin = format!("the clock of this machine is {apart}");
        assert!(first.starts_with(&begin), "{first}");
        assert!(first.ends_with(&format!(" {side} that of it.")), "{first}");
        assert_eq!((seen.item, seen.counts), (Item::Clock, (3, 4)));
    }
}

#[tokio::test]
async fn credentials_that_are_not_accepted() {
    let mock = mock().await;
    mock.expire_token();
    let seen_token = seen(&with_token(&mock)).await;
    assert_eq!(
        seen_token.message,
        "it does not accept the credentials: it answered 401.\n\
         Access tokens often live for an hour only: fetch a new one."
    );
    assert_eq!(
        (seen_token.item, seen_token.counts),
        (Item::Credentials, (4, 3))
    );
    let basic = Login::Basic {
        user: "ada".to_owned(),
        password: Secret::new("wrong"),
    };
    let seen_password = seen(&at(&mock.url(), basic)).await;
    assert!(
        seen_password.message.ends_with(
            "\nLook at the user and the password; many servers want one that is made for programs."
        ),
        "{}",
        seen_password.message
    );
}

#[tokio::test]
async fn no_credentials_where_some_are_needed() {
    let mock = mock().await;
    let seen = seen(&at(&mock.url(), Login::Environment)).await;
    assert_eq!(
        seen.message,
        "it asks for credentials: set CARDPROOF_ACCESS_TOKEN, or CARDPROOF_USER and \
         CARDPROOF_PASSWORD"
    );
    assert_eq!(seen.item, Item::Credentials);
}

#[tokio::test]
async fn a_token_for_other_things() {
    for named in ["named", "bare"] {
        let mock = mock().await;
        mock.set_quirk("auth.insufficient-scope", named).unwrap();
        let token = mock.mint_token(&mock.account(), Scopes::default(), None);
        let token = token.unwrap();
        let seen = seen(&at(&mock.url(), bearer(token.reveal()))).await;
        assert_eq!(
            seen.message,
            "the token of it is good for other things than contacts.\n\
             Fetch one with the scope https://www.googleapis.com/auth/carddav; the scope of the \
             People API is another one."
        );
        assert_eq!((seen.item, seen.counts), (Item::Scope, (5, 2)));
    }
}

#[tokio::test]
async fn an_api_that_is_not_enabled() {
    for body in ["google-json", "gdata-xml"] {
        let mock = mock().await;
        mock.set_quirk("auth.api-disabled-body", body).unwrap();
        mock.with_service(|service| service.world_mut().set_api_enabled(false));
        let seen = seen(&with_token(&mock)).await;
        assert_eq!(
            seen.message,
            "the Cloud project of the client id has no CardDAV: enable the \"Google Contacts \
             CardDAV API\" there (it is not the People API), wait a few minutes, and try again"
        );
        assert_eq!((seen.item, seen.counts), (Item::Api, (6, 1)));
    }
}

#[tokio::test]
async fn a_quota_that_is_used_up() {
    for preset in ["daily-limit", "rate-403"] {
        let seen = struck_by(preset).await;
        assert_eq!(
            seen.message,
            "it answers that a quota is used up (403).\n\
             Wait until it is full again: a minute for a quota of each user, a day for one of the \
             project."
        );
        assert_eq!(seen.item, Item::Api);
    }
}

#[tokio::test]
async fn an_account_that_is_not_ones_own() {
    for (refusal, status) in [("forbidden", 403), ("not-found", 404)] {
        let mock = mock().await;
        mock.set_quirk("auth.other-account", refusal).unwrap();
        mock.with_service(|service| service.world_mut().add_account("mary@example.com"))
            .unwrap();
        let server = Server {
            start: format!(
                "{}/carddav/v1/principals/mary@example.com/lists/default/",
                mock.url()
            )
            .parse()
            .unwrap(),
            ..with_token(&mock)
        };
        let seen = seen(&server).await;
        assert_eq!(
            seen.message,
            format!(
                "it answered {status} at /carddav/v1/principals/[account-2]/lists/default/, where \
                 the target file says to start.\n\
                 The credentials are good: look whether the account in that path is theirs."
            )
        );
        assert_eq!((seen.item, seen.counts), (Item::Account, (7, 0)));
    }
}

#[tokio::test]
async fn a_secret_that_cannot_be_hidden_is_refused() {
    let mock = mock().await;
    let basic = Login::Basic {
        user: "ada".to_owned(),
        password: Secret::new("abc"),
    };
    let seen = seen(&at(&mock.url(), basic)).await;
    assert_eq!(
        seen.message,
        "the password has fewer than 4 characters.\n\
         It would stand in every second word of a report and cannot be hidden there: use a longer one."
    );
    assert_eq!(seen.item, Item::Credentials);
    assert!(
        mock.journal()
            .iter()
            .all(|exchange| exchange.request.method == "OPTIONS")
    );
}
