//! The rules of a service, and what became of them.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;

use super::asked::Asked;
use super::due::Due;
use super::tally::Tallies;
use super::{Each, Fault, Search, Wire};
use crate::explanation::Notes;
use crate::message::{Door, Request, Response};
use crate::store::World;

/// The number by which a rule is known. Numbers are never used again, also not after a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaultId(u64);

impl FaultId {
    /// The id with this number.
    #[must_use]
    pub const fn of(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for FaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fault {}", self.0)
    }
}

/// A rule and what it has done so far.
#[derive(Clone, Debug)]
pub struct FaultRecord {
    /// Its number.
    pub id: FaultId,
    /// The rule.
    pub fault: Fault,
    /// How many requests matched it.
    pub matched: u64,
    /// How many it struck.
    pub struck: u64,
}

/// The rules, in the order in which they are tried.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
    /// Rules that are gone and had not struck when they went.
    gone: Vec<FaultRecord>,
    /// Every rule that has ever struck. Tallies begin anew with a reset, this does not.
    fired: BTreeSet<FaultId>,
    newest: u64,
}

#[derive(Clone, Debug)]
struct Rule {
    id: FaultId,
    fault: Fault,
    tallies: Tallies,
}

impl Faults {
    /// Adds a rule, which is tried after those that are there.
    pub(crate) fn add(&mut self, fault: Fault) -> FaultId {
        self.newest += 1;
        let id = FaultId(self.newest);
        self.rules.push(Rule {
            id,
            fault,
            tallies: Tallies::default(),
        });
        id
    }

    /// Takes a rule away. `false` if it is gone already.
    pub(crate) fn remove(&mut self, id: FaultId) -> bool {
        let Some(at) = self.rules.iter().position(|rule| rule.id == id) else {
            return false;
        };
        let rule = self.rules.remove(at).record();
        self.part_with([rule]);
        true
    }

    /// Takes all rules away, and forgets what became of them. Numbers go on.
    pub(crate) fn clear(&mut self) {
        self.rules.clear();
        self.gone.clear();
        self.fired.clear();
    }

    /// Puts the rules of an earlier time in place, with the tallies that they had. Numbers go on,
    /// and so does the memory of what has struck.
    pub(crate) fn come_back_to(&mut self, earlier: Self) {
        let ending = std::mem::replace(&mut self.rules, earlier.rules);
        self.part_with(ending.iter().map(Rule::record));
        self.gone
            .retain(|gone| self.rules.iter().all(|rule| rule.id != gone.id));
        self.newest = self.newest.max(earlier.newest);
    }

    fn part_with(&mut self, rules: impl IntoIterator<Item = FaultRecord>) {
        let rules = rules.into_iter();
        let unfired = rules.filter(|rule| rule.struck == 0 && !self.fired.contains(&rule.id));
        self.gone.extend(unfired);
    }

    /// The rules that are there.
    pub(crate) fn records(&self) -> Vec<FaultRecord> {
        self.rules.iter().map(Rule::record).collect()
    }

    /// The rules that never struck, among them those that are gone.
    pub(crate) fn unfired(&self) -> Vec<FaultRecord> {
        let is_unfired =
            |rule: &&Rule| rule.tallies.struck() == 0 && !self.fired.contains(&rule.id);
        let waiting = self.rules.iter().filter(is_unfired);
        let gone = self.gone.iter().cloned();
        gone.chain(waiting.map(Rule::record)).collect()
    }

    /// Begins to look at a request before anything is done about it; none where no rule can strike
    /// any more. `real` is real time.
    pub(crate) fn search<'a>(
        &self,
        request: &'a Request,
        world: &World,
        real: Timestamp,
    ) -> Option<Search<'a>> {
        let is_idle = self.rules.iter().all(Rule::is_past);
        (!is_idle).then(|| Search {
            asked: Asked::of(request, world),
            real,
            tried: 0,
        })
    }

    /// The next rule whose turn it is. Whoever lets it strike asks for no further one: rules behind
    /// it do not get to see the request.
    pub(crate) fn next_due(&mut self, search: &mut Search<'_>, world: &mut World) -> Option<Due> {
        while let Some(rule) = self.rules.get_mut(search.tried) {
            search.tried += 1;
            if let Some(due) = rule.look_at(search, world) {
                return Some(due);
            }
        }
        None
    }

    /// Lets a rule strike an answer, and counts that.
    ///
    /// # Errors
    /// When it finds nothing to strike; the text is the reason.
    pub(crate) fn strike(
        &mut self,
        due: &Due,
        response: &mut Response,
        door: Door,
        notes: &Notes,
    ) -> Result<Wire, String> {
        let wire = due.strike(response, notes)?;
        if let Some(rule) = self.rules.iter_mut().find(|rule| rule.id == due.id) {
            rule.tallies.of(due.account.as_deref()).struck += 1;
            self.fired.insert(due.id);
        }
        if let Some(instead) = door.instead(&wire) {
            notes.fact("instead of the fault", instead);
        }
        Ok(wire)
    }
}

impl Rule {
    /// Whether it can never strike again, whoever asks.
    fn is_past(&self) -> bool {
        let is_common = self.fault.counting() == Each::World;
        is_common && self.fault.occasion().is_past(self.tallies.common())
    }

    /// Counts a request that matches, and says whether the rule is to strike it.
    fn look_at(&mut self, search: &Search<'_>, world: &mut World) -> Option<Due> {
        let asked = &search.asked;
        if self.is_past() || !self.fault.matches(asked) {
            return None;
        }
        let account = self.fault.counts_for(asked);
        let now = self.fault.time(account, world, search.real);
        let occasion = self.fault.occasion();
        let tally = self.tallies.of(account);
        let strikes = !occasion.is_past(tally) && occasion.has_come(tally, now, &mut world.chance);
        strikes.then(|| Due {
            id: self.id,
            fault: self.fault.clone(),
            account: account.map(str::to_owned),
            seconds_left: occasion.seconds_left(tally, now),
        })
    }

    fn record(&self) -> FaultRecord {
        FaultRecord {
            id: self.id,
            fault: self.fault.clone(),
            matched: self.tallies.matched(),
            struck: self.tallies.struck(),
        }
    }
}
