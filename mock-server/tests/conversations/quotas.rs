//! Faults that are quotas: for whom they count, when they are full again, and what the client is
//! told about it.

use std::time::Duration;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{
    Each, Fault, Occasion, Operation, Period, Preset, RetryAfter, Scheme, Secret, WrittenFault,
};
use jiff::Timestamp;

use crate::client::{BOOK, Client, Reply, USER};

const GRACE: &str = "grace@example.com";

/// A preset, as it is written, on PROPFIND.
fn preset(name: &str) -> WrittenFault {
    WrittenFault {
        operation: Some("propfind".to_owned()),
        preset: Some(name.to_owned()),
        ..WrittenFault::default()
    }
}

/// Two accounts under one rule.
struct Two {
    client: Client,
    tokens: [Secret; 2],
}

impl Two {
    fn under(written: &WrittenFault) -> Self {
        let mut client = Client::new(Profile::Rfc);
        let world = client.service.world_mut();
        world.add_account(GRACE).unwrap();
        let token = world.mint_token(GRACE, None).unwrap();
        client.service.inject_fault(written.rule().unwrap());
        let tokens = [client.token.clone(), token];
        Self { client, tokens }
    }

    /// A PROPFIND of the first account or of the second.
    fn ask(&mut self, who: usize) -> Reply {
        self.client.token = self.tokens[who].clone();
        let book = BOOK.replace(USER, [USER, GRACE][who]);
        self.client.propfind(&book, "0", "<d:getetag/>")
    }

    fn statuses<const N: usize>(&mut self, order: [usize; N]) -> [u16; N] {
        order.map(|who| self.ask(who).status)
    }
}

#[test]
fn a_limit_for_each_user_leaves_the_other_user_alone() {
    let mut two = Two::under(&WrittenFault {
        over: Some(3),
        per: Some(Duration::from_secs(100).into()),
        ..preset("rate-403")
    });
    assert_eq!(two.statuses([0, 0, 0, 0]), [207, 207, 207, 403]);
    assert_eq!(two.statuses([1, 1, 1, 1]), [207, 207, 207, 403]);
    let record = &two.client.service.faults()[0];
    assert_eq!((record.matched, record.struck), (8, 2));
    assert_eq!(
        record.fault.to_string(),
        "status 403 for the limit of a user before the change, for propfind, at more than 3 in 100s \
         for each account"
    );
}

#[test]
fn a_preset_in_rust_counts_as_the_written_one_does() {
    let kind = Preset::named("rate-403").unwrap().kind();
    let (per, each) = (kind.usual_period(), kind.usual_each());
    assert_eq!(per, Some(Period::Span(Duration::from_secs(100))));
    assert_eq!(each, Each::Account);
    let over = Occasion::Over {
        requests: 1,
        per: per.unwrap(),
    };
    let fault = Fault::new(Operation::Propfind, kind).on(over);
    let written = WrittenFault {
        over: Some(1),
        ..preset("rate-403")
    };
    assert_eq!(fault.to_string(), written.rule().unwrap().to_string());
}

#[test]
fn a_limit_for_each_user_can_be_told_to_count_for_all() {
    let mut two = Two::under(&WrittenFault {
        over: Some(3),
        each: Some("world".to_owned()),
        ..preset("rate-403")
    });
    assert_eq!(two.statuses([0, 0, 0, 1]), [207, 207, 207, 403]);
}

#[test]
fn other_limits_count_for_all_unless_told_otherwise() {
    let quota = || WrittenFault {
        over: Some(1),
        per: Some(Duration::from_secs(60).into()),
        ..preset("rate-429")
    };
    assert_eq!(Two::under(&quota()).statuses([0, 1]), [207, 429]);
    let mut two = Two::under(&WrittenFault {
        each: Some("account".to_owned()),
        ..quota()
    });
    assert_eq!(two.statuses([0, 1, 0, 1]), [207, 207, 429, 429]);
}

#[test]
fn what_strikes_so_often_can_do_so_for_each_account() {
    let mut two = Two::under(&WrittenFault {
        first: Some(1),
        each: Some("account".to_owned()),
        ..preset("rate-429")
    });
    assert_eq!(two.statuses([0, 0, 1, 1, 0]), [429, 207, 429, 207, 207]);
}

#[test]
fn requests_of_which_nobody_knows_whose_they_are_count_together() {
    let mut two = Two::under(&WrittenFault {
        operation: Some("token".to_owned()),
        over: Some(1),
        ..preset("rate-403")
    });
    let client = &mut two.client;
    let mut ask = || client.send_as(Scheme::Https, "POST", "/token", &[], "");
    assert_eq!([ask().status, ask().status], [400, 403]);
}

