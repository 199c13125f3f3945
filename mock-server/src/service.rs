//! The one entry: a request goes in, an answer comes out.

mod decision;

use http::{Method, StatusCode};
use jiff::{SignedDuration, Timestamp};

use crate::auth;
use crate::clock::Moment;
use crate::explanation::{Explanation, Notes};
use crate::fault::{Fault, FaultId, FaultRecord, Faults, Wire};
use crate::journal::Journal;
use crate::limits::MAX_BODY;
use crate::message::{Request, Response, Scheme};
use crate::method::{self, Turn};
use crate::oauth;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::{BadTarget, Path};
use crate::store::World;

/// An answer and why it is what it is.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What goes back to the client.
    pub response: Response,
    /// What the door does to it on its way.
    pub wire: Wire,
    /// Why.
    pub explanation: Explanation,
}

/// The server: a world, its faults and its journal. No sockets, no clock, no chance of its own.
#[derive(Clone, Debug)]
pub struct Service {
    world: World,
    faults: Faults,
    journal: Journal,
    /// How often another world was put in place.
    resets: u64,
    /// By how much `Date` is wrong.
    date_shift: SignedDuration,
}

/// A world with its fault rules, as they were at some time.
#[derive(Clone, Debug)]
pub struct SavedState {
    pub(crate) world: World,
    pub(crate) faults: Faults,
}

impl Service {
    /// A server for a world, with an empty journal.
    #[must_use]
    pub fn new(world: World) -> Self {
        Self {
            world,
            faults: Faults::default(),
            journal: Journal::default(),
            resets: 0,
            date_shift: SignedDuration::ZERO,
        }
    }

    /// Answers a request. `now` is real time.
    ///
    /// Never panics, whatever comes in; what cannot be understood is refused and changes nothing.
    pub fn answer(&mut self, request: &Request, now: Timestamp) -> Answer {
        let answer = self.decide(request, now);
        if self.counts_and_keeps() {
            self.record(request.clone(), &answer, now);
        }
        answer
    }

    /// Answers a request for a door that sends the answer and has no use for the reason.
    pub(crate) fn exchange(&mut self, request: Request, now: Timestamp) -> (Response, Wire) {
        let answer = self.decide(&request, now);
        if self.counts_and_keeps() {
            self.record(request, &answer, now);
        }
        (answer.response, answer.wire)
    }

    /// Counts an exchange that the journal has no room for; whether it has room.
    const fn counts_and_keeps(&mut self) -> bool {
        let keeps = self.journal.keeps();
        if !keeps {
            self.journal.count();
        }
        keeps
    }

    /// Keeps an exchange without its secrets.
    fn record(&mut self, mut request: Request, answer: &Answer, now: Timestamp) {
        if oauth::hide_request(&self.world, &mut request) {
            let mut shown = answer.clone();
            oauth::hide_answer(&mut shown.response);
            self.journal.record(request, &shown, now);
        } else {
            self.journal.record(request, answer, now);
        }
    }

    /// The world.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The world, to be changed from outside.
    pub const fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// Puts another world in place and forgets faults and journal.
    pub fn reset(&mut self, world: World) {
        self.world = world;
        self.resets += 1;
        self.faults.clear();
        self.journal.clear();
        self.date_shift = SignedDuration::ZERO;
    }

    /// Makes `Date` wrong from now on, as on a machine whose clock is. Nothing else is dated by it.
    pub const fn shift_date(&mut self, by: SignedDuration) {
        self.date_shift = by;
    }

    /// The world and the fault rules as they are, to come back to. Costs next to nothing.
    #[must_use]
    pub fn state(&self) -> SavedState {
        SavedState {
            world: self.world.clone(),
            faults: self.faults.clone(),
        }
    }

    /// Comes back to an earlier state. The journal goes on, and so do the numbers of fault rules
    /// and the memory of which of them have struck.
    pub fn restore(&mut self, state: SavedState) {
        self.world = state.world;
        self.resets += 1;
        self.faults.come_back_to(state.faults);
    }

    /// Takes every fault rule away, and forgets what became of them. Numbers go on.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// How often another world was put in place.
    pub(crate) const fn resets(&self) -> u64 {
        self.resets
    }

    /// Makes requests fail by a rule, which is tried after those that are there. The first rule
    /// that strikes a request keeps it from the others.
    pub fn inject_fault(&mut self, fault: Fault) -> FaultId {
        self.faults.add(fault)
    }

    /// Takes a rule away. `false` if it is gone already.
    pub fn remove_fault(&mut self, id: FaultId) -> bool {
        self.faults.remove(id)
    }

    /// The rules that are there, with what they have done so far, in the order in which they are
    /// tried.
    #[must_use]
    pub fn faults(&self) -> Vec<FaultRecord> {
        self.faults.records()
    }

