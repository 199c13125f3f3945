//! Faults: which requests they strike, when, and what is told about it.

use std::time::Duration;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{
    Cut, Fault, FaultId, FaultKind, Occasion, Operation, Phase, RetryAfter, Service, Wire, World,
};
use http::StatusCode;

use crate::client::{ALL, BOOK, Client, HOME, Reply, USER, card, card_with};

const UNAVAILABLE: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

fn fails(operation: Operation) -> Fault {
    Fault::status(operation, UNAVAILABLE)
}

/// Sends one request of each sort, and says which of them a rule strikes.
fn struck_by(fault: Fault) -> Vec<&'static str> {
    let mut client = Client::new(Profile::GoogleObserved);
    let href = client.add("known");
    client.put(&format!("{BOOK}alias"), &[], &card("aliased"));
    let token = client.sync_token();
    client.service.inject_fault(fault);
    let query = "<c:addressbook-query xmlns:c='urn:ietf:params:xml:ns:carddav'/>";
    let well_known = "/.well-known/carddav";
    let replies: [(&str, Reply); 17] = [
        ("discovery", client.send("PROPFIND", well_known, &[], "")),
        ("probe", client.get(well_known)),
        ("propfind", client.propfind(HOME, "0", "<d:displayname/>")),
        ("multiget", client.multiget(&[&href], "<d:getetag/>")),
        ("query", client.send("REPORT", BOOK, &[], query)),
        ("sync", client.sync(&token)),
        ("unknown report", client.send("REPORT", BOOK, &[], "<x/>")),
        ("post", client.post(&card("posted"))),
        (
            "put new",
            client.put(&format!("{BOOK}new"), &[], &card("n")),
        ),
        ("put", client.put(&href, &[], &card("known"))),
        (
            "put alias",
            client.put(&format!("{BOOK}alias"), &[], &card("a")),
        ),
        ("get", client.get(&href)),
        ("head", client.send("HEAD", &href, &[], "")),
        ("delete", client.send("DELETE", &href, &[], "")),
        ("token", client.send("POST", "/token", &[], "")),
        ("revoke", client.send("POST", "/revoke", &[], "")),
        ("bad target", client.get("*")),
    ];
    let struck = replies.into_iter().filter(|(_, reply)| reply.status == 503);
    struck.map(|(name, _)| name).collect()
}

#[test]
fn a_rule_strikes_the_requests_of_its_operation_and_no_others() {
    let report = Operation::Method("REPORT".parse().unwrap());
    for (operation, expected) in [
        (Operation::Discovery, vec!["discovery", "probe"]),
        (Operation::Propfind, vec!["propfind"]),
        (Operation::Multiget, vec!["multiget"]),
        (Operation::Query, vec!["query"]),
        (Operation::SyncCollection, vec!["sync"]),
        (Operation::Create, vec!["post", "put new"]),
        (Operation::Update, vec!["put", "put alias"]),
        (Operation::Delete, vec!["delete"]),
        (Operation::Get, vec!["get", "head"]),
        (Operation::Token, vec!["token"]),
        (report, vec!["multiget", "query", "sync", "unknown report"]),
    ] {
        assert_eq!(struck_by(fails(operation.clone())), expected, "{operation}");
    }
    assert_eq!(struck_by(fails(Operation::Any)).len(), 17);
}

#[test]
fn a_rule_of_an_account_leaves_the_others_alone() {
    let mut client = Client::new(Profile::Rfc);
    let other = "other@example.com";
    let world = client.service.world_mut();
    world.add_account(other).unwrap();
    let own = std::mem::replace(&mut client.token, world.mint_token(other, None).unwrap());
    client
        .service
        .inject_fault(fails(Operation::Any).of_account(other));
    let discover = |client: &mut Client| client.send("PROPFIND", "/.well-known/carddav", &[], "");
    assert_eq!(discover(&mut client).status, 503);
    client.token = own;
    assert_eq!(discover(&mut client).status, 301);
    // Whoever shows no token that is known is told by the path.
    let book = BOOK.replace(USER, other);
    for (target, status) in [(BOOK, 401), (book.as_str(), 503)] {
        let reply = client.send_as(cardproof_mock::Scheme::Https, "GET", target, &[], "");
        assert_eq!(reply.status, status, "{target}");
    }
}

