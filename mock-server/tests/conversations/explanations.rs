//! Every answer explains itself, and the journal keeps it.

use cardproof_mock::quirk::Profile;

use crate::client::{BOOK, Client, card};

#[test]
fn a_success_names_its_rule_and_the_state_it_looked_at() {
    let mut client = Client::new(Profile::Rfc);
    client.add("u1");
    let reply = client.propfind(BOOK, "1", "<d:getetag/>");
    assert_eq!(
        reply.explanation.because,
        "the properties of the resource and its members are listed"
    );
    let cards = reply
        .explanation
        .facts
        .iter()
        .find(|fact| fact.name == "cards");
    assert_eq!(cards.map(|fact| fact.value.as_str()), Some("1"));
    assert_eq!(reply.explanation.remedy, None);
}

#[test]
fn a_refusal_names_the_smallest_change_that_would_have_succeeded() {
    let mut client = Client::new(Profile::GoogleBoth);
    let href = client.add("u1");
    let stale = [("if-match", "\"old\"")];
    let reply = client.put(&href, &stale, &card("u1"));
    assert_eq!(reply.status, 412);
    let etag = client.etag(&href);
    assert_eq!(
        reply.explanation.remedy.as_deref(),
        Some(format!("read the card again and send If-Match: {etag}").as_str())
    );
    assert_eq!(
        client
            .put(&href, &[("if-match", &etag)], &card("u1"))
            .status,
        204
    );

    let reply = client.sync_with("", &[("depth", "1")], "<d:prop/>");
    assert_eq!(reply.explanation.because, "the sync-token is empty");
    assert!(
        reply
            .explanation
            .remedy
            .unwrap()
            .contains("sync-token with Depth 0")
    );
}

#[test]
fn every_refusal_has_a_reason() {
    for profile in crate::client::ALL {
        let mut client = Client::new(profile);
        for (method, target) in [
            ("GET", "/"),
            ("GET", BOOK),
            ("GET", "/%zz"),
            ("MKCOL", BOOK),
            ("POST", "/carddav/v1/principals/user@example.com/"),
            ("DELETE", BOOK),
            ("PROPFIND", BOOK),
            ("REPORT", BOOK),
            ("PUT", BOOK),
        ] {
            let reply = client.send(method, target, &[], "");
            let explanation = reply.explanation;
            assert!(!explanation.because.is_empty(), "{method} {target}");
            let told = format!("{explanation:?}");
            assert!(!told.contains("user@"), "the address is a secret: {told}");
            assert_eq!(
                explanation.remedy.is_some(),
                reply.status >= 300,
                "{method} {target}"
            );
        }
    }
}

#[test]
fn the_journal_keeps_exchanges_with_their_reasons_and_no_token() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    client.get(&href);
    let journal = client.service.journal();
    let kept: Vec<_> = journal.exchanges().collect();
    assert_eq!(kept.len(), 2);
    assert_eq!((kept[0].number, kept[1].number), (1, 2));
    assert_eq!(kept[1].at, client.now);
    assert_eq!(kept[0].request.body, card("u1"));
    assert_eq!(kept[1].response.body, card("u1"));
    assert_eq!(
        kept[1].explanation.because,
        "the card is sent as it is stored"
    );
    assert_eq!(kept[0].request.headers["authorization"], "Bearer [secret]");
}

#[test]
fn debug_output_shows_neither_tokens_nor_addresses() {
    let mut client = Client::new(Profile::Rfc);
    client
        .service
        .world_mut()
        .set_app_password("user@example.com", "hunter2")
        .unwrap();
    client.add("u1");
    let shown = format!("{:?}", client.service);
    for secret in [client.token.reveal(), "hunter2", "user@example.com", "Ada"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
