//! Random changes against a simple model: by the standard, no delta misses a change or invents
//! one, from whichever token it starts.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use cardproof_mock::quirk::Profile;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::client::{BOOK, Client, USER, card, card_with};

/// Something that changes the book or looks at it.
#[derive(Clone, Debug)]
enum Step {
    /// Puts a card at one of a few names.
    Put(u8),
    /// Posts a card.
    Post,
    /// Changes the n-th card.
    Change(usize),
    /// Changes the n-th card with an outdated ETag.
    ChangeStale(usize),
    /// Deletes the n-th card.
    Delete(usize),
    /// Lets another device add a card.
    Elsewhere,
    /// Moves the service clock.
    Wait(u32),
    /// Synchronises from the n-th token, with a limit if it is not 0.
    Sync(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..4_u8).prop_map(Step::Put),
        Just(Step::Post),
        any::<usize>().prop_map(Step::Change),
        any::<usize>().prop_map(Step::ChangeStale),
        any::<usize>().prop_map(Step::Delete),
        Just(Step::Elsewhere),
        (0..5000_u32).prop_map(Step::Wait),
        (any::<usize>(), 0..4_usize).prop_map(|(token, limit)| Step::Sync(token, limit)),
    ]
}

type State = BTreeMap<String, String>;

/// What a client knows that stopped at a token.
#[derive(Clone)]
struct Known {
    token: String,
    state: State,
    /// What changed since, by whomever.
    touched: BTreeSet<String>,
}

struct Model {
    client: Client,
    state: State,
    known: Vec<Known>,
    uid: u32,
}

impl Model {
    fn new() -> Self {
        let mut client = Client::new(Profile::Rfc);
        let token = client.sync_token();
        let start = Known {
            token,
            state: State::new(),
            touched: BTreeSet::new(),
        };
        Self {
            client,
            state: State::new(),
            known: vec![start],
            uid: 0,
        }
    }

    fn play(&mut self, step: &Step) {
        match *step {
            Step::Put(name) => {
                let href = format!("{BOOK}name-{name}");
                let uid = format!("name-{name}");
                assert!(self.client.put(&href, &[], &card(&uid)).status < 300);
                self.touch(&href);
            }
            Step::Post => {
                self.uid += 1;
                let href = self.client.add(&format!("uid-{}", self.uid));
                self.touch(&href);
            }
            Step::Change(n) => {
                let Some(href) = self.nth(n) else { return };
                let text = self.client.get(&href).text;
                assert_eq!(self.client.put(&href, &[], &text).status, 204);
                self.touch(&href);
            }
            Step::ChangeStale(n) => {
                let Some(href) = self.nth(n) else { return };
                let stale = [("if-match", "\"stale\"")];
                let reply = self.client.put(&href, &stale, &card_with("x", "NOTE:x"));
                assert_eq!(reply.status, 412);
            }
            Step::Delete(n) => {
                let Some(href) = self.nth(n) else { return };
                assert_eq!(self.client.send("DELETE", &href, &[], "").status, 204);
                self.touch(&href);
            }
            Step::Elsewhere => {
                self.uid += 1;
                let (text, now) = (card(&format!("uid-{}", self.uid)), self.client.now);
                let href = self
                    .client
                    .service
                    .world_mut()
                    .create_card(USER, &text, now);
                self.touch(&href.unwrap());
            }
            Step::Wait(millis) => {
                let by = Duration::from_millis(millis.into());
                self.client.service.world_mut().advance(by);
            }
            Step::Sync(token, limit) => self.sync(token % self.known.len(), limit),
        }
    }

    fn nth(&self, n: usize) -> Option<String> {
        let count = self.state.len();
        self.state.keys().nth(n.checked_rem(count)?).cloned()
    }

    /// Takes note that a card may have changed.
    fn touch(&mut self, href: &str) {
        let reply = self.client.get(href);
        if reply.status == 200 {
            let etag = reply.header("etag").to_owned();
            let before = self.state.insert(href.to_owned(), etag.clone());
            assert_ne!(before, Some(etag), "a change without a new ETag");
        } else {
            self.state.remove(href);
        }
        for known in &mut self.known {
            known.touched.insert(href.to_owned());
        }
    }

    /// Synchronises page by page, and looks whether the client then knows what is true.
    fn sync(&mut self, from: usize, limit: usize) {
        let mut known = self.known[from].clone();
        loop {
            let more = self.page(&mut known, limit);
            if !more {
                break;
            }
        }
        assert_eq!(known.state, self.state);
        known.touched.clear();
        self.known.push(known);
    }

    fn page(&mut self, known: &mut Known, limit: usize) -> bool {
        let mut rest = "<d:prop><d:getetag/></d:prop>".to_owned();
        if limit > 0 {
            rest += &format!("<d:limit><d:nresults>{limit}</d:nresults></d:limit>");
        }
        let reply = self.client.sync_with(&known.token, &[], &rest);
        let mut members = reply.members();
        let more = members.remove(BOOK).is_some();
        assert!(limit == 0 || members.len() <= limit);
        for (href, etag) in members {
            assert!(known.touched.contains(&href), "{href} did not change");
            if etag == "404" {
                known.state.remove(&href);
            } else {
                known.state.insert(href, etag);
            }
        }
        known.token = reply.element("sync-token");
        more
    }
}

/// The same cases in every run.
fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..ProptestConfig::with_cases(300)
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn no_delta_misses_or_invents_a_change(steps in prop::collection::vec(step(), 0..40)) {
        let mut model = Model::new();
        for step in &steps {
            model.play(step);
        }
        for from in 0..model.known.len() {
            model.sync(from, 0);
        }
        let listed = model.client.propfind(BOOK, "1", "<d:getetag/>").members();
        let cards: State = listed.into_iter().filter(|(href, _)| href != BOOK).collect();
        prop_assert_eq!(cards, model.state);
    }
}