    /// The rules that have never struck, before a [`restore`](Self::restore) or after it, also
    /// those that are gone. [`reset`](Self::reset) and [`clear_faults`](Self::clear_faults) begin
    /// anew. A test that ends with one of these rules did not test what it says.
    #[must_use]
    pub fn unfired_faults(&self) -> Vec<FaultRecord> {
        self.faults.unfired()
    }

    /// What was asked and answered.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The journal, to be emptied or replaced by one with another limit.
    pub const fn journal_mut(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// Auth, route, method, in that order.
    fn reply(
        &mut self,
        request: &Request,
        moment: Moment,
        notes: &Notes,
    ) -> Result<Reply, Refusal> {
        if request.scheme == Scheme::Http {
            return Err(auth::refuse_plain_http(&self.world, notes));
        }
        if request.body.len() > MAX_BODY {
            let because = format!("the body is larger than {MAX_BODY} bytes");
            return Err(
                Refusal::page(StatusCode::PAYLOAD_TOO_LARGE, because).unless("send a smaller body")
            );
        }
        if request.method == Method::OPTIONS && request.target == "*" {
            return self.whole_server(request, moment, notes);
        }
        if let Some(reply) = oauth::answer(&mut self.world, request, moment.credentials, notes) {
            return Ok(reply);
        }
        let mut path = Path::parse(&request.target).map_err(refuse_target)?;
        if path.is_well_known() {
            return self.well_known(request, &path, moment, notes);
        }
        let account = self.account(request, &path, moment, notes)?;
        self.adopt_owner(&mut path);
        let place = path.resolve_among(&self.world.accounts, account);
        let keeper = self.world.keeper(account, moment, notes);
        let Some(keeper) = keeper else {
            return Err(Refusal::not_found("the account is gone"));
        };
        notes.asked_by(keeper.account.number);
        method::dispatch(&mut Turn { request, keeper }, place)
    }

    /// Puts the seeded account's address in the place of an adopted one.
    fn adopt_owner(&mut self, path: &mut Path) {
        if self.world.adopts()
            && let Some(owner) = path.owner_mut()
            && self.world.recognise_account(owner).is_some()
            && let Some(seeded) = self.world.seeded_for(owner)
        {
            seeded.clone_into(owner);
        }
    }

    fn whole_server(
        &mut self,
        request: &Request,
        moment: Moment,
        notes: &Notes,
    ) -> Result<Reply, Refusal> {
        if !method::anonymous_options(&self.world.quirks, notes) {
            auth::authenticate(request, &mut self.world, moment, notes)?;
        }
        Ok(method::whole_server_options(&self.world.quirks, notes))
    }

    fn well_known(
        &mut self,
        request: &Request,
        path: &Path,
        moment: Moment,
        notes: &Notes,
    ) -> Result<Reply, Refusal> {
        if !auth::has_credentials(request) {
            let quirks = &self.world.quirks;
            if request.method == Method::OPTIONS && method::anonymous_options(quirks, notes) {
                return method::well_known_options(request, path.trailing_slash, (quirks, notes));
            }
            method::refuse_anonymous_well_known(quirks, notes)?;
        }
        let account = auth::authenticate(request, &mut self.world, moment, notes)?;
        let Some(account) = self.world.accounts.get(account) else {
            return Err(Refusal::not_found("the account is gone"));
        };
        notes.asked_by(account.number);
        let asking = (&self.world.quirks, notes);
        method::well_known_redirect(request, path.trailing_slash, account, asking)
    }

    /// The position of the account that asks; of the one that is asked about, where OPTIONS is
    /// answered without a look at credentials.
    fn account(
        &mut self,
        request: &Request,
        path: &Path,
        moment: Moment,
        notes: &Notes,
    ) -> Result<usize, Refusal> {
        let anonymous = request.method == Method::OPTIONS
            && method::anonymous_options(&self.world.quirks, notes);
        if anonymous {
            let mut accounts = self.world.accounts.iter();
            return accounts
                .position(|account| path.resolve(account).is_ok())
                .ok_or_else(|| method::nobody_there(path, &self.world.accounts));
        }
        if !auth::has_credentials(request) {
            let asking = (&self.world.quirks, notes);
            method::refuse_anonymous_book(request, path, &self.world.accounts, asking)?;
        }
        auth::authenticate(request, &mut self.world, moment, notes)
    }
}

fn refuse_target(bad: BadTarget) -> Refusal {
    let status = match bad {
        BadTarget::TooLong => StatusCode::URI_TOO_LONG,
        _ => StatusCode::BAD_REQUEST,
    };
    Refusal::page(status, bad.to_string()).unless("send a normalised absolute path")
}