#[test]
fn a_fault_before_the_change_leaves_everything_as_it_was() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("a");
        let before = client.etag(&href);
        client
            .service
            .inject_fault(fails(Operation::Delete).first(1));
        assert_eq!(client.send("DELETE", &href, &[], "").status, 503);
        assert_eq!(client.etag(&href), before);
    }
}

#[test]
fn a_fault_after_the_change_hides_a_change_that_was_made() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("a");
        let fault = fails(Operation::Update).at(Phase::AfterChange).unwrap();
        client.service.inject_fault(fault.first(1));
        let reply = client.put(&href, &[], &card_with("a", "NOTE:stored"));
        assert_eq!(reply.status, 503);
        assert!(client.get(&href).text.contains("NOTE:stored"), "{profile}");
        let explanation = reply.explanation;
        assert_eq!(
            explanation.because,
            "fault 1 was injected: status 503 after the change, before the reply, for update, once"
        );
        assert_eq!(
            explanation.remedy.as_deref(),
            Some("find out what became of the request before sending it again")
        );
        let fact = |name| {
            let mut facts = explanation.facts.iter();
            facts.find(|fact| fact.name == name).unwrap().value.clone()
        };
        assert!(fact("status that was lost").starts_with("20"));
        assert_eq!(
            fact("without the fault"),
            "the card that was there is replaced"
        );
    }
}

#[test]
fn a_refusal_can_be_lost_too() {
    let mut client = Client::new(Profile::Rfc);
    let fault = fails(Operation::Get).at(Phase::AfterChange).unwrap();
    client.service.inject_fault(fault);
    let reply = client.get(&format!("{BOOK}nothing"));
    assert_eq!(reply.status, 503);
    let lost = reply.explanation.facts.into_iter();
    let lost: Vec<_> = lost.filter(|fact| fact.name.contains("lost")).collect();
    assert_eq!(lost[0].value, "404");
}

#[test]
fn rules_are_tried_in_order_and_the_first_one_keeps_the_request() {
    let mut client = Client::new(Profile::Rfc);
    let first = client.service.inject_fault(fails(Operation::Get).first(1));
    let second = client
        .service
        .inject_fault(Fault::status(Operation::Any, StatusCode::TOO_MANY_REQUESTS).first(1));
    let replies = [client.get(BOOK), client.get(BOOK), client.get(BOOK)];
    assert_eq!(
        replies.each_ref().map(|reply| reply.status),
        [503, 429, 405]
    );
    let struck = replies.map(|reply| reply.explanation.fault);
    assert_eq!(struck, [Some(first), Some(second), None]);
}

#[test]
fn the_journal_names_the_fault_and_what_the_door_was_told() {
    let mut client = Client::new(Profile::Rfc);
    let fault = Fault::new(Operation::Get, FaultKind::Reset);
    let id = client.service.inject_fault(fault);
    client.get(BOOK);
    let last = client.service.journal().exchanges().next_back().unwrap();
    assert_eq!(last.explanation.fault, Some(id));
    assert_eq!(last.wire, Wire::Reset { at: Cut::Start });
    assert!(
        last.explanation
            .because
            .starts_with("fault 1 was injected: reset")
    );
}

#[test]
fn without_a_connection_to_break_there_is_a_503_and_the_explanation_says_so() {
    let mut client = Client::new(Profile::Rfc);
    for kind in [FaultKind::Reset, FaultKind::Silence] {
        client
            .service
            .inject_fault(Fault::new(Operation::Create, kind).first(1));
        let reply = client.post(&card("a"));
        assert_eq!(reply.status, 503);
        assert!(reply.explanation.facts.iter().any(|fact| {
            fact.name == "instead of the fault" && fact.value.contains("nothing is sent in memory")
        }));
    }
    assert_eq!(client.post(&card("a")).status, 201);
}

