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

/// The facts of an answer, in words.
fn facts(reply: &crate::client::Reply) -> String {
    let facts = reply.explanation.facts.iter();
    let facts: Vec<_> = facts
        .filter(|fact| fact.name != "access token" && fact.name != "scheme")
        .map(|fact| format!("{} {}", fact.name, fact.value))
        .collect();
    facts.join(", ")
}

#[test]
fn a_failed_condition_tells_both_etags_and_which_request_changed_the_card() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let old = client.etag(&href);
    assert_eq!(client.put(&href, &[], &card("u1")).status, 204);
    let changed_by = client.service.journal().answered();
    let new = client.etag(&href);
    let reply = client.put(&href, &[("if-match", &old)], &card("u1"));
    assert_eq!(reply.status, 412);
    assert_eq!(
        facts(&reply),
        format!("If-Match {old}, current ETag {new}, changed by request {changed_by}")
    );

    let now = client.now;
    let world = client.service.world_mut();
    world.change_card(&href, &card("u1"), now).unwrap();
    let reply = client.send("DELETE", &href, &[("if-match", &old)], "");
    assert!(
        facts(&reply).ends_with("changed by another device"),
        "{}",
        facts(&reply)
    );
    let reply = client.put(BOOK_AND_NAME, &[("if-match", "*")], &card("u2"));
    assert_eq!(
        facts(&reply),
        "If-Match *, current ETag none: no card is there"
    );
}

const BOOK_AND_NAME: &str = "/carddav/v1/principals/user@example.com/lists/default/new.vcf";

#[test]
fn a_deleted_card_tells_who_deleted_it() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    assert_eq!(client.send("DELETE", &href, &[], "").status, 204);
    let deleted_by = client.service.journal().answered();
    let reply = client.get(&href);
    assert_eq!(facts(&reply), format!("deleted by request {deleted_by}"));
    assert!(
        reply
            .explanation
            .remedy
            .unwrap()
            .starts_with("forget the card")
    );
}

#[test]
fn an_unknown_path_gets_the_nearest_resource_and_an_unknown_name_the_nearest_card() {
    let mut client = Client::new(Profile::Rfc);
    for (path, nearest) in [
        (
            "/carddav/v1/principals/user@example.com/lists/defualt/",
            "/lists/default/,",
        ),
        (
            "/carddav/v2/principals/user@example.com/list/",
            "[account]/lists/,",
        ),
        (
            "/principals/user@example.com/",
            "/carddav/v1/principals/[account]/,",
        ),
        ("/.wellknown/carddav", "use /.well-known/carddav,"),
    ] {
        let reply = client.send("PROPFIND", path, &[], "");
        assert_eq!(reply.status, 404, "{path}");
        let remedy = reply.explanation.remedy.unwrap();
        assert!(remedy.contains(nearest), "{path}: {remedy}");
        assert!(!remedy.contains("user@"), "{remedy}");
    }
    let href = client.add("u1");
    let other = match href.strip_suffix(".vcf") {
        Some(bare) => bare.to_owned(),
        None => format!("{href}.vcf"),
    };
    let name = href.rsplit('/').next().unwrap();
    let remedy = client.get(&other).explanation.remedy.unwrap();
    assert_eq!(
        remedy,
        format!("use the name of the card that is there, {name}")
    );
}

#[test]
fn an_expired_sync_token_tells_when_it_was_issued() {
    let mut client = Client::new(Profile::Rfc);
    let issued = client.now.strftime("%FT%TZ").to_string();
    let token = client.sync_token();
    client
        .service
        .world_mut()
        .advance(std::time::Duration::from_secs(30 * 86_400));
    let reply = client.sync(&token);
    assert_eq!(reply.status, 403);
    assert!(
        facts(&reply).contains(&format!("token issued {issued}")),
        "{}",
        facts(&reply)
    );
}

#[test]
fn an_answer_tells_the_account_that_asked() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    assert_eq!(client.get(&href).explanation.account, Some(1));
}

#[test]
fn an_answer_tells_whose_token_was_not_good() {
    let mut client = Client::new(Profile::Rfc);
    let token = client.token.reveal().to_owned();
    client.service.world_mut().expire_token(&token).unwrap();
    let reply = client.get(BOOK);
    assert_eq!((reply.status, reply.explanation.account), (401, Some(1)));
    client.token = cardproof_mock::Secret::new("guessed");
    let reply = client.get(BOOK);
    assert_eq!((reply.status, reply.explanation.account), (401, None));
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
