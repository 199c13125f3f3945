use std::time::Duration;

use super::*;

/// Lets a rule see ten matches, one a second, and says at which it strikes.
fn strikes(occasion: Occasion) -> Vec<u64> {
    strikes_with(occasion, &mut Ids::new(1))
}

fn strikes_with(occasion: Occasion, chance: &mut Ids) -> Vec<u64> {
    let mut tally = Tally::default();
    let mut struck = Vec::new();
    for second in 1..=10 {
        let now = Timestamp::from_second(second).unwrap();
        if occasion.has_come(&mut tally, now, chance) {
            tally.struck += 1;
            struck.push(tally.matched);
        }
    }
    struck
}

#[test]
fn a_rule_strikes_on_the_matches_that_it_names() {
    assert_eq!(strikes(Occasion::Always).len(), 10);
    assert_eq!(strikes(Occasion::First(3)), [1, 2, 3]);
    assert_eq!(strikes(Occasion::Nth(4)), [4]);
    assert_eq!(strikes(Occasion::EveryNth(4)), [4, 8]);
}

#[test]
fn zero_means_never() {
    for never in [
        Occasion::First(0),
        Occasion::Nth(0),
        Occasion::EveryNth(0),
        Occasion::Chance(0),
        Occasion::During(Duration::ZERO.into()),
    ] {
        assert_eq!(strikes(never), [0; 0], "{never}");
    }
}

#[test]
fn a_quota_is_full_again_when_its_window_is_over() {
    let over = Occasion::Over {
        requests: 2,
        per: Duration::from_secs(4).into(),
    };
    assert_eq!(strikes(over), [3, 4, 7, 8]);
}

#[test]
fn an_outage_ends_with_time_and_does_not_come_again() {
    assert_eq!(
        strikes(Occasion::During(Duration::from_secs(3).into())),
        [1, 2, 3]
    );
}

#[test]
fn chance_is_that_of_the_seed() {
    let half = Occasion::Chance(50);
    let draw = |seed| strikes_with(half, &mut Ids::new(seed));
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
    assert_eq!(strikes(Occasion::Chance(100)).len(), 10);
}

#[test]
fn chance_is_as_likely_as_it_says() {
    let (mut tally, mut chance) = (Tally::default(), Ids::new(7));
    let quarter = Occasion::Chance(25);
    let now = Timestamp::UNIX_EPOCH;
    let struck = (0..10_000)
        .filter(|_| quarter.has_come(&mut tally, now, &mut chance))
        .count();
    assert!((2_300..2_700).contains(&struck), "{struck}");
}

#[test]
fn what_is_used_up_is_past() {
    let mut tally = Tally::default();
    assert!(!Occasion::First(1).is_past(&tally));
    assert!(!Occasion::Nth(2).is_past(&tally));
    tally.struck = 1;
    tally.matched = 2;
    assert!(Occasion::First(1).is_past(&tally));
    assert!(Occasion::Nth(2).is_past(&tally));
    assert!(!Occasion::Always.is_past(&tally));
}

#[test]
fn the_time_that_is_left_is_told_in_whole_seconds_rounded_up() {
    let outage = Occasion::During(Duration::from_secs(30).into());
    let mut tally = Tally::default();
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let start = at("2026-11-22T10:00:00Z");
    assert_eq!(outage.seconds_left(&tally, start), None);
    outage.has_come(&mut tally, start, &mut Ids::new(1));
    assert_eq!(outage.seconds_left(&tally, start), Some(30));
    let later = at("2026-11-22T10:00:09.5Z");
    assert_eq!(outage.seconds_left(&tally, later), Some(21));
    let after = at("2026-11-22T10:00:31Z");
    assert_eq!(outage.seconds_left(&tally, after), Some(0));
    assert_eq!(Occasion::Always.seconds_left(&tally, start), None);
}

#[test]
fn the_time_that_is_left_of_a_pacific_day_ends_at_midnight() {
    let outage = Occasion::During(Period::PacificDay);
    let mut tally = Tally::default();
    let now = "2026-11-23T07:50:00Z".parse().unwrap();
    assert!(outage.has_come(&mut tally, now, &mut Ids::new(1)));
    assert_eq!(outage.seconds_left(&tally, now), Some(600));
    let midnight = "2026-11-23T08:00:00Z".parse().unwrap();
    assert!(!outage.has_come(&mut tally, midnight, &mut Ids::new(1)));
}

#[test]
fn a_period_is_told_in_words() {
    let day = Period::PacificDay;
    let over = Occasion::Over {
        requests: 3,
        per: day,
    };
    assert_eq!(over.to_string(), "at more than 3 in a day of Pacific Time");
    assert_eq!(
        Occasion::During(day).to_string(),
        "from the first match to midnight Pacific Time"
    );
}