#[test]
fn a_rule_that_found_nothing_to_spoil_has_not_struck() {
    let mut client = Client::new(Profile::Rfc);
    let fault = Fault::new(Operation::Any, FaultKind::MalformedXml).first(1);
    client.service.inject_fault(fault);
    let reply = client.get(&format!("{BOOK}nothing"));
    assert_eq!((reply.status, reply.explanation.fault), (404, None));
    let fact = reply.explanation.facts.last().unwrap().clone();
    assert_eq!(fact.name, "fault without effect");
    assert_eq!(fact.value, "fault 1: the answer is no XML");
    assert_eq!(client.service.unfired_faults().len(), 1);
    let listing = client.propfind(BOOK, "1", "<d:getetag/>");
    assert!(roxmltree::Document::parse(&listing.text).is_err());
    assert!(client.service.unfired_faults().is_empty());
}

#[test]
fn a_rule_that_found_nothing_to_spoil_leaves_the_request_to_the_others() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("a");
        let reordered = Fault::new(Operation::Any, FaultKind::Reordered);
        client.service.inject_fault(reordered);
        let struck = client.service.inject_fault(fails(Operation::Delete));
        let behind = Fault::status(Operation::Delete, StatusCode::TOO_MANY_REQUESTS);
        client.service.inject_fault(behind);
        let reply = client.send("DELETE", &href, &[], "");
        assert_eq!((reply.status, reply.explanation.fault), (503, Some(struck)));
        let fact = reply.explanation.facts.last().unwrap();
        let because = "fault 1: the answer is no multistatus of two responses or more";
        assert_eq!((fact.name, &*fact.value), ("fault without effect", because));
        let counts = client.service.faults().into_iter();
        let counts: Vec<_> = counts.map(|rule| (rule.matched, rule.struck)).collect();
        assert_eq!(counts, [(1, 0), (1, 1), (0, 0)]);
        client.service.clear_faults();
        assert_eq!(client.get(&href).status, 200, "nothing was deleted");
    }
}

#[test]
fn what_rules_tried_in_vain_leaves_no_trace() {
    let run = |faults: &[Fault]| {
        let mut client = Client::new(Profile::GoogleObserved);
        for fault in faults {
            client.service.inject_fault(fault.clone());
        }
        let created = client.put(&format!("{BOOK}mine"), &[], &card("a"));
        assert_eq!(created.explanation.fault, None);
        let href = created.header("location").to_owned();
        (
            created.status,
            client.sync_token(),
            client.etag(&href),
            href,
        )
    };
    let vain = || Fault::new(Operation::Create, FaultKind::Reordered);
    assert_eq!(run(&[vain(), vain()]), run(&[]));
}

#[test]
fn a_put_that_was_tried_in_vain_is_still_one_that_creates() {
    let mut client = Client::new(Profile::Rfc);
    let vain = Fault::new(Operation::Create, FaultKind::Reordered);
    client.service.inject_fault(vain);
    client.service.inject_fault(fails(Operation::Update));
    let after = fails(Operation::Create).at(Phase::AfterChange).unwrap();
    let struck = client.service.inject_fault(after);
    let reply = client.put(&format!("{BOOK}new"), &[], &card("new"));
    assert_eq!((reply.status, reply.explanation.fault), (503, Some(struck)));
    assert_eq!(client.service.faults()[1].matched, 0);
}

#[test]
fn the_account_that_asked_is_told_also_where_a_fault_came_first() {
    let mut client = Client::new(Profile::Rfc);
    let other = "other@example.com";
    let world = client.service.world_mut();
    world.add_account(other).unwrap();
    let own = std::mem::replace(&mut client.token, world.mint_token(other, None).unwrap());
    client
        .service
        .inject_fault(fails(Operation::Any).of_account(other));
    let book = BOOK.replace(USER, other);
    let reply = client.get(&book);
    assert_eq!((reply.status, reply.explanation.account), (503, Some(2)));
    let anonymous = client.send_as(cardproof_mock::Scheme::Https, "GET", &book, &[], "");
    let asked = (anonymous.status, anonymous.explanation.account);
    assert_eq!(asked, (503, None));
    client.token = own;
    assert_eq!(client.get(BOOK).explanation.account, Some(1));
}

