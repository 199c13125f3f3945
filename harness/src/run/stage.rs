//! Everything that one scenario works with while it is played.

use std::collections::{BTreeMap, BTreeSet};

use cardproof_mock::MockServer;

use super::created::{Created, Creations};
use super::deadline::Deadline;
use super::features::Features;
use super::guard::Guard;
use super::ledger::{Ledger, Mark};
use super::raw;
use super::request::{Builder, Prepared};
use super::session::Session;
use super::{CheckReport, Interrupt, RunError, Verdict};
use crate::exchange::Exchange;
use crate::plan::Plan;
use crate::scenario::{RequirementId, Scenario, Values};

/// Everything that one scenario works with.
pub(super) struct Stage<'a> {
    pub(super) plan: &'a Plan,
    pub(super) scenario: &'a Scenario,
    /// The run's id.
    pub(super) run: &'a str,
    pub(super) session: &'a mut Session,
    /// The world of the scenario, where the target is the mock.
    pub(super) mock: Option<&'a MockServer>,
    pub(super) features: &'a Features,
    /// How many cards of others there are; `None` if that is not known.
    pub(super) foreign: Option<usize>,
    /// Where what is created is noted, on a target that is no mock.
    pub(super) ledger: Option<&'a mut Ledger>,
    pub(super) interrupt: &'a Interrupt,
    pub(super) values: Values,
    pub(super) creations: Creations,
    /// Requirements that are not judged on this target from here on, and why.
    pub(super) unjudged: BTreeMap<RequirementId, String>,
    /// Captures that are known to find nothing on this target.
    pub(super) excused: BTreeSet<String>,
    /// When the time of the scenario is over.
    pub(super) deadline: Option<Deadline>,
}

impl Stage<'_> {
    /// What builds requests.
    pub(super) fn builder(&self) -> Builder<'_> {
        Builder {
            base: self.session.base(),
            profile: &self.plan.profile,
            run: self.run,
            values: &self.values,
        }
    }

    /// Makes sure that a request touches nothing of others. Says why it is not sent, if so.
    pub(super) fn guard(&mut self, prepared: &Prepared) -> Result<(), String> {
        let Some(ownership) = self.session.ownership() else {
            return Ok(());
        };
        let references = self.values.references().into_iter();
        let uuids = references.filter(|(name, _)| name.starts_with("$uuid."));
        let fresh: Vec<String> = uuids.map(|(_, uuid)| uuid).collect();
        let guard = Guard {
            ownership,
            fresh: &fresh,
            foreign: self.foreign,
        };
        if let Some(refusal) = raw::refusal(&prepared.request) {
            return Err(refusal);
        }
        for href in guard.allow(prepared)? {
            self.session.claim(&href);
        }
        Ok(())
    }

    /// Notes what a request is about to create, before it is sent.
    pub(super) fn announce(&mut self, created: &Created) -> Result<bool, RunError> {
        let known = self.creations.expect(created);
        let is_new = known.is_none();
        let noted = match known {
            None => Some(created.clone()),
            Some(known) if known.mark == created.mark => None,
            Some(known) => Some(Created {
                mark: created.mark.clone(),
                ..known
            }),
        };
        let name = self.session.names();
        if let (Some(noted), Some(ledger)) = (noted, self.ledger.as_deref_mut()) {
            ledger.creates(noted.creation(self.run, |url| name.of(url)))?;
        }
        Ok(is_new)
    }

    /// Notes what became of it.
    pub(super) fn note(
        &mut self,
        created: &Created,
        is_new: bool,
        exchanges: &[Exchange],
    ) -> Result<(), RunError> {
        for exchange in exchanges {
            self.creations.learn(exchange);
        }
        if created.mark == Mark::SomewhereIn {
            return self.note_where(created, exchanges);
        }
        let last = exchanges
            .last()
            .and_then(|exchange| exchange.outcome.as_ref().ok());
        match last.map(|response| response.status) {
            Some(200..300) => self.creations.took(created),
            Some(300..500) if is_new => {
                self.creations.refused(created);
                self.settle(created)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// After POST: where the target keeps the card, if it has told.
    fn note_where(&mut self, created: &Created, exchanges: &[Exchange]) -> Result<(), RunError> {
        let outcome = exchanges.last().map(|exchange| &exchange.outcome);
        let refused =
            matches!(outcome, Some(Ok(response)) if (300..500).contains(&response.status));
        if refused {
            self.creations.refused(created);
            return self.settle(created);
        }
        let told = self
            .creations
            .all()
            .iter()
            .rev()
            .find(|known| known.by == created.by);
        let Some(told) = told
            .filter(|known| known.mark != Mark::SomewhereIn)
            .cloned()
        else {
            return Ok(());
        };
        let name = self.session.names();
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.creates(told.creation(self.run, |url| name.of(url)))?;
        }
        self.settle(created)
    }

    fn settle(&mut self, created: &Created) -> Result<(), RunError> {
        let name = self.session.names();
        match self.ledger.as_deref_mut() {
            Some(ledger) => ledger.settles(&created.creation(self.run, |url| name.of(url))),
            None => Ok(()),
        }
    }

    /// Takes out of a report what is not judged on this target.
    pub(super) fn without_unjudged(&self, mut report: CheckReport) -> CheckReport {
        let because = report.covers.iter().find_map(|id| self.unjudged.get(id));
        let Some(because) = because.cloned() else {
            return report;
        };
        if report
            .covers
            .iter()
            .all(|id| self.unjudged.contains_key(id))
        {
            return CheckReport {
                verdict: Verdict::NotApplicable,
                reason: Some(because),
                ..report
            };
        }
        report.covers.retain(|id| !self.unjudged.contains_key(id));
        report.level = self.plan.suite.level_of(&report.covers);
        report
    }
}