#[test]
fn each_account_has_its_window_on_its_own_clock() {
    let mut two = Two::under(&WrittenFault {
        over: Some(1),
        retry_after: Some(RetryAfter::WhenOver),
        ..preset("rate-403")
    });
    assert_eq!(two.statuses([0, 1, 0, 1]), [207, 207, 403, 403]);
    let by = Duration::from_secs(60);
    let world = two.client.service.world_mut();
    world.advance_account(GRACE, by).unwrap();
    assert_eq!(two.ask(0).header("retry-after"), "100");
    assert_eq!(two.ask(1).header("retry-after"), "40");
    let world = two.client.service.world_mut();
    world.advance_account(GRACE, by).unwrap();
    assert_eq!(two.statuses([0, 1]), [403, 207]);
}

/// A client at ten minutes to midnight in California.
fn before_midnight(written: &WrittenFault) -> Client {
    let mut client = Client::new(Profile::Rfc);
    let at: Timestamp = "2026-11-23T07:50:00Z".parse().unwrap();
    let now = client.now;
    let world = client.service.world_mut();
    world.set_service_time(at, now).unwrap();
    client.service.inject_fault(written.rule().unwrap());
    client
}

fn ask(client: &mut Client) -> Reply {
    client.propfind(BOOK, "0", "<d:getetag/>")
}

const TWENTY_MINUTES: Duration = Duration::from_secs(20 * 60);

#[test]
fn a_daily_limit_opens_again_at_midnight_pacific_time() {
    let mut client = before_midnight(&WrittenFault {
        over: Some(2),
        retry_after: Some(RetryAfter::WhenOver),
        ..preset("daily-limit")
    });
    let statuses: Vec<u16> = (0..3).map(|_| ask(&mut client).status).collect();
    assert_eq!(statuses, [207, 207, 403]);
    assert_eq!(ask(&mut client).header("retry-after"), "600");
    client.service.world_mut().advance(TWENTY_MINUTES);
    let statuses: Vec<u16> = (0..3).map(|_| ask(&mut client).status).collect();
    assert_eq!(statuses, [207, 207, 403]);
    // The new window ends at the next midnight, not a day after it was opened.
    assert_eq!(ask(&mut client).header("retry-after"), "85800");
}

#[test]
fn a_window_of_a_day_has_24_hours_also_of_the_daily_limit() {
    let day = Duration::from_secs(24 * 60 * 60);
    let mut client = before_midnight(&WrittenFault {
        over: Some(0),
        per: Some(day.into()),
        retry_after: Some(RetryAfter::WhenOver),
        ..preset("daily-limit")
    });
    assert_eq!(ask(&mut client).header("retry-after"), "86400");
    client.service.world_mut().advance(TWENTY_MINUTES);
    assert_eq!(ask(&mut client).header("retry-after"), "85200");
}

#[test]
fn an_outage_can_last_until_midnight_pacific_time() {
    let mut client = before_midnight(&WrittenFault {
        during: Some(Period::PacificDay),
        ..preset("daily-limit")
    });
    assert_eq!(ask(&mut client).status, 403);
    client.service.world_mut().advance(TWENTY_MINUTES);
    assert_eq!(ask(&mut client).status, 207);
}

#[test]
fn an_unavailable_service_says_when_to_try_again_unless_told_otherwise() {
    let header = |retry_after| {
        let mut client = before_midnight(&WrittenFault {
            retry_after,
            during: Some(TWENTY_MINUTES.into()),
            ..preset("unavailable-503")
        });
        let reply = ask(&mut client);
        assert_eq!(reply.status, 503);
        let lines = reply.header_lines("retry-after").into_iter();
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(header(None), ["30"]);
    assert_eq!(header(Some(RetryAfter::Seconds(7))), ["7"]);
    assert_eq!(header(Some(RetryAfter::WhenOver)), ["1200"]);
    assert_eq!(header(Some(RetryAfter::Never)), [""; 0]);
}

#[test]
fn an_unavailable_service_in_rust_can_do_without_the_header() {
    let fault = |says: Option<RetryAfter>| {
        let kind = Preset::named("unavailable-503").unwrap().kind();
        let fault = Fault::new(Operation::Any, kind);
        match says {
            Some(says) => fault.retry_after(says),
            None => fault,
        }
    };
    for (says, expected) in [(None, true), (Some(RetryAfter::Never), false)] {
        let mut client = Client::new(Profile::Rfc);
        client.service.inject_fault(fault(says));
        assert_eq!(ask(&mut client).has_header("retry-after"), expected);
    }
}
