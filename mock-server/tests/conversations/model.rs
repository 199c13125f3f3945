//! Random operations against a simple model: by the standard, no delta misses a change or invents
//! one, from whichever token it starts, and every way to read tells the same.
//!
//! `CARDPROOF_MODEL_OPERATIONS` says how many operations are played; a few thousand unless told
//! otherwise.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::time::Duration;

use cardproof_mock::quirk::Profile;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use crate::client::{BOOK, Client, Reply, USER, card, card_with};

/// How many operations a case has at most.
const LENGTH: usize = 40;
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Something that changes the book or looks at it.
#[derive(Clone, Debug)]
enum Step {
    /// Puts a card at one of a few names.
    Put(u8),
    /// The same, the name spelt with an escape that it does not need.
    PutAlias(u8),
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
    /// Moves the service clock so far that every token is over.
    Expire,
    /// Gives the home another prefix.
    Move,
    /// Fetches every card, and one that is not there.
    Multiget,
    /// Searches for every card.
    Query,
    /// Synchronises from the n-th token, with a limit if it is not 0.
    Sync(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_u8).prop_map(Step::Put),
        2 => (0..4_u8).prop_map(Step::PutAlias),
        4 => Just(Step::Post),
        4 => any::<usize>().prop_map(Step::Change),
        2 => any::<usize>().prop_map(Step::ChangeStale),
        4 => any::<usize>().prop_map(Step::Delete),
        2 => Just(Step::Elsewhere),
        4 => (0..5000_u32).prop_map(Step::Wait),
        1 => Just(Step::Expire),
        1 => Just(Step::Move),
        2 => Just(Step::Multiget),
        2 => Just(Step::Query),
        6 => (any::<usize>(), 0..4_usize).prop_map(|(token, limit)| Step::Sync(token, limit)),
    ]
}

/// The ETag of each card, by the card's name.
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
    /// Where the address book stands now.
    book: String,
    state: State,
    known: Vec<Known>,
    uid: u32,
}

impl Model {
    fn new() -> Self {
        let mut model = Self {
            client: Client::new(Profile::Rfc),
            book: BOOK.to_owned(),
            state: State::new(),
            known: Vec::new(),
            uid: 0,
        };
        model.take_token();
        model
    }

    fn play(&mut self, step: &Step) {
        match *step {
            Step::Put(name) => self.put(&format!("name-{name}"), &format!("name-{name}")),
            Step::PutAlias(name) => {
                self.put(&format!("n%61me%2D{name}"), &format!("name-{name}"));
            }
            Step::Post => {
                let card = card(&self.fresh_uid());
                let headers = [("content-type", "text/vcard")];
                let reply = self.client.send("POST", &self.book, &headers, card);
                assert_eq!(reply.status, 201);
                self.touch_href(reply.header("location"));
            }
            Step::Change(n) => {
                let Some(name) = self.nth(n) else { return };
                let text = self.client.get(&self.href(&name)).text;
                assert_eq!(self.client.put(&self.href(&name), &[], &text).status, 204);
                self.touch(&name);
            }
            Step::ChangeStale(n) => {
                let Some(name) = self.nth(n) else { return };
                let stale = [("if-match", "\"stale\"")];
                let card = card_with("x", "NOTE:x");
                assert_eq!(
                    self.client.put(&self.href(&name), &stale, &card).status,
                    412
                );
            }
            Step::Delete(n) => {
                let Some(name) = self.nth(n) else { return };
                let reply = self.client.send("DELETE", &self.href(&name), &[], "");
                assert_eq!(reply.status, 204);
                self.touch(&name);
            }
            Step::Elsewhere => {
                let (text, now) = (card(&self.fresh_uid()), self.client.now);
                let world = self.client.service.world_mut();
                let href = world.create_card(USER, &text, now).unwrap();
                self.touch_href(&href);
            }
            Step::Wait(millis) => {
                let by = Duration::from_millis(millis.into());
                self.client.service.world_mut().advance(by);
            }
            Step::Expire => self.expire(),
            Step::Move => self.move_home(),
            Step::Multiget => self.multiget(),
            Step::Query => self.query(),
            Step::Sync(token, limit) => self.sync(token % self.known.len(), limit),
        }
    }

    fn href(&self, name: &str) -> String {
        format!("{}{name}", self.book)
    }

    fn fresh_uid(&mut self) -> String {
        self.uid += 1;
        format!("uid-{}", self.uid)
    }

    fn nth(&self, n: usize) -> Option<String> {
        let count = self.state.len();
        self.state.keys().nth(n.checked_rem(count)?).cloned()
    }

    fn put(&mut self, spelt: &str, name: &str) {
        let reply = self.client.put(&self.href(spelt), &[], &card(name));
        assert!(reply.status < 300, "{}", reply.text);
        self.touch(name);
    }

    fn touch_href(&mut self, href: &str) {
        let name = href.strip_prefix(&self.book).unwrap().to_owned();
        self.touch(&name);
    }

    /// Takes note that a card may have changed.
    fn touch(&mut self, name: &str) {
        let reply = self.client.get(&self.href(name));
        if reply.status == 200 {
            let etag = reply.header("etag").to_owned();
            let before = self.state.insert(name.to_owned(), etag.clone());
            assert_ne!(before, Some(etag), "a change without a new ETag");
        } else {
            self.state.remove(name);
        }
        for known in &mut self.known {
            known.touched.insert(name.to_owned());
        }
    }