#[test]
fn a_rule_that_never_struck_is_reported_even_when_it_is_gone() {
    let mut client = Client::new(Profile::Rfc);
    let used = client.service.inject_fault(fails(Operation::Get).first(1));
    let waiting = client.service.inject_fault(fails(Operation::Token));
    let removed = client.service.inject_fault(fails(Operation::Query));
    client.get(BOOK);
    assert!(client.service.remove_fault(used) && client.service.remove_fault(removed));
    assert!(!client.service.remove_fault(removed));
    let ids = |service: &Service| -> Vec<FaultId> {
        let unfired = service.unfired_faults().into_iter();
        unfired.map(|record| record.id).collect()
    };
    assert_eq!(ids(&client.service), [removed, waiting]);
    let world = client.service.world().clone();
    client.service.reset(world);
    assert!(client.service.unfired_faults().is_empty());
    assert!(client.service.faults().is_empty());
}

#[test]
fn a_record_counts_what_matched_and_what_was_struck() {
    let mut client = Client::new(Profile::Rfc);
    client
        .service
        .inject_fault(fails(Operation::Get).every_nth(2));
    let statuses: Vec<u16> = (0..5).map(|_| client.get(BOOK).status).collect();
    assert_eq!(statuses, [405, 503, 405, 503, 405]);
    let record = &client.service.faults()[0];
    assert_eq!((record.matched, record.struck), (5, 2));
}

#[test]
fn chance_comes_from_the_seed_and_changes_no_id() {
    let run = |seed, percent| {
        let mut client = Client::new(Profile::Rfc);
        let quirks = client.service.world().quirks().clone();
        let (world, token) = World::with_default_account(quirks, seed);
        client.service = Service::new(world);
        client.token = token;
        client
            .service
            .inject_fault(fails(Operation::Get).on(Occasion::Chance(percent)));
        let statuses: Vec<u16> = (0..40).map(|_| client.get(BOOK).status).collect();
        (statuses, client.add("a"))
    };
    assert_eq!(run(1, 30), run(1, 30));
    assert_ne!(run(1, 30).0, run(2, 30).0);
    assert_eq!(run(1, 30).1, run(1, 0).1);
    let struck = run(1, 30).0.iter().filter(|status| **status == 503).count();
    assert!((5..20).contains(&struck), "{struck}");
}

#[test]
fn a_quota_on_the_service_clock_opens_again_when_the_clock_is_moved() {
    let mut client = Client::new(Profile::Rfc);
    let day = Duration::from_secs(24 * 60 * 60);
    let quota = fails(Operation::Any)
        .on(Occasion::Over {
            requests: 2,
            per: day.into(),
        })
        .retry_after(RetryAfter::WhenOver);
    client.service.inject_fault(quota);
    let statuses: Vec<u16> = (0..3).map(|_| client.get(BOOK).status).collect();
    assert_eq!(statuses, [405, 405, 503]);
    client.service.world_mut().advance(day / 2);
    assert_eq!(client.get(BOOK).header("retry-after"), "43200");
    client.service.world_mut().advance(day / 2);
    assert_eq!(client.get(BOOK).status, 405);
}

#[test]
fn an_outage_counts_down_and_ends() {
    let mut client = Client::new(Profile::Rfc);
    let outage = fails(Operation::Any)
        .on(Occasion::During(Duration::from_secs(30).into()))
        .retry_after(RetryAfter::WhenOver);
    client.service.inject_fault(outage);
    assert_eq!(client.get(BOOK).header("retry-after"), "30");
    client.service.world_mut().advance(Duration::from_secs(20));
    assert_eq!(client.get(BOOK).header("retry-after"), "10");
    client.service.world_mut().advance(Duration::from_secs(10));
    assert_eq!(client.get(BOOK).status, 405);
}

#[test]
fn retry_after_is_left_out_where_the_rule_does_not_end_with_time() {
    let mut client = Client::new(Profile::Rfc);
    let fault = fails(Operation::Get).retry_after(RetryAfter::WhenOver);
    client.service.inject_fault(fault);
    assert!(!client.get(BOOK).has_header("retry-after"));
}