    /// Begins anew with the token of the book as it is.
    fn take_token(&mut self) {
        let reply = self.client.propfind(&self.book, "0", "<d:sync-token/>");
        self.known.push(Known {
            token: reply.element("sync-token"),
            state: self.state.clone(),
            touched: BTreeSet::new(),
        });
    }

    /// Every token that was given is over, and none of them tells a delta any more.
    fn expire(&mut self) {
        self.client.service.world_mut().advance(MONTH);
        for known in std::mem::take(&mut self.known) {
            let reply = self.report(&known.token, "<d:prop/>");
            assert_eq!(reply.status, 403);
            assert_eq!(reply.condition(), "valid-sync-token");
        }
        self.take_token();
    }

    /// The cards are the same and so are the tokens; nothing is where it was.
    fn move_home(&mut self) {
        let old = self.book.clone();
        self.client.service.world_mut().move_home(USER).unwrap();
        let found = self
            .client
            .send("PROPFIND", "/.well-known/carddav", &[], "");
        self.book = found.header("location").to_owned();
        assert_ne!(self.book, old);
        assert_eq!(self.client.get(&old).status, 404);
    }

    fn multiget(&mut self) {
        let names = self.state.keys().map(String::as_str);
        let hrefs: Vec<String> = names.chain(["none"]).map(|name| self.href(name)).collect();
        let hrefs: String = hrefs
            .iter()
            .map(|href| format!("<d:href>{href}</d:href>"))
            .collect();
        let body = format!(
            "<card:addressbook-multiget xmlns:d='DAV:' \
             xmlns:card='urn:ietf:params:xml:ns:carddav'><d:prop><d:getetag/></d:prop>{hrefs}\
             </card:addressbook-multiget>"
        );
        let reply = self.client.send("REPORT", &self.book, &[], body);
        let mut told = self.named(&reply);
        assert_eq!(told.remove("none").as_deref(), Some("404"));
        assert_eq!(told, self.state);
    }

    fn query(&mut self) {
        let body = "<card:addressbook-query xmlns:d='DAV:' \
             xmlns:card='urn:ietf:params:xml:ns:carddav'><d:prop><d:getetag/></d:prop>\
             <card:filter><card:prop-filter name='FN'/></card:filter></card:addressbook-query>";
        let reply = self
            .client
            .send("REPORT", &self.book, &[("depth", "1")], body);
        assert_eq!(self.named(&reply), self.state);
    }

    /// What a multistatus tells of each card, by the card's name; the book's own row under "".
    fn named(&self, reply: &Reply) -> State {
        let rows = reply.members().into_iter();
        rows.map(|(href, state)| {
            let name = href.strip_prefix(&self.book).map(str::to_owned);
            (name.unwrap_or_else(|| panic!("{href} is outside")), state)
        })
        .collect()
    }

    fn report(&mut self, token: &str, rest: &str) -> Reply {
        let body = format!(
            "<d:sync-collection xmlns:d='DAV:'><d:sync-token>{token}</d:sync-token>\
             <d:sync-level>1</d:sync-level>{rest}</d:sync-collection>"
        );
        self.client.send("REPORT", &self.book, &[], body)
    }

    /// Synchronises page by page, and looks whether the client then knows what is true.
    fn sync(&mut self, from: usize, limit: usize) {
        let mut known = self.known[from].clone();
        while self.page(&mut known, limit) {}
        assert_eq!(known.state, self.state);
        known.touched.clear();
        self.known.push(known);
    }

    fn page(&mut self, known: &mut Known, limit: usize) -> bool {
        let mut rest = "<d:prop><d:getetag/></d:prop>".to_owned();
        if limit > 0 {
            rest += &format!("<d:limit><d:nresults>{limit}</d:nresults></d:limit>");
        }
        let reply = self.report(&known.token, &rest);
        let mut told = self.named(&reply);
        let more = told.remove("").is_some();
        assert!(limit == 0 || told.len() <= limit);
        for (name, etag) in told {
            assert!(known.touched.contains(&name), "{name} did not change");
            if etag == "404" {
                known.state.remove(&name);
            } else {
                known.state.insert(name, etag);
            }
        }
        known.token = reply.element("sync-token");
        more
    }
}

/// Plays a case to its end, where every token has to lead to what is true.
fn play(steps: &[Step]) {
    let mut model = Model::new();
    for step in steps {
        model.play(step);
    }
    for from in 0..model.known.len() {
        model.sync(from, 0);
    }
    let listed = model.client.propfind(&model.book, "1", "<d:getetag/>");
    let mut listed = model.named(&listed);
    listed.remove("");
    assert_eq!(listed, model.state);
}

#[test]
fn no_delta_misses_or_invents_a_change() {
    let wanted = env::var("CARDPROOF_MODEL_OPERATIONS");
    let wanted: u32 = wanted.map_or(5_000, |number| number.parse().unwrap());
    let settings = ProptestConfig {
        failure_persistence: None,
        // The same cases in every run.
        rng_seed: RngSeed::Fixed(42),
        // A case has half of its greatest length on average.
        ..ProptestConfig::with_cases(wanted.div_ceil(18))
    };
    let played = Cell::new(0);
    let cases = prop::collection::vec(step(), 1..=LENGTH);
    let result = TestRunner::new(settings).run(&cases, |steps| {
        played.set(played.get() + steps.len());
        play(&steps);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(
        played.get() >= wanted as usize,
        "{} operations",
        played.get()
    );
}
